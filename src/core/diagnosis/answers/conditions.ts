import { type Answers, type Condition, type Page, type Question, questionsOf, type Reference } from '../model.ts';

const chosen = (answers: Answers, question: string): string[] => {
  const value = answers[question];
  return typeof value === 'string' ? [value] : Array.isArray(value) ? value.filter((one): one is string => typeof one === 'string') : [];
};

const holds = (answers: Answers, { question, is, not }: Condition): boolean => {
  const said = chosen(answers, question);
  return is ? is.some((one) => said.includes(one)) : !not!.some((one) => said.includes(one));
};

/** Whether a question is asked after these answers. One whose condition looks at a question that is not asked is not asked either. */
export function applies(reference: Reference, answers: Answers, question: Question): boolean {
  const all = questionsOf(reference);
  return question.when.every((condition) => {
    const other = all.find((one) => one.id === condition.question);
    return other !== undefined && applies(reference, answers, other) && holds(answers, condition);
  });
}

/** The questions of a page that are asked after these answers; `known`: those that the record answers are left out. */
export const askedOn = (reference: Reference, page: Page, answers: Answers, known: string[] = []): Question[] =>
  page.questions.filter((question) => applies(reference, answers, question) && !known.includes(question.id));

/** All that is asked, with what of it has no answer yet. */
export function askedAfter(reference: Reference, answers: Answers): { asked: Question[]; open: Question[] } {
  const asked = questionsOf(reference).filter((question) => applies(reference, answers, question));
  return { asked, open: asked.filter((question) => !(question.id in answers) && !question.optional) };
}

/** The most questions that a person may be asked on her way to a result, optional ones aside. Counts every choice that opens conditions. */
export function longestPath(reference: Reference): number {
  const all = questionsOf(reference);
  const openers = [...new Set(all.flatMap((question) => question.when.map((one) => one.question)))].map((id) => all.find((question) => question.id === id)!);
  const ways = openers.reduce<Answers[]>((before, question) => before.flatMap((answers) => waysOf(all, question).map((value) => ({ ...answers, [question.id]: value }))), [{}]);
  return Math.max(...ways.map((answers) => askedAfter(reference, answers).asked.filter((question) => !question.optional).length));
}

/** The answers to a question that conditions tell apart: each named option alone, all of them, none. */
function waysOf(all: Question[], question: Question): (string | string[])[] {
  const named = [...new Set(all.flatMap((one) => one.when.filter((when) => when.question === question.id).flatMap((when) => [...(when.is ?? []), ...(when.not ?? [])])))];
  return question.kind === 'choices' ? [[], named, ...named.map((one) => [one])] : [...named, 'none-of-these'];
}
