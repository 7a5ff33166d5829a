import { type Delivery, deliveries, plan, type Task, taskId, tasks } from '../outbox.ts';
import { stepThrough } from '../stepwise.ts';
import { put, type Write } from '../store.ts';
import type { Deps } from '../use-case.ts';
import { dueAgain } from './come-back.ts';
import { rulesOf } from './kinds.ts';
import { undeliveredStates } from './ledger.ts';
import { isUnknownThere } from './settle.ts';

const kind = 'delivery.moved';

/** A reminder that was refused longer ago than this reminds nobody any more. */
const freshMs = 24 * 3_600_000;

/** The write that plans that what a former address of Teams refused of a network is tried again. */
export async function planMoved({ store, now }: Deps, networkId: string): Promise<Write> {
  const dueAt = now().toISOString();
  const planned = await store.get(tasks, taskId(kind, networkId));
  if (planned) return put(tasks, { ...planned, dueAt, after: undefined });
  return plan({ networkId, kind, subjectId: networkId, dueAt });
}

/** Makes due what an address refused that Teams has left; the rest of what was not delivered stays as it is. */
export async function movedDue(deps: Deps, task: Task): Promise<void> {
  const where = { networkId: task.networkId, state: undeliveredStates };
  const since = new Date(deps.now().getTime() - freshMs).toISOString();
  return stepThrough(deps, task, deliveries, where, async (found) =>
    found
      .filter((delivery) => isUnknownThere(delivery.reason) && hasWorth(delivery, since))
      .map((delivery) => put(deliveries, dueAgain(delivery, deps.now()))),
  );
}

function hasWorth(delivery: Delivery, since: string): boolean {
  const { afterReturn, change } = rulesOf(delivery);
  return afterReturn || change || (delivery.settledAt ?? '') >= since;
}
