import { agreedMoment } from '../agreed-time.ts';
import { forgetLinks } from '../link/end.ts';
import { type Meeting, meetings } from '../meeting/meeting.ts';
import { forgetAnswered } from '../network/answer-once.ts';
import { networks } from '../network/network.ts';
import { recurring } from '../network/recurring.ts';
import { type Delivery, type DeliveryState, deliveries, deliveryTallies, type Task, tasks } from '../outbox.ts';
import { type Practice, practices } from '../practice/practice.ts';
import { stepSize, stepThrough } from '../stepwise.ts';
import { put, remove, type StoreReader, type Write } from '../store.ts';
import { expiryTask } from '../survey/keeping.ts';
import { hasEnded, isSecret, type Survey, surveys } from '../survey/survey.ts';
import type { Deps } from '../use-case.ts';
import { rulesOf } from './kinds.ts';
import { undeliveredStates } from './ledger.ts';
import { reducedToCounts } from './tally.ts';

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
export async function cleanUpDue(deps: Deps, task: Task): Promise<void> {
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
  if (task.after === undefined) await Promise.all([forgetAnswered(deps, agreed), forgetLinks(deps, agreed)]);
  const upTo = new Date(Date.parse(agreed) - detailsKeptDays * dayMs).toISOString();
  return stepThrough(
    deps,
    task,
    deliveries,
    // What came to rest by then was due before.
    { networkId, state: restingStates, dueAt: { upTo } },
    (found) => writesFor(deps.store, found, upTo),
    put(tasks, next),
  );
}

/**
 * Deletes what earlier versions kept, in rows and numbers, of those whom secret surveys reminded and of digests: all of
 * it was about who had not answered.
 */
async function forgetReminded({ store }: Deps, networkId: string): Promise<void> {
  const secret = new Set<string>([networkId]);
  for await (const survey of store.stream(surveys, { networkId })) if (isSecret(survey)) secret.add(survey.id);
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

async function writesFor(store: StoreReader, found: readonly Delivery[], upTo: string): Promise<Write[]> {
  const old = found.filter((row) => restsSince(row) <= upTo);
  if (old.length === 0) return [];
  const rests = await restsOf(store, new Set(old.map(({ subjectId }) => subjectId)));
  const replaceable = old.map(({ id }) => id);
  const changes = await store.find(deliveries, { replacesId: replaceable, state: movingStates });
  const changing = new Set(changes.map(({ replacesId }) => replacesId));
  const isNeeded = (row: Delivery) => {
    const { since, cards } = rests.get(row.subjectId) ?? gone;
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

/**
 * Since when nothing more comes of a subject by itself; and whether what stands about it in the channel may change even
 * so, when somebody takes it up again.
 */
interface Rest {
  readonly since: string;
  readonly cards: 'mayChange' | 'stay';
}

/** Later than any moment: not at rest. */
const notYet = '9999-12-31T00:00:00.000Z';
const gone: Rest = { since: '', cards: 'stay' };

async function restsOf(store: StoreReader, subjectIds: ReadonlySet<string>): Promise<Map<string, Rest>> {
  const busy = await store.find(tasks, { subjectId: [...subjectIds] });
  // Answers are deleted long after, and no message comes of that.
  const comes = busy.filter(({ kind }) => !(kind in recurring) && kind !== expiryTask);
  const planned = new Set(comes.map(({ subjectId }) => subjectId));
  const rests = new Map<string, Rest>();
  for (const id of subjectIds) rests.set(id, planned.has(id) ? { ...gone, since: notYet } : await restOf(store, id));
  return rests;
}

async function restOf(store: StoreReader, id: string): Promise<Rest> {
  const survey = await store.get(surveys, id);
  if (survey) return restOfSurvey(survey);
  const meeting = await store.get(meetings, id);
  if (meeting) return restOfMeeting(meeting);
  const practice = await store.get(practices, id);
  return practice ? restOfPractice(practice) : gone;
}

function restOfSurvey(survey: Survey): Rest {
  const { state, anonymity, emptied, closedAt = notYet } = survey;
  const isFinal = state === 'cancelled' || anonymity === 'anonymous' || emptied !== undefined;
  return { since: hasEnded(survey) ? closedAt : notYet, cards: isFinal ? 'stay' : 'mayChange' };
}

function restOfMeeting({ state, endsAt, updatedAt }: Meeting): Rest {
  return { since: state === 'cancelled' ? updatedAt : endsAt, cards: 'stay' };
}

/** A practice moves on as long as there is one, and the newest card in the channel follows. */
function restOfPractice({ state, updatedAt }: Practice): Rest {
  const asks = state === 'proposed' || state === 'inValidation' || state === 'returned';
  return { since: asks ? notYet : updatedAt, cards: 'mayChange' };
}
