import { organisations } from '../network/network.ts';
import { type Actor, authorise, membershipIn } from '../rights.ts';
import type { StoreReader } from '../store.ts';
import { type Language, type LocalizedText, textFor } from '../text.ts';
import { type Practice, practiceStates, practices } from './practice.ts';
import type { PracticeState } from './states.ts';

/** How many practices one page of a list holds. */
export const listPage = 10;

/** A practice in a list. */
export interface PracticeItem {
  readonly id: string;
  readonly title: LocalizedText;
  readonly kind: Practice['kind'];
  readonly state: PracticeState;
  readonly validateBy?: Practice['validateBy'];
  /** The author's organisation. */
  readonly organisation: string | undefined;
}

/** One page of a network's practices. */
export interface PracticeList {
  /** Undefined for all states. */
  readonly state: PracticeState | undefined;
  readonly items: readonly PracticeItem[];
  /** Index of the page, from 0; the last one when a later one was asked for. */
  readonly page: number;
  readonly pages: number;
  readonly total: number;
  /** How many practices this reader sees in each state. */
  readonly counts: Readonly<Record<PracticeState, number>>;
}

/**
 * A network's practices by title, ten at a time, of one state or of all. Every member; of drafts each sees their own.
 */
export async function listPractices(
  store: StoreReader,
  actor: Actor,
  query: { networkId: string; state?: PracticeState | undefined; page: number; language: Language },
): Promise<PracticeList> {
  const { memberId } = authorise(actor, 'practice.see', query);
  const seen: Practice[] = [];
  for await (const practice of store.stream(practices, { networkId: query.networkId })) {
    const hidden = practice.state === 'draft' && practice.authorMemberId !== memberId;
    if (!practice.example && !hidden) seen.push(practice);
  }
  const wanted = seen.filter((practice) => query.state === undefined || practice.state === query.state);
  const { compare } = new Intl.Collator(query.language);
  wanted.sort((a, b) => compare(textFor(a.title, query.language), textFor(b.title, query.language)));
  const pages = Math.max(1, Math.ceil(wanted.length / listPage));
  const page = Math.min(query.page, pages - 1);
  const shown = wanted.slice(page * listPage, (page + 1) * listPage);
  const items = await Promise.all(shown.map((practice) => itemOf(store, practice)));
  return { state: query.state, items, page, pages, total: wanted.length, counts: countByState(seen) };
}

async function itemOf(store: StoreReader, practice: Practice): Promise<PracticeItem> {
  const { id, title, kind, state, validateBy, organisationId } = practice;
  const organisation = organisationId === undefined ? undefined : await store.get(organisations, organisationId);
  return { id, title, kind, state, ...(validateBy && { validateBy }), organisation: organisation?.name };
}

function countByState(found: readonly Practice[]): Record<PracticeState, number> {
  const count = (state: PracticeState) => found.filter((practice) => practice.state === state).length;
  return Object.fromEntries(practiceStates.map((state) => [state, count(state)])) as Record<PracticeState, number>;
}

/**
 * What an actor has to go on writing in a network, the newest first: of their own practices the drafts, the changes
 * not yet proposed, and what was returned to them.
 */
export async function draftsOf(store: StoreReader, actor: Actor, networkId: string): Promise<Practice[]> {
  const membership = membershipIn(actor, networkId);
  if (!membership) return [];
  const own = await store.find(practices, { networkId, authorMemberId: membership.memberId });
  const begun = own.filter(({ state, draft }) => {
    return state === 'draft' || state === 'returned' || (draft !== undefined && state !== 'retired');
  });
  return begun.sort((a, b) => (a.updatedAt < b.updatedAt ? 1 : -1));
}

/** The practices a validation round asks about: all that are in validation, of some groups or of the whole network. */
export async function practicesInValidation(
  reader: StoreReader,
  where: { readonly networkId: string; readonly groupId?: string | readonly string[] },
): Promise<{ id: string; title: LocalizedText }[]> {
  const found: { id: string; title: LocalizedText }[] = [];
  for await (const practice of reader.stream(practices, { ...where, state: 'inValidation' })) {
    if (!practice.example) found.push({ id: practice.id, title: practice.title });
  }
  return found;
}
