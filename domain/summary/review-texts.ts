import { AppError } from '../errors.ts';
import { onceMore } from '../once-more.ts';
import { type Actor, authorise, can, membershipIn } from '../rights.ts';
import { check, put, remove, type StoreReader, type Write } from '../store.ts';
import { assertKept } from '../survey/keeping.ts';
import { type Redaction, redactions } from '../survey/response.ts';
import { assertSeesResults } from '../survey/results-rule.ts';
import { type Survey, surveys } from '../survey/survey.ts';
import { type Deps, load } from '../use-case.ts';
import { covers, hashOf, placeOf, readText, redactionsOf, type WrittenText, writtenTexts } from './read-texts.ts';
import { countingIn, fewestShown } from './survey-results.ts';

/** The most characters that are read in the place of a text. */
export const longestRedaction = 5000;

/** One text as somebody sees it who goes through what people wrote; nothing tells whose it is. */
export interface TextToReview {
  /** Finds it again; tells nothing, so that no two texts can be seen to be of one person. */
  readonly key: string;
  /** The code of the question. */
  readonly question: string;
  /** Beside the option `other`. */
  readonly isOther: boolean;
  /** What is read; empty when it is left out. */
  readonly read: string;
  /** What was written; undefined when something else is read and the original is not for this reader. */
  readonly original: string | undefined;
  /** `changed`: it is another than the one that was redacted, and is not read before somebody decides again. */
  readonly state: 'asWritten' | 'edited' | 'leftOut' | 'changed';
  /** True when it has come since texts were shared last. */
  readonly isNew: boolean;
  /** Whether this reader may have it read as it was written again: they replaced it, or may see it. */
  readonly mayRestore: boolean;
}

/**
 * What people wrote in answer to a survey, by question and then alphabetically. Leads of its group and coordinators who
 * see its results. Of a confidential or anonymous survey fewer than five texts to one question are nobody's to read.
 * The original of a redacted text is for coordinators, and of an anonymous survey for nobody. Here and below, throws
 * `ANSWERS_DELETED` when there are none any more.
 */
export async function textsToReview(
  store: StoreReader,
  actor: Actor,
  surveyId: string,
): Promise<{ survey: Survey; texts: readonly TextToReview[] }> {
  const { survey, found } = await foundTexts(store, actor, surveyId);
  const texts = found.map(({ key, question, code, text, redaction, isRead }): TextToReview => {
    const state = stateOf(text, redaction);
    const isOpen = state === 'asWritten' || state === 'changed' || seesOriginals(actor, survey);
    const read = readText(text, redaction);
    return {
      key,
      question,
      isOther: code !== question,
      read,
      original: isOpen ? text : undefined,
      state,
      isNew: !isRead,
      mayRestore: state !== 'asWritten' && mayRestore(actor, survey, text, redaction),
    };
  });
  const places = new Map(survey.questions.map(({ code }, place) => [code, place]));
  const placeIn = ({ question }: TextToReview) => places.get(question) ?? 0;
  const order = (a: TextToReview, b: TextToReview) =>
    placeIn(a) - placeIn(b) || compare(a.original ?? a.read, b.original ?? b.read);
  return { survey, texts: texts.sort(order) };
}

function seesOriginals(actor: Actor, survey: Survey): boolean {
  return survey.anonymity !== 'anonymous' && can(actor, 'results.coordinators', survey);
}

/** To have a text read again is to see it: for those who may, and for whoever had seen it when they replaced it. */
function mayRestore(actor: Actor, survey: Survey, text: string, redaction: Redaction | undefined): boolean {
  if (!redaction || !covers(redaction, text) || seesOriginals(actor, survey)) return true;
  return membershipIn(actor, survey.networkId)?.memberId === redaction.byMemberId;
}

/**
 * Decides what is read in the place of a text: another one, nothing when it is empty, or what was written when it is
 * undefined. The answer itself stays. Leads of the group and coordinators who see the results. Throws `NOT_FOUND` when
 * the text is no longer there, `INPUT_INVALID` for one that is too long, and `FORBIDDEN` to have a text read again that
 * somebody else replaced, without the right to see it.
 */
export async function redactText(
  deps: Deps,
  actor: Actor,
  surveyId: string,
  wish: { readonly key: string; readonly text: string | undefined },
): Promise<void> {
  const text = wish.text?.trim();
  if (text !== undefined && [...text].length > longestRedaction) {
    throw new AppError('INPUT_INVALID', 'a redaction that is too long', { fields: { text: 'tooLong' } });
  }
  await onceMore(async () => {
    const { survey, found } = await foundTexts(deps.store, actor, surveyId);
    const one = found.find(({ key }) => key === wish.key);
    if (!one) throw new AppError('NOT_FOUND', `no such text in survey ${surveyId}`);
    const writes = redacting(deps, actor, survey, one, text);
    // What is decided about a text never comes after its deletion.
    if (writes.length > 0) await deps.store.commit([...writes, check(surveys, survey)]);
  });
}

function redacting(deps: Deps, actor: Actor, survey: Survey, one: FoundText, text: string | undefined): Write[] {
  const { answerId, code, redaction } = one;
  const { memberId: byMemberId } = authorise(actor, 'survey.reviewTexts', survey);
  if (text === undefined || text === one.text) {
    if (!mayRestore(actor, survey, one.text, redaction)) {
      throw new AppError('FORBIDDEN', `somebody else replaced a text of survey ${survey.id}`);
    }
    return redaction ? [remove(redactions, redaction)] : [];
  }
  const made: Redaction = {
    id: redaction?.id ?? deps.newId(),
    version: redaction?.version ?? 0,
    networkId: survey.networkId,
    surveyId: survey.id,
    answerId,
    code,
    originalHash: hashOf(one.text),
    text,
    byMemberId,
    at: deps.now().toISOString(),
  };
  if (redaction?.text === text && redaction.originalHash === made.originalHash) return [];
  return [put(redactions, made)];
}

/**
 * Lets everybody for whom a survey's results are read what people wrote, as it is to be read. Texts that come later
 * wait for the next time. Leads of the group and coordinators who see the results.
 */
export async function shareTexts(deps: Deps, actor: Actor, surveyId: string): Promise<Survey> {
  return onceMore(async () => {
    const survey = await load(deps.store, surveys, surveyId);
    authorise(actor, 'survey.reviewTexts', survey);
    await assertSeesResults(deps.store, actor, survey);
    assertKept(survey);
    const shared: Survey = { ...survey, textsSharedAt: deps.now().toISOString() };
    await deps.store.commit([put(surveys, shared)]);
    return { ...shared, version: survey.version + 1 };
  });
}

interface FoundText extends WrittenText {
  readonly key: string;
  readonly answerId: string;
  readonly redaction: Redaction | undefined;
  readonly isRead: boolean;
}

async function foundTexts(store: StoreReader, actor: Actor, surveyId: string) {
  const survey = await load(store, surveys, surveyId);
  authorise(actor, 'survey.reviewTexts', survey);
  await assertSeesResults(store, actor, survey);
  assertKept(survey);
  const [given, known] = await Promise.all([countingIn(store, survey), redactionsOf(store, survey)]);
  const all = given.flatMap(({ id: answerId, answers, isRead }) =>
    writtenTexts(survey, answers).map((one): FoundText => {
      const redaction = known.get(placeOf(answerId, one.code));
      return { ...one, key: hashOf(placeOf(answerId, one.code)).slice(0, 32), answerId, redaction, isRead };
    }),
  );
  const byCode = Map.groupBy(all, ({ code }) => code);
  const enough = (code: string) => (byCode.get(code)?.length ?? 0) >= fewestShown(survey);
  return { survey, found: all.filter(({ code }) => enough(code)) };
}

function stateOf(text: string, redaction: Redaction | undefined): TextToReview['state'] {
  if (!redaction) return 'asWritten';
  if (!covers(redaction, text)) return 'changed';
  return redaction.text === '' ? 'leftOut' : 'edited';
}

function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
