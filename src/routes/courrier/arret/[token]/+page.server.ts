import { readStopLink, resumeMail, stopMail } from '#core/kernel/index.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = ({ locals, params, url }) => {
  const asked = readStopLink(locals.deps, params.token);
  return { asked: asked.ok ? { address: asked.value.address } : null, said: url.searchParams.get('dit') };
};

/** Posted by the button, or by a mailbox's own (RFC 8058): the signed link is all that it takes. */
export const actions: Actions = {
  default: async ({ locals, params, request }) => {
    const asked = readStopLink(locals.deps, params.token);
    if (!asked.ok) return { problem: 'Ce lien n’est plus valable : prenez celui d’un message plus récent.' };
    const again = (await request.formData()).get('reprendre') !== null;
    await (again ? resumeMail : stopMail)(locals.deps)(asked.value);
    return { stopped: !again };
  },
};
