import type { FlowIn, FlowOut } from '#core/directory/index.ts';
import { euros, eurosAbout, listed, months, tonnes } from '#lib/format.ts';
import type { ProposedFlow } from '../../model.ts';
import { type ProposalTold, unnamedWords } from '../proposal-told.ts';
import type { BoardWords } from './model.ts';

const NBSP = '\u00a0';
// Beyond these, the others are counted and no longer told one by one.
const TOLD = 3;

const flowsOf = (told: ProposalTold) => (told.body['flows'] as ProposedFlow[] | undefined) ?? [];
const materialOf = (told: ProposalTold) => String(told.body['material'] ?? 'matière');
const mine = (told: ProposalTold, siret: string) => flowsOf(told).filter((flow) => flow.from === siret || flow.to === siret);
const sum = (flows: ProposedFlow[]) => flows.reduce((total, flow) => total + flow.tonnesPerYear, 0);

/** By-products: who gives hears who would take how much and how far, who takes hears who has it; nobody hears a name. */
export const matieres: BoardWords = {
  hubOf: (told) => {
    const flows = flowsOf(told);
    return flows.length < 2 ? null : told.body['hub'] === 'need' ? flows[0]!.to : flows[0]!.from;
  },
  title: (told) => `${materialOf(told).replace(/^./, (letter) => letter.toUpperCase())}${NBSP}: ${tonnes(sum(flowsOf(told)))} par an à faire passer d’une entreprise à une autre`,
  first: (told, siret) => {
    const flows = mine(told, siret);
    const gives = flows[0]?.from === siret;
    const others = flows.slice(0, TOLD).map((flow) => `${unnamedWords(told.parties[gives ? flow.to : flow.from], flow.km)}, pour ${tonnes(flow.tonnesPerYear)} par an`);
    const rest = flows.length > TOLD ? [`${flows.length - TOLD} autres`] : [];
    const material = materialOf(told);
    return {
      subject: gives ? `${tonnes(sum(flows))} de ${material} par an${NBSP}: quelqu’un les prendrait` : `${tonnes(sum(flows))} de ${material} par an${NBSP}: quelqu’un les a`,
      lines: [
        `${gives ? `Ce qui sort de chez vous (${material}) servirait ailleurs` : `Ce que vous cherchez (${material}) existe près de chez vous`}${NBSP}: ${listed([...others, ...rest])}.`,
        ...seasonAndPrice(told, flows, gives),
        ...(told.value > 0 ? [`Ensemble, cela vaut environ ${eurosAbout(told.value)} par an, à se partager.`] : []),
      ],
    };
  },
  details: () => [
    'Le plus simple est un essai sur une petite quantité, avant tout contrat.',
    'Pour que ce ne soit plus un déchet, cinq conditions comptent (art. L541-4-2 du code de l’environnement). Un écrit entre vous prouve l’usage certain, gardez-le.',
    'Votre conseiller peut relire cet écrit avec vous.',
  ],
  promised: (told) => ({ quantity: sum(flowsOf(told)), unit: 't', perYear: true, worthCents: told.value, kgCo2e: (told.body['co2'] as { value?: number } | null | undefined)?.value ?? null }),
  stakeCents: (told) => told.value,
  partOf: (told, siret) => {
    const flows = mine(told, siret);
    return { km: flows.length > 0 ? Math.max(...flows.map((flow) => flow.km)) : null, quantity: flows.length > 0 ? sum(flows) : null };
  },
};

/** When, and what the firm itself pays or gets today: its own figures, nobody else’s. */
function seasonAndPrice(told: ProposalTold, flows: ProposedFlow[], gives: boolean): string[] {
  const first = flows[0];
  if (!first) return [];
  const [offer, need] = [told.facts[first.offerId]?.value as FlowOut | undefined, told.facts[first.needId]?.value as FlowIn | undefined];
  const shared = offer && need ? offer.months.filter((month) => need.months.includes(month)) : [];
  const today = gives ? offer?.disposalCentsPerTonne : need?.purchaseCentsPerTonne;
  return [
    ...(shared.length > 0 && shared.length < 12 ? [`Cela se ferait ${months(shared)}.`] : []),
    ...(today !== undefined && today > 0 ? [gives ? `Vous payez aujourd’hui ${euros(today)} la tonne pour vous en défaire.` : `Vous payez aujourd’hui ${euros(today)} la tonne de ce que cela remplacerait.`] : []),
  ];
}
