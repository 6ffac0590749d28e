import { z } from 'zod';
import { DIGITAL_NEEDS } from '#core/directory/index.ts';
import { factsFile } from '#core/kernel/index.ts';
import { date, euros, km as inKm, number } from '#lib/format.ts';
import { board, type BoardContext, type BoardLeftOut, type BoardProposal, type BoardSide, leastSure, SURE } from '../board.ts';
import { firstThatBrings } from '../columns.ts';
import { leftOutOf, nearestOf, pairsBySide, pairUp, type PairObstacle } from '../pairs.ts';
import { assign, european, type Fit, lastQuarter, need as asked, type Need, type Placed, provider, type Provider, simply } from './numerique/assign.ts';

const Note = z.object({ note: z.string() });
const facts = z.object({ order: Note, quarter: Note, eInvoicing: z.object({ receiveFrom: z.iso.date(), sendFrom: z.iso.date(), source: z.string(), fine: z.string() }) }).parse(JSON.parse(factsFile('exchange/numerique.json')));

const NBSP = '\u00a0';
// Each least change is the whole assignment again; in a territory, a few sides are explained by one.
const mostTries = (needs: number) => (needs <= 200 ? Infinity : 10);
const WHEN = ['ce trimestre', 'le trimestre prochain', 'dans deux trimestres', 'dans trois trimestres'] as const;
const MADE: Record<Provider['made'], string> = { europe: 'faits en Europe', mixed: 'faits en partie en Europe', outside: 'faits hors d’Europe' };
const HOSTED: Record<Provider['hosted'], string> = { client: 'données gardées chez le client', europe: 'données gardées dans l’Union européenne', outside: 'données gardées hors de l’Union européenne' };

/** What stands between a provider and a need that it knows how to do. */
function obstacles({ value: offer }: BoardSide<Provider>, { value }: BoardSide<Need>, km: number | null): PairObstacle[] {
  const found: PairObstacle[] = [];
  const not = (code: string, size: number, text: string, change: string | null) => found.push({ code, size, text, change });
  if (value.budgetCents !== undefined && offer.fromCents > value.budgetCents) not('price', offer.fromCents / value.budgetCents - 1, `À partir de ${euros(offer.fromCents)}, pour ${euros(value.budgetCents)} de budget.`, `Porter le budget à ${euros(offer.fromCents)} au lieu de ${euros(value.budgetCents)}`);
  if (value.europe === 'required' && european(offer) < 3) not('europe', 1 - european(offer) / 3, `Outils ${MADE[offer.made]}, ${HOSTED[offer.hosted]}, quand il en faut d’européens.`, 'Accepter des outils qui ne sont pas tous européens');
  if (value.onSite || !offer.remote) {
    if (km === null) not('no-place', 1, 'Lieu inconnu, et il faut se déplacer.', null);
    else if (km > offer.maxKm) not('too-far', offer.maxKm > 0 ? km / offer.maxKm - 1 : 1, `À ${inKm(km)}, pour ${inKm(offer.maxKm)} de déplacement.`, value.onSite && offer.remote ? 'Se faire aider à distance' : `Que le prestataire vienne jusqu’à ${inKm(Math.ceil(km))}`);
  }
  if (offer.perQuarter === 0) not('closed', 1, 'Ne prend aucun projet en ce moment.', null);
  return found;
}

function proposalOf({ fit, quarter }: Placed): BoardProposal {
  const { offer, need, km } = fit;
  const sure = leastSure([offer, need]);
  const { fromCents, toCents, made, hosted } = offer.value;
  const { budgetCents, by, words } = need.value;
  const most = budgetCents === undefined ? toCents : Math.min(toCents, budgetCents);
  const what = `«${NBSP}${DIGITAL_NEEDS[need.value.need]}${NBSP}»`;
  const invoices = need.value.need === 'e-invoicing';
  return {
    parties: [
      { side: offer.id, role: 'fait le projet', gives: provider.says(offer.value) },
      { side: need.id, role: 'a besoin', gives: asked.says(need.value) },
    ],
    title: `{0} pour {1}${NBSP}: ${what}`,
    sentence: `{1} a ce besoin${NBSP}: ${what}${NBSP}; {0} sait le faire ${WHEN[quarter]}, de ${euros(fromCents)} à ${euros(most)}, avec des outils ${MADE[made]} et des ${HOSTED[hosted]}.`,
    reasons: [
      european(offer.value) === 3 ? 'Outils européens, données gardées en Europe : on peut en changer sans passer sous une autre loi.' : `Aucun prestataire dont tout est européen n’était libre pour ce besoin${NBSP}: outils ${MADE[made]}, ${HOSTED[hosted]}.`,
      budgetCents === undefined ? `Budget non dit${NBSP}; ses projets vont de ${euros(fromCents)} à ${euros(toCents)}.` : `Ses prix commencent à ${euros(fromCents)}, dans un budget de ${euros(budgetCents)}.`,
      `Il prend ${number(offer.value.perQuarter)}${NBSP}projets par trimestre au plus${NBSP}: celui-ci tient ${WHEN[quarter]}${by ? `, avant le ${date(by)}` : ''}.`,
      ...(need.value.onSite || !offer.value.remote ? [`Il se déplace jusqu’à ${inKm(offer.value.maxKm)}${NBSP}; il est à ${inKm(km ?? 0)}.`] : []),
      ...(words ? [`Avec les mots de {1}${NBSP}: ${words}`] : []),
    ],
    value: 1,
    worth: null,
    quantity: 1,
    figures: [
      { label: 'le projet', value: fromCents === most ? euros(most) : `${euros(fromCents)} à ${euros(most)}` },
      ...(km === null ? [] : [{ label: 'entre les deux', value: inKm(km) }]),
    ],
    certainties: [
      { what: 'Besoin, prix et charge', how: `${SURE[sure.certainty].word}, ${date(sure.statedOn)}`, dots: SURE[sure.certainty].dots },
      { what: 'Origine des outils', how: 'dite par le prestataire, à faire écrire au contrat', dots: SURE[offer.certainty].dots },
    ],
    law: ['processor', ...(hosted === 'outside' ? ['transfer'] : []), ...(invoices ? ['e-invoicing'] : [])],
    improvement: null,
    events: [...(by ? [{ on: by, title: `Échéance${NBSP}: ${what}` }] : []), ...(invoices ? [{ on: facts.eInvoicing.sendFrom, title: 'Émettre ses factures en format électronique' }] : [])],
  };
}

/** Single changes that could have a need served: a limit lifted, a place more, a quarter later. */
function changesFor(side: BoardSide<Need>, own: Fit[], context: BoardContext): { code: string; text: string; with: string | null; fits: Fit[] }[] {
  const near = nearestOf(own);
  const last = lastQuarter(side.value, context.today);
  const lifted = near.filter((fit) => fit.obstacles.length === 1 && fit.obstacles[0]!.change !== null).map((fit) => ({ code: fit.obstacles[0]!.code, text: fit.obstacles[0]!.change!, with: fit.offer.id, fits: [{ ...fit, obstacles: [] }] }));
  const fitting = near.filter((fit) => fit.obstacles.length === 0);
  const later = last < WHEN.length - 1 && fitting.length > 0 ? [{ code: 'later', text: last === 0 ? 'Attendre le trimestre prochain' : 'Attendre un trimestre de plus', with: fitting[0]!.offer.id, fits: fitting.map((fit) => ({ ...fit, need: { ...fit.need, value: { ...fit.need.value, by: quarterLater(side.value.by, context.today) } } })) }] : [];
  const room = fitting.map((fit) => ({ code: 'capacity', text: `Que {0} prenne ${number(fit.offer.value.perQuarter + 1)}${NBSP}projets par trimestre au lieu de ${number(fit.offer.value.perQuarter)}`, with: fit.offer.id, fits: [{ ...fit, offer: { ...fit.offer, id: `${fit.offer.id} more`, value: { ...fit.offer.value, perQuarter: 1, taken: 0 } } }] }));
  return [...lifted.slice(0, 2), ...later, ...room.slice(0, 1), ...lifted.slice(2, 3)];
}

function quarterLater(by: string | undefined, today: string): string {
  const from = by !== undefined && by > today ? by : today;
  const day = new Date(`${from.slice(0, 7)}-01T00:00:00Z`);
  day.setUTCMonth(day.getUTCMonth() + 3);
  return day.toISOString().slice(0, 10);
}

/** Digital needs, often found by a diagnosis, and providers near here: European tools first, and nobody given more than they can do. */
export const numerique = board({
  id: 'numerique',
  name: 'Numérique',
  promise: 'Qui peut faire près d’ici ce qu’un diagnostic a trouvé, outils européens d’abord, sans surcharger personne.',
  objective: 'les besoins servis ; puis les outils européens, les prix et la proximité',
  unit: 'count',
  counted: 'besoins servis',
  worth: { label: 'le projet', told: null, promised: false },
  done: { unit: 'projets', perYear: false },
  offers: provider,
  needs: asked,
  people: [],
  law: {
    processor: { text: 'Qui traite des données de personnes pour vous le fait par un contrat écrit : sur vos instructions, avec des mesures de sécurité, sans autre prestataire sans votre accord, données rendues ou effacées à la fin.', source: 'Règlement (UE) 2016/679, art. 28' },
    transfer: { text: 'Des données de personnes gardées hors de l’Union européenne demandent une décision d’adéquation ou des garanties écrites, à vérifier avant de signer.', source: 'Règlement (UE) 2016/679, art. 44 à 46' },
    'e-invoicing': { text: `Recevoir des factures électroniques par une plateforme agréée est obligatoire depuis le ${date(facts.eInvoicing.receiveFrom)} ; en émettre le sera le ${date(facts.eInvoicing.sendFrom)} pour les petites et moyennes entreprises. Amendes : ${facts.eInvoicing.fine}.`, source: facts.eInvoicing.source },
  },
  assumptions: [facts.order.note, facts.quarter.note],
  solve: async (offers, needs, context) => {
    const pairs = await pairUp(offers, needs, context, { groupsOfOffer: ({ skills }) => skills, groupsOfNeed: (value) => [value.need], obstacles });
    const fits = pairs.filter((pair) => pair.obstacles.length === 0);
    const found = assign(fits, context);
    const placed = new Set(found.placed.flatMap(({ fit }) => [fit.offer.id, fit.need.id]));
    const own = pairsBySide(pairs);
    const leftOut: BoardLeftOut[] = [];
    let tries = mostTries(needs.length);
    for (const side of needs) {
      if (placed.has(side.id)) continue;
      const mine = own.get(side.id) ?? [];
      const explained = (context.explain?.(side.id) ?? true) && tries-- > 0;
      const rest = fits.filter((fit) => fit.need.id !== side.id);
      const brings = explained ? await firstThatBrings(changesFor(side, mine, context), async (change) => assign([...rest, ...fits.filter((fit) => fit.need.id === side.id && change.code !== 'later'), ...change.fits], context).placed.length - found.placed.length, 5) : null;
      const change = brings && { code: brings.change.code, text: `${brings.change.text}${NBSP}: un besoin de plus serait servi.`, with: brings.change.with, gain: brings.gain };
      leftOut.push(leftOutOf(side, mine, { nobody: 'Personne ne propose de faire cela.', taken: 'Conviendrait, mais ses places d’ici l’échéance sont prises.' }, change));
    }
    for (const side of offers) if (!placed.has(side.id)) leftOut.push(leftOutOf(side, own.get(side.id) ?? [], { nobody: 'Personne n’a besoin de ce que vous savez faire.', taken: side.value.perQuarter <= side.value.taken ? 'Conviendrait, mais ses places de ce trimestre sont prises.' : 'Conviendrait, mais ce besoin est servi par un autre, plus européen, moins cher ou plus proche.' }, null));
    const value = found.placed.length;
    return { status: found.status, value, bound: found.status === 'optimal' ? value : needs.length, seconds: found.seconds, proposals: found.placed.map(proposalOf).sort((a, b) => a.parties[1]!.side.localeCompare(b.parties[1]!.side)), leftOut, simple: simply(fits, context.today) };
  },
});
