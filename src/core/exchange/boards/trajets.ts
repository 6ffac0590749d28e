import { board, type BoardLeftOut } from '../board.ts';
import { findCrews } from './trajets/crews.ts';
import { figures, said, type Site } from './trajets/figures.ts';
import { incentiveTable } from './trajets/incentive.ts';
import { changeFor, leftOutOf } from './trajets/left-out.ts';
import { layOut } from './trajets/people.ts';
import { linesOf, proposalOf } from './trajets/propose.ts';

/** Beyond so many people the least change is looked for with fewer sites: each try is a search. */
const mostTries = (people: number) => (people <= 300 ? Infinity : people <= 2000 ? 12 : 6);

/** Sites that say again what the same firm said of the same place: their people would be counted twice. */
function saidTwice(sites: readonly Site[]): Set<string> {
  const same = Map.groupBy(sites.toSorted((a, b) => (a.id < b.id ? -1 : 1)), (site) => JSON.stringify([site.party, site.place, site.value.shifts, site.value.staff]));
  return new Set([...same.values()].flatMap((group) => group.slice(1).map((site) => site.id)));
}

/** Shared rides to work: cars that join the staff of several small employers, from home communes and hours alone. */
export const trajets = board({
  id: 'trajets',
  name: 'Trajets domicile-travail',
  promise: 'Des équipages entre voisins d’employeurs différents, à partir des communes et des horaires seulement.',
  objective: 'les frais de voiture évités par an, chacun venant sinon seul',
  unit: 'cents',
  worth: { label: 'de frais de voiture en moins par an', told: 'Ensemble, votre personnel épargnerait environ {0} de frais de voiture par an.', promised: true },
  done: { unit: 'trajets de voiture en moins par semaine', perYear: false },
  offers: null,
  needs: said,
  people: [],
  law: {
    'cost-sharing': { text: 'Le covoiturage est le partage, sans bénéfice, des frais d’un trajet que le conducteur fait pour lui-même : carburant, entretien, pneus, assurance, usure, péage. Les passagers et lui les partagent comme ils veulent ; au-delà, ce serait du transport payant.', source: 'Code des transports, art. L3132-1, R3132-1 et R3132-2' },
    insurance: { text: 'L’assurance obligatoire de la voiture couvre les passagers. Vérifier que le contrat couvre le trajet domicile-travail et le prêt du volant si l’on conduit à tour de rôle. Un détour régulier pour covoiturer reste un trajet au sens des accidents du travail.', source: 'Code des assurances, art. L211-1 ; code de la sécurité sociale, art. L411-2' },
    incentive: { text: 'L’employeur peut verser un forfait mobilités durables à qui covoiture, conducteur ou passager, dans les mêmes conditions pour tous ses salariés. Il est exonéré jusqu’à 600 € par an et par salarié, 900 € avec un abonnement de transport public.', source: 'Code du travail, art. L3261-3-1 ; code général des impôts, art. 81, 19° ter b' },
    privacy: { text: 'Ne donner que des nombres par commune. Les personnes sont informées par leur employeur, et nul n’est mis en relation sans l’avoir accepté.', source: 'Règlement (UE) 2016/679, art. 5 et 13' },
  },
  assumptions: [`Voiture : ${String(figures.centsPerKm.value).replace('.', ',')} centimes du kilomètre. Source : ${figures.centsPerKm.source}.`, figures.alone.note, figures.weeksPerYear.note, figures.fewestShown.note, figures.takeUp.note],
  solve: async (_offers, needs, context) => {
    const repeated = saidTwice(needs);
    const territory = await layOut(needs.filter((site) => !repeated.has(site.id)), context);
    const { found, simple } = await findCrews(territory, context);
    const lines = linesOf(found.chosen);
    const proposals = lines.map((line) => ({ line, proposal: proposalOf(line, territory, context) })).sort((a, b) => b.proposal.value - a.proposal.value || a.line.sites[0]! - b.line.sites[0]!);
    const tries = mostTries(territory.people);
    for (const { line, proposal } of proposals.slice(0, Math.min(tries, 10))) if (context.explain?.(territory.sites[line.sites[0]!]!.id) ?? true) proposal.improvement = (await changeFor(line.sites[0]!, territory, found.chosen, context, 'de plus par an.')).change;

    const joined = new Set(lines.flatMap((line) => line.sites));
    const left: BoardLeftOut[] = [];
    let solvedAgain = 0;
    for (const [at, site] of territory.sites.entries()) {
      if (joined.has(at) || territory.unplaced.has(site.id)) continue;
      left.push(await leftOutOf(at, territory, found.chosen, context, (context.explain?.(site.id) ?? true) && solvedAgain++ < tries));
    }
    const without = (side: string, why: string): BoardLeftOut => ({ side, candidates: 0, nearest: [], why, change: null });
    left.push(...[...territory.unplaced].map(([id, why]) => without(id, why)), ...[...repeated].map((id) => without(id, 'Le même établissement a déjà dit ces trajets : ses gens seraient comptés deux fois.')));
    return {
      status: found.status, value: found.value, bound: found.bound, seconds: found.seconds, proposals: proposals.map((one) => one.proposal), leftOut: left, simple,
      ...(found.chosen.length > 0 ? { tables: [incentiveTable(found.chosen)] } : {}),
    };
  },
});
