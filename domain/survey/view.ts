import { AppError } from '../errors.ts';
import type { WorkingGroup } from '../network/network.ts';
import { type Actor, authorise, can } from '../rights.ts';
import type { StoreReader } from '../store.ts';
import { load } from '../use-case.ts';
import { groupsOf, toBeAnswered } from './audience.ts';
import { isSeenBy } from './list.ts';
import { seesWhoAnswered } from './missing.ts';
import { progressFor, type SurveyProgress } from './progress.ts';
import { respondentIdOf } from './respondent.ts';
import { responses } from './response.ts';
import { seesResults } from './results-rule.ts';
import { shorterThan } from './retention.ts';
import { hasEnded, type Survey, surveys } from './survey.ts';

/** A survey as one member sees it; no answer but how far their own is. */
export interface SurveyView {
  readonly survey: Survey;
  /** The working groups whose channels it may be posted in. */
  readonly groups: readonly WorkingGroup[];
  /** How far the member's own answer, or their organisation's, is; undefined when it can no longer be told, or they are not asked. */
  readonly own: 'none' | 'draft' | 'submitted' | undefined;
  /** For those who look after the survey. */
  readonly progress: SurveyProgress | undefined;
  readonly offers: readonly SurveyOffer[];
}

/** What a survey's state lets those do who look after it. `results` are for reading. */
export type SurveyOffer =
  | 'post'
  | 'discard'
  | 'close'
  | 'extend'
  | 'missing'
  | 'reword'
  | 'cancel'
  | 'remind'
  | 'reminders'
  | 'enter'
  | 'reopen'
  | 'archive'
  | 'keeping'
  | 'results';

const offersIn: Readonly<Record<Survey['state'], readonly SurveyOffer[]>> = {
  draft: ['post', 'discard', 'reminders'],
  scheduled: ['extend', 'reminders', 'reword', 'keeping', 'cancel', 'close'],
  open: ['extend', 'missing', 'remind', 'reminders', 'enter', 'reword', 'keeping', 'cancel', 'close'],
  closed: ['results', 'reopen', 'archive', 'keeping'],
  cancelled: ['keeping'],
  archived: ['results', 'reopen', 'keeping'],
};

/**
 * What the state of a survey lets those do who look after it; an anonymous one that has ended stays so, as does one
 * whose answers are deleted or that was never open, and nobody answers an anonymous one, or one of chosen people, for others.
 */
export function offersOf(survey: Survey): readonly SurveyOffer[] {
  const { state, anonymity, audience, answersDeleted, neverOpened } = survey;
  const secret = anonymity === 'anonymous';
  const impossible: Partial<Record<SurveyOffer, boolean>> = {
    reopen: secret || neverOpened === true || answersDeleted !== undefined,
    enter: secret || audience?.kind === 'members',
    keeping: answersDeleted !== undefined || shorterThan(survey).length === 0,
  };
  return offersIn[state].filter((offer) => !impossible[offer]);
}

/** Shows a survey to somebody it asks or who looks after it. Throws `FORBIDDEN` to others. */
export async function seeSurvey(store: StoreReader, actor: Actor, surveyId: string): Promise<SurveyView> {
  const survey = await load(store, surveys, surveyId);
  const { memberId: id, organisationId } = authorise(actor, 'survey.list', survey);
  const subject = await toBeAnswered(store, actor, survey);
  if (!isSeenBy(actor, survey, subject.asked === true))
    throw new AppError('FORBIDDEN', `survey ${surveyId} is not shown to them`);
  const manages = can(actor, 'survey.manage', survey);
  return {
    survey,
    groups: await groupsOf(store, survey),
    own: await ownAnswer(store, survey, respondentIdOf(survey, { id, organisationId }), subject.asked === true),
    progress: manages ? await progressFor(store, survey, seesWhoAnswered(actor, survey)) : undefined,
    offers: offersTo(actor, survey, manages, subject.asked === true),
  };
}

/** What somebody is offered: by the state what goes with looking after it, and the results by their own rule. */
function offersTo(actor: Actor, survey: Survey, manages: boolean, asked: boolean): SurveyOffer[] {
  const looked = manages ? offersOf(survey).filter((offer) => offer !== 'results') : [];
  return seesResults(actor, { ...survey, asked }) ? ['results', ...looked] : looked;
}

async function ownAnswer(
  store: StoreReader,
  survey: Survey,
  respondentId: string | undefined,
  asked: boolean,
): Promise<SurveyView['own']> {
  if (respondentId === undefined || (survey.state === 'open' && !asked)) return undefined;
  if (survey.answersDeleted) return undefined;
  // After its closing, nobody can tell who answered an anonymous survey.
  if (hasEnded(survey) ? survey.anonymity === 'anonymous' : survey.state !== 'open') return undefined;
  const [own] = await store.find(responses, { surveyId: survey.id, respondentId }, { limit: 1 });
  return own?.state ?? (asked ? 'none' : undefined);
}
