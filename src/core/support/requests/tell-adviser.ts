import { type Deps, queueMail } from '#core/kernel/index.ts';

/** Writes to an adviser about a request, with the page where she acts. */
export async function tellAdviser(deps: Deps, { territoryId, requestId, personId, subject, lines, once }: { territoryId: string; requestId: string; personId: string; subject: string; lines: string[]; once: string }): Promise<void> {
  const person = await deps.db.selectFrom('person').select(['name', 'email']).where('id', '=', personId).executeTakeFirst();
  if (!person) return;
  await queueMail(deps, { territoryId, to: person.email, toName: person.name, kind: 'request-given', subject, lines, actions: [{ label: 'Ouvrir la demande', path: `/poste/demandes/${requestId}` }], why: 'Vous recevez ce message parce que votre couverture dit que vous suivez ces demandes.', once });
}
