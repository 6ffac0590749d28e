import { createEvents, type EventAttributes } from 'ics';
import { type Board, filled } from '../board.ts';
import type { BoardProposalShown } from './board-proposals.ts';

/** The dates of a proposal as a calendar file (RFC 5545): whole days, replaced by the next file of the same proposal. */
export function calendarOf(board: Board, proposal: BoardProposalShown, stamp: Date): string {
  const day = (iso: string): [number, number, number] => [Number(iso.slice(0, 4)), Number(iso.slice(5, 7)), Number(iso.slice(8, 10))];
  const stamped: [number, number, number, number, number] = [stamp.getUTCFullYear(), stamp.getUTCMonth() + 1, stamp.getUTCDate(), stamp.getUTCHours(), stamp.getUTCMinutes()];
  const events: EventAttributes[] = (proposal.body.events ?? []).map((event, i) => ({
    uid: `${proposal.id}-${i}@gariotte`, productId: 'gariotte', title: `${board.name} : ${filled(event.title, proposal.names)}`, description: filled(proposal.body.sentence, proposal.names),
    start: day(event.on), ...(event.until && event.until > event.on ? { end: day(event.until) } : { duration: { days: 1 } }), busyStatus: 'FREE', created: stamped, lastModified: stamped,
  }));
  const { error, value } = createEvents(events);
  if (error || !value) throw error ?? new Error('The calendar file was not made.');
  return value;
}
