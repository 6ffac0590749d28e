import { co2, number, percent, plural, rounded, unbroken } from '#lib/format.ts';
import type { Asked } from '../diagnosis.ts';
import type { Action, Certainty, Figure, Line, Result, Section } from '../result.ts';
import type { Source } from '../model.ts';
import { computeActions, type ComputedAction } from './actions/compute-actions.ts';
import { curveOf, drawCurve } from './actions/curve.ts';
import { type Balance, balanceOf } from './balance.ts';
import type { LineResult } from './compute-line.ts';
import { type Factors, shippedFactors } from './factors-file.ts';
import { type FirmInventory, firmInventory, type FirmLine } from './firm/firm-inventory.ts';
import { keptSizes } from './firm/kept-line.ts';
import { GASES, type Gas, PART_KINDS, type PostId, SOURCES } from './model.ts';
import { isAssumed } from './trades/read-trades.ts';
import { type Narrowing, narrowings } from './trades/narrowing.ts';

const NBSP = '\u00a0';
export const ORIGIN_WORDS = { estimate: 'estimée d’après le métier', entered: 'dite par vous', file: 'lue dans votre fichier', accounts: 'lue dans vos comptes' } as const;

/** Everything that the pages of carbon show, computed once. */
export type CarbonResult = { inventory: FirmInventory; balance: Balance; actions: ComputedAction[]; narrowings: Narrowing[] };

/** What the answers give: their inventory, its balance, what would narrow it, and the actions on its lines. */
export function carbonResult({ answers, today }: Pick<Asked, 'answers' | 'today'>, factors: Factors = (id) => shippedFactors().get(id)): CarbonResult {
  const inventory = firmInventory(answers, today);
  const balance = balanceOf(inventory.read, factors);
  const prices = new Map(inventory.lines.flatMap(({ id, kept }) => (kept?.price === undefined ? [] : [[id, kept.price] as const])));
  const lines = balance.details.map((one) => ({ ...one, euros: prices.get(one.id ?? '') }));
  return { inventory, balance, actions: computeActions(inventory.trade?.id ?? null, inventory.tradeAnswers, lines, keptSizes(answers), factors), narrowings: narrowings(balance.details) };
}

const certaintyOf = ({ origin, from, kept }: FirmLine): Certainty => {
  if (origin !== 'estimate') return kept?.known === 'bill' ? 'measured' : kept?.known === 'guess' ? 'estimated' : 'stated';
  if (from && isAssumed(from.basis)) return 'assumed';
  return from?.basis.kind === 'answer' ? 'stated' : 'estimated';
};

/** The total is as sure as what carries most of it. */
function wholeCertainty({ balance, inventory }: CarbonResult): Certainty {
  const kg = { measured: 0, stated: 0, estimated: 0, assumed: 0 };
  const byId = new Map(inventory.lines.map((one) => [one.id, one]));
  for (const one of balance.details) kg[certaintyOf(byId.get(one.id ?? '') ?? inventory.lines[0]!)] += Math.abs(one.kg);
  const all = kg.measured + kg.stated + kg.estimated + kg.assumed;
  if (kg.assumed > all / 3) return 'assumed';
  return kg.assumed + kg.estimated > all / 10 ? 'estimated' : kg.measured > all / 2 ? 'measured' : 'stated';
}

function headlineOf(found: CarbonResult): Figure[] {
  const { balance, narrowings: [first], inventory } = found;
  const certainty = balance.details.length === 0 ? 'assumed' : wholeCertainty(found);
  const { kg, low, high } = balance.total;
  const tonnes = (one: number) => one / 1000;
  const digits = Math.abs(kg) >= 100_000 ? 0 : 1;
  const gaps = balance.lines.gaps > 0 ? ` ${plural(balance.lines.gaps, 'ligne')} sans facteur manque${balance.lines.gaps > 1 ? 'nt' : ''} au total.` : '';
  const figures: Figure[] = [{ id: 'total', label: `par an, tout compris (année ${inventory.head.year})`, value: balance.details.length === 0 ? null : tonnes(kg), unit: 'tCO₂e', digits, ...(low === null || high === null ? {} : { low: tonnes(low), high: tonnes(high) }), certainty, note: `Intervalle à 95${NBSP}%.${gaps}` }];
  if (balance.perEmployee !== null && kg !== 0) figures.push({ id: 'per-person', label: 'par personne au travail', value: balance.perEmployee / 1000, unit: 'tCO₂e', digits: 1, certainty });
  if (balance.perKeuro !== null && kg !== 0) figures.push({ id: 'per-keuro', label: 'par millier d’euros de chiffre d’affaires', value: balance.perKeuro, unit: 'kgCO₂e', digits: 0, certainty });
  const ask = first && inventory.lines.find(({ id }) => id === first.id);
  if (first && ask) figures.push({ id: 'next', label: 'la ligne à préciser d’abord', value: null, unit: '', text: ask.from?.label ?? String(ask.row['label'] ?? ask.id), certainty: 'estimated', note: `Connue à 5${NBSP}% près, elle resserrerait l’intervalle de ${percent(first.gain)}${NBSP}: ${ask.from?.ask ?? 'donnez sa quantité exacte.'}` });
  return figures;
}

const certain = { high: 'estimated', medium: 'estimated', low: 'assumed' } as const;

/** A factor as it opens: its number, words, value and edition. */
const factorShown = ({ number: code, name, total, unit, source }: Pick<LineResult['factor'], 'number' | 'name' | 'total' | 'unit' | 'source'>): string => `facteur${code ? ` ${code}` : ''}, ${unbroken(name)}${NBSP}: ${rounded(total)} kgCO₂e par ${unit} (${source})`;

/** What an action's gain is computed from: its rule, the firm's lines, their factors and editions, prices. */
function openedOf({ restsOn, ...computed }: ComputedAction): string[] {
  const { kg, basis, eurosAYear } = computed.kg === null ? (computed.each ?? computed) : computed;
  if (kg === null) return [];
  const all = restsOn.lines.reduce((sum, one) => sum + one.kg, 0);
  return [
    `${unbroken(basis.replace(/\.$/, ''))}${NBSP}: ${co2(kg)} sur les ${co2(all)} de ${restsOn.lines.length === 1 ? 'cette ligne' : 'ces lignes'}.`,
    ...restsOn.lines.map((one) => `${one.label}, ${co2(one.kg)}${NBSP}: ${factorShown(one.factor)}.`),
    ...(restsOn.instead ? [`À la place, ${rounded(restsOn.instead.quantity)} ${restsOn.instead.factor.unit}${NBSP}: ${factorShown(restsOn.instead.factor)}.`] : []),
    ...(eurosAYear ? [`Prix de l’énergie${NBSP}: ${eurosAYear.own ? 'les vôtres' : unbroken(eurosAYear.source)}.`] : []),
  ];
}

function actionOf(computed: ComputedAction): Action {
  const { row, kg, each, cost, paybackYears, ask, costAsk } = computed;
  const told = each ?? computed;
  const gain = [told.kg === null ? null : `${co2(told.kg)} par an`, told.eurosAYear === null ? null : `${rounded(told.eurosAYear.value)}${NBSP}€ par an ${told.eurosAYear.text}`, each && `pour ${number(each.size)}${NBSP}${each.size === 1 ? each.unit.replace(/s$/, '') : each.unit}`].filter(Boolean).join(', ');
  const missing = kg === null && ask ? ` Pour le chiffrer${NBSP}: ${ask.ask.replace(/^./, (letter) => letter.toLowerCase())} (page ligne par ligne).` : '';
  return {
    id: row.id, title: row.title, why: row.why, how: `${row.how}${missing}`, opened: openedOf(computed),
    cost: cost === null ? (row.cost && costAsk ? `${row.cost.text}${NBSP}; demander un devis` : null) : `${rounded(cost.value)}${NBSP}€ (${cost.text}, ${cost.source})${paybackYears === null || cost.value === 0 ? '' : `, remboursé en ${number(paybackYears, 1)}${NBSP}ans`}`,
    time: row.time, gain: gain === '' ? null : gain, sure: certain[row.certainty], source: sourceNamed(`action-${row.id}`, row.source, row.year, false),
    leadsTo: row.leadsTo.kind === 'adviser' ? { ...row.leadsTo, label: 'En parler à un conseiller' } : { ...row.leadsTo, label: 'Voir le diagnostic mobilité' },
  };
}

const sourceNamed = (id: string, text: string, year: number | null, assumption: boolean): Source => ({ id, text, year, assumption });

const lineId = (one: LineResult): string => one.id ?? `line-${one.line}`;

/** A line opened: what it rests on, its arithmetic, its factor with number, edition and parts. */
export function lineShown(one: LineResult, firm: FirmLine | undefined): Line {
  const basis = firm?.origin === 'estimate' && firm.from && firm.from.basis.kind !== 'answer' ? ` Quantité${NBSP}: ${firm.from.basis.text}${firm.from.basis.kind === 'assumption' ? ' (hypothèse)' : ''}.` : '';
  const parts = one.parts.length > 1 ? ` Parties du facteur${NBSP}: ${one.parts.map((part) => `${part.name || PART_KINDS[part.kind].toLowerCase()} ${rounded(part.factor)} → poste ${part.post}`).join(', ')}.` : '';
  return {
    id: lineId(one), label: one.label ?? one.factor.name, value: co2(one.kg),
    detail: `${one.arithmetic}.${basis}${parts} Facteur${one.factor.number ? ` ${one.factor.number}` : ''}${NBSP}: ${unbroken(one.factor.name)}, ${rounded(one.factor.total)} kgCO₂e par ${one.factor.unit}${one.factor.validity ? `, validité${NBSP}: ${one.factor.validity.replaceAll("'", '’')}` : ''}. Entre ${co2(one.low)} et ${co2(one.high)} à 95${NBSP}%. Ligne ${firm ? ORIGIN_WORDS[firm.origin] : ''}.`,
    certainty: firm ? certaintyOf(firm) : 'stated',
    source: sourceNamed('base-carbone', one.factor.source, null, false), question: null,
  };
}

/** What of each line goes to a post, heaviest first. */
const partsOf = (post: PostId, details: readonly LineResult[]) =>
  details
    .flatMap((one) => {
      const parts = one.parts.filter((part) => part.post === post);
      const kg = parts.reduce((sum, part) => sum + part.kg, 0);
      return parts.length === 0 ? [] : [{ kg, label: one.label ?? one.factor.name, value: `${number(kg / 1000, 2)}${NBSP}t`, detail: parts.map((part) => `${rounded(one.amount)} ${one.factor.unit} × ${rounded(part.factor)}${part.name || part.kind !== 'whole' ? ` (${part.name || PART_KINDS[part.kind]})` : ''}`).join(' + '), line: lineId(one) }];
    })
    .toSorted((a, b) => b.kg - a.kg)
    .map(({ kg: _, ...part }) => part);

function sectionsOf({ balance, actions }: CarbonResult): Section[] {
  const tonnes = (kg: number) => number(kg / 1000, 2);
  const filled = balance.posts.filter(({ lines }) => lines > 0);
  const gases = (Object.keys(GASES) as Gas[]).filter((gas) => balance.gases[gas] !== 0);
  const steps = curveOf(actions);
  const sections: Section[] = [
    { id: 'postes', kind: 'table', title: 'Poste par poste', lead: 'Les postes du bilan réglementaire (BEGES v5). Les autres sont à zéro.', columns: ['Poste', 'Scope', 'tCO₂e', 'Entre', 'Et'], numeric: [1, 2, 3, 4], rows: filled.map((one) => [`${one.post} ${one.label}`, String(one.scope), tonnes(one.kg), one.low === null ? '' : tonnes(one.low), one.high === null ? '' : tonnes(one.high)]), notes: [`Scope 1${NBSP}: ${tonnes(balance.scopes['1'].kg)} t. Scope 2${NBSP}: ${tonnes(balance.scopes['2'].kg)} t. Scope 3${NBSP}: ${tonnes(balance.scopes['3'].kg)} t. CO₂ biogénique, hors du total${NBSP}: ${tonnes(balance.co2b)} t.`] },
    { id: 'postes-ouverts', deep: true, kind: 'breakdown', title: 'Chaque poste, ligne par ligne', lead: 'Ouvrez un poste pour voir ce qui le fait, puis une ligne pour son calcul et son facteur.', items: filled.map((post) => ({ label: `${post.post} ${post.label}`, value: `${tonnes(post.kg)}${NBSP}t`, parts: partsOf(post.post, balance.details) })) },
    { id: 'gaz', deep: true, kind: 'table', title: 'Gaz par gaz, décision par décision', columns: ['Quoi', 'tCO₂e'], numeric: [1], rows: [...gases.map((gas) => [`Gaz${NBSP}: ${GASES[gas]}`, tonnes(balance.gases[gas])]), ...balance.bilanCarbone.families.filter(({ kg }) => kg !== 0).map(({ family, kg }) => [`Vue Bilan Carbone${NBSP}: ${family}`, tonnes(kg)])], ...(balance.gases.undetailed !== 0 ? { notes: ['Les facteurs fournis ne donnent que leur total\u00a0: leurs gaz ne sont pas détaillés, et ne sont pas devinés.'] } : {}) },
  ];
  if (steps.length > 1) sections.push({ id: 'courbe', kind: 'drawing', title: 'Ce que coûte la tonne évitée', lead: 'Du moins cher au plus cher, pour les actions dont le coût et le gain se calculent. Sous zéro, l’action rapporte. Les gains de deux actions sur une même ligne ne s’ajoutent pas entièrement.', svg: drawCurve(steps), alternative: `Coût de la tonne évitée${NBSP}: ${steps.map(({ title, cost }) => `${title}, ${rounded(cost)}${NBSP}€`).join(`${NBSP}; `)}.` });
  if (steps.length > 0) {
    sections.push({ id: 'courbe-chiffres', deep: true, kind: 'table', title: steps.length > 1 ? 'Les mêmes chiffres' : 'Ce que coûte la tonne évitée', columns: ['Action', 't par an', '€ par tonne'], numeric: [1, 2], rows: steps.map(({ title, from, to, cost }, i) => [`${i + 1}. ${title}`, number(to - from, 2), rounded(cost)]), notes: ['Coût d’une année (prix ÷ durée de vie, sans taux d’intérêt) moins l’énergie économisée à vos prix, ou à des prix publics datés.'] });
  }
  return sections;
}

/** The carbon diagnosis as all are. `factors`: those imported first, where there are any. */
export function assessCarbon(asked: Asked, factors?: Factors): Result {
  const found = carbonResult(asked, factors);
  const { balance, inventory, actions } = found;
  const byId = new Map(inventory.lines.map((one) => [one.id, one]));
  return {
    headline: headlineOf(found), dimensions: [], sections: balance.details.length === 0 ? [] : sectionsOf(found),
    lines: balance.details.toSorted((a, b) => b.kg - a.kg).map((one) => lineShown(one, byId.get(one.id ?? ''))),
    actions: actions.map(actionOf), missing: [],
    notes: [
      ...balance.problems.filter(({ counted }) => counted !== null).slice(0, 20).map(({ id, sentence }) => `${byId.get(id ?? '')?.from?.label ?? id ?? 'Ligne'}${NBSP}: ${sentence}`),
      ...(inventory.leftOut.length > 0 ? [`Laissé de côté${NBSP}: ${inventory.leftOut.map(({ from, why }) => `${from.label} (${why === 'removed' ? 'retirée par vous' : 'vos comptes ou votre fichier le disent'})`).join(`${NBSP}; `)}.`] : []),
      `${unbroken(SOURCES.beges)}. Pouvoirs de réchauffement à 100 ans. Incertitudes log-normales à 95${NBSP}%, lignes supposées indépendantes${NBSP}: l’intervalle du total est un peu trop étroit.`,
      'Les actions sont rangées par tonnes évitées, pesées par la certitude de leur source (1\u00a0; 0,8\u00a0; 0,5\u00a0: notre choix), puis, pour celles que personne n’a mesurées, par le poids des lignes qu’elles touchent, les fiches officielles d’abord à valeur égale.',
    ],
  };
}
