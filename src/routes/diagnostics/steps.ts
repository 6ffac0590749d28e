import { type Answers, askedOn, type Page, type Reference } from '#core/diagnosis/index.ts';

/** Pages that still ask something after these answers. */
export const stepsOf = (reference: Reference, answers: Answers, known: string[]): Page[] => reference.pages.filter((page) => askedOn(reference, page, answers, known).length > 0);

/** Where one goes after the page that holds a question: the next page that asks something, else the result. */
export function pathAfter(reference: Reference, answers: Answers, known: string[], token: string, question: string): string {
  const at = reference.pages.findIndex((page) => page.questions.some((one) => one.id === question));
  const next = reference.pages.slice(at + 1).find((page) => askedOn(reference, page, answers, known).length > 0);
  return next ? `/diagnostics/suite/${token}?etape=${next.id}` : `/diagnostics/resultat/${token}`;
}

/** The same path, with the firm that the diagnosis is begun for: an adviser need not type it again at the end. */
export function withFirm(path: string, { searchParams }: URL): string {
  const siret = searchParams.get('siret');
  return siret && /^\d{14}$/.test(siret) ? `${path}${path.includes('?') ? '&' : '?'}siret=${siret}` : path;
}
