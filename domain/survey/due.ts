import { type Task, tasks } from '../outbox.ts';
import { put, remove } from '../store.ts';
import type { Deps } from '../use-case.ts';
import { type CloseDeps, close } from './close.ts';
import { reminders, wasJustReminded } from './deliver.ts';
import { openingWrites } from './make.ts';
import { calmReminders, isTooLateToRemind } from './reminders.ts';
import { hasEnded, type Survey, surveys } from './survey.ts';

/**
 * Opens a scheduled survey whose time has come. One that was meanwhile discarded, opened or closed stays as it is; one
 * whose closing time has come as well, after a long outage, is closed without a word.
 */
export async function openDue(deps: CloseDeps, task: Task): Promise<void> {
  const survey = await deps.store.get(surveys, task.subjectId);
  if (survey?.state !== 'scheduled') return deps.store.commit([remove(tasks, task)]);
  if (survey.closesAt <= deps.now().toISOString()) {
    await close(deps, survey.id);
    return undefined;
  }
  const open: Survey = { ...survey, state: 'open' };
  return deps.store.commit([put(surveys, open), remove(tasks, task), ...(await openingWrites(deps, open))]);
}

/** Closes a survey whose closing time has come; when that was moved meanwhile, waits for it again. */
export async function closeDue(deps: CloseDeps, task: Task): Promise<void> {
  const survey = await deps.store.get(surveys, task.subjectId);
  if (!survey) return deps.store.commit([remove(tasks, task)]);
  const now = await close(deps, survey.id);
  if (!hasEnded(now)) await deps.store.commit([put(tasks, { ...task, dueAt: now.closesAt })]);
}

/**
 * Reminds those who have not answered an open survey, unless that was just done by hand, and then waits for the next
 * time: by then somebody may have joined those it asks. Late after an outage, it still reminds if the survey is open,
 * and once for all the times that were missed; when no calm time is left before the closing, it reminds no more.
 */
export async function remindDue(deps: Deps, task: Task): Promise<void> {
  const survey = await deps.store.get(surveys, task.subjectId);
  const now = deps.now();
  if (survey?.state !== 'open' || survey.closesAt <= now.toISOString()) {
    return deps.store.commit([remove(tasks, task)]);
  }
  const [next] = await calmReminders(deps, survey, now.toISOString());
  const onward = next ? put(tasks, { ...task, dueAt: next }) : remove(tasks, task);
  const isOver = wasJustReminded(survey, now) || (await isTooLateToRemind(deps, survey));
  const reminding = isOver ? undefined : await reminders(deps, survey);
  return deps.store.commit([onward, ...(reminding?.writes ?? [])]);
}
