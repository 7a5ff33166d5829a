import type { StoreReader } from '../store.ts';
import { type Classes, classifier } from '../survey/classes.ts';
import { countingAnswers, toldOf, wasCounted } from '../survey/counted.ts';
import { fewestPublished, inOrder } from '../survey/merging.ts';
import { type Answers, anonymousAnswers, type Response, responses } from '../survey/response.ts';
import { resultsAreShown, resultsRule } from '../survey/results-rule.ts';
import { type AskedQuestion, isSecret, type Question, type Survey } from '../survey/survey.ts';
import { type QuestionResult, questionResult } from './figures.ts';
import { keptFigures } from './kept-figures.ts';
import { withReadTexts, writtenTexts } from './read-texts.ts';
import { tablesByClass } from './tables-by-class.ts';

/** What may be published of a survey. */
export type SurveyResults =
  | {
      readonly suppressed: true;
      /** Undefined where fewer than five answered, or it is open, and that somebody answered is secret. */
      readonly submitted: number | undefined;
      readonly reason: 'tooFew' | 'untilClosed';
    }
  | {
      readonly suppressed: false;
      readonly submitted: number;
      readonly questions: readonly QuestionResult[];
      /** True when there are texts that nobody who looks after the survey has gone through. */
      readonly unreadTexts: boolean;
    };

/** What counts of one answer. */
export interface Counting {
  /** The id of the response, or of the anonymous answer. */
  readonly id: string;
  readonly answers: Answers;
  /** What its giver is, by breakdown; undefined where nothing is divided. */
  readonly classes: Classes | undefined;
  /** True when somebody who looks after the survey has gone through its texts since it was given. */
  readonly isRead: boolean;
}

/**
 * Counts what was submitted to a survey; drafts never. Nothing is given before its results are shown, and of a
 * confidential or anonymous one nothing below five answers, to the whole, to one question, or to one class of one.
 * Texts are as they are to be read; with `onlyShared`, those alone that somebody has gone through. Of answers that are
 * deleted, the numbers that were kept are given, and no texts. Rights are checked by the caller.
 */
export async function surveyResults(
  reader: StoreReader,
  survey: Survey,
  { onlyShared = false } = {},
): Promise<SurveyResults> {
  if (!resultsAreShown(survey)) {
    const where = { surveyId: survey.id, state: 'submitted' };
    const submitted = isSecret(survey) ? undefined : await reader.count(responses, where);
    return { suppressed: true, submitted, reason: 'untilClosed' };
  }
  if (survey.emptied) return figuresOf(reader, survey);
  const read = await withReadTexts(reader, survey);
  const given = await countingIn(reader, survey);
  return resultsOf(
    survey,
    given.map((one) => {
      const answers = read(one.id, one.answers);
      return { ...one, answers: onlyShared && !one.isRead ? withoutTexts(survey, answers) : answers };
    }),
  );
}

/**
 * What stays of a closed survey's results when its answers are deleted: as if it were confidential in every mode, since
 * a number about fewer than five would still be an answer of somebody's.
 */
export async function lastingResults(reader: StoreReader, survey: Survey): Promise<SurveyResults> {
  const anonymity = survey.anonymity === 'named' ? 'confidential' : survey.anonymity;
  return resultsOf({ ...survey, anonymity }, await countingIn(reader, survey));
}

async function figuresOf(reader: StoreReader, { id, emptied }: Survey): Promise<SurveyResults> {
  const { submitted = emptied?.submitted, questions } = (await reader.get(keptFigures, id)) ?? {};
  if (!questions || submitted === undefined) return { suppressed: true, submitted, reason: 'tooFew' };
  return { suppressed: false, submitted, questions, unreadTexts: false };
}

function withoutTexts(survey: Survey, answers: Answers): Answers {
  const empty = writtenTexts(survey, answers).map(({ code }) => [code, ''] as const);
  return { ...answers, ...Object.fromEntries(empty) };
}

function resultsOf(survey: Survey, given: readonly Counting[]): SurveyResults {
  const fewest = fewestShown(survey);
  const submitted = given.length;
  if (submitted < fewest) return { suppressed: true, submitted: undefined, reason: 'tooFew' };
  const answers = given.map((one) => one.answers);
  const tables = tablesByClass(survey, given);
  const questions = askedIn(survey).map((question): QuestionResult => {
    const byClass = tables(question);
    const result = questionResult(question, answers, fewest);
    return byClass.length > 0 ? { ...result, byClass } : result;
  });
  const areShown = questions.some(({ texts = [] }) => texts.length > 0);
  const unreadTexts = areShown && given.some((one) => !one.isRead && writtenTexts(survey, one.answers).length > 0);
  return { suppressed: false, submitted, questions, unreadTexts };
}

/** The fewest answers of which anything is shown in a survey's mode. */
export function fewestShown({ anonymity }: Pick<Survey, 'anonymity'>): number {
  return anonymity === 'named' ? 0 : fewestPublished;
}

/** The questions of a survey that ask something. */
export function askedIn({ questions }: { readonly questions: readonly Question[] }): AskedQuestion[] {
  return questions.filter((question): question is AskedQuestion => question.kind !== 'section');
}

/** Everything that counts in the results of a survey, with texts as they were written. */
export async function countingIn(reader: StoreReader, survey: Survey): Promise<Counting[]> {
  if (survey.anonymity === 'anonymous') return partedIn(reader, survey);
  const given: Response[] = [];
  const submitted = reader.stream(responses, { surveyId: survey.id, state: 'submitted' });
  for await (const response of submitted) given.push(response);
  if (survey.anonymity === 'named') return named(reader, survey, given);
  const isAgain = wasCounted(given);
  // What came to count at a later closing would tell the classes of those who gave it.
  const isDivided = given.every(({ counted }) => !counted?.late);
  return toldOf(given).map((response) => ({
    id: response.id,
    answers: countingAnswers(response, isAgain),
    classes: isDivided ? response.counted?.classes : undefined,
    isRead: areRead(survey),
  }));
}

/** Of a named survey, where everybody may know which texts came when. */
function isRead({ textsSharedAt = '' }: Survey, { submittedAt = '' }: Response): boolean {
  return textsSharedAt !== '' && submittedAt <= textsSharedAt;
}

/** Of other surveys: all texts or none, since those that alone came later, or alone are missing, would be one person's. */
function areRead({ textsSharedAt = '', reopenedAt = '' }: Survey): boolean {
  return textsSharedAt > reopenedAt;
}

async function partedIn(reader: StoreReader, survey: Survey): Promise<Counting[]> {
  const given: Counting[] = [];
  const [breakdown] = resultsRule(survey).breakdowns;
  for await (const { id, answers, class: shared } of reader.stream(anonymousAnswers, { surveyId: survey.id })) {
    const classes = breakdown && shared !== undefined ? { [breakdown]: shared } : undefined;
    given.push({ id, answers, classes, isRead: areRead(survey) });
  }
  return given;
}

/** Of named surveys, people's classes of now are shown: everybody may know them. */
async function named(reader: StoreReader, survey: Survey, given: readonly Response[]): Promise<Counting[]> {
  const isDivided = inOrder(survey.breakdowns ?? []).length > 0;
  const classesOf = isDivided ? await classifier(reader, survey) : undefined;
  return given.map((response) => ({
    id: response.id,
    answers: response.answers,
    classes: classesOf?.(response),
    isRead: isRead(survey, response),
  }));
}
