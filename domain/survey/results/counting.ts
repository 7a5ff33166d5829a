import type { StoreReader } from '../../store.ts';
import { type Classes, classifier } from '../classes.ts';
import { countingAnswers, toldOf, wasCounted } from '../counted.ts';
import { fewestPublished, inOrder } from '../merging.ts';
import type { Answers } from '../question/answer.ts';
import { anonymousAnswers, type Response, responses } from '../response.ts';
import { resultsRule } from '../results-rule.ts';
import type { Survey } from '../survey.ts';
import { type WrittenText, writtenTexts } from './read-texts.ts';

/** What counts of one answer. */
export interface Counting {
  /** The id of the response, or of the anonymous answer. */
  readonly id: string;
  readonly answers: Answers;
  /** What its giver is, by breakdown; undefined where nothing is divided. */
  readonly classes: Classes | undefined;
  /** True when its texts were shared before what was shared was put down by what it says. */
  readonly wasShared: boolean;
}

/** The fewest answers of which anything is shown in a survey's mode. */
export function fewestShown({ anonymity }: Pick<Survey, 'anonymity'>): number {
  return anonymity === 'named' ? 0 : fewestPublished;
}

/** Everything that counts in the results of a survey, with texts as they were written. */
export async function countingIn(reader: StoreReader, survey: Survey): Promise<Counting[]> {
  if (survey.anonymity === 'anonymous') return anonymousIn(reader, survey);
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
    wasShared: wereShared(survey),
  }));
}

/** Of a named survey, where everybody may know which texts came when. */
function wasShared({ textsSharedAt = '' }: Survey, { submittedAt = '' }: Response): boolean {
  return textsSharedAt !== '' && submittedAt <= textsSharedAt;
}

/** Of other surveys: all texts or none, since those that alone came later, or alone are missing, would be one person's. */
function wereShared({ textsSharedAt = '', reopenedAt = '' }: Survey): boolean {
  return textsSharedAt > reopenedAt;
}

async function anonymousIn(reader: StoreReader, survey: Survey): Promise<Counting[]> {
  const given: Counting[] = [];
  const [breakdown] = resultsRule(survey).breakdowns;
  for await (const { id, answers, class: shared } of reader.stream(anonymousAnswers, { surveyId: survey.id })) {
    const classes = breakdown && shared !== undefined ? { [breakdown]: shared } : undefined;
    given.push({ id, answers, classes, wasShared: wereShared(survey) });
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
    wasShared: wasShared(survey, response),
  }));
}

/** A text that counts, and where it stands. */
export interface CountingText extends WrittenText {
  readonly answerId: string;
}

/** The texts of one answer. */
export function textsOf(survey: Survey, { id: answerId, answers }: Counting): CountingText[] {
  return writtenTexts(survey, answers).map((one) => ({ ...one, answerId }));
}

/** The texts that may be read at all: of a confidential or anonymous survey, to one question five at least. */
export function textsThatCount(survey: Survey, given: readonly Counting[]): CountingText[] {
  const all = given.flatMap((one) => textsOf(survey, one));
  const byCode = Map.groupBy(all, ({ code }) => code);
  return all.filter(({ code }) => (byCode.get(code)?.length ?? 0) >= fewestShown(survey));
}
