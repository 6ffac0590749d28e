import { sectionOf, type SizeClass } from '#core/directory/index.ts';

/** What an adviser takes on: every list that is null means all. Communes are today's codes; activities are NAF sections (`A`) or divisions (`10`). */
export type Coverage = {
  communes: string[] | null;
  subjects: string[] | null;
  activities: string[] | null;
  sizes: SizeClass[] | null;
  /** People who have no firm yet: taken as well, only them, or not. */
  starting: 'too' | 'only' | 'no';
  /** The words of the place, to say why: « la CC Quercy-Bouriane », « tout le Lot ». */
  place: string;
};

/** A request as routing reads it. What is not known excludes nobody. */
export type RequestToRoute = { id: string; subject: string; commune: string; activity: string | null; size: SizeClass | null; starting: boolean };

/** Someone who may be given requests: her coverage, what she has open today, whether she is there. */
export type AdviserToRoute = {
  personId: string;
  name: string;
  bodyId: string;
  bodyName: string;
  dormant: boolean;
  /** Until when she is away, if she is away today. */
  awayUntil: string | null;
  /** Requests that she has open. */
  load: number;
  /** Requests that she was given lately, closed ones too: who waited longest has her turn. */
  recent: number;
  coverages: Coverage[];
};

/** What keeps a coverage from fitting, the easiest to change first. */
export const LACKS = ['away', 'dormant', 'starting', 'size', 'activity', 'commune', 'subject'] as const;
export type Lack = (typeof LACKS)[number];

/** Why someone was chosen. */
export type Because =
  | { code: 'subject'; all: boolean }
  | { code: 'commune'; place: string }
  | { code: 'activity' }
  | { code: 'starting' }
  | { code: 'turn'; bodyName: string }
  | { code: 'load'; load: number }
  | { code: 'only-one' }
  | { code: 'stands-in' };

export type Chosen = { personId: string; bodyId: string; because: Because[] };
/** The people who will have a request: the one who calls, then those who may take it over. */
export type Routed = { requestId: string; advisers: Chosen[] };
/** A request that nobody covers: what lacks to the nearest, least first. */
export type Uncovered = { requestId: string; nearest: { personId: string; name: string; bodyName: string; lacks: Lack[] }[] };
export type Routing = { routed: Routed[]; uncovered: Uncovered[] };

const has = <T>(list: T[] | null, one: T): boolean => list === null || list.includes(one);

/** What a coverage lacks to fit a request; nothing when it fits. */
export function lacksOf(coverage: Coverage, request: RequestToRoute): Lack[] {
  const lacks: Lack[] = [];
  if (request.starting ? coverage.starting === 'no' : coverage.starting === 'only') lacks.push('starting');
  if (request.size !== null && !has(coverage.sizes, request.size)) lacks.push('size');
  if (request.activity !== null && coverage.activities !== null && !coversActivity(coverage.activities, request.activity, sectionOf(request.activity))) lacks.push('activity');
  if (!has(coverage.communes, request.commune)) lacks.push('commune');
  if (!has(coverage.subjects, request.subject)) lacks.push('subject');
  return lacks;
}

const coversActivity = (activities: string[], code: string, section: string | null): boolean => activities.some((one) => (one.length === 1 ? one === section : code.startsWith(one)));

/** Whether a coverage fits, asked of many requests: the same answer as `lacksOf`, the likeliest reason not to first. */
export function fitter(coverage: Coverage): (request: RequestToRoute, section: string | null) => boolean {
  const [communes, subjects] = [coverage.communes && new Set(coverage.communes), coverage.subjects && new Set(coverage.subjects)];
  return (request, section) =>
    (subjects === null || subjects.has(request.subject)) &&
    (communes === null || communes.has(request.commune)) &&
    (request.starting ? coverage.starting !== 'no' : coverage.starting !== 'only') &&
    (request.size === null || has(coverage.sizes, request.size)) &&
    (request.activity === null || coverage.activities === null || coversActivity(coverage.activities, request.activity, section));
}
