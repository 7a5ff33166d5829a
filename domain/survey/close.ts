import { AppError, isAppError } from '../errors.ts';
import { onceMore } from '../once-more.ts';
import { deliveries, plan, taskId, tasks } from '../outbox.ts';
import { type Actor, authorise } from '../rights.ts';
import { check, put, remove, type StoreReader, type Write } from '../store.ts';
import { type Deps, load } from '../use-case.ts';
import type { AnswerDeps } from './answering.ts';
import { classifier } from './classes.ts';
import { countAlike, countedAgain, countingAnswers, toldOf, wasCounted } from './counted.ts';
import { dropReminders, sentToOf } from './deliver.ts';
import { planExpiry } from './keeping.ts';
import { inOrder, mergeSmall } from './merging.ts';
import { numberOnly } from './population.ts';
import { type Answers, anonymousAnswers, type Response, responses } from './response.ts';
import { unsealed } from './sealing.ts';
import { hasEnded, type Survey, surveys } from './survey.ts';

/** What closing needs beside the usual: the vault, and chance to shuffle anonymous answers by. */
export type CloseDeps = AnswerDeps & {
  /** A whole number from 0 up to, not including, `limit`. */
  randomBelow(limit: number): number;
};

/**
 * Closes a survey before its time. Leads of the group and coordinators. A closed one stays as it is; a draft is
 * thrown away instead: `SURVEY_NOT_OPEN`.
 */
export async function closeSurvey(deps: CloseDeps, actor: Actor, surveyId: string): Promise<Survey> {
  const survey = await load(deps.store, surveys, surveyId);
  authorise(actor, 'survey.manage', survey);
  if (survey.state === 'draft') throw new AppError('SURVEY_NOT_OPEN', `survey ${surveyId} is a draft`);
  return endAnswers(deps, surveyId, { state: 'closed' });
}

/**
 * Cancels a survey that is scheduled or open, for a reason that everybody it asks will read. What was answered is kept,
 * each mode's promise with it, and never counted. Leads of the group and coordinators. A cancelled one stays as it is;
 * throws `SURVEY_REASON_MISSING`, `SURVEY_NOT_OPEN` for a draft, and `SURVEY_CLOSED` for one that is closed.
 */
export async function cancelSurvey(deps: CloseDeps, actor: Actor, surveyId: string, reason: string): Promise<Survey> {
  const survey = await load(deps.store, surveys, surveyId);
  authorise(actor, 'survey.manage', survey);
  if (survey.state === 'cancelled') return survey;
  if (survey.state === 'draft') throw new AppError('SURVEY_NOT_OPEN', `survey ${surveyId} is a draft`);
  if (hasEnded(survey)) throw new AppError('SURVEY_CLOSED', `survey ${surveyId} is closed`);
  const cancelReason = reason.trim();
  if (!cancelReason) throw new AppError('SURVEY_REASON_MISSING', 'cancelled without a reason');
  return endAnswers(deps, surveyId, { state: 'cancelled', cancelReason });
}

/**
 * Closes a survey whose time has come, or had come while nobody was looking, and finishes what a lead's closing left to
 * do. From the first commit on, no answer is taken. An anonymous survey then goes on step by step, each of which may be
 * done again after a crash: a second commit replaces every sealed response by an answer without person, time or
 * language, with a class at most that five share, in shuffled order; the key is destroyed, so that no earlier copy can be read; the store forgets who had
 * answered. The closing task stays until all that is done. A survey whose closing was moved meanwhile stays open.
 */
export async function close(deps: CloseDeps, surveyId: string): Promise<Survey> {
  const closed = await endAnswers(deps, surveyId, { state: 'closed', onlyWhenDue: true });
  if (!hasEnded(closed) || !isFinishedLater(closed)) return closed;
  if (closed.anonymity === 'anonymous') {
    // Who was reminded in their own chat had not answered. The task stays, and comes again after its lease.
    if (!(await dropReminders(deps, closed))) return closed;
    const inChats = sentToOf(closed) !== 'channel' || closed.remindedAt !== undefined;
    await deps.store.forget(responses, ...(inChats ? [deliveries] : []));
  }
  const task = await deps.store.get(tasks, taskId('survey.close', surveyId));
  if (task) await deps.store.commit([remove(tasks, task)]);
  return closed;
}

/** As much of closing as its reader waits for. What is left for an anonymous survey rewrites files and takes longer. */
async function endAnswers(deps: CloseDeps, surveyId: string, ending: Ending): Promise<Survey> {
  const closed = await onceMore(() => closeOnce(deps, surveyId, ending));
  if (!hasEnded(closed) || !isFinishedLater(closed)) return closed;
  if (closed.anonymity === 'confidential') {
    await onceMore(() => settleCounted(deps, closed));
    return closed;
  }
  const counted = await onceMore(() => unlink(deps, surveyId));
  await deps.vault.destroy(surveyId);
  return counted;
}

/** Whether closing takes more than one commit: its task stays until all are done. */
function isFinishedLater({ anonymity, breakdowns = [], reopenedAt }: Survey): boolean {
  if (anonymity === 'confidential') return breakdowns.length > 0 || reopenedAt !== undefined;
  return anonymity === 'anonymous';
}

/**
 * Puts down what the results of a closed confidential survey hold of each answer, and of its giver what results are
 * divided by: whatever changes about people and organisations later, results stay as they are. Done again, it changes
 * nothing.
 */
async function settleCounted(deps: CloseDeps, survey: Survey): Promise<void> {
  if (survey.state !== 'closed') return;
  const given = (await collect(deps.store, survey.id)).filter(({ state }) => state === 'submitted');
  const after = wasCounted(given) ? again(survey, given) : await firstTime(deps, survey, given);
  const changed = after.filter((one, index) => JSON.stringify(one) !== JSON.stringify(given[index]));
  if (changed.length > 0)
    await deps.store.commit([check(surveys, survey), ...changed.map((one) => put(responses, one))]);
}

async function firstTime(deps: CloseDeps, survey: Survey, given: readonly Response[]): Promise<Response[]> {
  const { breakdowns = [] } = survey;
  if (breakdowns.length === 0 || given.some(({ counted }) => counted?.classes)) return [...given];
  const classesOf = await classifier(deps.store, survey);
  return given.map((response) => {
    const all = classesOf(response);
    const classes = Object.fromEntries(inOrder(breakdowns).map((breakdown) => [breakdown, all[breakdown]]));
    return { ...response, counted: { classes } };
  });
}

function again({ questions }: Survey, given: readonly Response[]): Response[] {
  const after = countedAgain(questions, given);
  const renewed = after.renewed.length > 0 ? { renewed: [...after.renewed] } : {};
  const told = new Set(toldOf(given));
  return given.map((response, index) => {
    const answers = after.answers[index] ?? {};
    const same = countAlike(questions, answers, countingAnswers(response, true));
    const isHeld = !told.has(response) && Object.keys(answers).length === 0;
    const { held: _, ...before } = response.counted ?? {};
    const late = same ? {} : { late: true as const };
    return {
      ...response,
      counted: { ...before, answers, ...renewed, ...late, ...(isHeld && { held: true as const }) },
    };
  });
}

/** How a survey ends; `onlyWhenDue` leaves one open whose closing time has not come. */
interface Ending {
  readonly state: 'closed' | 'cancelled';
  readonly cancelReason?: string;
  readonly onlyWhenDue?: true;
}

async function closeOnce(deps: CloseDeps, surveyId: string, { onlyWhenDue, ...ending }: Ending): Promise<Survey> {
  const survey = await load(deps.store, surveys, surveyId);
  const now = deps.now().toISOString();
  if (hasEnded(survey) || (onlyWhenDue && survey.closesAt > now)) return survey;
  // By a clock that is behind, it would end before it began, and its answers would be kept for too short a time.
  const { opensAt = now } = survey;
  const closed: Survey = { ...survey, ...ending, closedAt: opensAt > now && survey.state === 'open' ? opensAt : now };
  const { networkId, id: subjectId } = survey;
  const showing = plan({ networkId, kind: 'survey.showClosed', subjectId, dueAt: now });
  await deps.store.commit([
    put(surveys, closed),
    ...(await taskWrites(deps, survey)),
    showing,
    ...(await planExpiry(deps, closed)),
    ...(await numberOnly(deps.store, closed)),
  ]);
  return { ...closed, version: survey.version + 1 };
}

/** Takes away what was planned; where the closing takes several commits, it stays, due now, until it is finished. */
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
  if (!isFinishedLater(survey)) return planned.map((task) => remove(tasks, task));
  const closing = planned.find(({ kind }) => kind === 'survey.close');
  const dueAt = deps.now().toISOString();
  const { networkId, id: subjectId } = survey;
  return [
    ...planned.filter((task) => task !== closing).map((task) => remove(tasks, task)),
    closing ? put(tasks, { ...closing, dueAt }) : plan({ networkId, kind: 'survey.close', subjectId, dueAt }),
  ];
}

/** Parts the answers of a closed anonymous survey from those who gave them. */
async function unlink(deps: CloseDeps, surveyId: string): Promise<Survey> {
  const survey = await load(deps.store, surveys, surveyId);
  const given = await collect(deps.store, surveyId);
  if (given.length === 0) return survey;
  const submitted = given.filter(({ state }) => state === 'submitted');
  const read = await Promise.all(submitted.map(async (one) => ({ one, answers: await answersOf(deps, one) })));
  const answers = shuffled(await withClass(deps, survey, read), (limit) => deps.randomBelow(limit));
  const lost = read.length - answers.length;
  const counted: Survey = lost > 0 ? { ...survey, lostAnswers: (survey.lostAnswers ?? 0) + lost } : survey;
  const { networkId } = survey;
  await deps.store.commit([
    put(surveys, counted),
    ...given.map((response) => remove(responses, response)),
    // Ids grow with time, so they are given out in shuffled order.
    ...answers.map((one) => put(anonymousAnswers, { id: deps.newId(), version: 0, networkId, surveyId, ...one })),
  ]);
  return counted;
}

type Read = { readonly one: Response; readonly answers: Answers | undefined };
type Parted = { readonly answers: Answers; readonly class?: string };

/** The answers that could be read, each with its class where five at least share it. */
async function withClass(deps: CloseDeps, survey: Survey, read: readonly Read[]): Promise<Parted[]> {
  const readable = read.flatMap(({ one, answers }) => (answers ? [{ one, answers }] : []));
  const [breakdown] = inOrder(survey.breakdowns ?? []);
  if (!breakdown) return readable.map(({ answers }) => ({ answers }));
  const classesOf = await classifier(deps.store, survey);
  const { classes } = mergeSmall(
    readable.map(({ one }) => classesOf(one)),
    [breakdown],
  );
  return readable.map(({ answers }, index) => {
    const shared = classes[index]?.[breakdown];
    return shared === undefined ? { answers } : { answers, class: shared };
  });
}

async function collect(store: StoreReader, surveyId: string): Promise<Response[]> {
  const all: Response[] = [];
  for await (const response of store.stream(responses, { surveyId })) all.push(response);
  return all;
}

/** What a response said; undefined when its key is lost, which must not keep the others from being counted. */
async function answersOf(deps: CloseDeps, response: Response): Promise<Answers | undefined> {
  if (response.sealed === undefined) return response.answers;
  try {
    return (await unsealed(deps.vault, response.surveyId, response.sealed)).answers;
  } catch (error) {
    if (isAppError(error, 'SEAL_UNREADABLE')) return undefined;
    throw error;
  }
}

/** The same items in an order that chance decides (Fisher and Yates). */
function shuffled<T>(items: readonly T[], randomBelow: (limit: number) => number): T[] {
  const mixed = [...items];
  for (let last = mixed.length - 1; last > 0; last -= 1) {
    const other = randomBelow(last + 1);
    [mixed[last], mixed[other]] = [mixed[other] as T, mixed[last] as T];
  }
  return mixed;
}
