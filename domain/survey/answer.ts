import { z } from 'zod';
import { AppError, type FieldFault } from '../errors.ts';
import { type Actor, authorise, type Membership } from '../rights.ts';
import { put } from '../store.ts';
import { type Deps, load } from '../use-case.ts';
import { otherKey, readAnswers } from './answers.ts';
import { pagesOf, type SurveyPage } from './pages.ts';
import { Answers, type Response, responses, type Survey, surveys } from './survey.ts';
import type { Vault } from './vault.ts';

/** What answering needs beside the usual: the vault that seals the answers of anonymous surveys. */
export type AnswerDeps = Deps & { readonly vault: Vault };

/** A member's own form as it stands: what they have answered, and the page they are on. */
export interface Form {
  readonly survey: Survey;
  readonly response: Response | undefined;
  readonly answers: Answers;
  readonly pages: readonly SurveyPage[];
  /** Index of the page shown, from 0. */
  readonly page: number;
  /** What was wrong on the page, by question code. */
  readonly faults: Readonly<Record<string, FieldFault>>;
}

/**
 * The member's form with everything they saved. Opens at the first page that lacks a required answer, or at the
 * first page. Throws `SURVEY_CLOSED` or `SURVEY_NOT_OPEN` when it cannot be answered now.
 */
export async function openForm(deps: AnswerDeps, actor: Actor, surveyId: string): Promise<Form> {
  const { survey, membership } = await answerable(deps, actor, surveyId);
  const response = await responseOf(deps, survey, membership);
  const content = await contentOf(deps, response);
  const answers = content.draft ?? content.answers;
  const pages = pagesOf(survey.questions);
  const page = content.draft
    ? Math.max(
        0,
        pages.findIndex((candidate) => isUnanswered(candidate, answers)),
      )
    : 0;
  return { survey, response, answers, pages, page, faults: {} };
}

function isUnanswered(page: SurveyPage, answers: Answers): boolean {
  return page.questions.every((question) => answers[question.code] === undefined);
}

/** A page of a form as it was typed: where it is to go next, and its inputs by `readAnswers`' keys. */
export interface TypedPage {
  readonly page: number;
  readonly to: 'next' | 'back' | 'submit' | 'leave';
  readonly typed: Readonly<Record<string, string>>;
}

/**
 * Saves one page of the form as a draft and moves on. What is valid is saved even when something else on the page is
 * not; then the same page comes again with its faults, and going back is always possible. Submitting checks the whole
 * form and returns to the first page that lacks something. What was submitted earlier holds until then.
 */
export async function savePage(deps: AnswerDeps, actor: Actor, surveyId: string, typed: TypedPage): Promise<Form> {
  const answering = await answerable(deps, actor, surveyId);
  const { survey, membership } = answering;
  const pages = pagesOf(survey.questions);
  const page = pages[typed.page];
  if (!page) throw new AppError('INPUT_INVALID', `survey ${surveyId} has no page ${typed.page}`);
  const earlier = await responseOf(deps, survey, membership);
  const content = await contentOf(deps, earlier);
  const read = readAnswers(page.questions, typed.typed);
  const answers = merge(content.draft ?? content.answers, page, read.answers);
  const next = nextPage(pages, typed, read.faults, answers);
  const saved = next.submits ? { answers } : { answers: content.answers, draft: answers };
  const response = await record(deps, answering, earlier, saved, next.submits);
  await deps.store.commit([put(responses, response)]);
  return {
    survey,
    response,
    answers: { ...answers, ...echo(typed, next.faults) },
    pages,
    page: next.page,
    faults: next.faults,
  };
}

function nextPage(pages: readonly SurveyPage[], typed: TypedPage, faults: Form['faults'], answers: Answers) {
  const here = { page: typed.page, faults: {}, submits: false };
  if (typed.to === 'back' || typed.to === 'leave') return { ...here, page: Math.max(typed.page - 1, 0) };
  if (Object.keys(faults).length > 0) return { ...here, faults };
  if (typed.to === 'next') return { ...here, page: Math.min(typed.page + 1, pages.length - 1) };
  return { ...here, submits: true, ...lacking(pages, answers) };
}

const longestEcho = 4000;

/** What was typed into faulty inputs, to be shown again so that nobody types it twice; not saved. */
function echo({ typed }: TypedPage, faults: Form['faults']): Answers {
  const codes = Object.keys(faults).filter((code) => Object.hasOwn(typed, code));
  const texts = codes.map((code) => [code, typed[code] ?? ''] as const);
  return Object.fromEntries(texts.filter(([, text]) => text !== '' && text.length <= longestEcho));
}

interface Answering {
  readonly survey: Survey;
  readonly membership: Membership;
}

async function answerable(deps: Deps, actor: Actor, surveyId: string): Promise<Answering> {
  const survey = await load(deps.store, surveys, surveyId);
  const membership = authorise(actor, 'survey.answer', survey);
  if (survey.state === 'closed') throw new AppError('SURVEY_CLOSED', `survey ${surveyId} is closed`);
  if (survey.state !== 'open') throw new AppError('SURVEY_NOT_OPEN', `survey ${surveyId} is ${survey.state}`);
  // The closing task may run a moment late; the promised time holds all the same.
  if (deps.now().toISOString() >= survey.closesAt) throw new AppError('SURVEY_CLOSED', `survey ${surveyId} has ended`);
  return { survey, membership };
}

async function responseOf(deps: Deps, survey: Survey, membership: Membership): Promise<Response | undefined> {
  const found = await deps.store.find(responses, { surveyId: survey.id, memberId: membership.memberId }, { limit: 1 });
  return found[0];
}

/** What a response holds, unsealed: what was submitted, and what is being filled in. */
export const Content = z.object({ answers: Answers, draft: Answers.optional() });
export type Content = z.infer<typeof Content>;

/** Unseals a response where need be; no response holds nothing. */
async function contentOf(deps: AnswerDeps, response: Response | undefined): Promise<Content> {
  if (!response) return { answers: {} };
  if (response.sealed === undefined) return response;
  return Content.parse(JSON.parse(await deps.vault.open(response.surveyId, response.sealed)));
}

function merge(earlier: Answers, page: SurveyPage, fresh: Answers): Answers {
  const replaced = new Set(page.questions.flatMap((question) => [question.code, otherKey(question.code)]));
  const kept = Object.entries(earlier).filter(([key]) => !replaced.has(key));
  return { ...Object.fromEntries(kept), ...fresh };
}

/** Where the form goes instead of being submitted: the first page that lacks a required answer. */
function lacking(pages: readonly SurveyPage[], answers: Answers) {
  for (const [page, { questions }] of pages.entries()) {
    const open = questions.filter((question) => question.required && answers[question.code] === undefined);
    const faults = Object.fromEntries(open.map((question) => [question.code, 'required' as const]));
    if (open.length > 0) return { page, faults, submits: false };
  }
  return undefined;
}

async function record(
  deps: AnswerDeps,
  { survey, membership }: Answering,
  earlier: Response | undefined,
  content: Content,
  submits: boolean,
): Promise<Response> {
  const now = deps.now().toISOString();
  const sealed =
    survey.anonymity === 'anonymous' ? await deps.vault.seal(survey.id, JSON.stringify(content)) : undefined;
  return {
    id: earlier?.id ?? deps.newId(),
    version: earlier?.version ?? 0,
    networkId: survey.networkId,
    surveyId: survey.id,
    memberId: membership.memberId,
    organisationId: membership.organisationId,
    state: submits || earlier?.state === 'submitted' ? 'submitted' : 'draft',
    ...(sealed === undefined ? content : { answers: {}, sealed }),
    updatedAt: now,
    submittedAt: submits ? now : earlier?.submittedAt,
  };
}
