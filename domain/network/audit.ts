import { z } from 'zod';
import { latestFirst, type Page, type PageQuery, pageOf } from '../page.ts';
import { Moment, recordShape } from '../record.ts';
import { type Actor, authorise, membershipIn } from '../rights.ts';
import { collection, put, type StoreReader, type Write } from '../store.ts';
import { comparable, type LocalizedText, textFor } from '../text.ts';
import type { Deps } from '../use-case.ts';
import { groups, type Member, members, networks, organisations, type WorkingGroup } from './network.ts';

/** What of a member, an organisation, a working group, a survey or the network is kept account of. Never what people answer or write. */
export const auditFields = [
  /** Of a member: `coordinator` or `compiler`, given (after) or taken (before). */
  'role',
  /** Of a member: the id of a working group whose lead they become or cease to be. */
  'lead',
  /** Of a member: the id of the organisation they speak for. */
  'organisation',
  /** Of a network: what Teams calls its team; taken (before) alone, that the network kept its own name. */
  'teamName',
  /** Of a network: its name. Of an organisation: its words as they were and are. */
  'name',
  'type',
  'contactPoint',
  'municipalities',
  'region',
  /** Of a working group: the name of the channel or chat it is bound to. */
  'binding',
  /** Of a survey: its answers, deleted when their time had passed. */
  'answers',
] as const;
export type AuditField = (typeof auditFields)[number];

const Change = z.object({ field: z.enum(auditFields), before: z.string().optional(), after: z.string().optional() });
export type AuditChange = z.infer<typeof Change>;

/** Who changed what of whom: written in the commit of the change, and never changed itself. */
export const AuditEntry = z.object({
  ...recordShape,
  networkId: z.string(),
  at: Moment,
  /** The member who did it; absent when it followed from what happened in Teams, or from time passing. */
  byMemberId: z.string().optional(),
  /** True when an operator did it, who is no member. */
  byOperator: z.literal(true).optional(),
  kind: z.enum(['member', 'organisation', 'group', 'survey', 'network']),
  subjectId: z.string(),
  /** What it was called, where its name is not looked up: of a survey. */
  about: z.object({ fi: z.string(), sv: z.string(), en: z.string() }).partial().optional(),
  changes: z.array(Change),
});
export type AuditEntry = z.infer<typeof AuditEntry>;
export const auditEntries = collection('auditEntries', AuditEntry, {
  indexes: ['networkId', 'byMemberId', 'subjectId'],
});

/** Who did something: somebody in the network, its operator, or nobody, for what happened by itself. */
export type Author = Actor | 'operator' | undefined;

/** The account of a change, to be committed with it. */
export function account(
  deps: Pick<Deps, 'now' | 'newId'>,
  author: Author,
  subject: Pick<AuditEntry, 'networkId' | 'kind' | 'subjectId' | 'about'>,
  changes: readonly AuditChange[],
): Write[] {
  const happened = changes.filter(({ before, after }) => before !== after);
  if (happened.length === 0) return [];
  const by =
    author === 'operator'
      ? { byOperator: true as const }
      : { byMemberId: author && membershipIn(author, subject.networkId)?.memberId };
  const at = deps.now().toISOString();
  return [put(auditEntries, { id: deps.newId(), version: 0, ...subject, at, ...by, changes: happened })];
}

/** The account of what a member's roles and leads become. */
export function accountOfMember(
  deps: Pick<Deps, 'now' | 'newId'>,
  author: Author,
  before: Member,
  after: Member,
): Write[] {
  const { networkId, id: subjectId } = before;
  return account(deps, author, { networkId, kind: 'member', subjectId }, [
    ...gainedAndLost('role', before.roles, after.roles),
    ...gainedAndLost('lead', before.leads, after.leads),
    { field: 'organisation', before: before.organisationId, after: after.organisationId },
  ]);
}

/** The account of the deletion of a survey's answers after their time, which nobody does. */
export function accountOfDeletion(
  deps: Pick<Deps, 'now' | 'newId'>,
  { networkId, id: subjectId, title }: { networkId: string; id: string; title: LocalizedText },
): Write[] {
  const subject = { networkId, kind: 'survey', subjectId, about: title } as const;
  return account(deps, undefined, subject, [{ field: 'answers', after: 'deleted' }]);
}

/** The account of a working group's being bound to the channel or chat whose name it has. */
export function accountOfBinding(deps: Pick<Deps, 'now' | 'newId'>, actor: Actor, group: WorkingGroup): Write[] {
  const { networkId, id: subjectId, name, language } = group;
  const change = { field: 'binding', after: textFor(name, language) } as const;
  return account(deps, actor, { networkId, kind: 'group', subjectId }, [change]);
}

function gainedAndLost(field: AuditField, before: readonly string[], after: readonly string[]): AuditChange[] {
  return [
    ...before.filter((one) => !after.includes(one)).map((one) => ({ field, before: one })),
    ...after.filter((one) => !before.includes(one)).map((one) => ({ field, after: one })),
  ];
}

/** An entry with the names of now in place of ids; what is gone has none. */
export interface AuditLine {
  readonly id: string;
  readonly at: string;
  readonly by: string | undefined;
  /** True when the operator did it. */
  readonly byOperator?: true;
  readonly kind: AuditEntry['kind'];
  readonly subjectId: string;
  readonly about: LocalizedText;
  readonly changes: readonly {
    field: AuditField;
    before?: LocalizedText | undefined;
    after?: LocalizedText | undefined;
  }[];
}

/** Part of the account of a network, the latest first. `search` is part of the name of whom it is about. Coordinators. */
export async function auditPage(
  store: StoreReader,
  actor: Actor,
  query: PageQuery & { readonly networkId: string; readonly search: string },
): Promise<Page<AuditLine>> {
  const { networkId } = query;
  authorise(actor, 'network.manage', { networkId });
  const names = await namesIn(store, networkId);
  const lines: AuditLine[] = [];
  const search = comparable(query.search);
  for await (const entry of store.stream(auditEntries, { networkId })) {
    const line = lineOf(entry, names);
    const said = comparable(Object.values(line.about).join(' '));
    if (said.includes(search)) lines.push(line);
  }
  // Of one moment, too, the latest comes first: ids grow with time.
  return pageOf(lines, { keyOf: ({ at, id }) => `${at} ${id}`, compare: latestFirst }, query);
}

type Names = ReadonlyMap<string, LocalizedText>;

async function namesIn(store: StoreReader, networkId: string): Promise<Names> {
  const names = new Map<string, LocalizedText>();
  for await (const { id, name } of store.stream(members, { networkId })) names.set(id, { fi: name });
  for await (const { id, name } of store.stream(organisations, { networkId })) names.set(id, { fi: name });
  for await (const { id, name } of store.stream(groups, { networkId })) names.set(id, name);
  const network = await store.get(networks, networkId);
  if (network) names.set(network.id, network.name);
  return names;
}

function lineOf(entry: AuditEntry, names: Names): AuditLine {
  const { id, at, byMemberId, kind, subjectId } = entry;
  const named = (field: AuditField, value: string | undefined): LocalizedText | undefined => {
    if (value === undefined) return undefined;
    return field === 'lead' || field === 'organisation' ? (names.get(value) ?? {}) : { fi: value };
  };
  return {
    id,
    at,
    by: byMemberId === undefined ? undefined : (names.get(byMemberId)?.fi ?? ''),
    ...(entry.byOperator ? { byOperator: true } : {}),
    kind,
    subjectId,
    about: names.get(subjectId) ?? entry.about ?? {},
    changes: entry.changes.map(({ field, before, after }) => ({
      field,
      before: named(field, before),
      after: named(field, after),
    })),
  };
}
