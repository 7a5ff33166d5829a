import { cleanUpDue } from '../../../domain/delivery/clean-up.ts';
import { releaseDue, repeatDue, retryDue, withdrawDue } from '../../../domain/delivery/manage.ts';
import { movedDue } from '../../../domain/delivery/moved.ts';
import { isAppError } from '../../../domain/errors.ts';
import * as meeting from '../../../domain/meeting/remind.ts';
import { type Task, tasks } from '../../../domain/outbox.ts';
import { invitePeopleDue, remindPeopleDue, showClosedDue, showOpenDue } from '../../../domain/survey/deliver.ts';
import { closeDue, openDue, remindDue } from '../../../domain/survey/due.ts';
import { expireDue } from '../../../domain/survey/results/expire.ts';
import type { RaceDeps } from '../scene.ts';
import { atDay } from './situation.ts';

/** What each task does that can be left when a race ends. */
const handlers: Readonly<Record<string, (deps: RaceDeps, task: Task) => Promise<unknown>>> = {
  'survey.open': openDue,
  'survey.close': closeDue,
  'survey.remind': remindDue,
  'survey.remindPeople': remindPeopleDue,
  'survey.invitePeople': invitePeopleDue,
  'survey.showOpen': showOpenDue,
  'survey.showClosed': showClosedDue,
  'survey.expire': expireDue,
  'meeting.remind': meeting.remindDue,
  'delivery.retry': retryDue,
  'delivery.repeat': repeatDue,
  'delivery.release': releaseDue,
  'delivery.withdraw': withdrawDue,
  'delivery.moved': movedDue,
  'delivery.cleanUp': cleanUpDue,
};

/** Does what is due within a day, in the order of its names, as when nothing else happens meanwhile. */
export async function finishTasks(given: RaceDeps): Promise<void> {
  const deps = atDay(given, 0);
  const upTo = atDay(given, 1).now().toISOString();
  for (let rounds = 0; rounds < 20; rounds += 1) {
    const due = await deps.store.find(tasks, { dueAt: { upTo } });
    if (due.length === 0) return;
    for (const task of due) {
      await handlers[task.kind]?.(deps, task).catch((error: unknown) => {
        if (!isAppError(error)) throw error;
      });
    }
  }
}
