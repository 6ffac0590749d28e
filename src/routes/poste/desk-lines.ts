import { clockOf, type Desk, type DeskLine } from '#core/followup/index.ts';
import { dialled, nearDay, phone } from '#lib/format.ts';

export type Line = ReturnType<typeof lineOf>;

/** Where a line of the desk leads: to the mechanism it comes from when that has a page of its own, else to the promise. */
const PAGES: Record<string, (id: string) => string> = { request: (id) => `/poste/demandes/${id}`, introduction: (id) => `/poste/mises-en-relation/${id}`, 'introduction-call': (id) => `/poste/mises-en-relation/${id}` };

// What these promise is in the words that the party itself was written.
const WRITTEN_TO_PARTY = new Set(['introduction', 'outcome', 'after-care']);

/** A line of the desk in the words shown. */
export function lineOf(line: DeskLine, today: string) {
  const page = PAGES[line.subjectKind];
  return {
    id: line.id,
    version: line.version,
    href: page ? page(line.subjectId) : `/poste/suivi/${line.id}`,
    label: clockOf(line.kind).label,
    group: line.group,
    when: line.group === 'nobody' ? 'à prendre' : line.group === 'nudged' ? 'a relancé' : line.group === 'new' ? 'nouveau' : nearDay(line.dueOn, today),
    late: line.daysLate,
    who: line.aboutName,
    what: WRITTEN_TO_PARTY.has(line.kind) ? `On lui a écrit\u00a0: «\u00a0${line.what}\u00a0»` : line.what,
    phone: line.aboutPhone ? { shown: phone(line.aboutPhone), dialled: dialled(line.aboutPhone) } : null,
    lastWords: line.lastWords,
    standInFor: line.standIn ? line.ownerName : null,
    stakeCents: line.stakeCents,
    invented: line.demonstration,
  };
}

/** How many lines of each sort. */
export const deskTotals = (counts: Desk['counts']) => ({
  todo: counts.nudged + counts.late + counts.today + counts.new,
  late: counts.late,
  waiting: counts.waiting,
  nobody: counts.nobody,
  later: counts.later,
});
