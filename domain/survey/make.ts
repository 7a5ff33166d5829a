import { AppError } from '../errors.ts';
import { onceMore } from '../once-more.ts';
import { plan } from '../outbox.ts';
import { type Actor, authorise } from '../rights.ts';
import { assertSeen } from '../seen.ts';
import { put, remove, type StoreReader, type Write } from '../store.ts';
import { assertWithinReach, faulty } from '../typed-moment.ts';
import { type Deps, load } from '../use-case.ts';
import { type AudienceChoice, assertSomebody, type Settled, settleAudience } from './choose.ts';
import { invitations, sentToOf } from './deliver.ts';
import { copiesFor } from './family.ts';
import type { Question } from './kinds/kinds.ts';
import { populationWrites } from './population.ts';
import { assertQuestions, isWritten } from './questions.ts';
import { calmReminders } from './reminders.ts';
import { resultsRule } from './results-rule.ts';
import { monthsOf, type Retention, usualKeepMonths } from './retention.ts';
import { assertRoomForSurvey } from './room.ts';
import { roundMadeFrom } from './rounds.ts';
import { shownOf } from './seen.ts';
import { type Anonymity, hasEnded, type SentTo, type Survey, type SurveyTemplate, surveys } from './survey.ts';

/** What its maker decides when making a survey from a template. */
export interface SurveyPlan extends AudienceChoice {
  /** Made when the card was: the same press twice makes one survey. */
  readonly surveyId: string;
  readonly template: SurveyTemplate;
  readonly anonymity: Anonymity;
  /** Whether each person answers, which is the default, or each organisation as one. */
  readonly respondent?: 'person' | 'organisation';
  /** Default: as soon as it is posted. */
  readonly opensAt?: string | undefined;
  readonly closesAt: string;
  /** What a template's questions per practice are asked about. */
  readonly practices?: readonly { readonly id: string; readonly title: string }[];
  /** The survey that it is made from, when it is a copy; its template then holds what that survey asks. */
  readonly copyOf?: string;
  /** How long its answers are kept; default two years, or as the draft has it already. */
  readonly keep?: Retention | undefined;
  /** What else is known of it from the start. */
  readonly settings?: Partial<DraftSettings>;
}

/** What a survey made from an earlier one takes over from it beside its content. */
export type DraftSettings = Pick<Survey, 'resultsFrom' | 'resultsFor' | 'breakdowns' | 'earlierRoundId'>;

/** What a survey is made from that is written from the first word on. */
export const emptyTemplate: SurveyTemplate = {
  code: 'empty',
  title: {},
  purpose: {},
  anonymity: 'named',
  questions: [],
};

/**
 * Makes a draft from a template, or changes the draft that the same member made under the same id: as long as what it is
 * made from stays, what was written into it stays, too. Leads for groups they lead, and coordinators. Throws
 * `SURVEY_TIME_INVALID` when it would close before it opens, `SURVEY_ORGANISATION_SECRET` when organisations were to
 * answer as one, but anonymously, `LIMIT_REACHED`, and as `settleAudience` does.
 */
export async function draftSurvey(deps: Deps, actor: Actor, request: SurveyPlan): Promise<Survey> {
  return onceMore(() => draftOnce(deps, actor, request));
}

async function draftOnce(deps: Deps, actor: Actor, request: SurveyPlan): Promise<Survey> {
  const settled = await settleAudience(deps.store, actor, request);
  const membership = authorise(actor, 'survey.create', { networkId: request.networkId, ...settled });
  const found = await deps.store.get(surveys, request.surveyId);
  // A form that everybody in a channel sees carries one id: for another maker, or once it is posted, it makes a new one.
  const earlier = found?.state === 'draft' && found.createdBy === membership.memberId ? found : undefined;
  if (!earlier) await assertRoomForSurvey(deps.store, membership.memberId);
  const now = deps.now().toISOString();
  assertWithinReach(request.opensAt, deps.now(), 'opensOn', 'SURVEY_TIME_INVALID');
  if (request.closesAt <= (request.opensAt ?? now)) {
    throw faulty('SURVEY_TIME_INVALID', { closesOn: request.closesAt <= now ? 'inPast' : 'notAfterStart' });
  }
  assertWithinReach(request.closesAt, deps.now(), 'closesOn', 'SURVEY_TIME_INVALID');
  assertOneMode(request);
  const { code } = request.template;
  const kept = earlier && (await isStillOf(deps.store, earlier, request, settled)) ? earlier : undefined;
  // What was decided about the results of the draft stays when its form is sent again.
  const settings = kept ?? { ...earlier, earlierRoundId: undefined, ...request.settings };
  const draft: Survey = {
    ...settings,
    id: found && !earlier ? deps.newId() : request.surveyId,
    version: earlier?.version ?? 0,
    networkId: request.networkId,
    ...settled,
    template: code === emptyTemplate.code ? undefined : code,
    ...(kept ? wordingOf(kept) : wordingFrom(request)),
    anonymity: request.anonymity,
    respondent: request.respondent === 'organisation' ? request.respondent : undefined,
    state: 'draft',
    opensAt: request.opensAt,
    closesAt: request.closesAt,
    keepMonths: keepMonthsIn(request, earlier),
    ...(earlier && ruleOf({ ...earlier, ...settings })),
    createdBy: membership.memberId,
    createdAt: earlier?.createdAt ?? now,
    ...(earlier?.remindAt && { remindAt: earlier.remindAt }),
  };
  await deps.store.commit([put(surveys, draft)]);
  return draft;
}

function keepMonthsIn({ keep }: SurveyPlan, earlier: Survey | undefined): number | undefined {
  if (keep !== undefined) return monthsOf(keep);
  return earlier ? earlier.keepMonths : usualKeepMonths;
}

/** Colleagues see the answer that they give together, so it is not anonymous: `SURVEY_ORGANISATION_SECRET`. */
export function assertOneMode({ respondent, anonymity }: Pick<SurveyPlan, 'respondent' | 'anonymity'>): void {
  if (respondent !== 'organisation' || anonymity !== 'anonymous') return;
  throw new AppError('SURVEY_ORGANISATION_SECRET', 'an anonymous answer of an organisation');
}

function ruleOf(survey: Survey): Pick<Survey, 'resultsFrom' | 'resultsFor' | 'breakdowns'> {
  const { breakdowns, ...rule } = resultsRule(survey);
  return { ...rule, breakdowns: [...breakdowns] };
}

/** Whether a draft is made from what it was. What is asked once for each practice follows whom the survey asks. */
async function isStillOf(
  store: StoreReader,
  earlier: Survey,
  { template, copyOf }: SurveyPlan,
  settled: Settled,
): Promise<boolean> {
  if ((earlier.template ?? emptyTemplate.code) !== template.code) return false;
  if ((await roundMadeFrom(store, earlier))?.id !== copyOf) return false;
  return template.perPractice === undefined || sameAsked(earlier, settled);
}

function sameAsked(one: Settled, other: Settled): boolean {
  return JSON.stringify([one.groupId, one.audience]) === JSON.stringify([other.groupId, other.audience]);
}

function wordingOf({ title, purpose, questions }: Survey) {
  return { title, purpose, questions };
}

function wordingFrom({ template, practices = [] }: SurveyPlan) {
  const { title, purpose } = template;
  return { title, purpose, questions: questionsOf(template, practices) };
}

function questionsOf(template: SurveyTemplate, about: readonly { id: string; title: string }[]): Question[] {
  const repeated = about.flatMap((practice) =>
    (template.perPractice ?? []).map((question) => ({
      ...question,
      code: `${question.code}:${practice.id}`,
      label: named(question.label, practice.title),
    })),
  );
  return [...template.questions, ...repeated];
}

function named(label: Question['label'], title: string): Question['label'] {
  return Object.fromEntries(
    Object.entries(label).map(([language, text]) => [language, text?.replaceAll('{{practice}}', () => title)]),
  );
}

/**
 * Posts a draft to the channels of those it asks, their own chats or both, at once or when its opening time comes. Of
 * those it is posted `alsoIn`, each network gets one of its own in the same commit, with a life of its own. Posting
 * what is posted already changes nothing. Throws `STALE` when it is another than was seen, `SURVEY_TIME_INVALID` when its closing time has passed,
 * `SURVEY_WITHOUT_QUESTIONS`, `SURVEY_TEXTS_MISSING` without title or purpose, `SURVEY_QUESTIONS_INVALID`,
 * `SURVEY_ORGANISATION_SECRET`, `SURVEY_NOBODY_ASKED`, and as `copiesFor` does.
 */
export async function postSurvey(deps: Deps, actor: Actor, surveyId: string, request: Posting = {}): Promise<Survey> {
  return onceMore(() => postOnce(deps, actor, surveyId, request));
}

/** How a draft is posted. */
export interface Posting {
  /** Default: to channels. */
  readonly sentTo?: SentTo;
  /** Other networks that get the same survey as one of their own. */
  readonly alsoIn?: readonly string[];
  /** What stands for the draft as it was shown. */
  readonly seen?: string | undefined;
}

async function postOnce(
  deps: Deps,
  actor: Actor,
  surveyId: string,
  { sentTo = 'channel', alsoIn = [], seen }: Posting,
): Promise<Survey> {
  const survey = await load(deps.store, surveys, surveyId);
  authorise(actor, 'survey.manage', survey);
  if (survey.state === 'scheduled' || survey.state === 'open') return survey;
  if (hasEnded(survey)) throw new AppError('SURVEY_CLOSED', `survey ${surveyId} is closed`);
  if (survey.questions.every((question) => question.kind === 'section')) {
    throw new AppError('SURVEY_WITHOUT_QUESTIONS', `survey ${surveyId} asks nothing`);
  }
  if (!isWritten(survey.title) || !isWritten(survey.purpose)) {
    throw new AppError('SURVEY_TEXTS_MISSING', `survey ${surveyId} has no title or no purpose`);
  }
  assertQuestions(survey.questions);
  assertOneMode(survey);
  const now = deps.now().toISOString();
  if (survey.closesAt <= now) throw new AppError('SURVEY_TIME_INVALID', `survey ${surveyId} would be closed at once`);
  assertSeen(shownOf(survey), seen);
  const copies = await copiesFor(deps, actor, survey, alsoIn);
  const family = copies.length > 0 ? { familyId: survey.id } : {};
  const posted = [survey, ...copies].map((one) => begun({ ...one, ...family }, sentTo, now));
  for (const one of posted) await assertSomebody(deps.store, one);
  await deps.store.commit((await Promise.all(posted.map((one) => postingWrites(deps, one)))).flat());
  return posted[0] as Survey;
}

function begun(draft: Survey, sentTo: SentTo, now: string): Survey {
  const sent = { ...draft, sentTo: sentToOf({ ...draft, sentTo }) };
  const later = draft.opensAt !== undefined && draft.opensAt > now;
  return later ? { ...sent, state: 'scheduled' } : { ...sent, state: 'open', opensAt: now };
}

async function postingWrites(deps: Deps, survey: Survey): Promise<Write[]> {
  const { networkId, id: subjectId, state, opensAt = '' } = survey;
  const opening = plan({ networkId, kind: 'survey.open', subjectId, dueAt: opensAt });
  return [put(surveys, survey), ...(state === 'scheduled' ? [opening] : await openingWrites(deps, survey))];
}

/**
 * What opening brings with it: whom it asks where that is fixed, the invitation, the closing, and the first reminder if
 * there is time for one.
 */
export async function openingWrites(deps: Deps, survey: Survey): Promise<Write[]> {
  const { networkId, id: subjectId, closesAt } = survey;
  const [remindAt] = await calmReminders(deps, survey, deps.now().toISOString());
  const writes = [
    ...(await populationWrites(deps.store, survey)),
    ...(await invitations(deps, survey)),
    plan({ networkId, kind: 'survey.close', subjectId, dueAt: closesAt }),
  ];
  if (remindAt) writes.push(plan({ networkId, kind: 'survey.remind', subjectId, dueAt: remindAt }));
  return writes;
}

/**
 * Throws a draft away. A posted survey is closed instead: `SURVEY_NOT_DRAFT`. Throws `STALE` when it is another than was
 * seen.
 */
export async function discardDraft(deps: Deps, actor: Actor, surveyId: string, seen?: string): Promise<void> {
  const survey = await deps.store.get(surveys, surveyId);
  if (!survey) return;
  authorise(actor, 'survey.manage', survey);
  if (survey.state !== 'draft') throw new AppError('SURVEY_NOT_DRAFT', `survey ${surveyId} is posted`);
  assertSeen(shownOf(survey), seen);
  await deps.store.commit([remove(surveys, survey)]);
}
