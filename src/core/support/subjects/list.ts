import { z } from 'zod';
import { factsFile } from '#core/kernel/index.ts';

const Subjects = z.object({
  source: z.string().min(1),
  edition: z.iso.date(),
  weak: z.array(z.string()),
  themes: z.array(z.object({ id: z.string(), label: z.string() })).min(1),
  subjects: z.array(z.object({ id: z.string().regex(/^[a-z-]+$/), theme: z.string(), label: z.string().min(3).max(60), says: z.array(z.string().min(2)).min(5) })).min(20).max(35),
});

/** What one may ask an adviser about, with the words people use for it. */
export type Subject = z.infer<typeof Subjects>['subjects'][number];
export type Theme = { id: string; label: string; subjects: { id: string; label: string }[] };

let read: z.infer<typeof Subjects> | undefined;
const file = () => (read ??= Subjects.parse(JSON.parse(factsFile('support/subjects.json'))));

/** All subjects, in the order of their themes. */
export const subjects = (): Subject[] => file().subjects;

/** The subjects under their themes, for a list one chooses from. */
export const subjectThemes = (): Theme[] => file().themes.map((theme) => ({ ...theme, subjects: file().subjects.filter((one) => one.theme === theme.id).map(({ id, label }) => ({ id, label })) }));

/** What a subject is called on screen; its identifier when an older edition named it. */
export const subjectLabel = (id: string): string => file().subjects.find((one) => one.id === id)?.label ?? id;

export const isSubject = (id: string): boolean => file().subjects.some((one) => one.id === id);

/** Words that say who or where, rarely what one asks about. */
export const weakWords = (): string[] => file().weak;
