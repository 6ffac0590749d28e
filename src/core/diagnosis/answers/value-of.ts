import { type Answers, type NumberAnswer, type Question, questionsOf, type Reference } from '../model.ts';

/** The option chosen; null when unanswered. */
export const choiceOf = (answers: Answers, id: string): string | null => (typeof answers[id] === 'string' ? answers[id] : null);

/** The options ticked; null when unanswered. */
export const choicesOf = (answers: Answers, id: string): string[] | null => (Array.isArray(answers[id]) ? (answers[id] as unknown[]).filter((one): one is string => typeof one === 'string') : null);

/** A number in the question's first unit; null when unanswered. */
export function numberOf(reference: Reference, answers: Answers, id: string): number | null {
  const answer = answers[id] as NumberAnswer | undefined;
  const question = questionsOf(reference).find((one) => one.id === id);
  if (answer === undefined || typeof answer !== 'object' || Array.isArray(answer) || question?.kind !== 'number') return null;
  return answer.value * (question.units.find((unit) => unit.id === answer.unit)?.factor ?? 1);
}

/** Points of a choice, from 0 to 3; null when unanswered or when nothing can be said of it. */
export function pointsOf(question: Question, answers: Answers): number | null {
  if (question.kind !== 'choice') return null;
  return question.options.find((option) => option.id === answers[question.id])?.points ?? null;
}

/** An answer in the words of the page. */
export function answerWords(question: Question, answers: Answers): string {
  const value = answers[question.id];
  if (value === undefined) return 'Sans réponse';
  if (question.kind === 'choice') return question.options.find((option) => option.id === value)?.label ?? String(value);
  if (question.kind === 'yes-no-unsure') return value === 'yes' ? 'Oui' : value === 'no' ? 'Non' : 'Je ne sais pas';
  if (question.kind === 'choices') return (value as string[]).length === 0 ? 'Rien de cela' : (value as string[]).map((one) => question.options.find((option) => option.id === one)?.label ?? one).join(', ');
  if (question.kind === 'number') {
    const { value: number, unit } = value as NumberAnswer;
    return `${String(number).replace('.', ',')}${unit ? `\u00a0${question.units.find((one) => one.id === unit)?.label ?? unit}` : ''}`;
  }
  if (question.kind === 'lines') return `${(value as unknown[]).length} lignes`;
  return Array.isArray(value) ? value.join(', ') : String(value);
}
