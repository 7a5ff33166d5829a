import { AppError, type FieldFault } from '../errors.ts';
import type { Organisation } from '../network/network.ts';
import { onceMore } from '../once-more.ts';
import type { Actor } from '../rights.ts';
import { putDownAnswered } from './answered-questions.ts';
import {
  type AnswerDeps,
  type Answering,
  answerable,
  assertStands,
  commitWhileOpen,
  contentOf,
  responseOf,
  responseWith,
  sealingFor,
} from './answering.ts';
import { checkAnswers, type ReadAnswers, readAnswers } from './answers.ts';
import { type Asker, askerOf } from './asker.ts';
import type { AskedQuestion } from './kinds/kinds.ts';
import { pagesOf, type SurveyPage } from './pages.ts';
import type { Answers } from './question/answer.ts';
import type { Response } from './response.ts';
import { assertKeyThere } from './seal-key.ts';
import type { Content } from './sealing.ts';
import { keysOf, pageBeside, shownAnswers, shownPages } from './shown.ts';
import type { Survey } from './survey.ts';

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
  /** True when what was saved earlier cannot be read, since it was sealed with another key than the survey's of now. */
  readonly unreadable: boolean;
}

/**
 * The member's form with everything they saved. Opens at the page asked for; without one, a draft opens at the first
 * page where nothing is answered, or else with all its answers to be sent, and the rest at the first page. Throws
 * `SURVEY_CLOSED`, `SURVEY_CANCELLED` or `SURVEY_NOT_OPEN` when it cannot be answered now, `SURVEY_KEY_MISSING` while
 * what is answered can be neither read nor sealed, and `SURVEY_NOT_ASKED` to those who only look after it. Here and
 * below, those who look after the survey may name an organisation without Teams that they fill the form in for.
 */
export async function openForm(
  deps: AnswerDeps,
  actor: Actor,
  surveyId: string,
  at?: number | 'review',
  organisationId?: string,
): Promise<Form> {
  return onceMore(() => openOnce(deps, actor, { surveyId, organisationId }, at));
}

async function openOnce(
  deps: AnswerDeps,
  actor: Actor,
  { surveyId, organisationId }: FormOf,
  at: number | 'review' | undefined,
): Promise<Form> {
  const answering = await answerable(deps, actor, surveyId, organisationId);
  await assertKeyThere(deps, answering.survey);
  const { form, begun } = await savedForm(deps, actor, answering);
  const { survey, response, answers, pages } = form;
  if (at === 'review') return { ...form, reviewing: true };
  if (at !== undefined) return { ...form, page: pages[at]?.questions.length ? at : 0 };
  if (!response) return { ...form, asker: await askerOf(deps.store, survey) };
  if (!begun) return form;
  const unanswered = pages.findIndex((candidate) => isUnanswered(candidate, answers));
  if (unanswered >= 0) return { ...form, page: unanswered };
  return { ...form, reviewing: pages.length > 1 };
}

/** A form with everything saved of it, at its first page; `begun` when some of it was not submitted yet. */
async function savedForm(
  deps: AnswerDeps,
  actor: Actor,
  answering: Answering,
): Promise<{ readonly form: Form; readonly begun: boolean }> {
  const { survey, enteredFor } = answering;
  const response = await responseOf(deps, actor, answering);
  const { content, unreadable } = await contentOf(deps, response);
  // Nobody is told that what they saved cannot be read when a closing has just taken its key away.
  if (unreadable) await assertStands(deps, survey);
  const answers = content.draft ?? content.answers;
  const pages = shownPages(survey.questions, answers);
  const start = { page: 0, reviewing: false, faults: {} };
  const form: Form = { survey, enteredFor, response, answers, pages, unreadable, ...start };
  return { form, begun: content.draft !== undefined };
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
  const mark = await sealingFor(deps, survey);
  const earlier = await responseOf(deps, actor, answering);
  const { content, unreadable } = await contentOf(deps, earlier);
  const { answers, unread } = readPage(survey, content, typed);
  const pages = shownPages(survey.questions, answers);
  const next = nextPage(pages, typed, unread, answers);
  const kept = next.submits
    ? { answers: shownAnswers(survey.questions, answers) }
    : { answers: content.answers, draft: answers };
  await putDownAnswered(deps, survey, earlier, kept);
  const response = await responseWith(deps, answering, earlier, { content: kept, submits: next.submits, mark });
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
  const answering = await answerable(deps, actor, surveyId, organisationId);
  const mark = await sealingFor(deps, answering.survey);
  const { form } = await savedForm(deps, actor, answering);
  const { survey, answers, pages } = form;
  const held = firstFaulty(pages, answers);
  if (held) {
    // What was saved may be gone with a closing that came in between: nothing is asked for then.
    await assertStands(deps, survey);
    return { ...form, ...held };
  }
  const content = { answers: shownAnswers(survey.questions, answers) };
  await putDownAnswered(deps, survey, form.response, content);
  const response = await responseWith(deps, answering, form.response, { content, submits: true, mark });
  await commitWhileOpen(deps, survey, response);
  return { ...form, reviewing: true, response, answers: content.answers };
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
  const form = { survey, enteredFor, response, page: typed.page, reviewing: false, faults: {}, unreadable: false };
  if (unreadable) return { ...form, ...pageAlone(survey, typed) };
  const { answers } = readPage(survey, content, typed);
  return { ...form, answers, pages: shownPages(survey.questions, answers) };
}

/** One page as it was typed while what was saved before cannot be read: it asks all that something was typed into. */
function pageAlone({ questions }: Survey, { page: index, typed }: TypedPage): Pick<Form, 'answers' | 'pages'> {
  const page = pagesOf(questions)[index];
  if (!page) throw new AppError('INPUT_INVALID', `there is no page ${index}`);
  const pages = shownPages(questions, {});
  const isTyped = (question: AskedQuestion) => Object.keys(readAnswers([question], typed).answers).length > 0;
  const asked = page.questions.filter((question) => pages[index]?.questions.includes(question) || isTyped(question));
  return { answers: readAnswers(asked, typed).answers, pages: pages.with(index, { ...page, questions: asked }) };
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

/** Replaces what stood on a page by what was read from it; what could not be read leaves what was there. */
function merge(earlier: Answers, page: SurveyPage, read: ReadAnswers): Answers {
  const replaced = page.questions.filter(({ code }) => read.faults[code] === undefined);
  const keys = new Set(replaced.flatMap(({ code }) => keysOf(code)));
  const kept = Object.entries(earlier).filter(([key]) => !keys.has(key));
  return { ...Object.fromEntries(kept), ...read.answers };
}
