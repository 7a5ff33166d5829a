import { type MessageSubject, type MineItem, type NounReader, notYet, type Rest, type Self } from '../noun.ts';
import type { PartDeps } from '../package-part.ts';
import type { Membership } from '../rights.ts';
import type { StoreReader } from '../store.ts';
import { load } from '../use-case.ts';
import { answeredQuestions } from './answered-questions.ts';
import { whatAsks } from './audience.ts';
import { surveyCounts } from './counts.ts';
import { type OwnResponse, ownResponses } from './own.ts';
import { populations } from './population.ts';
import { respondentIdOf } from './respondent.ts';
import { anonymousAnswers, redactions, responses, sharedTexts } from './response.ts';
import { packageSurveys } from './results/package-part.ts';
import { publishedResults } from './results/published-results.ts';
import { expiresAt, expiryTask, type Retention, retentionOf } from './retention.ts';
import { type SealDeps, sealKeys } from './seal-key.ts';
import { hasEnded, isSecret, type Survey, surveys } from './survey.ts';

/** What surveys give to those who gather from every noun. */
export const surveyReader = {
  collections: [
    surveys,
    populations,
    sealKeys,
    answeredQuestions,
    responses,
    anonymousAnswers,
    redactions,
    sharedTexts,
    publishedResults,
  ],
  mine,
  own,
  subjects: { get, list, rest, quietTasks: [expiryTask] },
  counts: surveyCounts,
  part: async (deps: PartDeps) => ({ surveys: await packageSurveys(deps) }),
  cleanUp: { none: 'answers are deleted by a task of their own, when their survey says' },
} satisfies NounReader<'survey'>;

/** The open surveys that ask the member: those not yet answered first, and of these the next to close. */
async function mine(view: StoreReader, who: Membership): Promise<MineItem[]> {
  const asksThem = await whatAsks(view, who);
  const open = (await view.find(surveys, { networkId: who.networkId, state: 'open' })).filter(asksThem);
  const items = await Promise.all(open.map(async (survey) => itemOf(survey, await answerOf(view, survey, who))));
  return items.sort((a, b) => rank(a) - rank(b) || a.dueAt.localeCompare(b.dueAt));
}

function itemOf(survey: Survey, answer: 'none' | 'draft' | 'submitted') {
  const { id, title, groupId, audience, closesAt: dueAt } = survey;
  const state = ({ none: 'open', draft: 'begun', submitted: 'done' } as const)[answer];
  return { noun: 'survey' as const, id, title, groupId, audience, state, dueAt };
}

function rank({ state }: Pick<MineItem, 'state'>): number {
  return state === 'done' ? 1 : 0;
}

async function answerOf(view: StoreReader, survey: Survey, { memberId, organisationId }: Membership) {
  const respondentId = respondentIdOf(survey, { id: memberId, organisationId });
  if (respondentId === undefined) return 'none';
  const [given] = await view.find(responses, { surveyId: survey.id, respondentId }, { limit: 1 });
  return given?.state ?? 'none';
}

/** For how long an answer is kept. */
interface KeptFor {
  /** So many months after the end of its survey, or as the organisation's records plan says. */
  readonly keptFor: Retention;
  /** When it is deleted at the latest, by the survey's closing time of now; undefined when only the plan knows. */
  readonly keptUntil: string | undefined;
}

/** The answers that can be told to be theirs, and the surveys for which they were chosen one by one. */
async function own(deps: SealDeps, { members }: Self) {
  const answers = await Promise.all(members.map(({ id }) => answersOf(deps, id)));
  const chosen = await Promise.all(members.map(({ id, networkId }) => chosenFor(deps.store, id, networkId)));
  return { responses: answers.flat(), chosenFor: chosen.flat() };
}

async function answersOf(deps: SealDeps, memberId: string): Promise<(OwnResponse & KeptFor)[]> {
  const given = await ownResponses(deps, memberId);
  const kept = given.map(async (one) => {
    const survey = await load(deps.store, surveys, one.surveyId);
    return survey.answersDeleted ? [] : { ...one, keptFor: retentionOf(survey), keptUntil: expiresAt(survey) };
  });
  return (await Promise.all(kept)).flat();
}

async function chosenFor(view: StoreReader, memberId: string, networkId: string) {
  const all = await Array.fromAsync(view.stream(surveys, { networkId }));
  return all
    .filter(({ audience }) => audience?.kind === 'members' && audience.memberIds.includes(memberId))
    .filter(({ state }) => state !== 'draft') // What is not posted may still come to nothing.
    .map(({ id, title }) => ({ id, networkId, title }));
}

async function get(view: StoreReader, id: string): Promise<MessageSubject | undefined> {
  const survey = await view.get(surveys, id);
  return survey && subjectOf(survey);
}

async function* list(view: StoreReader, where: { networkId: string; groupId?: readonly string[] }) {
  const sent = { ...where, state: ['open', 'closed', 'cancelled', 'archived'] };
  for await (const survey of view.stream(surveys, sent)) yield subjectOf(survey);
}

function subjectOf(survey: Survey): MessageSubject {
  const { id, networkId, groupId, audience, title, createdAt, closesAt: at, state, remindedAt } = survey;
  const secret = isSecret(survey);
  const mayRemind = secret && state === 'open' && remindedAt !== undefined;
  return { noun: 'survey', id, networkId, groupId, audience, title, createdAt, at, isSecret: secret, mayRemind };
}

async function rest(view: StoreReader, id: string): Promise<Rest | undefined> {
  const survey = await view.get(surveys, id);
  if (!survey) return undefined;
  const { state, anonymity, answersDeleted, closedAt = notYet } = survey;
  const isFinal = state === 'cancelled' || anonymity === 'anonymous' || answersDeleted !== undefined;
  return { since: hasEnded(survey) ? closedAt : notYet, cards: isFinal ? 'stay' : 'mayChange' };
}
