import { AppError, isAppError } from '../errors.ts';
import type { Organisation } from '../network/network.ts';
import { type Actor, authorise, can, type Membership } from '../rights.ts';
import { check, put, type StoreReader } from '../store.ts';
import { type Deps, load } from '../use-case.ts';
import { asksOrganisation, toBeAnswered } from './audience.ts';
import { mayHaveAnswered } from './entries.ts';
import { enteredAsRespondent, mayOpenForOther, memberAsRespondent, type Respondent } from './respondent.ts';
import { type Response, responses } from './response.ts';
import { keyMissing, keyToSealWith, type SealDeps } from './seal-key.ts';
import { type Content, toSeal, unsealed } from './sealing.ts';
import { hasEnded, type Survey, surveys } from './survey.ts';

/** What answering needs beside the usual: the vault that seals the answers of anonymous surveys. */
export type AnswerDeps = SealDeps;

/** An open survey, and whose answer to it somebody may give. */
export interface Answering {
  readonly survey: Survey;
  readonly whose: Respondent;
  readonly enteredFor?: Organisation;
}

/**
 * The survey and whose answer it is, for somebody who may give it now: their own, or that of the organisation without
 * Teams that is named. Throws `SURVEY_NOT_ASKED`, `SURVEY_CANCELLED`, `SURVEY_CLOSED` or `SURVEY_NOT_OPEN`.
 */
export async function answerable(
  deps: Deps,
  actor: Actor,
  surveyId: string,
  organisationId: string | undefined,
): Promise<Answering> {
  const survey = await load(deps.store, surveys, surveyId);
  const membership =
    organisationId === undefined
      ? await authoriseAnswer(deps.store, actor, survey)
      : authorise(actor, 'survey.enter', survey);
  if (survey.state === 'cancelled') throw new AppError('SURVEY_CANCELLED', `survey ${surveyId} is cancelled`);
  if (hasEnded(survey)) throw new AppError('SURVEY_CLOSED', `survey ${surveyId} is closed`);
  if (survey.state !== 'open') throw new AppError('SURVEY_NOT_OPEN', `survey ${surveyId} is ${survey.state}`);
  // The closing task may run a moment late; the promised time holds all the same.
  if (deps.now().toISOString() >= survey.closesAt) throw new AppError('SURVEY_CLOSED', `survey ${surveyId} has ended`);
  if (organisationId === undefined) return { survey, whose: memberAsRespondent(survey, membership) };
  const entered = await enteredAsRespondent(deps.store, actor, survey, organisationId);
  const had = await mayHaveAnswered(deps.store, actor, survey);
  if (asksOrganisation(survey, entered.enteredFor) && !had.has(organisationId)) return { survey, ...entered };
  throw new AppError('FORBIDDEN', `survey ${surveyId} does not ask organisation ${organisationId}`);
}

/** Throws `SURVEY_NOT_ASKED` to those who only look after a survey: an answer of theirs would be one too many. */
async function authoriseAnswer(store: StoreReader, actor: Actor, survey: Survey): Promise<Membership> {
  const subject = await toBeAnswered(store, actor, survey);
  if (!can(actor, 'survey.answer', subject) && can(actor, 'survey.manage', survey)) {
    throw new AppError('SURVEY_NOT_ASKED', `survey ${survey.id} does not ask whoever looks after it`);
  }
  return authorise(actor, 'survey.answer', subject);
}

/** The response that stands of an answer so far. Throws `FORBIDDEN` for one that others may not read. */
export async function responseOf(
  deps: Deps,
  actor: Actor,
  { survey, whose: { respondentId }, enteredFor }: Answering,
): Promise<Response | undefined> {
  const [found] = await deps.store.find(responses, { surveyId: survey.id, respondentId }, { limit: 1 });
  if (!found || !enteredFor || mayOpenForOther(actor, survey, found)) return found;
  throw new AppError('FORBIDDEN', `survey ${survey.id} is confidential`);
}

/**
 * What a response holds, unsealed where need be; no response holds nothing. `unreadable` when the seal does not open:
 * the key is not in its place, or is another than it was sealed with.
 */
export async function contentOf(deps: AnswerDeps, response: Response | undefined) {
  const nothing: Content = { answers: {} };
  if (!response) return { content: nothing, unreadable: false };
  if (response.sealed === undefined) return { content: response, unreadable: false };
  try {
    return { content: await unsealed(deps.vault, response.surveyId, response.sealed), unreadable: false };
  } catch (error) {
    if (isAppError(error, 'SEAL_UNREADABLE')) return { content: nothing, unreadable: true };
    throw error;
  }
}

/**
 * The mark of the key that an answer is to be sealed with; undefined where answers are not sealed. Throws as
 * `keyToSealWith` does.
 */
export async function sealingFor(deps: AnswerDeps, survey: Survey): Promise<string | undefined> {
  return survey.anonymity === 'anonymous' ? keyToSealWith(deps, survey) : undefined;
}

/** What is to be kept of a form: whether it is submitted, and the mark of the key that seals it, if one does. */
export interface Keep {
  readonly content: Content;
  readonly submits: boolean;
  readonly mark: string | undefined;
}

/** The response as it is to be stored with its new content, sealed where the survey is anonymous. */
export async function responseWith(
  deps: AnswerDeps,
  { survey, whose }: Answering,
  earlier: Response | undefined,
  { content, submits, mark }: Keep,
): Promise<Response> {
  const now = deps.now().toISOString();
  const sealed = mark === undefined ? undefined : await sealedWith(deps, survey, mark, content);
  return {
    id: earlier?.id ?? deps.newId(),
    version: earlier?.version ?? 0,
    networkId: survey.networkId,
    surveyId: survey.id,
    ...whose,
    state: submits || earlier?.state === 'submitted' ? 'submitted' : 'draft',
    ...(sealed === undefined ? content : { answers: {}, sealed }),
    ...(earlier?.counted && { counted: earlier.counted }),
    ...((submits || !earlier) && survey.revision !== undefined ? { revision: survey.revision } : keptRevision(earlier)),
    updatedAt: now,
    submittedAt: submits ? now : earlier?.submittedAt,
  };
}

/** What was submitted stays an answer to what it answered, while another draft is made of it. */
function keptRevision(earlier: Response | undefined): Pick<Response, 'revision'> {
  return earlier?.revision === undefined ? {} : { revision: earlier.revision };
}

async function sealedWith(deps: AnswerDeps, survey: Survey, mark: string, content: Content): Promise<string> {
  try {
    return await deps.vault.seal(survey.id, mark, toSeal(survey.questions, content));
  } catch (error) {
    // The closing may have come in between, and the key is gone for good.
    throw isAppError(error, 'SURVEY_KEY_MISSING') ? await keyMissing(deps, survey) : error;
  }
}

/** Commits a response only while its survey stands as it was read: an answer never arrives after the closing. */
export async function commitWhileOpen(deps: Deps, survey: Survey, response: Response): Promise<void> {
  await deps.store.commit([put(responses, response), check(surveys, survey)]);
}

/** Throws `CONFLICT` when a survey is no longer as it was read, for what is answered without a commit. */
export async function assertStands({ store }: Deps, survey: Survey): Promise<void> {
  const now = await store.get(surveys, survey.id);
  if (now?.version !== survey.version) throw new AppError('CONFLICT', `survey ${survey.id} has changed`);
}
