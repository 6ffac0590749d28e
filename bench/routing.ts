// Requests shared between advisers: time, load against even where coverage allows. `node bench/routing.ts`
import { routeRequests, subjects } from '#core/support/index.ts';
import { advisers, aDepartement, requests } from './generators/coverage.ts';
import { leastMost } from './least-most.ts';

const territory = aDepartement(subjects().map((one) => one.id));
const people = advisers(300, territory, 1);
const asked = requests(10_000, territory, 2);
routeRequests(asked.slice(0, 100), people);

const start = performance.now();
const { routed, uncovered } = routeRequests(asked, people);
const seconds = (performance.now() - start) / 1000;

const load = new Map<string, number>();
for (const one of routed) load.set(one.advisers[0]!.personId, (load.get(one.advisers[0]!.personId) ?? 0) + 1);
const most = Math.max(...load.values());
// No sharing whatever can do better than this for the busiest.
const least = leastMost(asked, people);
console.log(JSON.stringify({ requests: asked.length, advisers: people.length, seconds: Number(seconds.toFixed(3)), uncovered: uncovered.length, busiest: most, busiestAtBest: least, overEven: Number((most / least - 1).toFixed(3)) }));
