import { send, type Task, tasks } from '../outbox.ts';
import { remove } from '../store.ts';
import type { Deps } from '../use-case.ts';
import { meetings } from './meeting.ts';

/** Reminds the group's channel of a meeting, unless it was cancelled or, after an outage, has begun. */
export async function remindDue(deps: Deps, task: Task): Promise<void> {
  const meeting = await deps.store.get(meetings, task.subjectId);
  if (meeting?.state !== 'scheduled' || meeting.startsAt <= deps.now().toISOString()) {
    return deps.store.commit([remove(tasks, task)]);
  }
  const { networkId, id: subjectId, groupId } = meeting;
  const reminder = send(deps, { networkId, kind: 'meeting.reminder', subjectId, to: { type: 'channel', groupId } });
  return deps.store.commit([remove(tasks, task), reminder]);
}
