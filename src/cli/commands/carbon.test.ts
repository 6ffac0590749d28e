import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';
import { runCommand } from '../run-command.ts';
import { carbon, carbonActivities, carbonFactors, carbonSchema } from './carbon.ts';
import { carbonCompare } from './carbon-compare.ts';
import { carbonFec } from './carbon-fec.ts';

const docs = fileURLToPath(new URL('../../../docs/', import.meta.url));

async function typed(command: Parameters<typeof runCommand>[0], ...words: string[]) {
  let out = '';
  let err = '';
  const code = await runCommand(command, words, { out: (text) => (out += text), err: (text) => (err += text), tty: false, cwd: docs, signal: new AbortController().signal }, () => Promise.reject(new Error('no database')));
  return { code, out, err };
}

test('the example is computed, its gap is named and its total is the sum of its posts', async () => {
  const { code, out } = await typed(carbon, 'carbon-example.json', '--json');
  const balance = JSON.parse(out) as { total: { kg: number }; posts: { kg: number }[]; lines: { gaps: number; counted: number } };
  expect([code, balance.lines.counted, balance.lines.gaps]).toEqual([0, 7, 1]);
  expect(balance.posts.reduce((sum, { kg }) => sum + kg, 0)).toBeCloseTo(balance.total.kg, 6);
});

test('a person reads every line’s arithmetic and what is missing', async () => {
  const { out } = await typed(carbon, 'carbon-example.json', '--lines');
  expect(out).toContain('1500 litre × (2,68 + 0,567) kgCO2e/litre = 4020 → 1.1 + 850,5 → 4.1 = 4870,5 kgCO2e');
  expect(out).toContain('gaz non détaillés par le facteur 27,26\nDes facteurs ne donnent que leur total');
  expect(out).toContain('ligne 8 (emballages) : Aucun facteur n’est donné');
});

test('the published schema is the one the program reads with', async () => {
  expect((await typed(carbonSchema)).out).toBe(readFileSync(`${docs}carbon-inventory.schema.json`, 'utf8'));
});

test('factors are found by words, whatever their accents, and activities are listed', async () => {
  expect((await typed(carbonFactors, 'electricite', '2022', 'mix', 'moyen', 'consommation')).out).toContain('42513');
  expect((await typed(carbonActivities)).out).toContain('fossil-fuel');
});

test('whatever is wrong in a file, a person reads one sentence at its line, and the rest is computed', async () => {
  const line = { activity: 'electricity', quantity: 1000, unit: 'kWh', factor: 42513 };
  const folder = mkdtempSync(join(tmpdir(), 'gariotte-'));
  const file = join(folder, 'mauvais.json');
  const lines = [{ ...line, id: 'bon' }, { ...line, quantity: -5 }, { ...line, quantity: '12,5' }, { ...line, unit: 'litre' }, { ...line, factor: 999_999 }, { ...line, id: 'bon', quantity: 7 }, { ...line, quantity: 3, unit: 'GWh' }, line];
  writeFileSync(file, Buffer.from(JSON.stringify({ format: 'gariotte-carbon/1', year: 2099, employees: 4, organisation: 'Boulangerie inventée à Bétaille', lines }), 'latin1'));
  const { code, out } = await typed(carbon, file);
  rmSync(folder, { recursive: true });
  expect(code).toBe(0);
  expect(out).toContain('Boulangerie inventée à Bétaille');
  for (const sentence of ['fichier : Le fichier n’est pas en UTF-8', '2099 », une année à venir', 'ligne 2 : « quantity » vaut « -5 »', 'ligne 3 : « quantity » vaut « 12,5 » : il faut un nombre', 'ligne 4 : La quantité est en « litre », le facteur est par « kWh »', 'ligne 5 : Le facteur 999999 n’est pas parmi ceux connus', 'ligne 6 (bon) : « bon » est déjà le repère de la ligne 1', 'ligne 7 : 3 GWh pour 4 salariés', 'ligne 8 : Elle dit la même chose que la ligne 1']) expect(out.replaceAll('\u00a0', ' ')).toContain(sentence);
  expect(out).toMatch(/^3\s(lignes comptées) sur 8, 5\slaissées/mu);
});

test('a missing file, no file and what is no inventory are said in one line', async () => {
  expect(await typed(carbon, 'absent.json')).toMatchObject({ code: 1, err: 'gariotte carbon : le fichier absent.json n’existe pas.\n' });
  expect((await typed(carbon)).code).toBe(2);
  expect((await typed(carbon, 'glossary.md')).err).toContain('n’est pas du JSON');
});

test('an accounting export is told account by account, with what was mapped, guessed and left', async () => {
  const { code, out } = await typed(carbonFec, 'carbon-fec-example.txt', '--trade', 'baker');
  expect([code, /13\sécritures lues sur 13, exercice 2025/u.test(out), /601000\s+21\s500 €\s+deviné/u.test(out), /616000\s+2\s600 €\s+reconnu/u.test(out)]).toEqual([0, true, true, true]);
  const { inventory, total } = JSON.parse((await typed(carbonFec, 'carbon-fec-example.txt', '--json')).out);
  expect([inventory.lines.length, inventory.turnoverKeuros, total.kg > 5_000]).toEqual([4, 310, true]);
  expect((await typed(carbonFec, 'glossary.md')).err).toContain('n’est pas un fichier des écritures comptables');
  expect((await typed(carbonFec, 'carbon-fec-example.txt', '--trade', 'astronaut')).code).toBe(2);
});

test('two inventories are compared at equal method', async () => {
  expect((await typed(carbonCompare, 'carbon-example.json', 'carbon-example.json')).out).toContain('soit 0 ');
  expect((await typed(carbonCompare, 'carbon-example.json')).code).toBe(2);
});
