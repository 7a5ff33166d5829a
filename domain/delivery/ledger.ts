import { organisationNames } from '../network/directory.ts';
import { type Member, members } from '../network/network.ts';
import type { MessageSubject } from '../noun.ts';
import {
  type Delivery,
  type DeliveryState,
  type DeliveryTally,
  deliveries,
  deliveryHolds,
  deliveryStates,
  deliveryTallies,
} from '../outbox.ts';
import { type Page, type PageQuery, partOf } from '../page.ts';
import type { Actor } from '../rights.ts';
import type { StoreReader } from '../store.ts';
import { ledgerKinds, rulesOf } from './kinds.ts';
import { groupsSeen, messageSubject, messageSubjects, type SubjectDeps, subjectWith } from './subject.ts';

/** How many messages stand how, put together as people ask. */
export interface DeliveryCounts {
  readonly sent: number;
  readonly waiting: number;
  readonly uncertain: number;
  /** Failed, blocked or not reached: those that can be tried again. */
  readonly undelivered: number;
}

/** The states of messages that did not arrive and can be tried again. */
export const undeliveredStates = ['failed', 'blocked', 'notReached'] as const satisfies readonly DeliveryState[];
const waitingStates = ['waiting', 'sending', 'paused'] as const satisfies readonly DeliveryState[];

/** The messages of a network at a glance: how many stand how, and what they are about. */
export interface LedgerOverview {
  readonly all: DeliveryCounts;
  /** Those of which there is a message, the newest first. */
  readonly subjects: Page<{ readonly subject: MessageSubject; readonly standing: DeliveryCounts }>;
}

/** The messages that a lead of groups or a coordinator may see, by subject, a page at a time. */
export async function ledgerOverview(
  deps: SubjectDeps,
  actor: Actor,
  networkId: string,
  query: PageQuery,
): Promise<LedgerOverview> {
  const { store } = deps;
  const groups = groupsSeen(actor, networkId);
  const where = groups === 'all' ? { networkId } : { networkId, groupId: groups };
  const counts = new Map<string, Record<DeliveryState, number>>();
  const countsOf = (subjectId: string) => {
    const known = counts.get(subjectId) ?? sumOf([]);
    counts.set(subjectId, known);
    return known;
  };
  // In one reading, so that what is told of each comes to what is told of all.
  for await (const { subjectId, state } of store.stream(deliveries, { ...where, kind: ledgerKinds })) {
    countsOf(subjectId)[state] += 1;
  }
  for await (const { subjectId, kind, counts: kept } of store.stream(deliveryTallies, where)) {
    if (!ledgerKinds.includes(kind)) continue;
    const own = countsOf(subjectId);
    for (const state of deliveryStates) own[state] += kept[state] ?? 0;
  }
  const told = (await messageSubjects(deps, actor, networkId)).filter(({ id }) => counts.has(id));
  const part = partOf(told, ({ id }) => id, query);
  const items = part.items.map((subject) => ({ subject, standing: deliveryCounts(countsOf(subject.id)) }));
  const all = sumOf(told.map(({ id }) => ({ counts: countsOf(id) })));
  return { all: deliveryCounts(all), subjects: { ...part, items } };
}

function deliveryCounts(counts: Counts): DeliveryCounts {
  const count = (states: readonly DeliveryState[]) => states.reduce((sum, state) => sum + counts[state], 0);
  return {
    sent: counts.sent,
    waiting: count(waitingStates),
    uncertain: counts.uncertain,
    undelivered: count(undeliveredStates),
  };
}

/** Somebody whom a message did not reach. */
export interface Unreached {
  readonly name: string;
  /** The name of the organisation they speak for; empty for none. */
  readonly organisation: string;
  readonly reason: string;
}

type Counts = Readonly<Record<DeliveryState, number>>;

/** What became of the messages about one subject. Changes of posted cards are counted apart. */
export interface SubjectLedger {
  readonly subject: MessageSubject;
  readonly counts: Counts;
  /** The same of those whose rows are kept: these can be sent again and taken back. */
  readonly kept: Counts;
  /** Why messages did not arrive, the most frequent first. */
  readonly reasons: readonly { readonly state: DeliveryState; readonly reason: string; readonly count: number }[];
  /** How many were sent and may have come more than once. */
  readonly mayRepeat: number;
  /** How many changes of posted cards are on their way, and how many failed. */
  readonly changes: { readonly waiting: number; readonly failed: number };
  readonly hold: 'none' | 'paused' | 'withdrawn';
  /** Whether messages may be on their way of which nothing is told: the reminders of an open secret survey. */
  readonly mayRemind: boolean;
  /** The first of the people whom they did not reach, by name. */
  readonly unreached: readonly Unreached[];
}

const mostUnreached = 20;

/** The ledger of one subject. Leads of its group and coordinators. */
export async function subjectLedger(deps: SubjectDeps, actor: Actor, subjectId: string): Promise<SubjectLedger> {
  const { store } = deps;
  const subject = await messageSubject(deps, actor, 'delivery.see', subjectId);
  const hold = await store.get(deliveryHolds, subjectId);
  const { isSecret = false, mayRemind = false } = subject;
  const sums = await sumUp(store, subjectId, isSecret);
  const { counts: kept, mayRepeat, changes } = sums;
  const all = await store.find(deliveryTallies, { subjectId });
  const tallies = all.filter(({ kind }) => !isSecret || kind !== 'survey.reminder');
  return {
    subject,
    counts: sumOf([{ counts: kept }, ...tallies]),
    kept,
    reasons: [...sums.reasons.values()].sort((a, b) => b.count - a.count),
    mayRepeat,
    changes,
    hold: hold ? (hold.withdrawn ? 'withdrawn' : 'paused') : 'none',
    mayRemind,
    unreached: await withNames(store, sums.unreached),
  };
}

function sumOf(tallies: readonly Pick<DeliveryTally, 'counts'>[]): Record<DeliveryState, number> {
  const sums = Object.fromEntries(deliveryStates.map((state) => [state, 0])) as Record<DeliveryState, number>;
  for (const { counts } of tallies) for (const state of deliveryStates) sums[state] += counts[state] ?? 0;
  return sums;
}

/** How many messages are there as numbers only: with nobody's name, and no reason. */
export function onlyCounted({ counts, kept }: Pick<SubjectLedger, 'counts' | 'kept'>): number {
  return deliveryStates.reduce((sum, state) => sum + counts[state] - kept[state], 0);
}

/**
 * Whether a message about a secret survey tells who had not answered: a reminder that an earlier version kept, or the
 * change of its card. They go in the first night.
 */
function tellsWhoWasMissing({ to, kind }: Delivery): boolean {
  return to.type === 'person' && kind !== 'survey.invitation';
}

async function sumUp(store: StoreReader, subjectId: string, isOfSecret: boolean) {
  const counts = sumOf([]);
  const reasons = new Map<string, { state: DeliveryState; reason: string; count: number }>();
  const changes = { waiting: 0, failed: 0 };
  const unreached: Delivery[] = [];
  let mayRepeat = 0;
  for await (const delivery of store.stream(deliveries, { subjectId })) {
    const { state, doubts, reason = '' } = delivery;
    if (rulesOf(delivery).traceless || (isOfSecret && tellsWhoWasMissing(delivery))) continue;
    if (rulesOf(delivery).change) {
      if (isOneOf(waitingStates, state)) changes.waiting += 1;
      if (isOneOf(undeliveredStates, state)) changes.failed += 1;
      continue;
    }
    counts[state] += 1;
    if (state === 'sent' && doubts) mayRepeat += 1;
    if (!isOneOf(undeliveredStates, state) && state !== 'uncertain') continue;
    const known = reasons.get(`${state}|${reason}`);
    reasons.set(`${state}|${reason}`, { state, reason, count: (known?.count ?? 0) + 1 });
    const named = delivery.to.type === 'person' && isOneOf(undeliveredStates, state);
    if (named && unreached.length < mostUnreached) unreached.push(delivery);
  }
  return { counts, reasons, changes, unreached, mayRepeat };
}

function isOneOf(states: readonly DeliveryState[], state: DeliveryState): boolean {
  return states.includes(state);
}

async function withNames(store: StoreReader, rows: readonly Delivery[]): Promise<Unreached[]> {
  const found = await Promise.all(
    rows.map(async ({ networkId, targetId, reason = '' }) => {
      const [member] = await store.find(members, { networkId, personId: targetId }, { limit: 1 });
      return { member, reason };
    }),
  );
  const organisations = await organisationNames(
    store,
    found.flatMap(({ member }) => member ?? []),
  );
  const named = found.map(({ member, reason }) => ({
    name: member?.name ?? '',
    organisation: organisations.get(member?.organisationId ?? '') ?? '',
    reason,
  }));
  return named.sort((a, b) => a.name.localeCompare(b.name, 'fi'));
}

/** One message as a line of the list that leads and coordinators fetch. */
export interface LedgerRow {
  readonly kind: string;
  /** The member's name, or empty for a channel. */
  readonly name: string;
  /** The name of the member's organisation, which tells them from another of their name; empty for none. */
  readonly organisation: string;
  readonly state: DeliveryState;
  readonly reason: string;
  readonly attempts: number;
  readonly doubts: number;
  readonly createdAt: string;
  readonly settledAt: string | undefined;
}

/** Every message about a subject in order of making, but those that leave no trace. The caller has checked the right. */
export async function ledgerRows(deps: SubjectDeps, networkId: string, subjectId: string): Promise<LedgerRow[]> {
  const { store } = deps;
  const known = new Map<string, Pick<Member, 'name' | 'organisationId'>>();
  for await (const { personId, name, organisationId } of store.stream(members, { networkId })) {
    known.set(personId, { name, ...(organisationId === undefined ? {} : { organisationId }) });
  }
  const organisations = await organisationNames(store, [...known.values()]);
  const isOfSecret = (await subjectWith(deps, subjectId))?.isSecret ?? false;
  const rows: LedgerRow[] = [];
  for await (const delivery of store.stream(deliveries, { subjectId, networkId })) {
    if (rulesOf(delivery).traceless || (isOfSecret && tellsWhoWasMissing(delivery))) continue;
    const { kind, to, state, reason = '', attempts, doubts = 0, createdAt, settledAt } = delivery;
    const { name = '', organisationId = '' } = (to.type === 'person' ? known.get(to.personId) : undefined) ?? {};
    const organisation = organisations.get(organisationId) ?? '';
    rows.push({ kind, name, organisation, state, reason, attempts, doubts, createdAt, settledAt });
  }
  return rows;
}
