import { latestFirst, type Page, type PageWish, pageOf } from '../page.ts';
import { type Actor, authorise, can } from '../rights.ts';
import type { StoreReader } from '../store.ts';
import { type Language, textFor } from '../text.ts';
import { hasEnded, type Survey, surveys } from './survey.ts';

/** Which surveys of a network are wanted, and how many at once. */
export interface SurveysWish extends PageWish {
  readonly networkId: string;
  readonly state?: Survey['state'] | undefined;
  readonly groupId?: string | undefined;
  /** Part of a title in the reader's language, in any case; empty for all. */
  readonly search: string;
  readonly language: Language;
}

/**
 * The surveys of a network that the actor sees, the newest first: those of their groups once they are open, and those
 * not yet posted in the groups they make surveys for. Archived ones are given only when asked for by their state.
 */
export async function surveysPage(store: StoreReader, actor: Actor, wish: SurveysWish): Promise<Page<Survey>> {
  const { networkId, state, groupId, language } = wish;
  authorise(actor, 'survey.list', { networkId });
  const search = wish.search.toLocaleLowerCase(language);
  const where = { networkId, ...(state && { state }), ...(groupId !== undefined && { groupId }) };
  const found: Survey[] = [];
  for await (const survey of store.stream(surveys, where)) {
    const title = textFor(survey.title, language).toLocaleLowerCase(language);
    const aside = survey.state === 'archived' && state === undefined;
    if (!aside && isSeenBy(actor, survey) && title.includes(search)) found.push(survey);
  }
  return pageOf(found, { keyOf: ({ createdAt }) => createdAt, compare: latestFirst }, wish);
}

/** Whether a survey is shown to somebody: it asks them, or they look after it. */
export function isSeenBy(actor: Actor, survey: Survey): boolean {
  const posted = survey.state === 'open' || hasEnded(survey);
  return can(actor, 'survey.manage', survey) || (posted && can(actor, 'survey.answer', survey));
}
