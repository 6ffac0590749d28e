import { type Answers, type AnswerValue, type Question, questionsOf, type Reference } from '../model.ts';
import { askedAfter } from './conditions.ts';

/** Answers as a later edition understands them: `lost` says what they said that has no place any more, `open` what is newly asked. */
export type Reread = { answers: Answers; lost: string[]; open: Question[]; changed: boolean };

/** An answer under today's options; null when none of them means it. */
function under(question: Question, value: AnswerValue): AnswerValue | null {
  const renamed = (id: string) => ('options' in question ? (question.options.find((option) => option.id === id || option.formerly.includes(id))?.id ?? null) : id);
  if (question.kind === 'choice') return typeof value === 'string' ? renamed(value) : null;
  if (question.kind === 'choices') return Array.isArray(value) ? value.filter((one): one is string => typeof one === 'string').flatMap((one) => renamed(one) ?? []) : null;
  if (question.kind === 'number') return typeof value === 'object' && !Array.isArray(value) && (value.unit === null || question.units.some((unit) => unit.id === value.unit)) ? value : null;
  if (question.kind === 'lines' || question.kind === 'months') return Array.isArray(value) ? value : null;
  return typeof value === 'string' ? value : null;
}

/** Reads answers given to a former edition with today's reference. Keys that belong to no question (lines that a diagnosis keeps beside) go on as they are when named in `beside`. */
export function reread(reference: Reference, given: Answers, beside: string[] = []): Reread {
  const answers: Answers = {};
  const lost: string[] = [];
  const questions = questionsOf(reference);
  for (const [id, value] of Object.entries(given)) {
    if (beside.includes(id)) {
      answers[id] = value;
      continue;
    }
    const question = questions.find((one) => one.id === id) ?? questions.find((one) => one.formerly.includes(id));
    const read = question ? under(question, value) : null;
    if (question && read !== null) answers[question.id] = read;
    else lost.push(question?.text ?? id);
  }
  const { open } = askedAfter(reference, answers);
  return { answers, lost, open, changed: lost.length > 0 || JSON.stringify(answers) !== JSON.stringify(given) };
}
