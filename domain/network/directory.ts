import { type Page, type PageQuery, pageOf } from '../page.ts';
import { type Actor, authorise } from '../rights.ts';
import type { StoreReader } from '../store.ts';
import { comparable } from '../text.ts';
import { isPresent } from './actor.ts';
import { type Member, members, organisations } from './network.ts';

/** Which members of a network are wanted, and how many at once. */
export interface MembersQuery extends PageQuery {
  readonly networkId: string;
  /** Part of a name, in any case; empty for all. */
  readonly search: string;
  readonly groupId?: string | undefined;
  /** Of one organisation; an empty id means those who belong to none. */
  readonly organisationId?: string | undefined;
}

/** The members of a network by name in Finnish order, a page at a time. Coordinators. */
export async function membersPage(store: StoreReader, actor: Actor, query: MembersQuery): Promise<Page<Member>> {
  const { networkId, groupId, organisationId } = query;
  authorise(actor, 'network.manage', { networkId });
  const search = comparable(query.search);
  const found: Member[] = [];
  const where = groupId === undefined ? { networkId } : { networkId, groupIds: groupId };
  for await (const member of store.stream(members, where)) {
    if (!isPresent(member) || !comparable(member.name).includes(search)) continue;
    if (organisationId === undefined || (member.organisationId ?? '') === organisationId) found.push(member);
  }
  return pageOf(found, { keyOf: ({ name }) => name, compare: new Intl.Collator('fi').compare }, query);
}

/** The names of organisations by id, for records that name them; those that are gone are left out. */
export async function organisationNames(
  store: StoreReader,
  records: readonly { readonly organisationId?: string | undefined }[],
): Promise<ReadonlyMap<string, string>> {
  const ids = new Set(records.map(({ organisationId }) => organisationId).filter((id) => id !== undefined));
  const found = await Promise.all([...ids].map((id) => store.get(organisations, id)));
  return new Map(found.flatMap((organisation) => (organisation ? [[organisation.id, organisation.name]] : [])));
}
