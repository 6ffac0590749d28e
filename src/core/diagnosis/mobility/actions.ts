import { co2, eurosAbout, number, plural } from '#lib/format.ts';
import { choicesOf, numberOf } from '../answers/index.ts';
import type { Asked } from '../diagnosis.ts';
import { sourceOf } from '../model.ts';
import type { Action, LeadsTo } from '../result.ts';
import { type FleetYear, fleetYear, staffYear, withinCycling } from './count.ts';
import { byCar, mobilityData, staffOf, type World } from './model.ts';

const NBSP = '\u00a0';
const adviser = (words: string): LeadsTo => ({ kind: 'adviser', subject: 'mobility', words: `Mobilité${NBSP}: ${words}`, label: 'Se faire aider par un conseiller' });
type Ranked = Action & { kg: number };

function electric(asked: Asked, fleet: FleetYear): Ranked {
  const source = sourceOf(asked.reference, 'tco-te');
  const gap = numberOf(asked.reference, asked.answers, 'price-gap');
  return {
    id: 'electric', title: 'Comparer l’électrique au prochain renouvellement', kg: fleet.carKgSaved,
    why: `Carburant${NBSP}: ${eurosAbout(fleet.fuelEuros * 100)} par an. En électrique${NBSP}: ${eurosAbout(fleet.electricEuros * 100)} d’énergie.${fleet.cars > 0 ? ` Pour les voitures, ${co2(fleet.carKgSaved)} de moins par an, fabrication comprise.` : ''}`,
    how: `Demandez un devis pour le véhicule qui roule le plus, à kilométrage égal. Les études ne s’accordent pas${NBSP}: l’une donne l’utilitaire électrique moins cher (0,11 contre 0,16${NBSP}€ par km, aides comprises, 2022), l’autre plus cher (2024).`,
    cost: gap === null ? null : `${number(gap)}${NBSP}€ de plus par véhicule, selon vos devis`, time: 'au renouvellement', gain: fleet.gainEuros > 0 ? `${eurosAbout(fleet.gainEuros * 100)} par an${fleet.cars > 0 ? ', entretien compris' : ''}${fleet.payback === null ? '' : `, payé en ${number(fleet.payback, 1)}${NBSP}ans`}` : 'aucun à ces prix', sure: 'assumed', source, leadsTo: adviser('véhicule électrique ou non'),
  };
}

/** What can be done about trips, what saves most first. */
export function mobilityActions(asked: Asked, world: World): Action[] {
  const { reference, answers } = asked;
  const data = mobilityData(reference);
  const done = choicesOf(answers, 'exists') ?? [];
  const rows = staffYear(asked, world);
  const [carRows, near, fleet] = [rows.filter((row) => byCar(row.staff)), withinCycling(asked, world), fleetYear(asked)];
  const people = staffOf(answers).reduce((sum, one) => sum + one.people, 0);
  const allowance = numberOf(reference, answers, 'allowance');
  const desk = numberOf(reference, answers, 'desk') ?? 0;
  const source = (id: string) => sourceOf(reference, id);
  const carKg = carRows.reduce((sum, row) => sum + row.kg, 0);
  const carPeople = carRows.reduce((sum, row) => sum + row.staff.people, 0);
  const shared = world.shared;
  const list: (Ranked | null)[] = [
    carPeople > 0 && !done.includes('carpool')
      ? {
          id: 'carpool', title: shared && shared.rows.length > 0 ? `Proposer le covoiturage à ${plural(shared.people, 'personne')}` : 'Ouvrir le covoiturage aux employeurs voisins', kg: shared && carPeople > 0 ? (carKg * Math.min(1, shared.people / carPeople)) / 2 : 0,
          why: shared && shared.rows.length > 0 ? `${plural(shared.people, 'personne')} de chez vous ${shared.people > 1 ? 'peuvent' : 'peut'} venir à plusieurs par voiture, horaires compris.` : `Seuls, les trajets ne s’accordent pas${shared?.why ? ` (${shared.why.replace(/\.$/, '').replace(/^./, (letter) => letter.toLowerCase())})` : ''}${NBSP}; avec les voisins, les chances montent.`,
          how: 'Rattachez ce diagnostic à votre entreprise et acceptez que les trajets soient comparés, sans nom. La bourse des trajets cherche pour tout le territoire à la fois.',
          cost: 'Rien à acheter', time: 'une réunion', gain: shared && shared.euros > 0 ? `${eurosAbout(shared.euros * 100)} de frais de voiture par an, pour tous ceux qui partagent` : `jusqu’à ${number(data.carpoolGain.value)}${NBSP}€ par an et par salarié à ${data.carpoolGain.km}${NBSP}km`, sure: 'estimated', source: source('mte-carpool'),
          leadsTo: { kind: 'board', href: '/bourse/trajets', label: 'Voir la bourse des trajets' },
        }
      : null,
    near.ebike > 0 && !done.includes('parking')
      ? { id: 'bike', title: 'Rendre le vélo possible', kg: near.kgSaved, why: `${plural(near.ebike, 'personne vient', 'personnes viennent')} en voiture de moins de ${data.ebikeKm.value}${NBSP}km${near.bike > 0 ? `, dont ${near.bike} de moins de ${data.bikeKm.value}${NBSP}km` : ''}.`, how: 'Un abri fermé, une prise, un endroit pour se changer. Prêtez un vélo électrique deux semaines avant d’en parler d’achat.', cost: null, time: 'un mois', gain: `jusqu’à ${co2(near.kgSaved)} par an si tous changeaient`, sure: 'assumed' as const, source: source('produit'), leadsTo: adviser('stationnement et prêt de vélos') }
      : null,
    !done.includes('allowance') && (near.ebike > 0 || (shared?.people ?? 0) > 0)
      ? { id: 'allowance', title: 'Verser un forfait mobilités durables', kg: 0.1, why: 'Il paie qui vient à vélo ou en covoiturage, sans cotisation ni impôt dans la limite de la loi.', how: `Une décision écrite, après avis du comité s’il existe, la même pour tous. Exonéré jusqu’à ${data.allowanceCap.value}${NBSP}€ par an et par personne, 900${NBSP}€ avec un abonnement de transport public.`, cost: allowance ? `${eurosAbout(allowance * 100 * Math.max(near.ebike, shared?.people ?? 0))} par an au plus, si toutes les personnes concernées le prennent` : 'ce que vous déciderez', time: '2 h', gain: null, sure: 'stated' as const, source: source('fmd'), leadsTo: adviser('forfait mobilités durables') }
      : null,
    desk > 0 && !done.includes('remote')
      ? { id: 'remote', title: 'Un jour de télétravail pour qui le peut', kg: desk * data.telework.value, why: `${plural(desk, 'personne le pourrait', 'personnes le pourraient')} selon vous.`, how: 'Un accord simple ou une charte, un jour fixe, un essai de trois mois.', cost: 'Rien à acheter', time: '2 h', gain: `${co2(desk * data.telework.value)} par an (effets rebond déduits)`, sure: 'estimated' as const, source: source('telework'), leadsTo: adviser('télétravail') }
      : null,
    fleet ? electric(asked, fleet) : null,
    fleet && !done.includes('ecodriving')
      ? { id: 'ecodriving', title: 'Former à l’éco-conduite', kg: fleet.carKm * data.carKg.fuel.value * data.ecodriving.share, why: `Vos véhicules brûlent environ ${number(fleet.litres)}${NBSP}L par an.`, how: 'Une journée par conducteur, puis un suivi des litres aux 100 km affiché chaque mois.', cost: `${data.ecodriving.eurosPerDay}${NBSP}€ par personne et par jour (prix ancien)`, time: '1 jour par personne', gain: `environ ${eurosAbout(fleet.fuelEuros * data.ecodriving.share * 100)} par an (10${NBSP}% du carburant, de 5 à 15${NBSP}% selon les sources)`, sure: 'estimated' as const, source: source('ecodrive'), leadsTo: adviser('éco-conduite') }
      : null,
    people >= 10 && !done.includes('plan')
      ? { id: 'plan', title: people >= data.planFrom.value ? 'Écrire le plan de mobilité que la loi demande' : 'Écrire un plan de mobilité', kg: people >= data.planFrom.value ? 1e9 : 0, why: people >= data.planFrom.value ? `À partir de ${data.planFrom.value} salariés sur un même site, la mobilité se négocie, ou se planifie.` : 'Un plan court tient les mesures ensemble et ouvre des aides.', how: 'Imprimez cette page, complétez qui et quand, affichez-la.', cost: `de ${number(data.planCost.low)} à ${number(data.planCost.high)}${NBSP}€ avec un bureau d’études`, time: 'une journée sans lui', gain: null, sure: 'estimated' as const, source: source(people >= data.planFrom.value ? 'lom' : 'mte-plan'), leadsTo: adviser('plan de mobilité employeur') }
      : null,
    carPeople > 0 || fleet
      ? { id: 'tyres', title: 'Vérifier la pression des pneus chaque mois', kg: 0, why: 'Un pneu sous-gonflé boit du carburant et s’use\u00a0: cela vaut pour vos véhicules comme pour ceux de l’équipe.', how: 'Un compresseur au dépôt ou sur le parking, une date dans l’agenda.', cost: 'Rien à acheter si vous avez un compresseur', time: '10 min par véhicule et par mois', gain: null, sure: 'assumed' as const, source: source('tyres'), leadsTo: adviser('pression des pneus') }
      : null,
    carPeople > 0 || fleet
      ? { id: 'train', title: 'Prendre le train pour les longs trajets', kg: 0, why: 'Sur une longue distance, le train émet presque cent fois moins que la voiture seule.', how: 'Pour chaque rendez-vous lointain, regardez d’abord l’heure du train, puis qui peut vous déposer à la gare.', cost: null, time: 'à chaque déplacement', gain: null, sure: 'estimated' as const, source: source('mte-train'), leadsTo: adviser('déplacements en train') }
      : null,
    carPeople > 0 || fleet
      ? { id: 'shared-car', title: 'Partager un véhicule plutôt qu’en ajouter un', kg: 0, why: 'Une voiture de service ou un utilitaire dort souvent plus qu’il ne roule.', how: 'Dites à la bourse ce qu’il vous faudrait et quels jours\u00a0: elle cherche avec qui le partager, et à partir de combien cela paie.', cost: null, time: 'une réunion', gain: null, sure: 'estimated' as const, source: source('shared-car'), leadsTo: { kind: 'board' as const, href: '/bourse/mutualisation', label: 'Partager ou acheter à plusieurs' } }
      : null,
  ];
  return list.filter((one) => one !== null).toSorted((a, b) => b.kg - a.kg).map(({ kg: _kg, ...action }) => action);
}
