import { board, type BoardContext, type BoardLeftOut, type BoardProposal } from '../board.ts';
import { gainsAround } from '../near.ts';
import { type Group, search, type Thing } from './mutualisation/groups.ts';
import { offerLeftOut, wishLeftOut } from './mutualisation/left-out.ts';
import { proposalOf } from './mutualisation/propose.ts';
import { figures, lent, type Lent, sameThing, type Wish, wished } from './mutualisation/things.ts';

// Each least change is a search of its own; beyond so many left out, those who pay most alone come first.
const MOST_SOLVED_AGAIN = 40;

/** Wishes and offers by the thing they speak of: what one of them chooses changes nothing for another thing. */
async function thingsOf(offers: readonly Lent[], wishes: readonly Wish[], travel: BoardContext['travel']): Promise<Thing[]> {
  const byId = (a: { id: string }, b: { id: string }) => (a.id < b.id ? -1 : 1);
  const wishesOf = Map.groupBy(wishes.toSorted(byId), ({ value }) => sameThing(value.sort, value.what));
  const offersOf = Map.groupBy(offers.toSorted(byId), ({ value }) => sameThing('equipment', value.what));
  const keys = [...new Set([...wishesOf.keys(), ...offersOf.keys()])].sort();
  return Promise.all(
    keys.map(async (key) => {
      const [own, lending] = [wishesOf.get(key) ?? [], offersOf.get(key) ?? []];
      return { key, wishes: own, offers: lending, km: await roads(own, own, travel), kmLent: await roads(lending, own, travel) };
    }),
  );
}

/** Kilometres between sides; not a number where a place is unknown. */
async function roads(from: readonly { place: Wish['place'] }[], to: readonly { place: Wish['place'] }[], travel: BoardContext['travel']): Promise<Float64Array> {
  const [starts, ends] = [from.flatMap((one) => one.place ?? []), to.flatMap((one) => one.place ?? [])];
  const table = await travel.table(starts, ends);
  const km = new Float64Array(from.length * to.length).fill(NaN);
  let row = 0;
  for (const [i, one] of from.entries()) {
    if (!one.place) continue;
    let column = 0;
    for (const [j, other] of to.entries()) if (other.place) km[i * to.length + j] = table[row * ends.length + column++]!;
    row++;
  }
  return km;
}

/** However many things there are, one has at least this part of the time. */
const LEAST_SHARE = 20;

/** Things that cost less when several share them: the group, who pays what, who uses it when. */
export const mutualisation = board({
  id: 'mutualisation',
  name: 'Mutualisation',
  promise: 'Un matériel, un achat, un service à plusieurs : à partir de combien cela paie, qui paie quoi, qui s’en sert quand.',
  objective: 'ce que tous épargnent en un an par rapport à chacun de son côté',
  unit: 'cents',
  worth: { label: 'd’économie par an, à se partager', told: 'Ensemble, vous épargneriez environ {0} par an.', promised: true },
  done: { unit: 'membres', perYear: false },
  offers: lent,
  needs: wished,
  people: [],
  law: {
    agreement: { text: 'Écrire une convention : qui paie quoi, qui s’en sert quand, qui entretient, comment on sort. Un groupement d’intérêt économique est possible ; ses membres répondent alors de ses dettes sur leurs propres biens, solidairement.', source: 'Code civil, art. 1103 ; code de commerce, art. L251-1 et L251-6' },
    cuma: { text: 'Entre agriculteurs, à quatre au moins, une coopérative d’utilisation de matériel agricole (CUMA) peut porter le matériel ; elle ne travaille pour d’autres que dans la limite de 20 % de son chiffre d’affaires, si ses statuts le permettent.', source: 'Code rural et de la pêche maritime, art. L521-1, L522-5 et R522-1' },
    'cuma-four': { text: 'Une CUMA demande au moins quatre agriculteurs : à moins, une copropriété ou une entraide écrite.', source: 'Code rural et de la pêche maritime, art. L325-1 et R522-1' },
    lending: { text: 'Prêter contre un prix est une location : un écrit dit l’état du matériel, le prix et qui entretient.', source: 'Code civil, art. 1713 et suivants, 1719 et 1732' },
    liability: { text: 'Qui se sert du matériel en a la garde et répond des dommages qu’il cause ; l’employeur vérifie qu’il est conforme et que la personne est formée.', source: 'Code civil, art. 1242 ; code du travail, art. L4321-1 à L4321-3' },
    insurance: { text: 'Prévenir les assureurs : plusieurs utilisateurs changent le risque.', source: 'Code des assurances, art. L113-2' },
    competition: { text: 'Acheter ensemble est permis ; s’entendre sur ses prix de vente ou ses clients ne l’est jamais. Ne rien échanger d’autre que les quantités et les prix d’achat de la commande. Sous 15 % de part de marché commune à l’achat comme à la vente, le risque est faible.', source: 'Code de commerce, art. L420-1 ; Commission européenne, lignes directrices sur la coopération horizontale (2023)' },
    staff: { text: 'Partager une personne passe par un prestataire, un groupement d’employeurs ou un prêt sans bénéfice : prêter un salarié pour en tirer profit est interdit.', source: 'Code du travail, art. L1253-1, L8241-1 et L8241-2' },
    guards: { text: 'La surveillance est confiée à une entreprise autorisée par le CNAPS ; la vidéosurveillance suit les règles du RGPD.', source: 'Code de la sécurité intérieure, art. L612-1 et L612-9' },
    data: { text: 'Chacun reste responsable de ses données : un contrat de sous-traitance par membre, et des espaces séparés.', source: 'Règlement (UE) 2016/679, art. 28 et 32' },
  },
  assumptions: [figures.timesPerMonth.note, figures.quotes.note],
  topic: ({ value }) => sameThing('sort' in value ? value.sort : 'equipment', value.what),
  solve: async (offers, needs, context) => {
    const things = await thingsOf(offers, needs, context.travel);
    const started = performance.now();
    const least = context.seconds / LEAST_SHARE;
    const left = () => Math.max(least, context.seconds - (performance.now() - started) / 1000);
    const solved: ({ thing: Thing } & Awaited<ReturnType<typeof search>>)[] = [];
    for (const [i, thing] of things.entries()) solved.push({ thing, ...(await search(thing, { ...context, seconds: Math.max(least, (2 * left()) / (things.length - i + 1)) })) });
    const total = (of: (one: (typeof solved)[number]) => number) => solved.reduce((sum, one) => sum + of(one), 0);

    const proposals: { proposal: BoardProposal; group: Group }[] = solved.flatMap(({ thing, found }) => found.chosen.map((group) => ({ group, proposal: proposalOf(group, thing) })));
    const placed = new Set(proposals.flatMap(({ group }) => group.takes));
    const out = solved.flatMap(({ thing, groups, found }) => {
      const gainWith = gainsAround(groups, found.chosen);
      return thing.wishes.filter((wish) => !placed.has(wish.id)).map((wish) => ({ wish, thing, gainWith }));
    });
    const first = new Set(out.toSorted((a, b) => b.wish.value.aloneCents - a.wish.value.aloneCents || (a.wish.id < b.wish.id ? -1 : 1)).slice(0, MOST_SOLVED_AGAIN).map(({ wish }) => wish.id));
    const leftOut: BoardLeftOut[] = [];
    for (const { wish, thing, gainWith } of out) leftOut.push(placed.has(`party:${wish.party}`) && thing.wishes.some((other) => other.party === wish.party && placed.has(other.id)) ? { side: wish.id, candidates: 0, nearest: [], why: 'La même entreprise le partage déjà par une autre ligne.', change: null } : await wishLeftOut(wish, thing, gainWith, context, first.has(wish.id) && (context.explain?.(wish.id) ?? true)));
    for (const { thing } of solved) leftOut.push(...thing.offers.filter((offer) => !placed.has(offer.id)).map((offer) => offerLeftOut(offer, thing, context.apart)));
    return {
      status: solved.every(({ found }) => found.status === 'optimal') ? 'optimal' : 'feasible',
      value: total(({ found }) => found.value), bound: total(({ found }) => found.bound), seconds: (performance.now() - started) / 1000, simple: total((one) => one.simple),
      proposals: proposals.map(({ proposal }) => proposal).sort((a, b) => b.value - a.value), leftOut,
    };
  },
});
