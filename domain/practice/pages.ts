import { type Page, type PageQuery, pageOf } from '../page.ts';
import { type Actor, authorise } from '../rights.ts';
import type { StoreReader } from '../store.ts';
import { comparable, type Language, textFor } from '../text.ts';
import { type Practice, type PracticeKind, practices } from './practice.ts';
import type { PracticeState } from './states.ts';

/** Which practices of a network are wanted, and how many at once. */
export interface PracticesQuery extends PageQuery {
  readonly networkId: string;
  readonly state?: PracticeState | undefined;
  readonly kind?: PracticeKind | undefined;
  readonly groupId?: string | undefined;
  /** Part of a title in the reader's language, in any case; empty for all. */
  readonly search: string;
  readonly language: Language;
}

/** The practices of a network by title, a page at a time. Every member; of drafts each sees their own. */
export async function practicesPage(store: StoreReader, actor: Actor, query: PracticesQuery): Promise<Page<Practice>> {
  const { networkId, state, kind, groupId, language } = query;
  const { memberId } = authorise(actor, 'practice.see', { networkId });
  const search = comparable(query.search);
  const where = {
    networkId,
    ...(state && { state }),
    ...(kind && { kind }),
    ...(groupId !== undefined && { groupId }),
  };
  const found: Practice[] = [];
  for await (const practice of store.stream(practices, where)) {
    const hidden = practice.state === 'draft' && practice.authorMemberId !== memberId;
    if (practice.example || hidden) continue;
    if (comparable(textFor(practice.title, language)).includes(search)) found.push(practice);
  }
  const { compare } = new Intl.Collator(language);
  return pageOf(found, { keyOf: ({ title }) => textFor(title, language), compare }, query);
}
