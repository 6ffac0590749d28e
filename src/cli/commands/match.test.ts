import { mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { runCommand, type Terminal } from '../run-command.ts';
import { match } from './match.ts';

const folder = mkdtempSync(join(tmpdir(), 'match-'));
const plain = (text: string) => text.replaceAll(/[\u00a0\u202f]/g, ' ');

/** Types `gariotte match <board> --from liste.json` with this text, or this content, in the file. */
async function matched(board: string, content: unknown, ...words: string[]) {
  writeFileSync(join(folder, 'liste.json'), typeof content === 'string' ? content : JSON.stringify(content));
  const seen = { out: '', err: '' };
  const terminal: Terminal = { out: (text) => (seen.out += text), err: (text) => (seen.err += text), tty: false, cwd: folder, signal: new AbortController().signal };
  const code = await runCommand(match, [board, '--from', 'liste.json', ...words], terminal, () => Promise.reject(new Error('no database is needed')));
  return { code, out: plain(seen.out), err: plain(seen.err) };
}

const hall = { id: 'hall', commune: '46042', use: 'workshop', squareMetres: 200 };
const joiner = { id: 'menuisier', commune: '46042', use: 'workshop', squareMetres: 150 };

test.each<[string, string, unknown, string]>([
  ['an empty file', 'locaux', '', 'liste.json est vide.'],
  ['a list instead of an object', 'locaux', [], 'un fichier est un objet qui tient offers et needs'],
  ['words in French', 'locaux', { offres: [hall] }, 'un fichier est un objet qui tient offers et needs'],
  ['a number between quotes', 'locaux', { offers: [{ ...hall, squareMetres: '200' }] }, 'offers[0].squareMetres (« hall ») : il faut un nombre de 1 à 200000 (m²), écrit sans guillemets et avec un point : 12.5 ; trouvé "200".'],
  ['a decimal comma', 'locaux', '{"offers":[{"id":"a","squareMetres":12,5}]}', 'Une décimale s’écrit avec un point'],
  ['a bracket forgotten', 'locaux', '{"offers":[{"id":"a"', 'Il finit trop tôt'],
  ['a negative area', 'locaux', { offers: [{ ...hall, squareMetres: -5 }] }, 'trouvé -5.'],
  ['a huge area', 'locaux', { offers: [{ ...hall, squareMetres: 1e12 }] }, 'un nombre de 1 à 200000'],
  ['a word that is not in the list', 'locaux', { offers: [{ ...hall, use: 'atelier' }] }, 'il faut un de "workshop", "storage"'],
  ['a French date', 'locaux', { offers: [{ ...hall, from: '01/03/2027' }] }, 'offers[0].from (« hall ») : il faut une date écrite "2027-03-01" ; trouvé "01/03/2027".'],
  ['euros instead of whole cents', 'locaux', { offers: [{ ...hall, rentCents: 12.5 }] }, 'il faut un nombre entier de centimes'],
  ['what must be said and is not', 'locaux', { offers: [{ id: 'hall', commune: '46042', use: 'workshop' }] }, 'offers[0].squareMetres (« hall ») manque : il faut un nombre'],
  ['no identifier', 'locaux', { offers: [{ ...hall, id: undefined }] }, 'offers[0].id manque'],
  ['an identifier used twice', 'locaux', { offers: [hall], needs: [{ ...joiner, id: 'hall' }] }, 'l’identifiant « hall » sert deux fois'],
  ['a commune by its name', 'locaux', { offers: [{ ...hall, commune: 'Cahors' }] }, 'offers[0].commune : aucune commune n’a le code « Cahors »'],
  ['a commune of elsewhere', 'locaux', { offers: [{ ...hall, commune: '75056' }] }, 'offers[0].commune : Paris (75056) est hors du territoire livré avec Gariotte, qui n’en connaît pas le lieu ; dites longitude et latitude à la place de commune.'],
  ['half a place', 'locaux', { offers: [{ ...hall, commune: undefined, longitude: 1.4 }] }, 'longitude et latitude vont ensemble'],
  ['offers where all say needs', 'trajets', { offers: [{ id: 'a' }] }, 'cette bourse n’a pas d’offres, tout se dit dans needs.'],
  ['a home in a commune that does not exist', 'trajets', { needs: [{ id: 'a', commune: '46042', shifts: [{ start: '08:00', end: '16:00' }], staff: [{ commune: '00000', people: 2 }] }] }, 'needs[0].staff[0].commune : aucune commune n’a le code « 00000 »'],
  ['an hour that is none', 'trajets', { needs: [{ id: 'a', commune: '46042', shifts: [{ start: '8h', end: '16:00' }], staff: [{ commune: '46042', people: 2 }] }] }, 'needs[0].shifts[0].start (« a »)'],
  ['a by-product without a place', 'matieres', { offers: [{ id: 'a', material: 'sciure', wasteCode: '030105', tonnesPerYear: 10, state: 'powder' }] }, 'il faut où c’est'],
  ['a waste code that is none', 'matieres', { offers: [{ id: 'a', commune: '46042', material: 'sciure', wasteCode: '999999', tonnesPerYear: 10, state: 'powder' }] }, 'offers[0].wasteCode : 999999 n’est pas un code de la liste européenne des déchets.'],
  ['a waste code with spaces', 'matieres', { offers: [{ id: 'a', commune: '46042', material: 'sciure', wasteCode: '03 01 05', tonnesPerYear: 10, state: 'powder' }] }, 'les six chiffres d’un code déchet'],
])('%s in a file is refused in one sentence, at its place', async (_, board, content, said) => {
  const { code, out, err } = await matched(board, content);
  expect(err).toContain(said);
  expect({ code, out }).toEqual({ code: 1, out: '' });
  expect(err).not.toMatch(/\n\s+at |Invalid|expected/);
});

test('many mistakes are told eight at a time, the rest counted', async () => {
  const { err } = await matched('locaux', { offers: Array.from({ length: 11 }, (_, i) => ({ ...hall, id: `${i}`, squareMetres: 0 })) });
  expect(err.split('\n').filter((line) => line.includes('squareMetres'))).toHaveLength(8);
  expect(err).toContain('et 3 autres.');
});

test('a word misspelt is not dropped in silence, nor a place with its numbers swapped', async () => {
  const { code, err, out } = await matched('locaux', { offers: [{ ...hall, heigthMetres: 3, name: 'Le hall' }], needs: [{ ...joiner, commune: undefined, longitude: 44.4, latitude: 1.4 }] }, '--json');
  expect(code).toBe(0);
  expect(err).toContain('offers[0].heigthMetres n’est pas lu ; vouliez-vous dire heightMetres ?');
  expect(JSON.parse(out)).toMatchObject({ warnings: [expect.stringContaining('heigthMetres'), expect.stringContaining('échangées')] });
  expect(err).not.toContain('name');
});

test.each(['locaux', 'mutualisation', 'numerique', 'temps-partage', 'circuits-courts', 'sous-traitance', 'emplois', 'transmission', 'trajets', 'matieres'])('on the board %s, a file with nothing in it says so', async (board) => {
  const { code, out } = await matched(board, { needs: [] });
  expect(code).toBe(0);
  expect(out).toContain('Rien à chercher');
  expect(JSON.parse((await matched(board, { needs: [] }, '--json')).out)).toMatchObject({ board, value: 0, bound: 0, gap: 0, proposals: [], leftOut: [], warnings: [] });
});

test('a file of by-products tells who, how much and why as a page does', async () => {
  const { out } = await matched('matieres', {
    offers: [{ id: 'scierie', commune: '46042', material: 'sciure', wasteCode: '030105', tonnesPerYear: 400, state: 'wet-solid', moisturePercent: 45, disposalCentsPerTonne: 3_000 }],
    needs: [
      { id: 'granulés', commune: '46042', material: 'sciure', wasteCodes: ['030105'], tonnesPerYear: 300, states: ['wet-solid', 'powder'], purchaseCentsPerTonne: 4_000 },
      { id: 'litière', commune: '46042', material: 'sciure', wasteCodes: ['030105'], tonnesPerYear: 50, states: ['dry-solid'], purchaseCentsPerTonne: 100 },
    ],
  });
  expect(out).toContain('Sciure : de scierie à granulés, à 0 km : 300 t par an trouvent un usage : 300 t vers granulés.');
  expect(out).toContain('litière, sans solution : Proposé solide et humide, demandé solide et sec. Le moindre changement : ');
});

const example = (board: string) => readFileSync(join(import.meta.dirname, `../../../docs/examples/${board}.json`), 'utf8');
type Answer = { value: number; bound: number; warnings: string[]; proposals: { title: string; parties?: { id: string }[]; leastChange: string | null }[]; leftOut: { id: string; leastChange: { text: string } | null }[] };

test.each<[string, string, number, string[][], Record<string, RegExp | null>]>([
  ['locaux', '150 + 150 m² rather than 200', 300 * 4_500, [['hall', 'luthier', 'tapissier']], { menuisier: null, garage: null }],
  ['mutualisation', 'eight thousand euros for five', 300_000, [['nord', 'sud']], { est: /prendre le mercredi au lieu du mardi/i }],
  ['numerique', 'the European provider for who needs one', 2, [['auberge', 'autre'], ['europeen', 'mairie']], { cafe: /porter le budget à 500 €/i }],
  ['temps-partage', '0.4 + 0.4 + 0.2 of a job', 35 * 52, [['auberge', 'cave', 'scierie']], {}],
  ['circuits-courts', 'a farm without a vehicle goes with its neighbour', (80 * 300 + 50 * 200) * 52, [['cantine', 'carottes', 'epicerie', 'salades']], {}],
  ['sous-traitance', 'the certified maker kept for who asks for the certificate', 15_000_000, [['avions', 'precision'], ['machines', 'usineur']], {}],
  ['emplois', 'both of a couple rather than one alone', 2, [['clinique', 'couple', 'restaurant']], { seule: /accepter \d+ min de trajet/i, hopital: null }],
  ['transmission', 'a farm that only works when cut in three', 4, [['bergere', 'chevrier', 'ferme', 'maraichers']], {}],
])('the example of %s is answered as by hand: %s', async (board, _, value, together, left) => {
  const { code, out, err } = await matched(board, example(board), '--json');
  expect({ code, err }).toEqual({ code: 0, err: '' });
  const answer = JSON.parse(out) as Answer;
  expect(answer).toMatchObject({ value, bound: value, gap: 0, warnings: [] });
  expect(answer.proposals.map((one) => one.parties!.map((party) => party.id).sort()).sort((a, b) => a[0]!.localeCompare(b[0]!))).toEqual(together);
  expect(Object.keys(left).sort()).toEqual(answer.leftOut.map((one) => one.id).sort());
  for (const { id, leastChange } of answer.leftOut) left[id] === null ? expect(leastChange, id).toBeNull() : expect(leastChange?.text, id).toMatch(left[id]!);
});

test.each([['trajets', ['nuit']], ['matieres', ['litiere']]])('the example of %s finds its best, and says why one is left', async (board, left) => {
  const answer = JSON.parse((await matched(board, example(board), '--json')).out) as Answer;
  expect(answer).toMatchObject({ gap: 0, warnings: [], proposals: [{ title: expect.any(String) as string }] });
  expect(answer.leftOut.map((one) => one.id)).toEqual(left);
});
