import { closePromise, eventsOf, noteOnPromise, nudgePromise, promiseById } from '#core/followup/index.ts';
import { dateOf, type Deps, refused } from '#core/kernel/index.ts';
import { momentText } from './appointment.ts';
import { changeRequest } from './change-request.ts';
import { tellAdviser } from './tell-adviser.ts';

type Which = { territoryId: string; id: string };
const LONGEST = 2_000;

/** The asker wants to know: her request comes to the top of the desk, and its owner is told, once a day at most. */
export const nudgeRequest = (deps: Deps) => (input: Which) =>
  changeRequest(deps, input, async (row, inside) => {
    // Tapped twice, or again the same day before anybody answered: once is enough.
    const { nudgedAt } = (await promiseById(inside.db, input.territoryId, row.promiseId))!;
    if (nudgedAt && dateOf(nudgedAt) === deps.clock.today()) return {};
    await nudgePromise(inside)({ territoryId: input.territoryId, id: row.promiseId });
    if (row.ownerId && !row.demonstration) await tellAdviser(inside, { territoryId: input.territoryId, requestId: row.id, personId: row.ownerId, subject: `${row.personName} vous relance`, lines: [`« ${row.words} »`], once: `request ${row.id} nudged ${deps.clock.today()}` });
    return {};
  });

/** The asker adds a word; whoever follows her request gets it, in one mail an hour at most. */
export const addWordsToRequest = (deps: Deps) => (input: Which & { words: string }) =>
  changeRequest(deps, input, async (row, inside) => {
    const words = input.words.trim().slice(0, LONGEST);
    if (words === '') return refused('nothing-said');
    const last = (await eventsOf(inside.db, input.territoryId, row.promiseId)).at(-1);
    if (last?.kind === 'noted' && last.byName === null && last.words === words) return {};
    await noteOnPromise(inside)({ territoryId: input.territoryId, id: row.promiseId, by: null, words });
    if (row.ownerId && !row.demonstration) await tellAdviser(inside, { territoryId: input.territoryId, requestId: row.id, personId: row.ownerId, subject: `${row.personName} ajoute un mot`, lines: [`« ${words} »`], once: `request ${row.id} word ${deps.clock.now().toISOString().slice(0, 13)}` });
    return {};
  });

/** The asker needs it no more. */
export const cancelRequest = (deps: Deps) => (input: Which & { words?: string }) =>
  changeRequest(deps, input, async (row, inside) => {
    await closePromise(inside)({ territoryId: input.territoryId, id: row.promiseId, by: null, outcome: 'not-done', reason: input.words?.trim().slice(0, LONGEST) || 'Annulée par la personne qui demandait.' });
    // She may be about to take the road.
    if (row.ownerId && !row.demonstration && row.appointmentAt && row.appointmentAt > deps.clock.now()) await tellAdviser(inside, { territoryId: input.territoryId, requestId: row.id, personId: row.ownerId, subject: `${row.personName} annule, et le rendez-vous ${momentText(row.appointmentAt)}`, lines: [`« ${row.words} »`], once: `request ${row.id} cancelled` });
    return { cancelled_at: deps.clock.now() };
  });
