import { error } from '@sveltejs/kit';
import { calendarFile, isOff, type RequestShown, subjectLabel } from '#core/support/index.ts';

/** The appointment of a request as a file that any calendar opens. */
export function calendarResponse(one: RequestShown, withWhom: string, stamp: Date): Response {
  if (!one.appointmentAt) error(404, { message: 'Aucun rendez-vous n’est fixé pour cette demande.' });
  const file = calendarFile({ id: one.id, at: one.appointmentAt, minutes: one.appointmentMinutes ?? 30, place: one.appointmentPlace ?? '', version: one.appointmentVersion, cancelled: isOff(one), title: subjectLabel(one.subject), with: withWhom, stamp });
  return new Response(file, { headers: { 'content-type': 'text/calendar; charset=utf-8', 'content-disposition': 'attachment; filename="rendez-vous.ics"' } });
}
