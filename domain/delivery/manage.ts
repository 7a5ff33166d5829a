import { AppError } from '../errors.ts';
import { onceMore } from '../once-more.ts';
import {
  type Delivery,
  type DeliveryState,
  deliveries,
  deliveryHolds,
  plan,
  send,
  type Task,
  taskId,
  tasks,
} from '../outbox.ts';
import type { Actor } from '../rights.ts';
import { stepThrough } from '../stepwise.ts';
import { put, remove, type Write } from '../store.ts';
import type { Deps } from '../use-case.ts';
import { dueAgain } from './come-back.ts';
import { messageKinds, rulesOf, withdrawalKind } from './kinds.ts';
import { undeliveredStates } from './ledger.ts';
import { messageSubject, type SubjectDeps } from './subject.ts';

/** What looking after messages needs: every noun, since each has messages. */
export type ManageDeps = Deps & SubjectDeps;

/**
 * Plans that the messages about a subject that did not arrive, and no others, are sent again. Gives how many they are.
 * Leads of its group and coordinators. Throws `DELIVERY_WITHDRAWN` when they were taken back.
 */
export async function retryUndelivered(deps: ManageDeps, actor: Actor, subjectId: string): Promise<number> {
  return sendingAgain(deps, actor, subjectId, 'delivery.retry');
}

/**
 * Plans that the messages about a subject are sent again of which nobody knows whether they arrived: they may come twice.
 * Gives how many they are. Leads of its group and coordinators. Throws `DELIVERY_WITHDRAWN` when they were taken back.
 */
export async function repeatUncertain(deps: ManageDeps, actor: Actor, subjectId: string): Promise<number> {
  return sendingAgain(deps, actor, subjectId, 'delivery.repeat');
}

/** Which messages each of the tasks sends again. */
const sentAgain = {
  'delivery.retry': undeliveredStates,
  'delivery.repeat': ['uncertain'],
} as const satisfies Record<string, readonly DeliveryState[]>;

async function sendingAgain(
  deps: ManageDeps,
  actor: Actor,
  subjectId: string,
  kind: keyof typeof sentAgain,
): Promise<number> {
  const { networkId } = await messageSubject(deps, actor, 'delivery.manage', subjectId);
  return onceMore(async () => {
    const hold = await deps.store.get(deliveryHolds, subjectId);
    if (hold?.withdrawn) throw new AppError('DELIVERY_WITHDRAWN', `messages about ${subjectId} were taken back`);
    const count = await deps.store.count(deliveries, { subjectId, state: sentAgain[kind] });
    if (count === 0 || (await deps.store.get(tasks, taskId(kind, subjectId)))) return count;
    await deps.store.commit([plan({ networkId, kind, subjectId, dueAt: nowOf(deps) })]);
    return count;
  });
}

/** Holds back the messages about a subject that have not left. Leads of its group and coordinators. */
export async function pauseMessages(deps: ManageDeps, actor: Actor, subjectId: string): Promise<void> {
  const { networkId } = await messageSubject(deps, actor, 'delivery.manage', subjectId);
  await onceMore(async () => {
    if (await deps.store.get(deliveryHolds, subjectId)) return;
    await deps.store.commit([put(deliveryHolds, { id: subjectId, version: 0, networkId, heldAt: nowOf(deps) })]);
  });
}

/**
 * Lets the messages about a subject go that were held back. Leads of its group and coordinators. Throws
 * `DELIVERY_WITHDRAWN` when they were taken back meanwhile.
 */
export async function resumeMessages(deps: ManageDeps, actor: Actor, subjectId: string): Promise<void> {
  const { networkId } = await messageSubject(deps, actor, 'delivery.manage', subjectId);
  await onceMore(async () => {
    const hold = await deps.store.get(deliveryHolds, subjectId);
    if (hold?.withdrawn) throw new AppError('DELIVERY_WITHDRAWN', `messages about ${subjectId} were taken back`);
    if (!hold) return;
    const planned = await deps.store.get(tasks, taskId('delivery.release', subjectId));
    const dueAt = nowOf(deps);
    const again = planned && put(tasks, { ...planned, dueAt, after: undefined });
    const releasing = again ?? plan({ networkId, kind: 'delivery.release', subjectId, dueAt });
    await deps.store.commit([remove(deliveryHolds, hold), releasing]);
  });
}

/**
 * Takes back the messages about a subject: what has not left stays, and what was sent is deleted in Teams, or says that
 * it was taken back. For good. Leads of its group and coordinators.
 */
export async function withdrawMessages(deps: ManageDeps, actor: Actor, subjectId: string): Promise<void> {
  const { networkId } = await messageSubject(deps, actor, 'delivery.manage', subjectId);
  await onceMore(async () => {
    const hold = await deps.store.get(deliveryHolds, subjectId);
    if (hold?.withdrawn) return;
    const held = hold ?? { id: subjectId, version: 0, networkId, heldAt: nowOf(deps) };
    await deps.store.commit([
      put(deliveryHolds, { ...held, withdrawn: true }),
      plan({ networkId, kind: 'delivery.withdraw', subjectId, dueAt: nowOf(deps) }),
    ]);
  });
}

function nowOf(deps: Deps): string {
  return deps.now().toISOString();
}

/** Makes due what did not arrive of the messages about a subject. */
export async function retryDue(deps: Deps, task: Task): Promise<void> {
  return sendAgain(deps, task, sentAgain['delivery.retry']);
}

/** Makes due the messages about a subject that may have arrived. */
export async function repeatDue(deps: Deps, task: Task): Promise<void> {
  return sendAgain(deps, task, sentAgain['delivery.repeat']);
}

async function sendAgain(deps: Deps, task: Task, state: readonly DeliveryState[]): Promise<void> {
  return stepThrough(deps, task, deliveries, { subjectId: task.subjectId, state }, async (found) =>
    found.map((delivery) => put(deliveries, dueAgain(delivery, deps.now()))),
  );
}

/** Makes due what was held back of the messages about a subject. */
export async function releaseDue(deps: Deps, task: Task): Promise<void> {
  const where = { subjectId: task.subjectId, state: 'paused' };
  return stepThrough(deps, task, deliveries, where, async (found) =>
    found.map((delivery) => put(deliveries, { ...delivery, state: 'waiting', dueAt: nowOf(deps) })),
  );
}

/** Takes back the messages about a subject that were sent or wait; of one that is just being sent, once it is known. */
export async function withdrawDue(deps: Deps, task: Task): Promise<void> {
  const state = ['waiting', 'paused', 'sending', 'sent'];
  const where = { subjectId: task.subjectId, kind: messageKinds, state };
  return stepThrough(deps, task, deliveries, where, async (found) =>
    found.filter((delivery) => !rulesOf(delivery).change).flatMap((delivery) => takingBack(deps, delivery)),
  );
}

function takingBack(deps: Deps, delivery: Delivery): Write[] {
  if (rulesOf(delivery).traceless) return delivery.state === 'sending' ? [] : [remove(deliveries, delivery)];
  const { id: replacesId, networkId, subjectId, to, groupId, state } = delivery;
  if (state === 'waiting' || state === 'paused') {
    return [put(deliveries, { ...delivery, state: 'withdrawn', settledAt: nowOf(deps) })];
  }
  const group = groupId === undefined ? {} : { groupId };
  return [send(deps, { networkId, kind: withdrawalKind, subjectId, to, replacesId, ...group })];
}
