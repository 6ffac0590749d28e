import { RECORD_KINDS } from '#core/directory/index.ts';
import { board, type BoardChange, type BoardContext, type BoardLeftOut, type BoardSide } from '../board.ts';
import { greedily } from '../columns.ts';
import type { PairObstacle } from '../pairs.ts';
import { settle } from '../near.ts';
import { chooseRanked } from '../ranked.ts';
import { ANY_DAY, changeOfNeed, changeOfWorker, nearFor } from './temps-partage/changes.ts';
import { FIGURES } from './temps-partage/figures.ts';
import { allJobs, FIRMS, type Job } from './temps-partage/jobs.ts';
import { LAW } from './temps-partage/law.ts';
import { type NeedValue, type Part, partOf, type Person, personOf, type WorkerValue } from './temps-partage/parts.ts';
import { roadsOf, type Roads } from './temps-partage/roads.ts';
import { lacking, partsApart, personApart } from './temps-partage/standing.ts';
import { proposalOf } from './temps-partage/words.ts';

type Nearby = { with: string; km: number | null; obstacles: PairObstacle[]; missing: string | null };
type World = { parts: Part[]; persons: Person[]; roads: Roads; placed: Map<string, Job> };

const NEAREST = 3;
const size = (one: Nearby) => one.obstacles.reduce((sum, obstacle) => sum + obstacle.size, 0);
const TAKEN = 'Conviendrait, mais un emploi qui réunit plus d’heures a été retenu.';
const FULL = `Conviendrait, mais un emploi réunit ${FIRMS.most} entreprises au plus.`;

/** Those who speak of the same trade, nearest to fitting first. */
function around(side: Part | Person, { parts, roads }: World): Nearby[] {
  const near: Nearby[] =
    'keys' in side
      ? roads.ofPerson(side).map(({ it, km, apart }) => ({ with: it.side.id, km, obstacles: personApart(side, it, km, apart), missing: lacking([it], side)?.text ?? null }))
      : [
          ...roads.ofPart(side).map(({ it, km, apart }) => ({ with: it.side.id, km, obstacles: partsApart(side, it, km, apart), missing: lacking([side, it], null)?.text ?? null })),
          ...roads.personsFor(side).map(({ it, km, apart }) => ({ with: it.side.id, km, obstacles: personApart(it, side, km, apart), missing: lacking([side], it)?.text ?? null })),
        ];
  return parts.length === 0 ? [] : near.sort((a, b) => a.obstacles.length - b.obstacles.length || size(a) - size(b) || (a.km ?? Infinity) - (b.km ?? Infinity) || (a.with < b.with ? -1 : 1));
}

function leftOutOf(side: Part | Person, world: World, change: BoardChange | null): BoardLeftOut {
  const near = around(side, world);
  const nobody = 'keys' in side ? 'Aucune entreprise ne cherche ces métiers à temps partagé.' : 'Personne d’autre ne parle de ce métier.';
  const alone = !('keys' in side) && lacking([side], null) === null ? 'Ce besoin est déjà un emploi à lui seul : il a sa place dans la bourse des emplois.' : null;
  return {
    side: side.side.id,
    candidates: near.length,
    nearest: near.slice(0, NEAREST).map(({ with: other, km, obstacles, missing }) => ({
      with: other,
      km,
      why: obstacles.length > 0 ? obstacles.map((one) => one.text) : [!('keys' in side) && (world.placed.get(other)?.parts.length ?? 0) === FIRMS.most ? FULL : world.placed.has(other) || missing === null ? TAKEN : `À eux seuls, ${missing[0]!.toLowerCase()}${missing.slice(1)}`],
    })),
    why: near.length === 0 ? (alone ?? nobody) : alone,
    change,
  };
}

// A search among many jobs ends this near its bound, relatively: two hours in two thousand.
const NEAR_ENOUGH = 1e-3;
// Beyond so many sides left out, their changes are not all searched: those of most hours first.
const MOST_CHANGES = 300;

async function solve(offers: BoardSide<WorkerValue>[], needs: BoardSide<NeedValue>[], context: BoardContext) {
  const byId = <T extends { side: { id: string } }>(list: T[]) => list.sort((a, b) => (a.side.id < b.side.id ? -1 : a.side.id > b.side.id ? 1 : 0));
  const parts = byId(needs.map(partOf));
  const persons = byId(offers.map(personOf));
  const roads = await roadsOf(parts, persons, context);
  const jobs = allJobs(parts, persons, roads, context.weigh);
  const found = await chooseRanked(jobs, context, NEAR_ENOUGH);
  const placed = new Map(found.chosen.flatMap((job) => job.takes.map((id) => [id, job] as const)));
  const world: World = { parts, persons, roads, placed };
  const settled = settle(jobs, found.chosen);

  const left = [...persons, ...parts].filter((one) => !placed.has(one.side.id));
  const searched = left.filter((one) => context.explain?.(one.side.id) ?? true).toSorted((a, b) => hoursAt(b) - hoursAt(a)).slice(0, MOST_CHANGES);
  const near = nearFor(left.length);
  const changes = searched.flatMap((one) => {
    const change = 'keys' in one ? changeOfWorker(one, roads, settled, context.weigh, near) : changeOfNeed(one, roads, settled, context.weigh, near);
    return change ? [{ ...change, of: one.side.id }] : [];
  });
  const proposals = await Promise.all(found.chosen.map((job) => proposalOf(job, roads, context)));
  for (const [at, job] of found.chosen.entries()) {
    const better = changes.filter((one) => one.job.takes.some((id) => job.takes.includes(id))).sort((a, b) => b.change.gain - a.change.gain)[0];
    if (better) proposals[at]!.improvement = { ...better.change, text: at0(better.change.text), with: better.of };
  }
  const changeFor = (id: string): BoardChange | null => {
    const own = changes.find((one) => one.of === id);
    const [other] = changes.filter((one) => one.of !== id && one.job.takes.includes(id) && (!own || one.change.code !== ANY_DAY)).sort((a, b) => b.change.gain - a.change.gain);
    if (own && !(own.change.code === ANY_DAY && other)) return { ...own.change, with: own.job.takes.find((one) => one !== id) ?? null };
    return other ? { ...other.change, text: at0(other.change.text), with: other.of } : null;
  };
  return {
    status: found.status, value: found.value, bound: found.bound, seconds: found.seconds,
    proposals: proposals.sort((a, b) => b.value - a.value || (a.parties[0]!.side < b.parties[0]!.side ? -1 : 1)),
    leftOut: left.map((one) => leftOutOf(one, world, changeFor(one.side.id))),
    simple: greedily(jobs),
  };
}
const at0 = (text: string) => `Chez {0}${'\u00a0'}: ${text[0]!.toLowerCase()}${text.slice(1)}`;
const hoursAt = (one: Part | Person) => ('keys' in one ? one.max * 52 : one.year);

/** Parts of jobs added up to whole ones: 0.4 + 0.4 + 0.2, on days and roads that agree, over the seasons of the year. */
export const tempsPartage = board({
  id: 'temps-partage',
  name: 'Temps partagé',
  promise: 'Deux jours ici, deux jours là, un jour ailleurs : un emploi entier.',
  objective: 'les heures de travail payées dans l’année qui trouvent place dans un emploi entier ; à égalité, une personne connue, puis moins d’entreprises et moins de route',
  unit: 'hours',
  worth: { label: 'payés pour ces heures, par an', told: null, promised: false },
  done: { unit: 'h', perYear: true },
  offers: RECORD_KINDS.worker,
  needs: RECORD_KINDS['time-need'],
  people: ['worker'],
  law: LAW,
  assumptions: [`Choix de la bourse : un emploi réunit ${FIRMS.least} à ${FIRMS.most} besoins, chacun d’une autre entreprise.`, FIGURES.partTimeFloor.note, FIGURES.fullTime.note, FIGURES.daysAWeek.note, FIGURES.betweenKm.note, FIGURES.spread.note],
  solve,
});
