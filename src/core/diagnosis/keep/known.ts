import { sizeClass } from '#core/directory/index.ts';
import { type Answers, type AnswerValue, type FirmKnown, type Question, questionsOf, type Reference } from '../model.ts';

/** The option that the register means, when exactly one says so; the longest beginning of a NAF code wins. */
function optionOf(question: Question, firm: FirmKnown): AnswerValue | null {
  if (question.kind !== 'choice') return null;
  if (question.known === 'firm.size') {
    const size = sizeClass(firm.sizeBand);
    return question.options.find((option) => size !== null && (option.sizes.includes(size) || option.sizes.includes(firm.sizeBand!)))?.id ?? null;
  }
  const fits = question.options.flatMap((option) => option.naf.filter((start) => firm.activityCode?.startsWith(start)).map((start) => ({ id: option.id, length: start.length })));
  return fits.toSorted((a, b) => b.length - a.length)[0]?.id ?? null;
}

/** What the register already answers of a reference: not asked again, shown to be corrected. */
export function knownAnswers(reference: Reference, firm: FirmKnown): Answers {
  const answers: Answers = {};
  for (const question of questionsOf(reference)) {
    if (!question.known) continue;
    const value = question.known === 'firm.commune' ? (question.kind === 'commune' ? firm.communeCode : null) : optionOf(question, firm);
    if (value !== null) answers[question.id] = value;
  }
  return answers;
}
