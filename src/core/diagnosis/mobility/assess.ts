import { ofCommune } from '#core/territory/index.ts';
import { co2, eurosAbout, number, plural } from '#lib/format.ts';
import type { Asked } from '../diagnosis.ts';
import { askedAfter } from '../answers/index.ts';
import { sourceOf } from '../model.ts';
import type { Action, Line, Result, Section } from '../result.ts';
import { mobilityActions } from './actions.ts';
import { fleetYear, staffYear, withinCycling } from './count.ts';
import { byCar, mobilityData, staffOf, type World } from './model.ts';

const NBSP = '\u00a0';
const MODES: Record<string, string> = { car: 'seul en voiture', carpool: 'en covoiturage', bus: 'en car ou bus', bike: 'à vélo', ebike: 'à vélo électrique', moto: 'à moto', walk: 'à pied' };

/** People who come alone by car, of all who come; null when nobody was counted. */
function aloneByCar({ answers }: Pick<Asked, 'answers'>): number | null {
  const staff = staffOf(answers);
  const people = staff.reduce((sum, one) => sum + one.people, 0);
  return people === 0 ? null : staff.filter((one) => one.mode === 'car').reduce((sum, one) => sum + one.people, 0) / people;
}

/** People who come by car, alone or not, of all who come, as INSEE counts them; null when nobody was counted. */
export function inCar({ answers }: Pick<Asked, 'answers'>): number | null {
  const staff = staffOf(answers);
  const people = staff.reduce((sum, one) => sum + one.people, 0);
  return people === 0 ? null : staff.filter((one) => one.mode === 'car' || one.mode === 'carpool').reduce((sum, one) => sum + one.people, 0) / people;
}

function linesOf(asked: Asked, world: World): Line[] {
  const data = mobilityData(asked.reference);
  const staff = staffYear(asked, world).map((row, i): Line => {
    const factor = data.kgPerKm[row.staff.mode]!;
    const detail = row.oneWay === null
      ? 'Commune sans position connue : non comptée.'
      : `${row.staff.people} × 2 × ${row.staff.days} jours × ${data.weeks.value} semaines × ${number(row.oneWay, 1)}${NBSP}km${row.within ? ' (dans la commune même : hypothèse)' : ''} = ${number(row.km)}${NBSP}km ; × ${number(factor.value, 4)}${NBSP}kg/km = ${number(row.kg)}${NBSP}kgCO₂e, entre ${number(row.low)} et ${number(row.high)}.`;
    return { id: `staff-${i}`, label: `${plural(row.staff.people, 'personne')} ${ofCommune(row.name)}, ${MODES[row.staff.mode]}`, value: row.oneWay === null ? '–' : co2(row.kg), detail, certainty: 'estimated', source: sourceOf(asked.reference, factor.source), question: 'staff' };
  });
  const fleet = fleetYear(asked);
  if (!fleet) return staff;
  const own = 'fuel-price' in asked.answers;
  return [...staff, { id: 'fleet', label: 'Carburant de vos véhicules', value: `${eurosAbout(fleet.fuelEuros * 100)}`, detail: `${number(fleet.km)}${NBSP}km, ${number(fleet.litres)}${NBSP}L${fleet.assumedLitres ? ' (consommation supposée : 6 L aux 100 pour une voiture, 8 pour un utilitaire)' : ''}, au prix ${own ? 'que vous donnez' : `de ${number(data.fuelPrice.value, 3)}${NBSP}€/L`}.`, certainty: fleet.assumedLitres ? 'assumed' : own ? 'stated' : 'estimated', source: own ? null : sourceOf(asked.reference, data.fuelPrice.source), question: 'fleet' }];
}

function sectionsOf(asked: Asked, world: World, actions: Action[]): Section[] {
  const rows = staffYear(asked, world);
  const byHome: Section = { id: 'trajets', kind: 'table', title: 'D’où l’on vient', lead: `Vers ${world.placeName}. ${world.basis}`, columns: ['Commune', 'Personnes', 'Façon', 'Km (aller)', 'Km par an', 'Coût par an', 'CO₂ par an'], numeric: [1, 3, 4, 5, 6], rows: rows.map((row) => [row.name, String(row.staff.people), MODES[row.staff.mode]!, row.oneWay === null ? '–' : number(row.oneWay, 1), number(row.km), eurosAbout(row.euros * 100), co2(row.kg)]) };
  const shared = world.shared;
  const together: Section[] = shared
    ? [{ id: 'ensemble', kind: 'steps', title: 'Qui pourrait venir avec qui', lead: shared.rows.length > 0 ? `Trouvé par le moteur de la bourse des trajets${shared.employers > 0 ? `, avec ${plural(shared.employers, 'employeur voisin qui a accepté', 'employeurs voisins qui ont accepté')}` : ', parmi vos seules équipes'}.` : `Rien ne s’accorde encore${shared.why ? `${NBSP}: ${shared.why}` : '.'}`, steps: shared.rows.length > 0 ? shared.rows.map((row) => ({ what: row.title, detail: `${row.sentence} ${row.reasons.join(' ')}` })) : [{ what: 'Faites accepter la comparaison sans nom par deux ou trois employeurs voisins', detail: shared.notes.slice(1).join(' ') }] }]
    : [];
  const plan: Section = { id: 'plan', kind: 'table', title: 'Plan de mobilité', lead: 'À compléter à la main et à afficher : qui s’en charge, pour quand.', columns: ['Mesure', 'Coût', 'Effet attendu', 'Qui', 'Pour le'], rows: actions.slice(0, 6).map((one) => [one.title, one.cost ?? 'devis à demander', one.gain ?? 'non chiffré', '……………', '…… / ……']) };
  return [byHome, ...together, ...(actions.length > 0 ? [plan] : [])];
}

/** What trips to work and the firm's vehicles cost and emit, who could ride with whom, and what to do first. */
export function assessMobility(asked: Asked, world: World): Result {
  const rows = staffYear(asked, world);
  const total = (of: (row: (typeof rows)[number]) => number) => rows.reduce((sum, row) => sum + of(row), 0);
  const people = total((row) => row.staff.people);
  const known = rows.some((row) => row.oneWay !== null);
  const alone = aloneByCar(asked);
  const near = withinCycling(asked, world);
  const actions = mobilityActions(asked, world);
  const data = mobilityData(asked.reference);
  const unknown = rows.filter((row) => row.oneWay === null).map((row) => row.name);
  return {
    headline: [
      { id: 'co2', label: 'de CO₂e par an pour venir travailler', value: known ? total((row) => row.kg) / 1000 : null, unit: 't', digits: 1, low: total((row) => row.low) / 1000, high: total((row) => row.high) / 1000, certainty: 'estimated', note: people > 0 && known ? `Soit ${co2(total((row) => row.kg) / people)} par personne.` : '' },
      { id: 'cost', label: 'par an, payés par ceux qui viennent en voiture', value: known ? Math.round(total((row) => row.euros) / 10) * 10 : null, unit: '€', certainty: 'estimated', note: `À ${number(data.centsPerKm.value / 100, 3)}${NBSP}€ par km (barème fiscal).` },
      { id: 'alone', label: 'viennent seuls en voiture', value: alone === null ? null : Math.round(alone * 100), unit: '%', certainty: 'stated' },
      { id: 'cycling', label: `viennent en voiture de moins de ${data.ebikeKm.value}${NBSP}km`, value: known ? near.ebike : null, unit: near.ebike > 1 ? 'personnes' : 'personne', certainty: 'assumed', note: 'Distance à vélo électrique\u00a0: un seuil choisi par le produit.' },
    ],
    dimensions: [], sections: people > 0 ? sectionsOf(asked, world, actions) : [], lines: linesOf(asked, world), actions,
    missing: askedAfter(asked.reference, asked.answers).open.map(({ id, text, why }) => ({ question: id, text, why })),
    notes: [
      `${data.weeks.value} semaines travaillées par an, domicile au centre de la commune, ${data.withinCommuneKm.value}${NBSP}km pour qui habite la commune du site${NBSP}: hypothèses du produit. Deux personnes par voiture partagée.`,
      ...(unknown.length > 0 ? [`Sans position connue, non comptées${NBSP}: ${unknown.join(', ')}.`] : []),
      ...(rows.some((row) => byCar(row.staff)) ? (world.shared?.notes.slice(1) ?? []) : []),
    ],
  };
}
