import { kindOf, type Question, shapeOf } from './kinds/kinds.ts';
import { fewestPublished } from './merging.ts';
import { type Answers, type AnswerValue, noneKey, noneOf, otherKey } from './question/answer.ts';
import type { Response } from './response.ts';

/** One thing that is counted anew or stays: a question with what was said beside or instead, or one row of a matrix. */
interface Item {
  /** Keys of the answers, the one first that tells whether something was said. */
  readonly keys: readonly string[];
  readonly row?: string;
  /** Under one of these keys stands something when anything may have been shown of it. */
  readonly seenUnder: readonly string[];
}

/**
 * What counts of each response of a confidential survey that is closed again after its results could be seen: what
 * counted before stands in `counted`. An item takes in what was submitted since only when at least five people said
 * something else of it than what counts, or when fewer than five had said anything before, so that nothing was shown of
 * it; otherwise what was shown stays. So each publication of an item holds at least five answers that the one before
 * did not hold, and however publications are added up and taken from each other, what comes out is about at least five.
 * To submit the same again is nothing new: it would let one change be told among four of those. And what was shown is
 * changed once at most: of five who change their answers, four may change them back.
 */
export function countedAgain(questions: readonly Question[], given: readonly Response[]): CountedAgain {
  const answers = given.map((): Record<string, AnswerValue> => ({}));
  const renewed = new Set(given.flatMap(({ counted }) => counted?.renewed ?? []));
  for (const item of questions.flatMap(itemsOf)) {
    const taken = takesIn(item, given, renewed);
    for (const [index, one] of given.entries()) {
      const target = answers[index];
      if (target) keep(target, item, taken === 'kept' ? one.counted?.answers : one.answers);
    }
    if (taken === 'renewed') renewed.add(nameOf(item));
  }
  return { answers, renewed: [...renewed].sort() };
}

/** What counts of each response, in the order given, and the items of which that is not what was shown at first. */
export interface CountedAgain {
  readonly answers: readonly Answers[];
  readonly renewed: readonly string[];
}

/** What becomes of an item: it is shown for the first time, changed after it was shown, or kept as it was shown. */
function takesIn(item: Item, given: readonly Response[], renewed: ReadonlySet<string>): 'shown' | 'renewed' | 'kept' {
  const before = given.filter(({ counted }) =>
    item.seenUnder.some((key) => valueOf(counted?.answers, key, item) !== undefined),
  );
  if (before.length < fewestPublished) return 'shown';
  const fresh = given.filter((one) => isFresh(one, item)).length;
  return fresh >= fewestPublished && !renewed.has(nameOf(item)) ? 'renewed' : 'kept';
}

function nameOf({ keys: [key = ''], row }: Item): string {
  return row === undefined ? key : `${key}.${row}`;
}

/** Whether somebody says something of an item, and not what counts of theirs. */
function isFresh({ answers, counted }: Response, item: Item): boolean {
  const [first = ''] = item.keys;
  const value = valueOf(answers, first, item);
  // What is said of a row instead of judging it is told apart, as it is of a whole question.
  if (value === undefined || (typeof value === 'string' && item.row !== undefined && noneOf(value))) return false;
  return !isSame(answers, counted?.answers, item);
}

function isSame(one: Answers, other: Answers | undefined, item: Item): boolean {
  const values = (answers: Answers | undefined) => item.keys.map((key) => valueOf(answers, key, item) ?? null);
  return JSON.stringify(values(one)) === JSON.stringify(values(other));
}

/** Whether two answers give the same to count, in whatever order they were given. */
export function countAlike(questions: readonly Question[], one: Answers, other: Answers): boolean {
  return questions.flatMap(itemsOf).every((item) => isSame(one, other, item));
}

/** What has counted of a response since the last closing, given all of its survey's: before a reopening, all of it. */
export function countingAnswers(response: Response, isAgain: boolean): Answers {
  return isAgain ? (response.counted?.answers ?? {}) : response.answers;
}

/** Whether results could be seen before the last closing, so that what counts may be less than what was submitted. */
export function wasCounted(given: readonly Response[]): boolean {
  return given.some(({ counted }) => counted?.answers !== undefined);
}

/**
 * Those of a confidential survey's responses that its number of answers tells of, once that number could be seen: what
 * was given since is among them from five on, or where something of it counts.
 */
export function toldOf(given: readonly Response[]): readonly Response[] {
  if (!wasCounted(given)) return given;
  const before = given.filter(({ counted }) => counted?.answers !== undefined && !counted.held);
  return given.length - before.length >= fewestPublished ? given : before;
}

function itemsOf(question: Question): Item[] {
  if (question.kind === 'section') return [];
  const { code } = question;
  const [other, none] = [otherKey(code), noneKey(code)];
  const rows = shapeOf(question) === 'stackedBars' ? kindOf(question).inputs(question) : undefined;
  if (!rows) return [{ keys: [code, other, none], seenUnder: [code, none] }];
  return [
    ...rows.map(({ code: row }) => ({ keys: [code], row, seenUnder: [code] })),
    { keys: [none], seenUnder: [code, none] },
  ];
}

function valueOf(answers: Answers | undefined, key: string, { row }: Item): AnswerValue | undefined {
  const value = answers?.[key];
  if (row === undefined || value === undefined) return value;
  return typeof value === 'object' && !Array.isArray(value) ? value[row] : undefined;
}

function keep(target: Record<string, AnswerValue>, item: Item, from: Answers | undefined): void {
  for (const key of item.keys) {
    const value = valueOf(from, key, item);
    if (item.row === undefined && value !== undefined) target[key] = value;
    else if (item.row !== undefined && typeof value === 'string')
      target[key] = { ...(target[key] as Record<string, string> | undefined), [item.row]: value };
  }
}
