import { expect, test } from 'vitest';
import { problemsOfFirst, readAsk, type Values } from './ask-form.ts';

const typed: Values = { id: '0198a000-0000-7000-8000-000000000000', mots: 'Je cherche un apprenti', commune: 'Cazals', sujet: 'apprentice', statut: 'pas-encore', joindre: 'telephone', quand: ['soir', 'matin'], nom: 'Lou', telephone: '06 00 00 00 00', courriel: '' };
const given = { territoryId: 'lot', communeCode: '46066', validSiret: (siret: string) => siret === '00000000100010' };
const problems = (values: Values) => ((read) => (read.ok ? [] : Object.keys(read.problems)))(readAsk({ ...typed, ...values }, given));

test('someone without a firm fills little in', () => {
  const read = readAsk(typed, given);
  expect(read).toMatchObject({ ok: true, ask: { starting: true, siret: null, firmName: null, subject: 'apprentice', reach: 'phone', times: ['evening', 'morning'], phone: '06 00 00 00 00', email: null } });
});

test('a firm gives its SIRET, or its name, or nothing', () => {
  expect(readAsk({ ...typed, statut: 'entreprise', entreprise: '000 000 001 00010' }, given)).toMatchObject({ ok: true, ask: { siret: '00000000100010', firmName: null, starting: false } });
  expect(readAsk({ ...typed, statut: 'entreprise', entreprise: 'Fournil exemple' }, given)).toMatchObject({ ok: true, ask: { siret: null, firmName: 'Fournil exemple' } });
  expect(readAsk({ ...typed, statut: 'entreprise', entreprise: '' }, given)).toMatchObject({ ok: true, ask: { siret: null, firmName: null } });
  expect(problems({ statut: 'entreprise', entreprise: '12345678900000' })).toEqual(['entreprise']);
  expect(problems({ statut: 'entreprise', entreprise: '123456789' })).toEqual(['entreprise']);
});

test('a subject chosen from the list wins over the one suggested', () => {
  expect(readAsk({ ...typed, autre: 'hire' }, given)).toMatchObject({ ok: true, ask: { subject: 'hire' } });
  expect(problems({ sujet: '', autre: '' })).toEqual(['sujet']);
});

test('what lacks is said at its field', () => {
  expect(Object.keys(problemsOfFirst({ mots: 'a', commune: '' }))).toEqual(['mots', 'commune']);
  expect(problems({ telephone: '', courriel: '' })).toEqual(['telephone']);
  expect(problems({ telephone: '', courriel: 'lou@exemple.fr' })).toEqual(['telephone']);
  expect(problems({ telephone: '', courriel: 'lou@exemple.fr', joindre: 'ecrit' })).toEqual([]);
  expect(problems({ telephone: 'abc', courriel: 'lou' })).toEqual(['telephone', 'courriel']);
  expect(problems({ joindre: '', nom: ' ' })).toEqual(['joindre', 'nom']);
});

test('an unknown commune is said as such', () => {
  expect(readAsk(typed, { ...given, communeCode: null })).toMatchObject({ ok: false, problems: { commune: expect.stringContaining('Aucune commune') } });
});
