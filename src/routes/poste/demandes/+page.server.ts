import { asActor } from '#core/identity/index.ts';
import { addDays, dateOf } from '#core/kernel/index.ts';
import { lacksText, REACH_WORDS, requestCounts, requestsOf, satisfactionOf, subjectLabel, subjectThemes, TIME_WORDS } from '#core/support/index.ts';
import { communesOf } from '#core/territory/index.ts';
import { listed } from '#lib/format.ts';
import { requireAdviser } from '../../require.ts';
import { PAGE_SIZE, readFilter, VIEWS } from './filter.ts';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ locals, url }) => {
  const me = requireAdviser(locals);
  const { deps, territory } = locals;
  const { filter, key, page } = readFilter(url.searchParams, me.id);
  const { found, counts, helped } = await asActor(deps.db, me, territory.id, async (db) => ({
    found: await requestsOf(db, territory.id, filter),
    counts: await requestCounts(db, territory.id, filter),
    helped: await satisfactionOf(db, territory.id, me.id, addDays(deps.clock.today(), -365)),
  }));
  const communes = await communesOf(deps.db, territory.id);
  const groupings = new Map(communes.flatMap((one) => (one.epciCode ? [[one.epciCode, one.epciName!] as const] : [])));
  return {
    today: deps.clock.today(),
    helped: key === 'closes' || key === 'miennes' ? helped : null,
    key, page, pageSize: PAGE_SIZE, total: counts[filter.view],
    asked: { q: filter.q ?? '', subject: filter.subject ?? '', epci: filter.epci ?? '' },
    views: VIEWS.map((one) => ({ key: one.key, label: one.label, count: counts[one.view] })),
    themes: subjectThemes(),
    groupings: [...groupings].map(([code, name]) => ({ code, name })).toSorted((a, b) => a.name.localeCompare(b.name, 'fr')),
    requests: found.map((one) => ({
      id: one.id, words: one.words, state: one.state, person: one.personName, firm: one.firmName, starting: one.starting, commune: one.communeName, subject: subjectLabel(one.subject), phone: one.phone, demonstration: one.demonstration,
      reach: [REACH_WORDS[one.reach], ...(one.times.length > 0 ? [listed(one.times.map((time) => TIME_WORDS[time]))] : [])].join(', '),
      dueOn: one.dueOn, askedOn: dateOf(one.askedAt), owner: one.ownerName, mine: one.ownerId === me.id, reached: one.firstWordAt !== null,
      nearest: one.state === 'uncovered' ? one.routing.nearest.map((who) => `${who.name} (${who.bodyName}) : ${lacksText(who.lacks, one)}`) : [],
    })),
  };
};
