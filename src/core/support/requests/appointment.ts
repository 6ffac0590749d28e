import { z } from 'zod';
import { createEvent } from 'ics';
import { postponePromise } from '#core/followup/index.ts';
import { dateOf, type Deps, queueMail, refused } from '#core/kernel/index.ts';
import { changeRequest } from './change-request.ts';
import { requestPath } from './request-link.ts';

const moment = new Intl.DateTimeFormat('fr-FR', { timeZone: 'Europe/Paris', weekday: 'long', day: 'numeric', month: 'long', hour: 'numeric', minute: '2-digit' });

/** « lundi 30 novembre à 14 h 30 », in the time of Paris. */
export const momentText = (at: Date): string => moment.format(at).replace(/(\d+):(\d\d)$/, '$1 h $2').replaceAll(' ', '\u00a0');

const FARTHEST_MS = 2 * 366 * 86_400_000;

export const SetAppointment = z.object({ territoryId: z.string(), id: z.uuid(), by: z.uuid(), version: z.int().optional(), at: z.date(), minutes: z.int().min(10).max(480), place: z.string().trim().min(1).max(300) });
/** Fixes, or moves, the appointment of a request; the asker gets it with a calendar file. Refused in the past, and beyond two years: a year typed wrong. */
export const setAppointment = (deps: Deps) => (input: z.infer<typeof SetAppointment>) =>
  changeRequest(deps, input, async (row, inside) => {
    const { territoryId, id, by, at, minutes, place } = input;
    if (at < deps.clock.now()) return refused('in-the-past');
    if (at.getTime() > deps.clock.now().getTime() + FARTHEST_MS) return refused('too-far');
    const words = `Rendez-vous ${momentText(at)}, ${place}.`;
    await postponePromise(inside)({ territoryId, id: row.promiseId, by, until: dateOf(at), words, mark: 'appointment' });
    if (row.email && !row.demonstration) {
      const path = requestPath(deps, territoryId, id);
      await queueMail(inside, { territoryId, to: row.email, toName: row.personName, kind: 'request-appointment', subject: `Rendez-vous ${momentText(at)}`, lines: [words, 'Le fichier de rendez-vous s’ouvre dans tout agenda.'], actions: [{ label: 'Mettre dans mon agenda', path: `${path}/rendez-vous.ics` }, { label: 'Voir ma demande', path }], why: 'Vous recevez ce message parce que vous avez demandé de l’aide.', once: `request ${id} appointment ${row.appointmentVersion + 1}` });
    }
    return { appointment_at: at, appointment_minutes: minutes, appointment_place: place, appointment_version: row.appointmentVersion + 1, accepted_at: deps.clock.now(), ...(row.firstWordAt ? {} : { first_word_at: deps.clock.now() }) };
  });

/** Whether an appointment will not take place: its request was closed, or cancelled, before its hour. */
export const isOff = (one: { appointmentAt: Date | null; closedAt: Date | null }): boolean => one.appointmentAt !== null && one.closedAt !== null && one.closedAt < one.appointmentAt;

export type Appointment = { id: string; at: Date; minutes: number; place: string; version: number; /** The request was closed before it: calendars take it out. */ cancelled: boolean; title: string; with: string; stamp: Date };

/** The appointment as a calendar file (RFC 5545): a moved one replaces the one before it in the same calendar. */
export function calendarFile(one: Appointment): string {
  const utc = (at: Date): [number, number, number, number, number] => [at.getUTCFullYear(), at.getUTCMonth() + 1, at.getUTCDate(), at.getUTCHours(), at.getUTCMinutes()];
  const { error, value } = createEvent({
    uid: `${one.id}@gariotte`, productId: 'gariotte', sequence: one.cancelled ? one.version + 1 : one.version, ...(one.cancelled ? { method: 'CANCEL' } : {}), title: one.title, description: `Avec ${one.with}`, location: one.place,
    start: utc(one.at), startInputType: 'utc', startOutputType: 'utc', duration: { minutes: one.minutes }, status: one.cancelled ? 'CANCELLED' : 'CONFIRMED', busyStatus: one.cancelled ? 'FREE' : 'BUSY', created: utc(one.stamp), lastModified: utc(one.stamp),
  });
  if (error || !value) throw error ?? new Error('The calendar file was not made.');
  return value;
}
