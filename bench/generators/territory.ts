import { factsFile } from '#core/kernel/index.ts';
import { FlowIn, FlowOut, type Field, type RecordKind, type Shape } from '#core/directory/index.ts';
import type { Board } from '#core/exchange/index.ts';
import { seededRandom } from '#engine/common/random.ts';

/** An invented establishment of a département: its SIRET cannot exist. `population`: of its commune. */
export type Firm = { siret: string; commune: string; longitude: number; latitude: number; employees: number };
/** One thing that a firm says. */
export type Said = { kind: string; firm: Firm; value: Record<string, unknown>; certainty: 'measured' | 'stated' | 'estimated' };
export type InventedTerritory = { firms: Firm[]; said: Said[]; commuters: number };

type Commune = { code: string; longitude: number; latitude: number; population: number };
type Draw = ReturnType<typeof drawing>;

/** Draws from a seed, the same on every machine. */
function drawing(seed: number) {
  const random = seededRandom(seed);
  const chance = (share: number) => random() < share;
  const whole = (low: number, high: number) => low + Math.floor(random() * (high - low + 1));
  const pick = <T>(list: readonly T[]) => list[Math.floor(random() * list.length)]!;
  /** Small values often, large ones now and then. */
  const spread = (low: number, high: number) => low * (high / low) ** random();
  /** Some of a list, in its order, one at least. */
  const some = <T>(list: readonly T[], share: number) => {
    const kept = list.filter(() => random() < share);
    return kept.length > 0 ? kept : [pick(list)];
  };
  const weighted = <T>(list: readonly T[], upTo: readonly number[]) => {
    const at = random() * upTo.at(-1)!;
    let low = 0;
    for (let high = upTo.length - 1; low < high; ) ((middle) => (upTo[middle]! < at ? (low = middle + 1) : (high = middle)))((low + high) >> 1);
    return list[low]!;
  };
  return { random, chance, whole, pick, spread, some, weighted };
}

const communesOfLot = (): Commune[] =>
  factsFile('communes/positions-lot.csv').trim().split('\n').slice(1).map((line) => line.split(';')).map(([code, longitude, latitude, , population]) => ({ code: code!, longitude: Number(longitude), latitude: Number(latitude), population: Number(population) + 20 }));
const sums = (weights: readonly number[]) => {
  let sum = 0;
  return weights.map((weight) => (sum += weight));
};

/**
 * A département: `firms` establishments, spread as people are; `sides` offers and needs over all boards, those of by-products included; `commuters` who come to work in
 * small and large sites from about. Boards of which nothing is known here are filled from the fields of their own forms.
 */
export function inventTerritory(boards: readonly Board[], given: { firms: number; sides: number; commuters: number; seed: number }): InventedTerritory {
  const draw = drawing(given.seed);
  const communes = communesOfLot();
  const upTo = sums(communes.map((commune) => commune.population));
  const firms = Array.from({ length: given.firms }, (_, i): Firm => {
    const commune = draw.weighted(communes, upTo);
    return { siret: `00${String(i).padStart(7, '0')}00010`, commune: commune.code, longitude: commune.longitude + (draw.random() - 0.5) * 0.04, latitude: commune.latitude + (draw.random() - 0.5) * 0.03, employees: Math.floor(draw.spread(0.4, 120)) };
  });
  const certainty = () => draw.pick(['measured', 'stated', 'stated', 'estimated'] as const);
  const said: Said[] = [];

  const trips = commuting(draw, communes, firms, given.commuters);
  const tripsKind = boards.find((board) => board.needs.kind === 'commutes')?.needs;
  if (tripsKind) said.push(...trips.map(({ firm, value }) => ({ kind: tripsKind.kind, firm, value: tripsKind.schema.parse(value) as Record<string, unknown>, certainty: certainty() })));
  const kinds: (RecordKind | 'flow-out' | 'flow-in')[] = ['flow-out', 'flow-in', ...boards.flatMap((board) => [...(board.offers ? [board.offers] : []), board.needs]).filter((kind, i, all) => kind.kind !== 'commutes' && all.indexOf(kind) === i)];
  // The ten boards speak of some eighteen kinds of things: with fewer boards, the rest is left unsaid.
  const each = Math.floor((given.sides - said.length) / Math.max(18, kinds.length));
  for (const kind of kinds) {
    for (let i = 0; i < each; i++) {
      const firm = draw.pick(firms);
      said.push({ kind: typeof kind === 'string' ? kind : kind.kind, firm, value: typeof kind === 'string' ? flow(draw, kind) : valueFor(draw, kind, communes, upTo), certainty: certainty() });
    }
  }
  return { firms, said, commuters: tripsKind ? trips.reduce((sum, one) => sum + one.people, 0) : 0 };
}

const TEAMS = [['08:00', '17:00'], ['08:00', '17:00'], ['07:30', '16:30'], ['08:30', '17:30'], ['09:00', '18:00'], ['05:00', '13:00'], ['13:00', '21:00'], ['21:00', '05:00']] as const;

/** Sites whose staff come from about, nearer communes more often: half as many at each seven kilometres. */
function commuting(draw: Draw, communes: readonly Commune[], firms: readonly Firm[], commuters: number): { firm: Firm; value: Record<string, unknown>; people: number }[] {
  const sites: { firm: Firm; value: Record<string, unknown>; people: number }[] = [];
  const taken = new Set<Firm>();
  for (let people = 0; people < commuters; ) {
    const firm = draw.pick(firms);
    if (taken.has(firm)) continue;
    taken.add(firm);
    const size = Math.min(commuters - people, Math.round(draw.spread(2, 60)));
    const shifts = Array.from({ length: size > 8 ? draw.whole(1, 2) : 1 }, () => {
      const [start, end] = draw.pick(TEAMS);
      return { days: draw.chance(0.8) ? [1, 2, 3, 4, 5] : [2, 3, 4, 5, 6], start, end };
    });
    const near = sums(communes.map((commune) => commune.population * 0.5 ** (Math.hypot((commune.longitude - firm.longitude) * 79, (commune.latitude - firm.latitude) * 111) / 7)));
    const staff = Array.from({ length: size }, () => ({ commune: draw.weighted(communes, near).code, people: 1, shift: draw.whole(1, shifts.length), drives: draw.chance(0.85), seats: 3 }));
    sites.push({ firm, people: size, value: { shifts, staff: merged(staff).slice(0, 100) } });
    people += size;
  }
  return sites;
}

function merged<Row extends { commune: string; people: number; shift: number; drives: boolean }>(rows: readonly Row[]): Row[] {
  return [...Map.groupBy(rows, (row) => [row.commune, row.shift, row.drives].join()).values()].map((same) => ({ ...same[0]!, people: same.length }));
}

const MATERIALS = [['Sciure', '030105'], ['Coques de noix', '020304'], ['Marc de raisin', '020701'], ['Palettes', '150103'], ['Lactosérum', '020501'], ['Chutes de cuir', '040109'], ['Cartons', '150101'], ['Gravats', '170107'], ['Drêches', '020702'], ['Films plastiques', '150102'], ['Verre', '150107'], ['Laine', '020102'], ['Copeaux de métal', '120101'], ['Boues de papier', '030310'], ['Cendres', '100101'], ['Textiles', '040222']] as const;

function flow(draw: Draw, kind: 'flow-out' | 'flow-in'): Record<string, unknown> {
  const [material, wasteCode] = draw.pick(MATERIALS);
  const months = draw.chance(0.3) ? { months: draw.pick([[1, 2, 3], [6, 7, 8, 9], [9, 10, 11, 12]]) } : {};
  const tonnesPerYear = Math.round(draw.spread(1, 800));
  return kind === 'flow-out'
    ? FlowOut.parse({ material, wasteCode, tonnesPerYear, state: draw.pick(['dry-solid', 'dry-solid', 'wet-solid']), ...months, disposalCentsPerTonne: draw.whole(0, 120_00) })
    : FlowIn.parse({ material, wasteCodes: [wasteCode], tonnesPerYear, states: draw.pick([['dry-solid'], ['dry-solid', 'wet-solid']]), ...months, purchaseCentsPerTonne: draw.whole(0, 60_00), maxKm: draw.whole(15, 80) });
}

// What the form alone cannot tell: things that are wished for together, prices that make sense beside each other.
const ESPECIALLY: Readonly<Record<string, (draw: Draw) => Record<string, unknown>>> = {
  'premises-offer': (draw) => ({ use: draw.pick(['workshop', 'storage', 'storage', 'office', 'yard']), squareMetres: Math.round(draw.spread(30, 2_000)), rentCents: draw.whole(10, 90) * 1_00 }),
  'premises-need': (draw) => ({ use: draw.pick(['workshop', 'storage', 'storage', 'office', 'yard']), squareMetres: Math.round(draw.spread(20, 1_000)), maxKm: draw.whole(5, 30), ...(draw.chance(0.3) ? { parts: draw.pick([['morning'], ['afternoon'], ['evening', 'night']]) } : {}) }),
  'sharing-wish': (draw) => {
    const sort = draw.pick(['equipment', 'equipment', 'purchase', 'service', 'hosting'] as const);
    const aloneCents = Math.round(draw.spread(500, 15_000)) * 1_00;
    const quantity = draw.whole(50, 900);
    const what = draw.pick(sort === 'purchase' ? ['Emballages', 'Gaz et électricité', 'Fournitures de bureau'] : sort === 'service' ? ['Nettoyage', 'Comptabilité', 'Secrétariat'] : sort === 'hosting' ? ['Hébergement de données', 'Sauvegarde à distance'] : ['Mini-pelle', 'Nacelle', 'Broyeur', 'Chambre froide', 'Véhicule utilitaire', 'Imprimante grand format']);
    const priced: Record<string, unknown> = sort === 'purchase' ? { quantity, steps: [0, 500, 2_000, 5_000].map((from, i) => ({ from, unitCents: Math.round((aloneCents / quantity) * (1 - 0.08 * i)) })) } : draw.chance(0.4) ? { sharedCents: Math.round(aloneCents * draw.spread(1.5, 4)) } : {};
    return { sort, what, aloneCents, ...priced, maxKm: draw.whole(8, 30), ...(draw.chance(0.4) ? { daysPerMonth: draw.whole(1, 8) } : draw.chance(0.4) ? { weekdays: draw.some([1, 2, 3, 4, 5], 0.3) } : {}), ...(draw.chance(0.2) ? { mostMembers: draw.whole(3, 6) } : {}) };
  },
  'equipment-shared': (draw) => ({ what: draw.pick(['Mini-pelle', 'Nacelle', 'Broyeur', 'Chambre froide', 'Véhicule utilitaire', 'Imprimante grand format']), dayCents: draw.whole(30, 300) * 1_00, daysPerMonth: draw.whole(2, 15) }),
  'digital-provider': (draw) => ({ fromCents: draw.whole(2, 9) * 100_00, toCents: draw.whole(10, 60) * 100_00, perQuarter: draw.whole(1, 5), taken: 0, maxKm: draw.whole(10, 80) }),
  'digital-need': (draw) => ({ ...(draw.chance(0.6) ? { budgetCents: draw.whole(2, 40) * 100_00 } : {}), ...(draw.chance(0.5) ? { by: `2027-0${draw.whole(1, 9)}-15` } : {}) }),
};

/** A value that the kind's own schema takes. */
function valueFor(draw: Draw, kind: RecordKind, communes: readonly Commune[], upTo: readonly number[]): Record<string, unknown> {
  for (let tries = 0; tries < 200; tries++) {
    const value = { ...fromFields(draw, kind.fields, communes, upTo, kind.kind in ESPECIALLY), ...ESPECIALLY[kind.kind]?.(draw) };
    const read = kind.schema.safeParse(value);
    if (read.success) return read.data as Record<string, unknown>;
  }
  throw new Error(`no value drawn for ${kind.kind} is one that its schema takes`);
}

const fromFields = (draw: Draw, fields: Shape, communes: readonly Commune[], upTo: readonly number[], neededOnly: boolean): Record<string, unknown> =>
  Object.fromEntries(Object.entries(fields).flatMap(([name, field]) => (field.optional && (neededOnly || !draw.chance(0.3)) ? [] : [[name, fromControl(draw, field, communes, upTo)]])));

function fromControl(draw: Draw, { control }: Field, communes: readonly Commune[], upTo: readonly number[]): unknown {
  switch (control.as) {
    case 'text':
      return control.suggestions ? draw.pick(control.suggestions) : 'essai';
    case 'long-text':
      return 'Un mot.';
    case 'number': {
      const low = Math.max(control.min, Math.min(1, control.max));
      return Math.min(control.max, Math.max(control.min, Math.round(draw.spread(low, Math.max(low, Math.min(control.max, 60))))));
    }
    case 'euros':
      return Math.min(control.max, Math.max(control.min, Math.round(draw.spread(10, 20_000)) * 1_00));
    case 'choice':
      return draw.pick(Object.keys(control.options));
    case 'choices':
      return draw.some(Object.keys(control.options), 2.5 / Object.keys(control.options).length);
    case 'months':
      return draw.chance(0.5) ? [1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12] : draw.pick([[4, 5, 6], [7, 8, 9], [9, 10, 11, 12]]);
    case 'days':
      return draw.some([1, 2, 3, 4, 5], 0.5);
    case 'date':
      return `2027-0${draw.whole(1, 9)}-01`;
    case 'commune':
      return draw.weighted(communes, upTo).code;
    case 'yes':
      return draw.chance(0.5);
    case 'rows':
      return Array.from({ length: draw.whole(1, Math.min(3, control.most)) }, () => fromFields(draw, control.fields, communes, upTo, false));
  }
}
