import { AppError } from '../errors.ts';
import { onceMore } from '../once-more.ts';
import { deliveries, plan, type Task, taskId, tasks } from '../outbox.ts';
import { type Actor, authorise } from '../rights.ts';
import { assertSeen } from '../seen.ts';
import { check, put, remove, type Write } from '../store.ts';
import { type Deps, load } from '../use-case.ts';
import { type AnonymiseDeps, anonymise, destroyKey } from './anonymise.ts';
import { dropReminders, sentToOf } from './deliver.ts';
import { numberOnly } from './population.ts';
import { responses } from './response.ts';
import { planExpiry } from './retention.ts';
import { shownOf } from './seen.ts';
import { settleCounted } from './settle.ts';
import { hasEnded, type Survey, surveys } from './survey.ts';

/** What closing needs: all that anonymising answers does. */
export type CloseDeps = AnonymiseDeps;

/**
 * Closes a survey before its time. Leads of the group and coordinators. A closed one stays as it is; a draft is
 * thrown away instead: `SURVEY_NOT_POSTED`. Throws `STALE` when it is another than was seen.
 */
export async function closeSurvey(deps: CloseDeps, actor: Actor, surveyId: string, seen?: string): Promise<Survey> {
  const survey = await load(deps.store, surveys, surveyId);
  authorise(actor, 'survey.manage', survey);
  if (survey.state === 'draft') throw new AppError('SURVEY_NOT_POSTED', `survey ${surveyId} is a draft`);
  return endByHand(deps, surveyId, { state: 'closed', seen });
}

/**
 * Cancels a survey that is scheduled or open, for a reason that everybody it asks will read. What was answered is kept,
 * each mode's promise with it, and never counted. Leads of the group and coordinators. A cancelled one stays as it is;
 * throws `SURVEY_REASON_MISSING`, `SURVEY_NOT_POSTED` for a draft, `SURVEY_CLOSED` for one that is closed, and `STALE` for
 * another than was seen.
 */
export async function cancelSurvey(
  deps: CloseDeps,
  actor: Actor,
  surveyId: string,
  reason: string,
  seen?: string,
): Promise<Survey> {
  const survey = await load(deps.store, surveys, surveyId);
  authorise(actor, 'survey.manage', survey);
  if (survey.state === 'cancelled') return survey;
  if (survey.state === 'draft') throw new AppError('SURVEY_NOT_POSTED', `survey ${surveyId} is a draft`);
  const cancelReason = reason.trim();
  if (!hasEnded(survey) && !cancelReason) {
    throw new AppError('SURVEY_REASON_MISSING', 'cancelled without a reason', { fields: { reason: 'required' } });
  }
  const ended = hasEnded(survey) ? survey : await endByHand(deps, surveyId, { state: 'cancelled', cancelReason, seen });
  // Somebody else, or its time, may have closed it in between.
  if (ended.state !== 'cancelled') throw new AppError('SURVEY_CLOSED', `survey ${surveyId} is closed`);
  return ended;
}

/**
 * Closes a survey whose time has come, or had come while nobody was looking, and finishes what a lead's closing left to
 * do. From the first commit on, no answer is taken. What is left for a confidential or an anonymous survey goes step by
 * step, each committed with a check of what it rests on, so that it may be done again after a crash; the closing task
 * stays until all is done. A confidential one gets what its results hold (`settle.ts`); of an anonymous one the answers
 * are anonymised, then the key is destroyed (`anonymise.ts`), and the store forgets who had answered.
 * Throws `SURVEY_KEY_MISSING` while sealed answers wait for their key: all is tried again later. A survey whose closing
 * was moved meanwhile, or that was opened again, stays open.
 */
export async function close(deps: CloseDeps, surveyId: string): Promise<Survey> {
  const closed = await onceMore(() => closeOnce(deps, surveyId, { state: 'closed', onlyWhenDue: true }));
  if (!hasEnded(closed)) return closed;
  const task = await deps.store.get(tasks, taskId('survey.close', surveyId));
  if (!task) return closed;
  const settled = await settle(deps, closed);
  if (closed.anonymity === 'anonymous' && !(await finishAnonymous(deps, settled))) return settled;
  return onceMore(() => endTask(deps, surveyId, task));
}

/** Deletes the closing task of a survey as it stands: one that was opened again has a closing to come. */
async function endTask({ store }: Deps, surveyId: string, task: Task): Promise<Survey> {
  const survey = await load(store, surveys, surveyId);
  const now = await store.get(tasks, task.id);
  // Whoever planned it anew meanwhile has something to be done.
  if (!hasEnded(survey) || now?.version !== task.version) return survey;
  await store.commit([check(surveys, survey), remove(tasks, task)]);
  return survey;
}

/** What rewrites files, which nobody waits for. Gives whether it is all done. */
async function finishAnonymous(deps: CloseDeps, survey: Survey): Promise<boolean> {
  // Who was reminded in their own chat had not answered. The task stays, and comes again after its lease.
  const areDropped = await dropReminders(deps, survey);
  if (survey.unsettled || !(await destroyKey(deps, survey.id))) {
    const waiting = survey.unsettled?.unreadable ?? 0;
    throw new AppError('SURVEY_KEY_MISSING', `survey ${survey.id} ends later: ${waiting} sealed answers do not open`);
  }
  if (!areDropped) return false;
  const inChats = sentToOf(survey) !== 'channel' || survey.remindedAt !== undefined;
  await deps.store.forget(responses, ...(inChats ? [deliveries] : []));
  return true;
}

/** As much of the ending as whoever asked for it waits for; the closing task does the rest. */
async function endByHand(deps: CloseDeps, surveyId: string, ending: Ending): Promise<Survey> {
  const ended = await onceMore(() => closeOnce(deps, surveyId, ending));
  if (!hasEnded(ended) || !isSettledLater(ended)) return ended;
  const settled = await settle(deps, ended);
  if (settled.anonymity === 'anonymous' && !settled.unsettled) await destroyKey(deps, surveyId);
  await onceMore(() => goOnNow(deps, surveyId));
  return settled;
}

/** Hands the rest of a closing to its task, unless the survey was opened again meanwhile. */
async function goOnNow({ store, now }: Deps, surveyId: string): Promise<void> {
  const survey = await load(store, surveys, surveyId);
  const task = await store.get(tasks, taskId('survey.close', surveyId));
  if (!task || !hasEnded(survey)) return;
  await store.commit([check(surveys, survey), put(tasks, { ...task, dueAt: now().toISOString() })]);
}

/** Puts down what the results of a survey that has ended hold. The survey that it gives may still be unsettled. */
async function settle(deps: CloseDeps, survey: Survey): Promise<Survey> {
  if (survey.anonymity === 'named') return survey;
  const steps = { confidential: settleCounted, anonymous: anonymise };
  const step = steps[survey.anonymity];
  return onceMore(() => step(deps, survey.id));
}

/** Whether ending takes more than one commit: its task stays until all are done. */
function isSettledLater({ anonymity, breakdowns = [], reopenedAt, neverOpened }: Survey): boolean {
  if (neverOpened) return false;
  if (anonymity === 'confidential') return breakdowns.length > 0 || reopenedAt !== undefined;
  return anonymity === 'anonymous';
}

/** How a survey ends; `onlyWhenDue` leaves one open whose closing time has not come. */
interface Ending {
  readonly state: 'closed' | 'cancelled';
  readonly cancelReason?: string;
  readonly onlyWhenDue?: true;
  /** What stands for the survey as whoever ends it saw it. */
  readonly seen?: string | undefined;
}

async function closeOnce(deps: CloseDeps, surveyId: string, { onlyWhenDue, seen, ...ending }: Ending): Promise<Survey> {
  const survey = await load(deps.store, surveys, surveyId);
  const now = deps.now().toISOString();
  if (hasEnded(survey) || (onlyWhenDue && survey.closesAt > now)) return survey;
  assertSeen(shownOf(survey), seen);
  // By a clock that is behind, it would end before it began, and its answers would be kept for too short a time.
  const { opensAt = now } = survey;
  const wasOpen = survey.state === 'open';
  const closedAt = opensAt > now && wasOpen ? opensAt : now;
  const ended: Survey = { ...survey, ...ending, closedAt, ...(!wasOpen && { neverOpened: true }) };
  const closed = isSettledLater(ended) ? { ...ended, unsettled: { since: closedAt } } : ended;
  const { networkId, id: subjectId } = survey;
  const showing = plan({ networkId, kind: 'survey.showClosed', subjectId, dueAt: now });
  await deps.store.commit([
    put(surveys, closed),
    ...(await taskWrites(deps, closed)),
    showing,
    ...(await planExpiry(deps, closed)),
    ...(await numberOnly(deps.store, closed)),
  ]);
  return { ...closed, version: survey.version + 1 };
}

/** For so long nobody else takes the task of a closing that somebody is just going on with. */
const leaseMs = 60_000;

/** Takes away what was planned; where the closing takes several commits, its task stays until it is finished. */
async function taskWrites(deps: Deps, survey: Survey): Promise<Write[]> {
  const kinds = [
    'survey.open',
    'survey.invitePeople',
    'survey.remind',
    'survey.remindPeople',
    'survey.showOpen',
    'survey.close',
  ];
  const found = await Promise.all(kinds.map((kind) => deps.store.get(tasks, taskId(kind, survey.id))));
  const planned = found.filter((task) => task !== undefined);
  if (!isSettledLater(survey)) return planned.map((task) => remove(tasks, task));
  const closing = planned.find(({ kind }) => kind === 'survey.close');
  const dueAt = new Date(deps.now().getTime() + leaseMs).toISOString();
  const { networkId, id: subjectId } = survey;
  return [
    ...planned.filter((task) => task !== closing).map((task) => remove(tasks, task)),
    closing ? put(tasks, { ...closing, dueAt }) : plan({ networkId, kind: 'survey.close', subjectId, dueAt }),
  ];
}
