import type { StoreReader } from '../../store.ts';
import { type AskedQuestion, isAsked, type Question } from '../kinds/kinds.ts';
import { responses, sharedTexts } from '../response.ts';
import { resultsAreShown } from '../results-rule.ts';
import { isSecret, type Survey } from '../survey.ts';
import { type Counting, countingIn, fewestShown, textsOf, textsThatCount } from './counting.ts';
import { type QuestionResult, questionResult } from './figures.ts';
import { publishedResults } from './published-results.ts';
import { withReadTexts } from './read-texts.ts';
import { sharedAmong } from './sharing.ts';
import { tablesByClass } from './tables-by-class.ts';

/** What may be published of a survey. */
export type SurveyResults =
  | {
      readonly suppressed: true;
      /** Undefined where fewer than five answered, or it is open, and that somebody answered is secret. */
      readonly submitted: number | undefined;
      readonly reason: 'tooFew' | 'untilClosed' | 'unsettled';
    }
  | {
      readonly suppressed: false;
      readonly submitted: number;
      readonly questions: readonly QuestionResult[];
      /** True when there are texts that nobody who looks after the survey has gone through. */
      readonly unreadTexts: boolean;
    };

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
    return { suppressed: true, submitted, reason: survey.unsettled ? 'unsettled' : 'untilClosed' };
  }
  if (survey.answersDeleted) return figuresOf(reader, survey);
  const shared = await reader.get(sharedTexts, survey.id);
  const read = await withReadTexts(reader, survey);
  const given = await countingIn(reader, survey);
  const isShared = sharedAmong(survey, shared, given);
  const areUnread = textsThatCount(survey, given).some((text) => !isShared(text));
  const asRead = given.map((one) => {
    const hidden = onlyShared ? textsOf(survey, one).filter((text) => !isShared(text)) : [];
    return {
      ...one,
      answers: { ...read(one.id, one.answers), ...Object.fromEntries(hidden.map(({ code }) => [code, ''])) },
    };
  });
  return resultsOf(survey, asRead, areUnread && !onlyShared);
}

/**
 * What stays of a closed survey's results when its answers are deleted: as if it were confidential in every mode, since
 * a number about fewer than five would still be an answer of somebody's.
 */
export async function lastingResults(reader: StoreReader, survey: Survey): Promise<SurveyResults> {
  const anonymity = survey.anonymity === 'named' ? 'confidential' : survey.anonymity;
  return resultsOf({ ...survey, anonymity }, await countingIn(reader, survey), false);
}

async function figuresOf(reader: StoreReader, { id, answersDeleted }: Survey): Promise<SurveyResults> {
  const { submitted = answersDeleted?.submitted, questions } = (await reader.get(publishedResults, id)) ?? {};
  if (!questions || submitted === undefined) return { suppressed: true, submitted, reason: 'tooFew' };
  return { suppressed: false, submitted, questions, unreadTexts: false };
}

function resultsOf(survey: Survey, given: readonly Counting[], areUnread: boolean): SurveyResults {
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
  return { suppressed: false, submitted, questions, unreadTexts: areShown && areUnread };
}

/** The questions of a survey that ask something. */
export function askedIn({ questions }: { readonly questions: readonly Question[] }): AskedQuestion[] {
  return questions.filter(isAsked);
}
