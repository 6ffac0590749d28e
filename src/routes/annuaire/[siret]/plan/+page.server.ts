import { error, fail, redirect } from '@sveltejs/kit';
import { establishmentBySiret } from '#core/directory/index.ts';
import { bodiesOf, type Person } from '#core/identity/index.ts';
import { endAction, planOf, ProposeAction, proposeAction, sharePlan, sharesOf, unsharePlan } from '#core/support/index.ts';
import { displayName } from '../../names.ts';
import { asThem } from '../../../as-them.ts';
import { requireRight } from '../../../require.ts';
import type { Actions, PageServerLoad } from './$types';

const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;
const DONE = { ajoute: 'C’est dans le plan.', fini: 'C’est noté.', partage: 'Le partage est changé.' } as const;

/** Who reads the plan of a firm: the people of the firm, whole; advisers, whole where the firm shares it with their body, else what their body proposed. */
async function readerOf(locals: App.Locals, typed: string) {
  const siret = typed.replace(/\s/g, '').toUpperCase();
  const me = requireRight(locals, 'plan.use', { siret });
  const firm = await establishmentBySiret(locals.deps.db, siret);
  if (!firm) error(404, { message: 'Aucun établissement de l’annuaire n’a ce numéro.' });
  const member = me.firms.includes(firm.siret);
  const shares = await sharesOf(locals.deps.db, firm.territoryId, firm.siret);
  const whole = member || me.administrator || shares.some((share) => me.bodies.some((body) => body.id === share.bodyId));
  return { me, firm, member, shares, whole };
}

export const load: PageServerLoad = async ({ locals, params, url }) => {
  const { me, firm, member, shares, whole } = await readerOf(locals, params.siret);
  const { deps } = locals;
  const viewer = member ? ({ kind: 'member', siret: firm.siret } as const) : ({ kind: 'adviser' } as const);
  const [items, bodies] = await Promise.all([planOf(deps.db, firm.territoryId, firm.siret, viewer, whole ? null : me.bodies.map((body) => body.id)), bodiesOf(deps.db, firm.territoryId)]);
  const done = url.searchParams.get('fait') as keyof typeof DONE | null;
  return {
    firm: { siret: firm.siret, name: displayName(firm), commune: firm.communeName, demonstration: firm.origin === 'demonstration', closed: firm.status === 'closed' },
    member, whole, shares, items, today: deps.clock.today(),
    mayEnd: items.filter((one) => one.actionId && one.state === 'open').map((one) => one.actionId!),
    bodies: bodies.filter((body) => !shares.some((share) => share.bodyId === body.id)).map(({ id, name }) => ({ id, name })),
    done: done && done in DONE ? DONE[done] : null,
  };
};

type Event = Parameters<Actions[string]>[0];
const back = (siret: string, what: keyof typeof DONE): never => redirect(303, `/annuaire/${siret}/plan?fait=${what}`);
const byWhom = (me: Person, member: boolean, typed: string) => (member ? me.name : `${typed}, dit à ${me.name}`);

async function typedIn(event: Event) {
  const reader = await readerOf(event.locals, event.params['siret']!);
  const form = Object.fromEntries(await event.request.formData()) as Record<string, string>;
  return { ...reader, form };
}

export const actions: Actions = {
  proposer: async (event) => {
    const { me, firm, member, form } = await typedIn(event);
    const read = ProposeAction.safeParse({ territoryId: firm.territoryId, siret: firm.siret, by: me.id, what: form['quoi'], why: form['pourquoi'] || null, origin: UUID.test(form['proposition'] ?? '') ? 'board' : member ? 'firm' : 'advice', originId: UUID.test(form['proposition'] ?? '') ? form['proposition'] : null, dueOn: form['date'] || null });
    if (!read.success) return fail(400, { form, problem: 'Dites en quelques mots ce qui sera fait, et pour quand.' });
    const proposed = await asThem(event.locals, (deps) => proposeAction(deps)(read.data));
    if (!proposed.ok) return fail(409, { form, problem: proposed.reason === 'in-the-past' ? 'Cette date est passée.' : 'Cette entreprise n’est plus à l’annuaire.' });
    return back(firm.siret, 'ajoute');
  },
  finir: async (event) => {
    const { me, firm, whole, form } = await typedIn(event);
    const id = form['action'] ?? '';
    const mine = UUID.test(id) && (whole || (await planOf(event.locals.deps.db, firm.territoryId, firm.siret, { kind: 'adviser' }, me.bodies.map((body) => body.id))).some((one) => one.actionId === id));
    if (!mine) error(404, { message: 'Cette action n’est pas dans le plan.' });
    const ended = await asThem(event.locals, (deps) => endAction(deps)({ territoryId: firm.territoryId, siret: firm.siret, id, by: me.id, outcome: form['issue'] === 'pas-fait' ? 'not-done' : 'done', words: (form['mots'] ?? '').trim() }));
    if (!ended.ok) return fail(409, { form, problem: 'Quelqu’un vient de clore cette action : rien n’a été changé.' });
    return back(firm.siret, 'fini');
  },
  partager: async (event) => {
    const { me, firm, member, form } = await typedIn(event);
    const given = (form['accord'] ?? '').trim();
    if (!member && given === '') return fail(400, { form, problem: 'Écrivez qui a donné son accord, et comment.' });
    const shared = UUID.test(form['structure'] ?? '') ? await asThem(event.locals, (deps) => sharePlan(deps)({ territoryId: firm.territoryId, siret: firm.siret, bodyId: form['structure']!, givenBy: byWhom(me, member, given).slice(0, 200) })) : null;
    if (!shared?.ok) return fail(400, { form, problem: 'Choisissez une structure.' });
    return back(firm.siret, 'partage');
  },
  'ne-plus-partager': async (event) => {
    const { me, firm, member, form } = await typedIn(event);
    const body = form['structure'] ?? '';
    // A body may give its own access up; only the firm takes another's away.
    if (!UUID.test(body)) return fail(400, { form, problem: 'Choisissez une structure.' });
    if (!(member || me.administrator || me.bodies.some((one) => one.id === body))) error(403, { message: 'Seule l’entreprise décide avec qui elle partage son plan.' });
    await asThem(event.locals, (deps) => unsharePlan(deps)({ territoryId: firm.territoryId, siret: firm.siret, bodyId: body }));
    return back(firm.siret, 'partage');
  },
};
