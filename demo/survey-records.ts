import type { Content } from '../content/content.ts';
import { plan } from '../domain/outbox.ts';
import type { Write } from '../domain/store.ts';
import { expiresAt, expiryTask, usualKeepMonths } from '../domain/survey/keeping.ts';
import { type Answers, responses } from '../domain/survey/response.ts';
import { type Survey, surveys } from '../domain/survey/survey.ts';
import { firstSupplyAnswers, supplyAnswers } from './answers.ts';
import { demoId, groupId, memberId, networkId, organisationId } from './ids.ts';
import { demoPeople, type PersonKey } from './people.ts';
import { record, type Term } from './term.ts';

interface Round {
  /** Of the survey among all of the demo's. */
  readonly index: number;
  /** When it was made and opened, and closed, in days from today. */
  readonly opened: number;
  readonly closed: number;
  readonly answers: Partial<Record<PersonKey, Answers>>;
  /** How many answers the demo holds of other rounds before these. */
  readonly answersBefore: number;
  readonly settings: Pick<Survey, 'breakdowns' | 'earlierRoundId'>;
}

const second: Round = {
  index: 0,
  opened: -35,
  closed: -14,
  answers: supplyAnswers,
  answersBefore: 0,
  settings: { breakdowns: ['group', 'organisationType'], earlierRoundId: demoId('survey', 1) },
};
const first: Round = {
  index: 1,
  opened: -84,
  closed: -63,
  answers: firstSupplyAnswers,
  answersBefore: Object.keys(supplyAnswers).length,
  settings: { breakdowns: [] },
};

/**
 * The survey on supply and coverage of both groups in two rounds, closed, with the answers of most organisations, all by name.
 * The later one is divided by group and by type of organisation, and stands beside the earlier one.
 */
export function surveyRecords(term: Term, content: Content): Write[] {
  return [first, second].flatMap((round) => roundRecords(term, content, round));
}

function roundRecords(term: Term, { surveyTemplates }: Content, round: Round): Write[] {
  const template = surveyTemplates.find(({ code }) => code === 'supplyCoverage');
  if (!template) throw new Error('no built-in survey supplyCoverage');
  const { code, title, purpose, questions, respondent } = template;
  const { index, opened, closed, answers, settings } = round;
  const survey: Survey = {
    id: demoId('survey', index),
    version: 0,
    networkId,
    groupId: groupId('future'),
    audience: { kind: 'groups', groupIds: [groupId('future'), groupId('home')] },
    template: code,
    title,
    purpose,
    anonymity: 'named',
    ...(respondent && { respondent }),
    questions,
    state: 'closed',
    opensAt: term.at(opened, '10:00'),
    closesAt: term.at(closed, '16:00'),
    closedAt: term.at(closed, '16:00'),
    createdBy: memberId('coordinator'),
    createdAt: term.at(opened, '09:00'),
    keepMonths: usualKeepMonths,
    sentTo: 'channel',
    ...settings,
  };
  const expiry = { networkId, kind: expiryTask, subjectId: survey.id, dueAt: expiresAt(survey) ?? '' };
  const answered = Object.entries(answers) as [PersonKey, Answers][];
  const given = answered.map(([person, said], place) => responseRecord(term, round, person, said, place));
  return [record(surveys, survey), plan(expiry), ...given];
}

function responseRecord(term: Term, round: Round, person: PersonKey, answers: Answers, place: number): Write {
  const submittedAt = term.at(round.opened + 5 + place, '11:00');
  return record(responses, {
    id: demoId('response', round.answersBefore + place),
    version: 0,
    networkId,
    surveyId: demoId('survey', round.index),
    respondentId: organisationId(demoPeople[person].organisation),
    memberId: memberId(person),
    organisationId: organisationId(demoPeople[person].organisation),
    state: 'submitted',
    answers,
    updatedAt: submittedAt,
    submittedAt,
  });
}
