import { AppError } from '../../errors.ts';
import { onceMore } from '../../once-more.ts';
import { type Actor, authorise, can, membershipIn, type Subject } from '../../rights.ts';
import { assertSeen, changedSince, seenOf } from '../../seen.ts';
import { check, put, remove, type StoreReader, type Write } from '../../store.ts';
import { type Deps, load } from '../../use-case.ts';
import { type Redaction, redactions, sharedTexts } from '../response.ts';
import { assertSeesResults, type ResultsRule } from '../results-rule.ts';
import { assertKept } from '../retention.ts';
import { type Survey, surveys } from '../survey.ts';
import { type CountingText, countingIn, textsThatCount } from './counting.ts';
import { covers, hashOf, readText, redactionKey, redactionsOf } from './read-texts.ts';
import { markOf, sharedAmong } from './sharing.ts';

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
  /** Stands for the text and for what is read in its place, as they are shown. */
  readonly seen: string;
}

/** What people wrote in answer to a survey, as somebody goes through it. */
export interface TextsToReview {
  readonly survey: Survey;
  /** By question and then alphabetically. */
  readonly texts: readonly TextToReview[];
  /** Stands for all of them as they are shown: sharing brings it along. */
  readonly seen: string;
  /** The keys of those that are new, or read otherwise than when they were `seenBefore`; none where that is unknown. */
  readonly changed: readonly string[];
}

/**
 * What people wrote in answer to a survey; `seenBefore` is what stood for all of it when it was shown before. Leads of its group and coordinators who
 * see its results. Of a confidential or anonymous survey fewer than five texts to one question are nobody's to read.
 * The original of a redacted text is for coordinators, and of an anonymous survey for nobody. Here and below, throws
 * `ANSWERS_DELETED` when there are none any more.
 */
export async function textsToReview(
  store: StoreReader,
  actor: Actor,
  surveyId: string,
  seenBefore?: string,
): Promise<TextsToReview> {
  const { survey, found } = await foundTexts(store, actor, surveyId);
  const texts = found.map((one): TextToReview => {
    const { key, question, code, text, redaction, isShared } = one;
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
      isNew: !isShared,
      mayRestore: state !== 'asWritten' && mayRestore(actor, survey, text, redaction),
      seen: seenOf(shownOf(one)),
    };
  });
  const places = new Map(survey.questions.map(({ code }, place) => [code, place]));
  const placeIn = ({ question }: TextToReview) => places.get(question) ?? 0;
  const order = (a: TextToReview, b: TextToReview) =>
    placeIn(a) - placeIn(b) || compare(a.original ?? a.read, b.original ?? b.read);
  const shown = allShown(found);
  const changed = seenBefore === undefined ? [] : changedSince(shown, seenBefore);
  return { survey, texts: texts.sort(order), seen: seenOf(shown), changed };
}

/** Whether somebody may go through what people wrote in answer to a survey whose results are shown. */
export function mayGoThroughTexts(actor: Actor, survey: Subject & Pick<ResultsRule, 'resultsFor'>): boolean {
  const seesResults = survey.resultsFor !== 'coordinators' || can(actor, 'results.coordinators', survey);
  return seesResults && can(actor, 'survey.reviewTexts', survey);
}

/** With the text's mark, which nobody can guess: who may not see an original could otherwise try what it was. */
function shownOf(one: FoundText) {
  return { mark: markOf(one), read: one.redaction && [one.redaction.originalHash, one.redaction.text] };
}

function allShown(found: readonly FoundText[]) {
  return Object.fromEntries(found.map((one) => [one.key, shownOf(one)]));
}

function seesOriginals(actor: Actor, survey: Survey): boolean {
  return survey.anonymity !== 'anonymous' && can(actor, 'results.coordinators', survey);
}

/** To have a text read again is to see it: for those who may, and for whoever had seen it when they replaced it. */
function mayRestore(actor: Actor, survey: Survey, text: string, redaction: Redaction | undefined): boolean {
  if (!redaction || !covers(redaction, text) || seesOriginals(actor, survey)) return true;
  return membershipIn(actor, survey.networkId)?.memberId === redaction.byMemberId;
}

/** What stood for all texts before one was decided about, and what stands for the same with the decision made. */
export interface Redacted {
  readonly before: string;
  readonly after: string;
}

/**
 * Decides what is read in the place of a text: another one, nothing when it is empty, or what was written when it is
 * undefined. The answer itself stays. Leads of the group and coordinators who see the results. Throws `NOT_FOUND` when
 * the text is no longer there, `STALE` when another stands there than was seen, or something else is read in its place,
 * `INPUT_INVALID` for one that is too long, and `FORBIDDEN` to have a text read again that somebody else replaced,
 * without the right to see it.
 */
export async function redactText(
  deps: Deps,
  actor: Actor,
  surveyId: string,
  request: { readonly key: string; readonly text: string | undefined; readonly seen?: string | undefined },
): Promise<Redacted> {
  const text = request.text?.trim();
  if (text !== undefined && [...text].length > longestRedaction) {
    throw new AppError('INPUT_INVALID', 'a redaction that is too long', { fields: { text: 'tooLong' } });
  }
  return onceMore(async () => {
    const { survey, found } = await foundTexts(deps.store, actor, surveyId);
    const one = found.find(({ key }) => key === request.key);
    if (!one) throw new AppError('NOT_FOUND', `no such text in survey ${surveyId}`);
    const { writes, redaction } = redacting(deps, actor, survey, one, text);
    const before = seenOf(allShown(found));
    if (writes.length === 0) return { before, after: before };
    assertSeen(shownOf(one), request.seen);
    // What is decided about a text never comes after its deletion.
    await deps.store.commit([...writes, check(surveys, survey)]);
    const after = found.map((other) => (other === one ? { ...one, redaction } : other));
    return { before, after: seenOf(allShown(after)) };
  });
}

interface Decision {
  readonly writes: readonly Write[];
  /** As it is then. */
  readonly redaction: Redaction | undefined;
}

function redacting(deps: Deps, actor: Actor, survey: Survey, one: FoundText, text: string | undefined): Decision {
  const { answerId, code, redaction } = one;
  const { memberId: byMemberId } = authorise(actor, 'survey.reviewTexts', survey);
  if (text === undefined || text === one.text) {
    if (!mayRestore(actor, survey, one.text, redaction)) {
      throw new AppError('FORBIDDEN', `somebody else replaced a text of survey ${survey.id}`);
    }
    return { writes: redaction ? [remove(redactions, redaction)] : [], redaction: undefined };
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
  const stands = redaction?.text === text && redaction.originalHash === made.originalHash;
  return { writes: stands ? [] : [put(redactions, made)], redaction: made };
}

/**
 * Lets everybody for whom a survey's results are read what people wrote, as it is to be read: exactly what was `seen`,
 * which `textsToReview` gives. Texts that come later, and other ones in their places, wait for the next time. Leads of
 * the group and coordinators who see the results. Throws `STALE` when other texts stand there than were seen, or are
 * read otherwise.
 */
export async function shareTexts(deps: Deps, actor: Actor, surveyId: string, seen?: string): Promise<Survey> {
  return onceMore(async () => {
    const { survey, found, shared } = await foundTexts(deps.store, actor, surveyId);
    assertSeen(allShown(found), seen);
    const { id, networkId } = survey;
    const sharing: Survey = { ...survey, textsSharedAt: deps.now().toISOString() };
    await deps.store.commit([
      put(surveys, sharing),
      put(sharedTexts, { id, version: shared?.version ?? 0, networkId, texts: found.map(markOf) }),
      // What was to be read in the place of a text has to be so still.
      ...found.flatMap(({ redaction }) => (redaction ? [check(redactions, redaction)] : [])),
    ]);
    return { ...sharing, version: survey.version + 1 };
  });
}

interface FoundText extends CountingText {
  readonly key: string;
  readonly redaction: Redaction | undefined;
  readonly isShared: boolean;
}

async function foundTexts(store: StoreReader, actor: Actor, surveyId: string) {
  const survey = await load(store, surveys, surveyId);
  authorise(actor, 'survey.reviewTexts', survey);
  await assertSeesResults(store, actor, survey);
  assertKept(survey);
  const shared = await store.get(sharedTexts, surveyId);
  const [given, known] = await Promise.all([countingIn(store, survey), redactionsOf(store, survey)]);
  const isShared = sharedAmong(survey, shared, given);
  const found = textsThatCount(survey, given).map((one): FoundText => {
    const place = redactionKey(one.answerId, one.code);
    return { ...one, key: hashOf(place).slice(0, 32), redaction: known.get(place), isShared: isShared(one) };
  });
  return { survey, found, shared };
}

function stateOf(text: string, redaction: Redaction | undefined): TextToReview['state'] {
  if (!redaction) return 'asWritten';
  if (!covers(redaction, text)) return 'changed';
  return redaction.text === '' ? 'leftOut' : 'edited';
}

function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
