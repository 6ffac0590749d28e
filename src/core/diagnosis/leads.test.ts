import { expect, test } from 'vitest';
import { BOARDS } from '#core/exchange/index.ts';
import { factsFile } from '#core/kernel/index.ts';
import { actionCatalogue } from './carbon/actions/read-actions.ts';
import { cyberData } from './cyber/model.ts';
import { cyber } from './cyber/index.ts';
import { digitalData } from './digital/model.ts';
import { digital } from './digital/index.ts';
import { labels } from './labels/index.ts';
import { labelsOf } from './labels/model.ts';
import { leadsList, schemesOf, withLeads } from './leads.ts';
import type { Action } from './result.ts';

const subjects = (JSON.parse(factsFile('support/subjects.json')) as { subjects: { id: string }[] }).subjects.map((one) => one.id);
/** Those of mobility are written in its code. */
const MOBILITY = ['electric', 'carpool', 'bike', 'allowance', 'remote', 'ecodriving', 'plan', 'tyres', 'train', 'shared-car'];
const everyAction = [
  ...actionCatalogue().actions.map((one) => `carbon/${one.id}`), ...digitalData(digital.reference).needs.map((one) => `digital/${one.id}`), ...cyberData(cyber.reference).measures.map((one) => `cyber/${one.id}`),
  ...MOBILITY.map((id) => `mobility/${id}`), ...labelsOf(labels.reference).map((one) => `labels/${one.id}`),
];
const action = (id: string): Action => ({ id, title: 'Peser ce qui part', why: '', how: '', cost: null, time: '', gain: null, sure: 'estimated', source: { id: 's', text: 'essai', year: 2026, assumption: false }, leadsTo: { kind: 'adviser', subject: 'waste', words: '', label: '' } });

test('every action that a diagnosis can propose was looked at, and none is named that no diagnosis proposes', () => {
  expect(Object.keys(leadsList().actions).toSorted()).toEqual(everyAction.toSorted());
});

test('every scheme, board, label and subject named exists, and every scheme says its source and its year', () => {
  const { actions, boards, schemes } = leadsList();
  const named = Object.values(actions);
  expect(named.flatMap((one) => one.schemes).filter((id) => !schemes.some((one) => one.id === id))).toEqual([]);
  expect(schemes.filter((one) => !named.some((other) => other.schemes.includes(one.id))).map((one) => one.id)).toEqual([]);
  expect([...named.flatMap((one) => one.boards), ...Object.keys(boards)].filter((id) => id !== 'matieres' && !BOARDS.some((one) => one.id === id))).toEqual([]);
  expect(named.flatMap((one) => one.boards).filter((id) => !(id in boards))).toEqual([]);
  expect(named.flatMap((one) => one.labels).filter((id) => !labelsOf(labels.reference).some((one) => one.id === id))).toEqual([]);
  expect(schemes.filter((one) => !subjects.includes(one.subject) || one.source.year === null)).toEqual([]);
  expect(actionCatalogue().actions.flatMap(({ leadsTo }) => (leadsTo.kind === 'adviser' && !subjects.includes(leadsTo.subject) ? [leadsTo.subject] : []))).toEqual([]);
});

test('what goes to the bin leads to the board of by-products, to a label and to schemes, each with who to call', () => {
  const found = withLeads('carbon', action('food-waste'), '2026-11-23');
  expect(found.also).toEqual([{ kind: 'board', href: '/bourse/matieres', label: expect.any(String) }, { kind: 'label', href: '/diagnostics/labels', label: expect.stringContaining('Éco-défis') }]);
  expect(found.schemes!.map(({ id, words, call }) => [id, words.includes('Peser ce qui part'), call.length > 5])).toEqual([['tpe-gagnantes', true, true], ['etude-biodechets', true, true]]);
});

test('a scheme that has ended is not proposed any more', () => {
  expect(withLeads('carbon', action('food-waste'), '2027-01-01').schemes!.map((one) => one.id)).toEqual(['tpe-gagnantes']);
});

test('asked for without an action, every scheme still open is told', () => {
  expect(schemesOf(null, null, '2026-11-23')).toHaveLength(leadsList().schemes.length);
  expect(schemesOf('carbon/heat-pump', 'Isoler', '2026-11-23').map(({ id }) => id)).toContain('cee');
  expect(schemesOf('carbon/nothing', null, '2026-11-23')).toEqual([]);
});
