import { AppError, type FieldFault, isAppError } from '../errors.ts';
import { groups, networks, type Organisation, type WorkingGroup } from '../network/network.ts';
import { onceMore } from '../once-more.ts';
import { type Actor, authorise, can, type Membership } from '../rights.ts';
import { check, put, type StoreReader } from '../store.ts';
import type { LocalizedText } from '../text.ts';
import { type Deps, load } from '../use-case.ts';
import { checkAnswers, type ReadAnswers, readAnswers } from './answers.ts';
import { asksOrganisation, groupsOf, toBeAnswered } from './audience.ts';
import type { SurveyPage } from './pages.ts';
import { enteredAsRespondent, mayOpenForOther, memberAsRespondent, type Respondent } from './respondent.ts';
import { type Content, toSeal, unsealed } from './sealing.ts';
import { keysOf, pageBeside, shownAnswers, shownPages } from './shown.ts';
import { type Answers, hasEnded, type Response, responses, type Survey, surveys } from './survey.ts';
import type { Vault } from './vault.ts';

/** What answering needs beside the usual: the vault that seals the answers of anonymous surveys. */
export type AnswerDeps = Deps & { readonly vault: Vault };

/** The names of those for whom a survey asks, and of those whom it asks. */
export interface Asker {
  readonly network: LocalizedText;
  /** Undefined when no one group asks. */
  readonly group: LocalizedText | undefined;
  /** The working groups among which those asked are to be named. */
  readonly groups: readonly WorkingGroup[];
}

/** A form as it stands for whoever fills it in: what is answered, and the page they are on. */
export interface Form {
  readonly survey: Survey;
  /** The organisation without Teams that it is filled in for, by somebody who looks after the survey. */
  readonly enteredFor?: Organisation | undefined;
  readonly response: Response | undefined;
  readonly answers: Answers;
  /** Those that the answers leave nothing to ask on are empty. */
  readonly pages: readonly SurveyPage[];
  /** Index of the page shown, from 0. */
  readonly page: number;
  /** True when all answers are shown before they are sent. */
  readonly reviewing: boolean;
  /** What was wrong on the page, by question code. */
  readonly faults: Readonly<Record<string, FieldFault>>;
  /** Who asks, for the notice before the first answer. */
  readonly asker?: Asker;
  /** True when what was saved earlier cannot be read any more, since the survey's key is lost. */
  readonly unreadable: boolean;
}

/**
 * The member's form with everything they saved. Opens at the page asked for; without one, a draft opens at the first
 * page where nothing is answered, or else with all its answers to be sent, and the rest at the first page. Throws
 * `SURVEY_CLOSED`, `SURVEY_CANCELLED` or `SURVEY_NOT_OPEN` when it cannot be answered now, and `SURVEY_NOT_ASKED` to
 * those who only look after it. Here and below, those who
 * look after the survey may name an organisation without Teams that they fill the form in for.
 */
export async function openForm(
  deps: AnswerDeps,
  actor: Actor,
  surveyId: string,
  at?: number | 'review',
  organisationId?: string,
): Promise<Form> {
  const answering = await answerable(deps, actor, surveyId, organisationId);
  const { survey, enteredFor } = answering;
  const response = await responseOf(deps, actor, answering);
  const { content, unreadable } = await contentOf(deps, response);
  const answers = content.draft ?? content.answers;
  const pages = shownPages(survey.questions, answers);
  const form = {
    survey,
    enteredFor,
    response,
    answers,
    pages,
    page: 0,
    reviewing: false,
    faults: {},
    unreadable,
  };
  if (at === 'review') return { ...form, reviewing: true };
  if (at !== undefined) return { ...form, page: pages[at]?.questions.length ? at : 0 };
  if (!response) return { ...form, asker: await askerOf(deps.store, survey) };
  if (!content.draft) return form;
  const unanswered = pages.findIndex((candidate) => isUnanswered(candidate, answers));
  if (unanswered >= 0) return { ...form, page: unanswered };
  return { ...form, reviewing: pages.length > 1 };
}

/** Who asks what a survey asks. */
export async function askerOf(store: StoreReader, survey: Survey): Promise<Asker> {
  const { networkId, groupId } = survey;
  const [network, group, asked] = await Promise.all([
    load(store, networks, networkId),
    groupId === undefined ? undefined : load(store, groups, groupId),
    groupsOf(store, survey),
  ]);
  return { network: network.name, group: asked.length > 1 ? undefined : group?.name, groups: asked };
}

function isUnanswered(page: SurveyPage, answers: Answers): boolean {
  const keys = page.questions.flatMap(({ code }) => keysOf(code));
  return keys.length > 0 && keys.every((key) => answers[key] === undefined);
}

/**
 * A page of a form as it was typed: where it is to go next, and its inputs by `readAnswers`' keys. From the last page,
 * `next` leads to all answers before they are sent.
 */
export interface TypedPage {
  readonly page: number;
  readonly to: 'next' | 'back' | 'submit' | 'leave';
  readonly typed: Readonly<Record<string, string>>;
}

/**
 * Saves one page of the form as a draft, right or wrong, and moves on. Going forward is held up by what is wrong on
 * the page, and submitting by what is wrong anywhere; going back and leaving never are. What was submitted earlier
 * holds until a change is submitted too. The same page twice, or at once from two devices, is saved as one; colleagues
 * who fill in their organisation's answer share one draft.
 */
export async function savePage(
  deps: AnswerDeps,
  actor: Actor,
  surveyId: string,
  typed: TypedPage,
  organisationId?: string,
): Promise<Form> {
  return onceMore(() => savePageOnce(deps, actor, { surveyId, organisationId }, typed));
}

interface FormOf {
  readonly surveyId: string;
  readonly organisationId: string | undefined;
}

async function savePageOnce(deps: AnswerDeps, actor: Actor, of: FormOf, typed: TypedPage): Promise<Form> {
  const answering = await answerable(deps, actor, of.surveyId, of.organisationId);
  const { survey, enteredFor } = answering;
  const earlier = await responseOf(deps, actor, answering);
  const { content, unreadable } = await contentOf(deps, earlier);
  const { answers, unread } = readPage(survey, content, typed);
  const pages = shownPages(survey.questions, answers);
  const next = nextPage(pages, typed, unread, answers);
  const saved = next.submits
    ? { answers: shownAnswers(survey.questions, answers) }
    : { answers: content.answers, draft: answers };
  const response = await record(deps, answering, earlier, saved, next.submits);
  await commitWhileOpen(deps, survey, response);
  const { page, reviewing, faults } = next;
  return { survey, enteredFor, response, answers, pages, page, reviewing, faults, unreadable };
}

/**
 * Submits what was saved of a form, as it was shown before sending. What is wrong with it leads back to its page, and
 * nothing is submitted then. The same press twice submits once.
 */
export async function submitForm(
  deps: AnswerDeps,
  actor: Actor,
  surveyId: string,
  organisationId?: string,
): Promise<Form> {
  return onceMore(() => submitOnce(deps, actor, { surveyId, organisationId }));
}

async function submitOnce(deps: AnswerDeps, actor: Actor, { surveyId, organisationId }: FormOf): Promise<Form> {
  const form = await openForm(deps, actor, surveyId, 'review', organisationId);
  const { survey, answers, pages } = form;
  const held = firstFaulty(pages, answers);
  if (held) return { ...form, ...held };
  const answering = await answerable(deps, actor, surveyId, organisationId);
  const saved = { answers: shownAnswers(survey.questions, answers) };
  const response = await record(deps, answering, form.response, saved, true);
  await commitWhileOpen(deps, survey, response);
  return { ...form, response, answers: saved.answers };
}

/** What was saved earlier, with one page of it as it was typed. */
function readPage({ questions }: Survey, { draft, answers: submitted }: Content, { page: index, typed }: TypedPage) {
  const earlier = draft ?? submitted;
  const page = shownPages(questions, earlier)[index];
  if (!page) throw new AppError('INPUT_INVALID', `there is no page ${index}`);
  const read = readAnswers(page.questions, typed);
  return { answers: merge(earlier, page, read), unread: read.faults };
}

/**
 * The form with one page as it was typed, for when it could not be saved: nothing of the page is lost while its reader
 * tries again.
 */
export async function unsavedPage(
  deps: AnswerDeps,
  actor: Actor,
  surveyId: string,
  typed: TypedPage,
  organisationId?: string,
): Promise<Form> {
  const answering = await answerable(deps, actor, surveyId, organisationId);
  const { survey, enteredFor } = answering;
  const response = await responseOf(deps, actor, answering);
  const { content, unreadable } = await contentOf(deps, response);
  const { answers } = readPage(survey, content, typed);
  const pages = shownPages(survey.questions, answers);
  const form = { survey, enteredFor, response, answers, pages, page: typed.page };
  return { ...form, reviewing: false, faults: {}, unreadable };
}

/**
 * Commits a response only while its survey stands as it was read: an answer never arrives after the closing. In an
 * anonymous survey, sealing may have made a new key after the closing destroyed the old one; it goes, too.
 */
async function commitWhileOpen(deps: AnswerDeps, survey: Survey, response: Response): Promise<void> {
  try {
    await deps.store.commit([put(responses, response), check(surveys, survey)]);
  } catch (error) {
    const now = await deps.store.get(surveys, survey.id);
    if (now && hasEnded(now) && survey.anonymity === 'anonymous') await deps.vault.destroy(survey.id);
    throw error;
  }
}

function nextPage(pages: readonly SurveyPage[], typed: TypedPage, unread: Form['faults'], answers: Answers) {
  const here = { page: typed.page, reviewing: false, faults: {}, submits: false };
  if (typed.to === 'back' || typed.to === 'leave') {
    return { ...here, page: pageBeside(pages, typed.page, -1) ?? 0 };
  }
  const faults = { ...checkAnswers(pages[typed.page]?.questions ?? [], answers), ...unread };
  if (Object.keys(faults).length > 0) return { ...here, faults };
  const onward = pageBeside(pages, typed.page, 1);
  if (typed.to === 'next') return { ...here, page: onward ?? typed.page, reviewing: onward === undefined };
  return firstFaulty(pages, answers) ?? { ...here, submits: true };
}

/** Where the form goes instead of being submitted. */
function firstFaulty(pages: readonly SurveyPage[], answers: Answers) {
  for (const [page, { questions }] of pages.entries()) {
    const faults = checkAnswers(questions, answers);
    if (Object.keys(faults).length > 0) return { page, reviewing: false, faults, submits: false };
  }
  return undefined;
}

interface Answering {
  readonly survey: Survey;
  readonly whose: Respondent;
  readonly enteredFor?: Organisation;
}

async function answerable(
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
  if (asksOrganisation(survey, entered.enteredFor)) return { survey, ...entered };
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

async function responseOf(
  deps: Deps,
  actor: Actor,
  { survey, whose: { respondentId }, enteredFor }: Answering,
): Promise<Response | undefined> {
  const [found] = await deps.store.find(responses, { surveyId: survey.id, respondentId }, { limit: 1 });
  if (!found || !enteredFor || mayOpenForOther(actor, survey, found)) return found;
  throw new AppError('FORBIDDEN', `survey ${survey.id} is confidential`);
}

/** Unseals a response where need be; no response holds nothing, and neither does one whose key is lost. */
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

/** Replaces what stood on a page by what was read from it; what could not be read leaves what was there. */
function merge(earlier: Answers, page: SurveyPage, read: ReadAnswers): Answers {
  const replaced = page.questions.filter(({ code }) => read.faults[code] === undefined);
  const keys = new Set(replaced.flatMap(({ code }) => keysOf(code)));
  const kept = Object.entries(earlier).filter(([key]) => !keys.has(key));
  return { ...Object.fromEntries(kept), ...read.answers };
}

async function record(
  deps: AnswerDeps,
  { survey, whose }: Answering,
  earlier: Response | undefined,
  content: Content,
  submits: boolean,
): Promise<Response> {
  const now = deps.now().toISOString();
  const sealed =
    survey.anonymity === 'anonymous' ? await deps.vault.seal(survey.id, toSeal(survey.questions, content)) : undefined;
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
