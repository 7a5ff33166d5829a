import type { IsHoliday } from '../../domain/calm.ts';
import type { OrganisationType } from '../../domain/network/network.ts';
import { plan } from '../../domain/outbox.ts';
import { noClass } from '../../domain/survey/classes.ts';
import { populations } from '../../domain/survey/population.ts';
import { calmTimes } from '../../domain/survey/reminders.ts';
import { respondentIdOf } from '../../domain/survey/respondent.ts';
import { anonymousAnswers, type Response, responses } from '../../domain/survey/response.ts';
import { isSecret, type Survey, type SurveyTemplate, surveys } from '../../domain/survey/survey.ts';
import { memberId, networkId } from '../ids.ts';
import { type Term, timeZone } from '../term.ts';
import { answersTo, halfOf } from './answers.ts';
import { type Entry, entry, entryOf } from './entry.ts';
import { bulkId, idsOf } from './ids.ts';
import type { Ledger } from './messages.ts';
import type { Somebody } from './people.ts';
import { type Random, randomFor } from './random.ts';
import type { PlannedSurvey } from './survey-plan.ts';

/** What surveys are made from. */
export interface SurveyMaking {
  readonly term: Term;
  readonly ledger: Ledger;
  /** Who is asked, by group. */
  readonly asked: ReadonlyMap<string, readonly Somebody[]>;
  /** Types of organisations by id. */
  readonly types: ReadonlyMap<string, OrganisationType>;
  readonly isHoliday: IsHoliday;
}

/** The planned surveys, each with its messages, its tasks and its answers. */
export async function* surveyEntries(planned: readonly PlannedSurvey[], making: SurveyMaking): AsyncIterable<Entry> {
  const ids = { response: idsOf('response'), answer: idsOf('anonymousAnswer') };
  for (const [index, one] of planned.entries()) {
    const survey = surveyOf(one, bulkId('survey', index), making.term);
    yield entry(surveys, survey);
    const asked = respondentsOf(survey, making.asked.get(one.groupId) ?? []);
    yield* populationOf(survey, asked);
    yield* messagesOf(survey, making.ledger);
    yield* await tasksOf(survey, making);
    const random = randomFor('survey', index);
    if (survey.anonymity === 'anonymous') {
      for (let count = 0; count < one.answers; count += 1) yield anonymousAnswer(survey, ids.answer(), random);
    } else {
      const answering = random.some(asked, one.answers);
      for (const somebody of answering) {
        const given = response(survey, somebody, ids.response(), random);
        yield entry(responses, { ...given, ...countedOf(survey, given, making.types) });
      }
    }
  }
}

/** Those of a group who answer: all, or the first of each organisation that gives one answer together. */
export function respondentsOf(survey: Pick<Survey, 'respondent'>, asked: readonly Somebody[]): readonly Somebody[] {
  const seen = new Set<string>();
  return asked.filter((one) => {
    const own = respondentIdOf(survey, one);
    if (own === undefined || seen.has(own)) return false;
    return seen.add(own);
  });
}

type NewSurvey = Omit<Survey, 'version'>;

/** Whom a secret survey asked when it opened; of an anonymous one that is closed only how many. */
function* populationOf(survey: NewSurvey, asked: readonly Somebody[]): Iterable<Entry> {
  const { id, state, anonymity } = survey;
  if (!isSecret(survey) || state === 'scheduled') return;
  const respondentIds = anonymity === 'anonymous' ? [] : asked.flatMap((one) => respondentIdOf(survey, one) ?? []);
  yield entry(populations, { id, networkId, count: asked.length, respondentIds });
}

function surveyOf(planned: PlannedSurvey, id: string, term: Term): NewSurvey {
  const { template, groupId, state, opens, closes, earlierRound } = planned;
  const { code, title, purpose, anonymity, respondent, questions }: SurveyTemplate = template;
  const closesAt = term.atMeeting(closes, '16:00');
  return {
    id,
    networkId,
    groupId,
    template: code,
    title,
    purpose,
    anonymity,
    ...(respondent && { respondent }),
    questions,
    state,
    opensAt: term.atMeeting(opens, '09:00'),
    closesAt,
    createdBy: memberId('coordinator'),
    createdAt: term.at(Math.min(opens, 0) - 2, '10:00'),
    ...(state === 'closed' ? { closedAt: closesAt } : {}),
    // An anonymous answer would carry a class that at least five share.
    ...(state === 'closed' && anonymity !== 'anonymous' ? { breakdowns: ['organisationType'] } : {}),
    ...(earlierRound === undefined ? {} : { earlierRoundId: bulkId('survey', earlierRound) }),
  };
}

function* messagesOf({ id: subjectId, groupId = '', state, opensAt = '', closesAt }: NewSurvey, ledger: Ledger) {
  if (state === 'scheduled') return;
  const message = { subjectId, groupId };
  const invitation = ledger.sent({ ...message, kind: 'survey.invitation', sentAt: opensAt });
  yield invitation;
  if (state !== 'closed') return;
  yield ledger.sent({ ...message, kind: 'survey.closed', sentAt: closesAt, replacesId: invitation.record.id });
}

async function tasksOf(survey: NewSurvey, { term, isHoliday }: SurveyMaking): Promise<Entry[]> {
  const { id: subjectId, state, opensAt = '', closesAt } = survey;
  const task = (kind: string, dueAt: string) => entryOf(plan({ networkId, kind, subjectId, dueAt }));
  if (state === 'scheduled') return [task('survey.open', opensAt)];
  if (state !== 'open') return [];
  const times = await calmTimes(survey, timeZone, isHoliday);
  const remindAt = times.find((time) => time > term.at(0, '12:00'));
  return [task('survey.close', closesAt), ...(remindAt ? [task('survey.remind', remindAt)] : [])];
}

function anonymousAnswer({ id: surveyId, questions, closesAt }: NewSurvey, id: string, random: Random): Entry {
  const answers = answersTo(questions, random, new Date(closesAt));
  return entry(anonymousAnswers, { id, networkId, surveyId, answers });
}

/** Of those who began, so many of 100 never submit. */
const unfinished = { open: 12, closed: 3 };

function response(survey: NewSurvey, somebody: Somebody, id: string, random: Random): Omit<Response, 'version'> {
  const saved = momentWhileOpen(survey, random);
  const updatedAt = saved.toISOString();
  const answers = answersTo(survey.questions, random, saved);
  const draft = random.percent(survey.state === 'open' ? unfinished.open : unfinished.closed);
  return {
    id,
    networkId,
    surveyId: survey.id,
    respondentId: respondentIdOf(survey, somebody) ?? somebody.id,
    memberId: somebody.id,
    ...(somebody.organisationId === undefined ? {} : { organisationId: somebody.organisationId }),
    state: draft ? 'draft' : 'submitted',
    ...(draft ? { answers: {}, draft: halfOf(answers) } : { answers }),
    updatedAt,
    ...(draft ? {} : { submittedAt: updatedAt }),
  };
}

/** What the closing of a confidential survey puts down of each answer, so that its results stay as they are. */
function countedOf(
  { anonymity, breakdowns = [] }: NewSurvey,
  { state, organisationId = '' }: Pick<Response, 'state' | 'organisationId'>,
  types: SurveyMaking['types'],
): Pick<Response, 'counted'> {
  if (anonymity !== 'confidential' || breakdowns.length === 0 || state !== 'submitted') return {};
  return { counted: { classes: { organisationType: types.get(organisationId) ?? noClass } } };
}

const [day, minute] = [86_400_000, 60_000];

/** In the working hours of some day on which the survey was open, and before the day of the seed. */
function momentWhileOpen({ opensAt = '', closesAt, state }: NewSurvey, random: Random): Date {
  const opened = Date.parse(opensAt);
  // Open surveys were opened at least five days ago.
  const days = state === 'open' ? 3 : Math.floor((Date.parse(closesAt) - opened) / day);
  return new Date(opened + random.below(days) * day + random.below(7 * 60) * minute + random.below(minute));
}
