import { AppError } from '../errors.ts';
import { onceMore } from '../once-more.ts';
import { taskId, tasks } from '../outbox.ts';
import { type Actor, authorise } from '../rights.ts';
import { assertSeen } from '../seen.ts';
import { put, remove, type Write } from '../store.ts';
import { assertWithinReach, faulty } from '../typed-moment.ts';
import { type Deps, load } from '../use-case.ts';
import { countingAnswers, wasCounted } from './counted.ts';
import { reminders, wasJustReminded } from './deliver.ts';
import { fewestPublished } from './merging.ts';
import { isTooLateToRemind, planned, reminding } from './reminders.ts';
import { type Response, responses, sharedTexts } from './response.ts';
import { assertKept, planExpiry } from './retention.ts';
import { shownOf } from './seen.ts';
import { settleCounted } from './settle.ts';
import { assertOpen, hasEnded, isCounted, type Survey, surveys } from './survey.ts';

/**
 * Gives a scheduled or open survey another closing time, later or earlier; the posted cards are changed. Leads of the
 * group and coordinators. Throws `SURVEY_TIME_INVALID` for a time that has passed, is too far ahead or comes before the opening,
 * `SURVEY_CLOSED` and `SURVEY_CANCELLED` when it has ended, and `SURVEY_NOT_POSTED` for a draft.
 */
export async function moveClosing(deps: Deps, actor: Actor, surveyId: string, closesAt: string): Promise<Survey> {
  return onceMore(async () => {
    const survey = await load(deps.store, surveys, surveyId);
    authorise(actor, 'survey.manage', survey);
    assertAhead(survey);
    const now = deps.now().toISOString();
    if (survey.closesAt === closesAt) return survey;
    if (closesAt <= now || closesAt <= (survey.opensAt ?? now)) {
      throw faulty('SURVEY_TIME_INVALID', { closesOn: closesAt <= now ? 'inPast' : 'notAfterStart' });
    }
    assertWithinReach(closesAt, deps.now(), 'closesOn', 'SURVEY_TIME_INVALID');
    // The closing may have come while its task had not: what nobody could answer any more is opened again instead.
    if (survey.state === 'open' && survey.closesAt <= now) {
      throw new AppError('SURVEY_CLOSED', `survey ${surveyId} has ended`);
    }
    const moved: Survey = { ...survey, closesAt };
    await deps.store.commit([put(surveys, moved), ...(survey.state === 'open' ? await timesOf(deps, moved) : [])]);
    return moved;
  });
}

/**
 * Opens a closed or archived survey again until the given time, with all answers; its results say so. Never an
 * anonymous one, whose answers are nobody's any more: `SURVEY_FINAL`. Leads of the group and coordinators. An open one
 * stays as it is; throws `SURVEY_TIME_INVALID`, `SURVEY_CANCELLED`, `ANSWERS_DELETED`, `SURVEY_NEVER_OPENED`, what
 * `assertOpen` throws of one that has not ended, and `STALE` when it is another than was seen.
 */
export async function reopenSurvey(
  deps: Deps,
  actor: Actor,
  surveyId: string,
  closesAt: string,
  seen?: string,
): Promise<Survey> {
  return onceMore(async () => {
    const survey = await load(deps.store, surveys, surveyId);
    authorise(actor, 'survey.manage', survey);
    if (survey.state === 'open') return survey;
    if (survey.state === 'cancelled') throw new AppError('SURVEY_CANCELLED', `survey ${surveyId} is cancelled`);
    if (!hasEnded(survey)) assertOpen(survey);
    if (survey.neverOpened) throw new AppError('SURVEY_NEVER_OPENED', `survey ${surveyId} was never open`);
    if (survey.anonymity === 'anonymous') throw new AppError('SURVEY_FINAL', `survey ${surveyId} is anonymous`);
    assertKept(survey);
    assertSeen(shownOf(survey), seen);
    const now = deps.now().toISOString();
    if (closesAt <= now) throw faulty('SURVEY_TIME_INVALID', { closesOn: 'inPast' });
    assertWithinReach(closesAt, deps.now(), 'closesOn', 'SURVEY_TIME_INVALID');
    // A closing that was interrupted is done first: what its results hold is never put down afterwards. Its answers may go meanwhile.
    const closed = survey.anonymity === 'confidential' ? await settleCounted(deps, surveyId) : survey;
    if (!isCounted(closed)) throw new AppError('CONFLICT', `somebody else changed survey ${surveyId}`);
    assertKept(closed);
    const open: Survey = { ...shareless(closed), state: 'open', closesAt, closedAt: undefined, reopenedAt: now };
    await deps.store.commit([
      put(surveys, open),
      ...(await timesOf(deps, open)),
      ...(await planExpiry(deps, open)),
      ...(await unsharing(deps, open)),
      ...(await shownSoFar(deps, open)),
    ]);
    return open;
  });
}

/** Of a survey that is not named, all texts wait for being shared again: those that come later would be one person's. */
function shareless(survey: Survey): Survey {
  return survey.anonymity === 'named' ? survey : { ...survey, textsSharedAt: undefined };
}

async function unsharing(deps: Deps, { id, anonymity }: Survey): Promise<Write[]> {
  const shared = anonymity === 'named' ? undefined : await deps.store.get(sharedTexts, id);
  return shared ? [remove(sharedTexts, shared)] : [];
}

/** Puts down what results of a confidential survey could be seen, so that what is shown later never tells on one. */
async function shownSoFar(deps: Deps, { id: surveyId, anonymity }: Survey): Promise<Write[]> {
  if (anonymity !== 'confidential') return [];
  const given: Response[] = [];
  for await (const one of deps.store.stream(responses, { surveyId, state: 'submitted' })) given.push(one);
  const isAgain = wasCounted(given);
  if (!isAgain && given.length < fewestPublished) {
    return given.filter(({ counted }) => counted).map((one) => put(responses, { ...one, counted: undefined }));
  }
  return given.map((one) => {
    return put(responses, { ...one, counted: { ...one.counted, answers: countingAnswers(one, isAgain) } });
  });
}

/**
 * Puts a closed survey aside: it is found under its state only, and its results stay in the hand-over. Leads of the
 * group and coordinators. An archived one stays as it is; throws `SURVEY_NOT_CLOSED`, and `STALE` when it is
 * another than was seen.
 */
export async function archiveSurvey(deps: Deps, actor: Actor, surveyId: string, seen?: string): Promise<Survey> {
  return onceMore(async () => {
    const survey = await load(deps.store, surveys, surveyId);
    authorise(actor, 'survey.manage', survey);
    if (survey.state === 'archived') return survey;
    if (survey.state !== 'closed') throw new AppError('SURVEY_NOT_CLOSED', `survey ${surveyId} is ${survey.state}`);
    assertSeen(shownOf(survey), seen);
    const archived: Survey = { ...survey, state: 'archived' };
    await deps.store.commit([put(surveys, archived)]);
    return archived;
  });
}

/**
 * Reminds those who have not answered an open survey, in their own chats, wherever it was posted; in an anonymous one,
 * nobody sees whom. Leads of the group and coordinators. Throws `SURVEY_REMINDED` within 20 hours of the last reminder,
 * `SURVEY_REMINDER_LATE` when reminders could leave only after the closing, and `SURVEY_NOBODY_MISSING`.
 */
export async function remindNow(deps: Deps, actor: Actor, surveyId: string): Promise<Survey> {
  return onceMore(async () => {
    const survey = await load(deps.store, surveys, surveyId);
    authorise(actor, 'survey.manage', survey);
    assertOpen(survey);
    const now = deps.now();
    if (survey.closesAt <= now.toISOString()) throw new AppError('SURVEY_CLOSED', `survey ${surveyId} has ended`);
    if (wasJustReminded(survey, now)) {
      throw new AppError('SURVEY_REMINDED', `survey ${surveyId} was reminded of`);
    }
    if (await isTooLateToRemind(deps, survey)) {
      throw new AppError('SURVEY_REMINDER_LATE', `no calm time is left before survey ${surveyId} closes`);
    }
    const reminding = await reminders(deps, survey);
    if (!reminding) throw new AppError('SURVEY_NOBODY_MISSING', `everybody has answered survey ${surveyId}`);
    await deps.store.commit(reminding.writes);
    return reminding.reminded;
  });
}

function assertAhead({ id, state }: Survey): void {
  if (state !== 'scheduled') assertOpen({ id, state });
}

/** What an open survey has planned, for its closing time of now, and what tells those whose cards show another. */
async function timesOf(deps: Deps, survey: Survey): Promise<Write[]> {
  const showing = await deps.store.get(tasks, taskId('survey.showClosed', survey.id));
  return [
    await planned(deps, survey, 'survey.close', survey.closesAt),
    await showingOpen(deps, survey),
    ...(await reminding(deps, survey)),
    ...(showing ? [remove(tasks, showing)] : []),
  ];
}

/** Has the posted cards of an open survey say what holds now. */
export async function showingOpen(deps: Deps, survey: Survey): Promise<Write> {
  return planned(deps, survey, 'survey.showOpen', deps.now().toISOString());
}
