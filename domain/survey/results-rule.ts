import { AppError } from '../errors.ts';
import { onceMore } from '../once-more.ts';
import { type Action, type Actor, authorise, can, type Subject } from '../rights.ts';
import { assertSeen } from '../seen.ts';
import { put, type StoreReader } from '../store.ts';
import { type Deps, load } from '../use-case.ts';
import { toBeAnswered } from './audience.ts';
import { inOrder } from './merging.ts';
import { shownOf } from './seen.ts';
import { type Breakdown, isCounted, type ResultsFor, type ResultsFrom, type Survey, surveys } from './survey.ts';

const narrowing: readonly ResultsFor[] = ['asked', 'leads', 'coordinators'];

/** What is decided about the results of a survey before it is posted. */
export interface ResultsRule {
  readonly resultsFrom: ResultsFrom;
  readonly resultsFor: ResultsFor;
  /** In the order of `Breakdown`. */
  readonly breakdowns: readonly Breakdown[];
}

/** The rule that holds for a survey: what is set, or the default. Only a named one is ever shown while it is open. */
export function resultsRule({ anonymity, resultsFrom, resultsFor, breakdowns = [] }: Survey): ResultsRule {
  const chosen = inOrder(breakdowns);
  return {
    resultsFrom: anonymity === 'named' ? (resultsFrom ?? 'closed') : 'closed',
    resultsFor: resultsFor ?? 'leads',
    breakdowns: anonymity === 'anonymous' ? chosen.slice(0, 1) : chosen,
  };
}

/** For whom the results of a survey are: one that no group looks after has no leads who would see more than others. */
export function resultsReaders(survey: Survey): ResultsFor {
  const { resultsFor } = resultsRule(survey);
  return survey.groupId === undefined && resultsFor === 'leads' ? 'coordinators' : resultsFor;
}

/** For whom the results of a survey may still be: of a posted one for nobody more than now. From few readers to many. */
export function readersLeft(survey: Survey): readonly ResultsFor[] {
  const now = narrowing.indexOf(resultsReaders(survey));
  const left = survey.state === 'draft' ? narrowing : narrowing.slice(now);
  return left.filter((one) => one !== 'leads' || survey.groupId !== undefined).toReversed();
}

/** Whether anything is left to be decided about who sees the results of a survey, and from when on. */
export function canBeLimited(survey: Survey): boolean {
  if (survey.state === 'draft') return true;
  if (survey.state === 'cancelled') return false;
  return resultsRule(survey).resultsFrom === 'live' || readersLeft(survey).length > 1;
}

/** Whether the results of a survey are shown at all by now: not before its closing has put down what they hold. */
export function resultsAreShown(survey: Survey): boolean {
  if (survey.unsettled) return false;
  return isCounted(survey) || (survey.state === 'open' && resultsRule(survey).resultsFrom === 'live');
}

const rightTo = {
  coordinators: 'results.coordinators',
  leads: 'results.leads',
  asked: 'results.asked',
} as const satisfies Record<ResultsFor, Action>;

/** Whether the actor, of whom is told whether it asks them, is among those for whom a survey's results are by now. */
export function seesResults(actor: Actor, survey: Survey & Pick<Subject, 'asked'>): boolean {
  return resultsAreShown(survey) && can(actor, rightTo[resultsRule(survey).resultsFor], survey);
}

/**
 * Lets those pass who may see a survey's results now. Throws `FORBIDDEN`, `RESULTS_NOT_YET`, and
 * `RESULTS_UNSETTLED` while a closing is not done.
 */
export async function assertSeesResults(store: StoreReader, actor: Actor, survey: Survey): Promise<void> {
  authorise(actor, rightTo[resultsRule(survey).resultsFor], await toBeAnswered(store, actor, survey));
  if (resultsAreShown(survey)) return;
  const why = survey.unsettled ? 'RESULTS_UNSETTLED' : 'RESULTS_NOT_YET';
  throw new AppError(why, `survey ${survey.id} is ${survey.state}`);
}

/** A survey for those who may decide who sees its results. Throws `NOT_MEMBER` and `FORBIDDEN` to others. */
export async function surveyToLimit(store: StoreReader, actor: Actor, surveyId: string): Promise<Survey> {
  const survey = await load(store, surveys, surveyId);
  authorise(actor, 'survey.limitResults', survey);
  return survey;
}

/**
 * Decides who sees the results of a survey, from when on, and by what they are divided. From its posting on, results
 * are only ever shown later and to fewer, and what divides them stays: `RESULTS_FIXED`. What is not given stays as it
 * is. Leads of the group and coordinators. Throws `RESULTS_LIVE_NAMED`
 * for a survey whose results would tell who answered last, and `INPUT_INVALID` for a second breakdown of an anonymous
 * one.
 */
export async function limitResults(
  deps: Deps,
  actor: Actor,
  surveyId: string,
  request: Partial<ResultsRule>,
  seen?: string,
): Promise<Survey> {
  return onceMore(async () => {
    const survey = await surveyToLimit(deps.store, actor, surveyId);
    const before = resultsRule(survey);
    const after = changedRule(survey, request);
    if (isSame(before, after)) return survey;
    assertSeen(shownOf(survey), seen);
    if (survey.state !== 'draft') assertTighter(survey, before, after);
    const limited: Survey = { ...survey, ...after, breakdowns: [...after.breakdowns] };
    await deps.store.commit([put(surveys, limited)]);
    return { ...limited, version: survey.version + 1 };
  });
}

/**
 * The rule of a survey with what is wanted in its place. Throws `RESULTS_LIVE_NAMED` and `INPUT_INVALID` for what its
 * mode does not allow.
 */
export function changedRule(survey: Survey, request: Partial<ResultsRule>): ResultsRule {
  const before = resultsRule(survey);
  const after: ResultsRule = {
    resultsFrom: request.resultsFrom ?? before.resultsFrom,
    resultsFor: request.resultsFor ?? before.resultsFor,
    breakdowns: request.breakdowns ? inOrder(request.breakdowns) : before.breakdowns,
  };
  assertPossible(survey, after);
  return after;
}

function isSame(before: ResultsRule, after: ResultsRule): boolean {
  return JSON.stringify(before) === JSON.stringify(after);
}

function assertPossible({ id, anonymity }: Survey, { resultsFrom, breakdowns }: ResultsRule): void {
  if (resultsFrom === 'live' && anonymity !== 'named') {
    throw new AppError('RESULTS_LIVE_NAMED', `survey ${id} is ${anonymity}`);
  }
  if (anonymity === 'anonymous' && breakdowns.length > 1) {
    throw new AppError('INPUT_INVALID', 'an anonymous survey is divided by one thing', {
      fields: { breakdowns: 'tooManyChosen' },
    });
  }
}

function assertTighter({ id }: Survey, before: ResultsRule, after: ResultsRule): void {
  const wider = narrowing.indexOf(after.resultsFor) < narrowing.indexOf(before.resultsFor);
  const earlier = before.resultsFrom === 'closed' && after.resultsFrom === 'live';
  const divided = before.breakdowns.join() !== after.breakdowns.join();
  if (wider || earlier || divided) throw new AppError('RESULTS_FIXED', `survey ${id} is posted`);
}
