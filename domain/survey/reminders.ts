import { calmBefore, calmFrom, type IsHoliday } from '../calm.ts';
import { AppError } from '../errors.ts';
import { networks } from '../network/network.ts';
import { onceMore } from '../once-more.ts';
import { plan, taskId, tasks } from '../outbox.ts';
import { type Actor, authorise } from '../rights.ts';
import { put, remove, type Write } from '../store.ts';
import { type Deps, load } from '../use-case.ts';
import { hasEnded, type Survey, surveys } from './survey.ts';

/** The most times at which one survey reminds by itself. */
export const mostReminders = 5;

const usual = 2 * 24 * 60 * 60 * 1000;

/** When a survey is to remind by itself after a moment, in order: as chosen for it, else two days before it closes. */
export function remindersAfter({ closesAt, remindAt }: Pick<Survey, 'closesAt' | 'remindAt'>, after: string): string[] {
  const moments = remindAt ?? [new Date(Date.parse(closesAt) - usual).toISOString()];
  return moments.filter((moment) => moment > after && moment < closesAt).sort();
}

/**
 * When a survey does remind by itself after a moment, in order: by day and on working days, as near to the times that
 * `remindersAfter` gives as its closing leaves time for.
 */
export async function calmReminders(deps: Deps, survey: Survey, after: string): Promise<string[]> {
  const { timeZone } = await load(deps.store, networks, survey.networkId);
  return (await calmTimes(survey, timeZone, deps.isHoliday)).filter((moment) => moment > after);
}

/** The same from its opening on, in the network's zone. */
export async function calmTimes(
  survey: Pick<Survey, 'opensAt' | 'createdAt' | 'closesAt' | 'remindAt'>,
  timeZone: string,
  isHoliday: IsHoliday,
): Promise<string[]> {
  const end = new Date(survey.closesAt);
  const wanted = remindersAfter(survey, survey.opensAt ?? survey.createdAt).map((moment) => new Date(moment));
  const calm = await Promise.all(wanted.map((moment) => calmBefore(moment, end, timeZone, isHoliday)));
  return [...new Set(calm.map((moment) => moment.toISOString()))].sort();
}

/** When a survey that has not ended reminds by itself, from its opening on; what lies behind is among it. */
export async function ownReminders(deps: Deps, survey: Survey): Promise<string[]> {
  return hasEnded(survey) ? [] : calmReminders(deps, survey, survey.opensAt ?? survey.createdAt);
}

/** A time that somebody chose for a reminder, and the calm one at which it goes out in its place. */
export interface MovedReminder {
  readonly chosen: string;
  readonly sentAt: string;
}

/** Those of some chosen times of a survey's reminders that are not calm, such as on a weekend, each with the one that is. */
export async function movedReminders(
  deps: Deps,
  { networkId, closesAt }: Pick<Survey, 'networkId' | 'closesAt'>,
  chosen: readonly string[],
): Promise<MovedReminder[]> {
  const { timeZone } = await load(deps.store, networks, networkId);
  const end = new Date(closesAt);
  const calm = await Promise.all(chosen.map((one) => calmBefore(new Date(one), end, timeZone, deps.isHoliday)));
  return chosen
    .map((one, at) => ({ chosen: one, sentAt: calm[at]?.toISOString() ?? one }))
    .filter(({ chosen: one, sentAt }) => sentAt !== one);
}

/** Whether reminders of now would come too late: the next calm time is not before the closing. */
export async function isTooLateToRemind(deps: Deps, survey: Survey): Promise<boolean> {
  const { timeZone } = await load(deps.store, networks, survey.networkId);
  return (await calmFrom(deps.now(), timeZone, deps.isHoliday)).toISOString() >= survey.closesAt;
}

/**
 * Chooses when those who have not answered are reminded, beside any reminder by hand: at up to five times, never, or
 * (undefined) as usual, two days before the closing. Leads of the group and coordinators. Throws
 * `SURVEY_REMINDERS_INVALID` for a time that has passed or does not come before the closing, and `SURVEY_CLOSED`.
 */
export async function chooseReminders(
  deps: Deps,
  actor: Actor,
  surveyId: string,
  remindAt: readonly string[] | undefined,
): Promise<Survey> {
  return onceMore(async () => {
    const survey = await load(deps.store, surveys, surveyId);
    authorise(actor, 'survey.manage', survey);
    if (hasEnded(survey)) throw new AppError('SURVEY_CLOSED', `survey ${surveyId} has ended`);
    const chosen: Survey = { ...survey, remindAt: remindAt && [...new Set(remindAt)].sort() };
    const kept = remindersAfter(chosen, deps.now().toISOString());
    const tooMany = kept.length > mostReminders;
    if (chosen.remindAt && (tooMany || kept.length < chosen.remindAt.length)) {
      throw new AppError('SURVEY_REMINDERS_INVALID', `survey ${surveyId} cannot remind then`);
    }
    await deps.store.commit([put(surveys, chosen), ...(survey.state === 'open' ? await reminding(deps, chosen) : [])]);
    return { ...chosen, version: survey.version + 1 };
  });
}

/** Has an open survey remind at its next time, or no more. */
export async function reminding(deps: Deps, survey: Survey): Promise<Write[]> {
  const [next] = await calmReminders(deps, survey, deps.now().toISOString());
  if (next) return [await planned(deps, survey, 'survey.remind', next)];
  const found = await deps.store.get(tasks, taskId('survey.remind', survey.id));
  return found ? [remove(tasks, found)] : [];
}

/** Plans a task of a survey, or begins anew with the one that is planned. */
export async function planned(
  deps: Deps,
  { networkId, id: subjectId }: Survey,
  kind: string,
  dueAt: string,
): Promise<Write> {
  const found = await deps.store.get(tasks, taskId(kind, subjectId));
  return found ? put(tasks, { ...found, after: undefined, dueAt }) : plan({ networkId, kind, subjectId, dueAt });
}
