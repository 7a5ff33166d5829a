import { earliestFirst, latestFirst, type Order, type Page, type PageQuery, pageOf } from '../page.ts';
import { type Actor, authorise, authoriseSomewhere, can } from '../rights.ts';
import type { StoreReader } from '../store.ts';
import { comparable, type Language, textFor } from '../text.ts';
import { load } from '../use-case.ts';
import { audienceOf, whatAsks } from './audience.ts';
import { hasEnded, type Survey, surveys } from './survey.ts';

/** Which surveys of a network are wanted, and how many at once. */
export interface SurveysQuery extends PageQuery {
  readonly networkId: string;
  readonly state?: Survey['state'] | undefined;
  /** Those that this group looks after, or that ask it among others. */
  readonly groupId?: string | undefined;
  /** Part of a title in the reader's language, in any case; empty for all. */
  readonly search: string;
  readonly language: Language;
}

/**
 * The surveys of a network that the actor sees, in their one order: those that ask them once they are open, and all
 * that they look after. Archived ones are given only when asked for by their state.
 */
export async function surveysPage(store: StoreReader, actor: Actor, query: SurveysQuery): Promise<Page<Survey>> {
  const { networkId, state, groupId, language } = query;
  const asksThem = await whatAsks(store, authorise(actor, 'survey.list', { networkId }));
  const search = comparable(query.search);
  const where = { networkId, ...(state && { state }) };
  const found: Survey[] = [];
  for await (const survey of store.stream(surveys, where)) {
    const title = comparable(textFor(survey.title, language));
    const aside = survey.state === 'archived' && state === undefined;
    if (aside || !title.includes(search) || (groupId !== undefined && !isOf(survey, groupId))) continue;
    if (isSeenBy(actor, survey, asksThem(survey))) found.push(survey);
  }
  return pageOf(found, inOrder, query);
}

const rank: Readonly<Record<Survey['state'], number>> = {
  open: 0,
  scheduled: 1,
  draft: 2,
  closed: 3,
  cancelled: 3,
  archived: 4,
};

/**
 * The order of surveys wherever they are listed: the open ones, the next to close first; those to come, the next to
 * open first; drafts, the newest first; what has ended, the latest first; and last what is put aside.
 */
const inOrder: Order<Survey> = {
  keyOf: (survey) => `${rank[survey.state]} ${timeToTell(survey)}`,
  compare: (a, b) => {
    const isLatestFirst = a.startsWith(b.charAt(0)) && Number(a.charAt(0)) >= rank.draft;
    return isLatestFirst ? latestFirst(a, b) : earliestFirst(a, b);
  },
};

/** The time that matters most of a survey in its state. */
export function timeToTell({ state, createdAt, opensAt = createdAt, closesAt, closedAt = closesAt }: Survey): string {
  if (state === 'draft') return createdAt;
  if (state === 'scheduled') return opensAt;
  return state === 'open' ? closesAt : closedAt;
}

/** A survey for those who look after it. Throws `NOT_MEMBER` and `FORBIDDEN` to others. */
export async function surveyLookedAfter(store: StoreReader, actor: Actor, surveyId: string): Promise<Survey> {
  const survey = await load(store, surveys, surveyId);
  authorise(actor, 'survey.manage', survey);
  return survey;
}

/** All surveys of a network that the actor looks after, in their one order. Throws `FORBIDDEN` to those who make none. */
export async function surveysLookedAfter(store: StoreReader, actor: Actor, networkId: string): Promise<Survey[]> {
  authoriseSomewhere(actor, 'survey.create', networkId);
  const found: Survey[] = [];
  for await (const survey of store.stream(surveys, { networkId })) {
    if (can(actor, 'survey.manage', survey)) found.push(survey);
  }
  return [...pageOf(found, inOrder, { limit: found.length }).items];
}

function isOf(survey: Survey, groupId: string): boolean {
  const audience = audienceOf(survey);
  return survey.groupId === groupId || (audience.kind === 'groups' && audience.groupIds.includes(groupId));
}

/** Whether a survey is shown to somebody: it asks them, or they look after it. */
export function isSeenBy(actor: Actor, survey: Survey, asked: boolean): boolean {
  const posted = survey.state === 'open' || hasEnded(survey);
  return can(actor, 'survey.manage', survey) || (posted && can(actor, 'survey.answer', { ...survey, asked }));
}
