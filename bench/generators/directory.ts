import { sql } from 'kysely';
import { createTerritory, loadReference } from '#core/territory/index.ts';
import { nafList, RecordFact, recordFacts } from '#core/directory/index.ts';
import type { Deps } from '#core/kernel/index.ts';

/** Repeatable random numbers (mulberry32). */
export function seeded(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let t = Math.imul(state ^ (state >>> 15), 1 | state);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) / 4_294_967_296;
  };
}

const FIRST = 'Marie Jean Pierre Michel Nathalie Isabelle Philippe Catherine Alain Sylvie Patrick Christophe Nicolas Julien Camille Laura Thomas Lucas Emma Léa Hugo Chloé Manon André Jacques Bernard Françoise Monique Daniel Sébastien Aurélie Céline Émilie Benoît Gaëlle Loïc Noémie Régis Solène Yann'.split(' ');
const FORMS = ['SARL', 'SAS', 'EURL', 'SCI', 'EARL', 'GAEC', 'SASU', 'SC', 'ETS', 'STE'];
const TRADES = ['Boulangerie', 'Garage', 'Menuiserie', 'Maçonnerie', 'Restaurant', 'Pharmacie', 'Coiffure', 'Transports', 'Plomberie', 'Électricité', 'Domaine', 'Ferme', 'Scierie', 'Conserverie', 'Atelier', 'Cabinet', 'Auberge', 'Hôtel', 'Librairie', 'Imprimerie', 'Charpente', 'Peinture', 'Moulin', 'Camping', 'Taxi', 'Fleurs', 'Optique', 'Distillerie', 'Cave', 'Tannerie'];
const NATURE = ['du Causse', 'des Chênes', 'de la Vallée', 'du Vieux Pont', 'de la Fontaine', 'des Noyers', 'du Lavoir', 'de la Gare', 'du Moulin', 'des Tilleuls', 'de l’Église', 'du Château', 'des Deux Rives', 'de la Place', 'des Quatre Vents', 'du Rocher'];
const MATERIALS = [['Sciure', '030105'], ['Coques de noix', '020304'], ['Marc de raisin', '020701'], ['Palettes', '150103'], ['Lactosérum', '020501'], ['Chutes de cuir', '040109'], ['Cartons', '150101'], ['Gravats', '170107']] as const;
const STARTS = ['Ba', 'Bou', 'Cas', 'Cha', 'Cour', 'Da', 'Del', 'Du', 'Fa', 'Gar', 'Gui', 'La', 'Le', 'Lan', 'Mar', 'Mon', 'Per', 'Pra', 'Ro', 'Sal', 'Ta', 'Va', 'Ver', 'Vi', 'Bru', 'Cré', 'Fl', 'Gri', 'Hé', 'Jo', 'Ké', 'Lu', 'Mo', 'No', 'Ou', 'Pi'];
const MIDDLES = ['', 'ber', 'li', 'ga', 'ri', 'mon', 'ten', 'do', 'vi', 'ca', 'sse', 'lo', 'nde', 'pra', 'che', 'gue', 'zi', 'mar', 'tel', 'va'];
const ENDS = ['ac', 'at', 'eau', 'el', 'es', 'et', 'ier', 'in', 'nac', 'ot', 'on', 'ou', 'oux', 'rie', 'ret', 'rand', 'sac', 'tier', 'val', 'ville', 'din', 'gnon', 'lle', 'nel', 'chard'];

/**
 * Fills a directory of `count` invented establishments over whole départements (communes by population, activities and names by Zipf's law, one in
 * 3,000 with a public fact), in territory `banc`. Their SIRETs cannot exist: their first digits are those of no firm. Does not refresh the search.
 */
export async function fillDirectory(deps: Deps, count: number, departements: string[], progress: (done: number) => void): Promise<string> {
  const random = seeded(46);
  const pick = <T>(list: readonly T[]) => list[Math.floor(random() * list.length)]!;
  const zipf = <T>(list: readonly T[]) => list[Math.min(list.length - 1, Math.floor(list.length ** random()) - 1)]!;
  await loadReference(deps)();
  await sql`update territory set operated = false`.execute(deps.db);
  await createTerritory(deps)({ id: 'banc', name: 'Banc d’essai', operated: true, departements });
  const communes = (await sql<{ code: string; name: string; population: number | null; postal: string | null }>`
    select code, name, population, postal_codes[1] as postal from commune where current and departement_code = any(${departements}::text[]) order by code`.execute(deps.db)).rows;
  const upTo: number[] = [];
  let people = 0;
  for (const { population } of communes) upTo.push((people += (population ?? 0) + 20));
  const aCommune = () => {
    const at = random() * people;
    let low = 0;
    for (let high = upTo.length - 1; low < high; ) ((middle) => (upTo[middle]! < at ? (low = middle + 1) : (high = middle)))((low + high) >> 1);
    return communes[low]!;
  };
  const surnames = Array.from({ length: Math.round(20_000 * (count / 50_000) ** 0.4) }, () => pick(STARTS) + pick(MIDDLES) + pick(MIDDLES) + pick(ENDS));
  const activities = nafList().filter(({ level }) => level === 'subclass').map(({ code }) => code).sort(() => random() - 0.5);
  const nameOf = (commune: string) => {
    const kind = random();
    if (kind < 0.45) return `${zipf(FIRST)} ${zipf(surnames)}`;
    if (kind < 0.65) return `${pick(FORMS)} ${zipf(surnames)}${random() < 0.3 ? ' et fils' : ''}`;
    if (kind < 0.9) return `${pick(TRADES)} ${random() < 0.4 ? pick(NATURE) : random() < 0.5 ? zipf(surnames) : `de ${commune}`}`;
    return `${pick(STARTS)}${pick(MIDDLES)}${pick(ENDS)} ${pick(['Conseil', 'Services', 'Énergies', 'Immobilier', 'Patrimoine', 'Distribution'])}`;
  };

  for (let done = 0; done < count; ) {
    const rows = Array.from({ length: Math.min(5_000, count - done) }, (_, i) => {
      const commune = aCommune();
      const siren = `00${String(done + i).padStart(7, '0')}`;
      return { s: `${siren}00010`, r: siren, n: nameOf(commune.name), g: random() < 0.12 ? `${pick(TRADES)} ${pick(NATURE)}` : null, p: commune.postal, c: commune.code, a: zipf(activities), z: pick([null, null, '00', '00', '01', '02', '03', '11', '12', '21']), o: random() < 0.6 ? 'open' : 'closed' };
    });
    await sql`
      insert into establishment (territory_id, siret, siren, name, sign, postal_code, commune_code, activity_code, activity_nomenclature, size_band, status, origin)
      select 'banc', s, r, n, g, p, c, a, 'NAFRev2', z, o, 'demonstration' from json_to_recordset(${JSON.stringify(rows)}::json) as row (s text, r text, n text, g text, p text, c text, a text, z text, o text)`.execute(deps.db);
    progress((done += rows.length));
  }
  const withFacts = Array.from({ length: Math.ceil(count / 3_000) }, (_, i) => `00${String(i * 3_000).padStart(7, '0')}00010`);
  await recordFacts(deps)(withFacts.map((siret, i) => RecordFact.parse({
    territoryId: 'banc', siret, kind: 'flow-out', value: { material: MATERIALS[i % MATERIALS.length]![0], wasteCode: MATERIALS[i % MATERIALS.length]![1], tonnesPerYear: 10 + i, state: 'dry-solid' },
    source: 'estimate', statedOn: '2026-11-01', certainty: 'estimated', consent: 'public', consentGivenBy: 'banc d’essai', consentHow: 'inventé',
  })));
  return 'banc';
}
