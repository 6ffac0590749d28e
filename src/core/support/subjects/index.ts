export { isSubject, type Subject, subjectLabel, subjects, subjectThemes, type Theme } from './list.ts';
export { suggestSubjects } from './suggest-subjects.ts';
