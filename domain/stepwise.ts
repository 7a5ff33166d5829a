import { type Task, tasks } from './outbox.ts';
import { type Collection, put, remove, type StoredRecord, type Where, type Write } from './store.ts';
import type { Deps } from './use-case.ts';

/** How many records one step of a task goes through: so much fits well into one commit. */
export const stepSize = 200;

/**
 * Does the next step of a task that goes through many records. Each step is one commit, which also keeps how far the
 * task has come: killed at any moment, it goes on from there. At the end the task is deleted, or what `atEnd` says
 * becomes of it.
 */
export async function stepThrough<T extends StoredRecord, I extends keyof T & string>(
  deps: Deps,
  task: Task,
  from: Collection<T, I>,
  where: Where<I>,
  writesFor: (records: readonly T[]) => Promise<readonly Write[]>,
  atEnd: Write = remove(tasks, task),
): Promise<void> {
  const after = task.after === undefined ? {} : { after: task.after };
  const found = await deps.store.find(from, where, { limit: stepSize, ...after });
  const last = found.length === stepSize ? found.at(-1) : undefined;
  const onward = last ? put(tasks, { ...task, after: last.id, dueAt: deps.now().toISOString() }) : atEnd;
  await deps.store.commit([...(await writesFor(found)), onward]);
}
