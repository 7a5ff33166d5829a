import { noneKey, otherKey } from './answers.ts';
import { fewestPublished } from './merging.ts';
import type { Answers, AnswerValue, Question, Response } from './survey.ts';

/** One thing that results are counted of: a key of the answers, or one row under it. */
interface Item {
  readonly key: string;
  readonly row?: string;
}

/**
 * What counts of each response of a confidential survey that is closed again after its results could be seen: what
 * counted before stands in `counted`. An item takes in what was submitted since only when at least five people did
 * submit it, or when fewer than five had before, so that nothing was shown of it; otherwise what was shown stays. So
 * each publication of an item holds at least five answers that no earlier one held, and however publications are
 * added up and taken from each other, what comes out is about at least five.
 */
export function countedAgain(
  questions: readonly Question[],
  given: readonly Response[],
  reopenedAt: string,
): Answers[] {
  const after = given.map((): Record<string, AnswerValue> => ({}));
  for (const item of questions.flatMap(itemsOf)) {
    const fresh = given.filter((one) => isFresh(one, item, reopenedAt)).length;
    const before = given.filter((one) => valueOf(one.counted?.answers, item) !== undefined).length;
    const renewed = fresh >= fewestPublished || before < fewestPublished;
    for (const [index, one] of given.entries()) {
      const value = valueOf(renewed ? one.answers : one.counted?.answers, item);
      const target = after[index];
      if (value !== undefined && target) keep(target, item, value);
    }
  }
  return after;
}

/** Whether an answer was submitted since the reopening, or earlier and did not come to count then. */
function isFresh({ answers, counted, submittedAt = '' }: Response, item: Item, reopenedAt: string): boolean {
  const value = valueOf(answers, item);
  if (value === undefined) return false;
  return submittedAt > reopenedAt || JSON.stringify(value) !== JSON.stringify(valueOf(counted?.answers, item));
}

/** Whether two answers give the same to count, in whatever order they were given. */
export function countAlike(questions: readonly Question[], one: Answers, other: Answers): boolean {
  return questions
    .flatMap(itemsOf)
    .every((item) => JSON.stringify(valueOf(one, item)) === JSON.stringify(valueOf(other, item)));
}

/** What has counted of a response since the last closing, given all of its survey's: before a reopening, all of it. */
export function countingAnswers(response: Response, isAgain: boolean): Answers {
  return isAgain ? (response.counted?.answers ?? {}) : response.answers;
}

/** Whether results could be seen before the last closing, so that what counts may be less than what was submitted. */
export function wasCounted(given: readonly Response[]): boolean {
  return given.some(({ counted }) => counted?.answers !== undefined);
}

function itemsOf(question: Question): Item[] {
  if (question.kind === 'section') return [];
  const { code: key } = question;
  const own = question.kind === 'matrix' ? question.rows.map(({ code }) => ({ key, row: code })) : [{ key }];
  return [...own, { key: otherKey(key) }, { key: noneKey(key) }];
}

function valueOf(answers: Answers | undefined, { key, row }: Item): AnswerValue | undefined {
  const value = answers?.[key];
  if (row === undefined || value === undefined) return value;
  return typeof value === 'object' && !Array.isArray(value) ? value[row] : undefined;
}

function keep(target: Record<string, AnswerValue>, { key, row }: Item, value: AnswerValue): void {
  if (row === undefined) target[key] = value;
  else if (typeof value === 'string')
    target[key] = { ...(target[key] as Record<string, string> | undefined), [row]: value };
}
