import { actionOrigin, dutiesOf, keptDeclared, vsmeOf } from '#core/diagnosis/index.ts';
import { actionsFrom } from '#core/support/index.ts';
import { displayName } from '../../../../annuaire/names.ts';
import { carbonFor } from '../../opened.ts';

/** The voluntary standard and the duties, filled from the diagnosis, the firm's record and its plan. */
export async function vsmeFor(locals: App.Locals, token: string) {
  const { kept, firm, found } = await carbonFor(locals, token);
  const { head } = found.inventory;
  const origins = new Map(found.actions.map(({ row }) => [actionOrigin(kept.id, row.id), row.title]));
  const taken = kept.siret ? await actionsFrom(locals.deps.db, kept.territoryId, kept.siret, [...origins.keys()]) : new Map<string, string>();
  const plan = [...taken].filter(([, state]) => state !== 'dropped').flatMap(([origin]) => origins.get(origin) ?? []);
  const size = { employees: head.employees ?? null, turnoverKeuros: head.turnoverKeuros ?? null, activityCode: firm?.activityCode ?? null };
  const organisation = firm ? displayName(firm) : found.balance.organisation;
  return {
    kept,
    vsme: vsmeOf({ balance: { ...found.balance, organisation }, ...size, plan, declared: keptDeclared(kept.answers), estimated: new Set(found.inventory.lines.flatMap(({ id, origin }) => (origin === 'estimate' ? [id] : []))) }),
    duties: dutiesOf({ ...size, areaM2: head.areaM2 ?? null, heatingKw: head.heatingKw ?? null, parking: head.parking ?? null }, locals.deps.clock.today()),
  };
}
