import { agreedMoment } from '../agreed-time.ts';
import { networks } from '../network/network.ts';
import { recurring } from '../network/recurring.ts';
import { type Gathering, given, notYet, type Rest } from '../noun.ts';
import { type Delivery, type DeliveryState, deliveries, deliveryTallies, type Task, tasks } from '../outbox.ts';
import { stepSize, stepThrough } from '../stepwise.ts';
import { put, remove, type Write } from '../store.ts';
import type { Deps } from '../use-case.ts';
import { rulesOf } from './kinds.ts';
import { undeliveredStates } from './ledger.ts';
import { restOf } from './subject.ts';
import { reducedToCounts } from './tally.ts';

/** What cleaning up needs: every noun, since each has messages. */
export type CleanUpDeps = Deps & Gathering;

/** For so many days after a message and what it is about came to rest, it is known whom it went to and how. */
export const detailsKeptDays = 90;

const dayMs = 24 * 3_600_000;

/** The states from which a message moves only when somebody has it sent again, or lets it go. */
const restingStates = [
  'sent',
  'uncertain',
  'paused',
  ...undeliveredStates,
  'withdrawn',
  'skipped',
] as const satisfies readonly DeliveryState[];
const movingStates = ['waiting', 'paused', 'sending'] as const satisfies readonly DeliveryState[];

/**
 * Deletes the network's messages that nobody needs any more, step by step, and keeps their numbers; first, what is
 * known of messages to the bot that were answered long ago, and of links whose time is over, in whichever network, and
 * what an earlier version kept of who had not answered a secret survey. What is old is told by the clock of the
 * night before, which this one's agrees with. Plans the next night.
 */
export async function cleanUpDue(deps: CleanUpDeps, task: Task): Promise<void> {
  const { networkId } = task;
  const network = await deps.store.get(networks, networkId);
  if (!network) return deps.store.commit([remove(tasks, task)]);
  const now = deps.now();
  const next = {
    ...task,
    after: undefined,
    readAt: now.toISOString(),
    dueAt: recurring['delivery.cleanUp'](network, now),
  };
  if (task.after === undefined) await forgetReminded(deps, networkId);
  const agreed = agreedMoment(task, now);
  if (agreed === undefined) return deps.store.commit([put(tasks, next)]);
  if (task.after === undefined) {
    await Promise.all(given(deps.nouns, 'cleanUp').map((ofNoun) => ofNoun(deps, networkId, agreed)));
  }
  const upTo = new Date(Date.parse(agreed) - detailsKeptDays * dayMs).toISOString();
  return stepThrough(
    deps,
    task,
    deliveries,
    // What came to rest by then was due before.
    { networkId, state: restingStates, dueAt: { upTo } },
    (found) => writesFor(deps, found, upTo),
    put(tasks, next),
  );
}

/**
 * Deletes what earlier versions kept, in rows and numbers, of those whom secret surveys reminded and of digests: all of
 * it was about who had not answered.
 */
async function forgetReminded({ store, nouns }: CleanUpDeps, networkId: string): Promise<void> {
  const secret = new Set<string>([networkId]);
  for (const ofNoun of given(nouns, 'subjects')) {
    for await (const { id, isSecret } of ofNoun.list(store, { networkId })) if (isSecret) secret.add(id);
  }
  const kind = ['survey.reminder', 'member.digest'];
  let found = 0;
  for (const subjectId of secret) {
    for (;;) {
      const told = await store.find(deliveries, { subjectId, kind, state: restingStates }, { limit: stepSize });
      if (told.length === 0) break;
      found += told.length;
      const changes = await store.find(deliveries, { replacesId: told.map(({ id }) => id) });
      await store.commit([...told, ...changes].map((row) => remove(deliveries, row)));
    }
  }
  const tallies = await store.find(deliveryTallies, { networkId });
  const telling = tallies.filter((tally) => kind.includes(tally.kind) && secret.has(tally.subjectId));
  if (telling.length > 0) await store.commit(telling.map((tally) => remove(deliveryTallies, tally)));
  if (found + telling.length > 0) await store.forget(deliveries, deliveryTallies);
}

async function writesFor(deps: CleanUpDeps, found: readonly Delivery[], upTo: string): Promise<Write[]> {
  const { store } = deps;
  const old = found.filter((row) => restsSince(row) <= upTo);
  if (old.length === 0) return [];
  const rests = await restsOf(deps, new Set(old.map(({ subjectId }) => subjectId)));
  const replaceable = old.map(({ id }) => id);
  const changes = await store.find(deliveries, { replacesId: replaceable, state: movingStates });
  const changing = new Set(changes.map(({ replacesId }) => replacesId));
  const isNeeded = (row: Delivery) => {
    const { since, cards } = rests.get(row.subjectId) ?? { since: notYet, cards: 'mayChange' };
    if (since > upTo || changing.has(row.id)) return true;
    return cards === 'mayChange' && row.to.type === 'channel' && !rulesOf(row).change;
  };
  return reducedToCounts(
    store,
    old.filter((row) => !isNeeded(row)),
  );
}

/** What is held back came to no end, but has been lying there since it was due. */
function restsSince({ state, settledAt = notYet, dueAt }: Delivery): string {
  return state === 'paused' ? dueAt : settledAt;
}

async function restsOf(deps: CleanUpDeps, subjectIds: ReadonlySet<string>): Promise<Map<string, Rest>> {
  const quiet = new Set([...Object.keys(recurring), ...given(deps.nouns, 'subjects').flatMap((one) => one.quietTasks)]);
  const busy = await deps.store.find(tasks, { subjectId: [...subjectIds] });
  const planned = new Set(busy.filter(({ kind }) => !quiet.has(kind)).map(({ subjectId }) => subjectId));
  const rests = new Map<string, Rest>();
  for (const id of subjectIds) {
    rests.set(id, planned.has(id) ? { since: notYet, cards: 'stay' } : await restOf(deps, id));
  }
  return rests;
}
