import { error } from '@sveltejs/kit';
import { readStopLink, resumeMail, type StopAsked, stopMail } from '#core/kernel/index.ts';
import type { Actions, PageServerLoad } from './$types';

/** What the link asks to stop; one that is not ours, or too old, says where to find another. */
function asked({ deps }: App.Locals, token: string): StopAsked {
  const read = readStopLink(deps, token);
  if (!read.ok) error(read.reason === 'forged' ? 404 : 410, { message: read.reason === 'forged' ? 'Il a été mal recopié, ou coupé par votre messagerie.' : 'Il a plus d’un an.' });
  return read.value;
}

export const load: PageServerLoad = ({ locals, params }) => ({ address: asked(locals, params.token).address });

/** Posted by the button, or by a mailbox's own (RFC 8058): the signed link is all that it takes. */
export const actions: Actions = {
  default: async ({ locals, params, request }) => {
    const again = (await request.formData()).get('reprendre') !== null;
    await (again ? resumeMail : stopMail)(locals.deps)(asked(locals, params.token));
    return { stopped: !again };
  },
};
