import type { Logger } from 'pino';
import { isAppError } from '../../domain/errors.ts';
import { type Task, tasks } from '../../domain/outbox.ts';
import { put } from '../../domain/store.ts';
import type { TurnDeps } from '../feature.ts';
import type { Registry } from '../registry.ts';

/** How many tasks are taken at a time. */
const lot = 20;
/** A task that was taken and is still there after so long is taken again: its instance stopped, or it failed. */
const leaseMs = 60_000;

/** Does every task that is due, each in one instance, until none is left. A task that fails is put off. */
export async function runTasks(deps: TurnDeps, registry: Registry, log: Logger): Promise<void> {
  for (;;) {
    const now = deps.now();
    const leaseEnds = new Date(now.getTime() + leaseMs).toISOString();
    const where = { dueAt: { upTo: now.toISOString() } };
    const due = await deps.store.take(tasks, where, { limit: lot, orderBy: 'dueAt' }, (task) => ({
      ...task,
      dueAt: leaseEnds,
    }));
    if (due.length === 0) return;
    for (const task of due) await runTask(deps, registry, log, task);
  }
}

async function runTask(deps: TurnDeps, registry: Registry, log: Logger, task: Task): Promise<void> {
  try {
    const handle = registry.task(task.kind);
    if (!handle) throw new Error(`nothing handles the task ${task.kind}`);
    await handle(deps, task).catch((error: unknown) => {
      // Somebody else made the same meanwhile: read again, it is there. A key that stays taken is a fault.
      if (isAppError(error, 'DUPLICATE')) return handle(deps, task);
      throw error;
    });
  } catch (error) {
    // Somebody else changed the subject: the task is done in a moment, with the subject as it then is.
    if (isAppError(error, 'CONFLICT')) return giveBack(deps, task);
    const facts = { kind: task.kind, task: task.id };
    // Its results wait for what an operator has to put back: a fact, and no fault of the program.
    if (isAppError(error, 'SURVEY_KEY_MISSING')) log.warn({ ...facts, reason: error.message }, 'task has to wait');
    else log.error({ err: error, ...facts }, 'task failed');
  }
}

/** How long a task waits that met somebody else's change. */
const againMs = 500;

/** Makes a task due again soon. One that was changed since it was taken has its next time from whoever changed it. */
async function giveBack(deps: TurnDeps, task: Task): Promise<void> {
  const dueAt = new Date(deps.now().getTime() + againMs).toISOString();
  await deps.store.commit([put(tasks, { ...task, dueAt })]).catch((error: unknown) => {
    if (!isAppError(error, 'CONFLICT')) throw error;
  });
}
