import { AppError } from '../errors.ts';
import { onceMore } from '../once-more.ts';
import { plan } from '../outbox.ts';
import { type Actor, authorise } from '../rights.ts';
import { put, remove, type Write } from '../store.ts';
import { type Deps, load } from '../use-case.ts';
import { invitations } from './deliver.ts';
import { assertQuestions, isWritten } from './questions.ts';
import { remindersAfter } from './reminders.ts';
import {
  type Anonymity,
  hasEnded,
  type Question,
  type SentTo,
  type Survey,
  type SurveyTemplate,
  surveys,
} from './survey.ts';

/** What a lead decides when making a survey from a template. */
export interface SurveyPlan {
  /** Made when the card was: the same press twice makes one survey. */
  readonly surveyId: string;
  readonly networkId: string;
  readonly groupId: string;
  readonly template: SurveyTemplate;
  readonly anonymity: Anonymity;
  /** Whether each person answers, which is the default, or each organisation as one. */
  readonly respondent?: 'person' | 'organisation';
  /** Default: as soon as it is posted. */
  readonly opensAt?: string | undefined;
  readonly closesAt: string;
  /** What a template's questions per practice are asked about. */
  readonly practices?: readonly { readonly id: string; readonly title: string }[];
  /** What else is known of it from the start. */
  readonly settings?: Partial<DraftSettings>;
}

/** What a survey made from an earlier one takes over from it beside its content. */
export type DraftSettings = Pick<Survey, 'audience' | 'resultsFrom' | 'resultsFor' | 'breakdowns' | 'earlierRoundId'>;

/** What a survey is made from that is written from the first word on. */
export const emptyTemplate: SurveyTemplate = {
  code: 'empty',
  title: {},
  purpose: {},
  anonymity: 'named',
  questions: [],
};

/**
 * Makes a draft from a template, or changes the draft that the same member made under the same id: as long as the
 * template stays, what was written into it stays, too. Leads of the group and coordinators. Throws
 * `SURVEY_TIME_INVALID` when it would close before it opens, and `SURVEY_ORGANISATION_SECRET` when organisations were
 * to answer as one, but anonymously.
 */
export async function draftSurvey(deps: Deps, actor: Actor, wish: SurveyPlan): Promise<Survey> {
  return onceMore(() => draftOnce(deps, actor, wish));
}

async function draftOnce(deps: Deps, actor: Actor, wish: SurveyPlan): Promise<Survey> {
  const membership = authorise(actor, 'survey.create', wish);
  const found = await deps.store.get(surveys, wish.surveyId);
  // A form that everybody in a channel sees carries one id: for another maker, or once it is posted, it makes a new one.
  const earlier = found?.state === 'draft' && found.createdBy === membership.memberId ? found : undefined;
  const now = deps.now().toISOString();
  if (wish.closesAt <= (wish.opensAt ?? now)) throw new AppError('SURVEY_TIME_INVALID', 'closes before it opens');
  assertOneMode(wish);
  const { code } = wish.template;
  const draft: Survey = {
    ...(earlier ?? wish.settings),
    id: found && !earlier ? deps.newId() : wish.surveyId,
    version: earlier?.version ?? 0,
    networkId: wish.networkId,
    groupId: wish.groupId,
    template: code === emptyTemplate.code ? undefined : code,
    ...(earlier && isStillOf(earlier, wish) ? wordingOf(earlier) : wordingFrom(wish)),
    anonymity: wish.anonymity,
    respondent: wish.respondent === 'organisation' ? wish.respondent : undefined,
    state: 'draft',
    opensAt: wish.opensAt,
    closesAt: wish.closesAt,
    createdBy: membership.memberId,
    createdAt: earlier?.createdAt ?? now,
    ...(earlier?.remindAt && { remindAt: earlier.remindAt }),
  };
  await deps.store.commit([put(surveys, draft)]);
  return draft;
}

/** Colleagues see the answer that they give together, so it is not anonymous: `SURVEY_ORGANISATION_SECRET`. */
export function assertOneMode({ respondent, anonymity }: Pick<SurveyPlan, 'respondent' | 'anonymity'>): void {
  if (respondent !== 'organisation' || anonymity !== 'anonymous') return;
  throw new AppError('SURVEY_ORGANISATION_SECRET', 'an anonymous answer of an organisation');
}

/** What is asked once for each practice follows the group. */
function isStillOf(earlier: Survey, { template, groupId }: SurveyPlan): boolean {
  if ((earlier.template ?? emptyTemplate.code) !== template.code) return false;
  return earlier.groupId === groupId || template.perPractice === undefined;
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
 * Posts a draft to its group's channel, its members' own chats or both, at once or when its opening time comes.
 * Posting what is posted already changes nothing. Throws `SURVEY_TIME_INVALID` when its closing time has passed,
 * `SURVEY_WITHOUT_QUESTIONS`, `SURVEY_TEXTS_MISSING` without title or purpose, `SURVEY_QUESTIONS_INVALID` and
 * `SURVEY_ORGANISATION_SECRET`.
 */
export async function postSurvey(
  deps: Deps,
  actor: Actor,
  surveyId: string,
  sentTo: SentTo = 'channel',
): Promise<Survey> {
  return onceMore(() => postOnce(deps, actor, surveyId, sentTo));
}

async function postOnce(deps: Deps, actor: Actor, surveyId: string, sentTo: SentTo): Promise<Survey> {
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
  if (survey.opensAt && survey.opensAt > now) {
    const scheduled: Survey = { ...survey, state: 'scheduled', sentTo };
    const opening = plan({
      networkId: survey.networkId,
      kind: 'survey.open',
      subjectId: survey.id,
      dueAt: survey.opensAt,
    });
    await deps.store.commit([put(surveys, scheduled), opening]);
    return scheduled;
  }
  const open: Survey = { ...survey, state: 'open', opensAt: now, sentTo };
  await deps.store.commit([put(surveys, open), ...openingWrites(deps, open)]);
  return open;
}

/** What opening brings with it: the invitation, the closing, and the first reminder if there is time for one. */
export function openingWrites(deps: Deps, survey: Survey): Write[] {
  const { networkId, id: subjectId, closesAt } = survey;
  const [remindAt] = remindersAfter(survey, deps.now().toISOString());
  const writes = [...invitations(deps, survey), plan({ networkId, kind: 'survey.close', subjectId, dueAt: closesAt })];
  if (remindAt) writes.push(plan({ networkId, kind: 'survey.remind', subjectId, dueAt: remindAt }));
  return writes;
}

/** Throws a draft away. A posted survey is closed instead: `SURVEY_NOT_DRAFT`. */
export async function discardDraft(deps: Deps, actor: Actor, surveyId: string): Promise<void> {
  const survey = await deps.store.get(surveys, surveyId);
  if (!survey) return;
  authorise(actor, 'survey.manage', survey);
  if (survey.state !== 'draft') throw new AppError('SURVEY_NOT_DRAFT', `survey ${surveyId} is posted`);
  await deps.store.commit([remove(surveys, survey)]);
}
