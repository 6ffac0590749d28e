import { boardName, introductionCounts, introductionsOf } from '#core/exchange/index.ts';
import { asActor } from '#core/identity/index.ts';
import { dateOf } from '#core/kernel/index.ts';
import { requireAdviser } from '../../require.ts';
import type { PageServerLoad } from './$types';

const VIEWS = { attente: 'asked', accord: 'agreed', closes: 'closed' } as const;

export const load: PageServerLoad = async ({ locals, url }) => {
  const me = requireAdviser(locals);
  const { deps, territory } = locals;
  const asked = url.searchParams.get('voir');
  const view = asked === 'accord' || asked === 'closes' ? asked : 'attente';
  const { list, counts } = await asActor(deps.db, me, territory.id, async (db) => ({ list: await introductionsOf(db, territory.id, { state: VIEWS[view] }), counts: await introductionCounts(db, territory.id) }));
  return {
    view, counts,
    list: list.map((one) => ({ ...one, boardName: boardName(one.board), introducedOn: dateOf(one.introducedAt), toCall: one.sides.some((side) => side.promiseState === 'open' && side.turn === 'ours') })),
  };
};
