import type { Content } from '../content/content.ts';
import { plan } from '../domain/outbox.ts';
import type { Write } from '../domain/store.ts';
import type { Answers } from '../domain/survey/question/answer.ts';
import { responses } from '../domain/survey/response.ts';
import { expiresAt, expiryTask, usualKeepMonths } from '../domain/survey/retention.ts';
import { type Survey, surveys } from '../domain/survey/survey.ts';
import { type Language, languages } from '../domain/text.ts';
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
  /** Tells it from the other round of the same name. */
  readonly called: Readonly<Record<Language, string>>;
}

const second: Round = {
  index: 0,
  opened: -35,
  closed: -14,
  answers: supplyAnswers,
  answersBefore: 0,
  settings: { breakdowns: ['group', 'organisationType'], earlierRoundId: demoId('survey', 1) },
  called: { fi: '2. kierros', sv: 'omgång 2', en: 'round 2' },
};
const first: Round = {
  index: 1,
  opened: -84,
  closed: -63,
  answers: firstSupplyAnswers,
  answersBefore: Object.keys(supplyAnswers).length,
  settings: { breakdowns: [] },
  called: { fi: '1. kierros', sv: 'omgång 1', en: 'round 1' },
};

/**
 * The survey on supply and coverage of both groups in two rounds, closed, with the answers of most organisations, all by name.
 * The later one is divided by group and by type of organisation, and stands beside the earlier one.
 */
export function surveyRecords(term: Term, content: Content): Write[] {
  return [...[first, second].flatMap((round) => roundRecords(term, content, round)), ...goingOn(term, content)];
}

/** A short survey that waits for everybody's answer, and one that somebody is still writing. */
function goingOn(term: Term, { surveyTemplates }: Content): Write[] {
  const [feedback, resources] = ['feedback', 'resources'].map((one) =>
    surveyTemplates.find(({ code }) => code === one),
  );
  if (!feedback || !resources) throw new Error('no built-in surveys feedback and resources');
  const usual = {
    version: 0,
    networkId,
    groupId: groupId('future'),
    audience: { kind: 'groups' as const, groupIds: [groupId('future'), groupId('home')] },
    anonymity: 'named' as const,
    createdBy: memberId('coordinator'),
    keepMonths: usualKeepMonths,
    sentTo: 'channel' as const,
    breakdowns: [],
  };
  const open: Survey = {
    ...usual,
    id: demoId('survey', 2),
    template: feedback.code,
    title: feedback.title,
    purpose: feedback.purpose,
    questions: feedback.questions,
    state: 'open',
    opensAt: term.at(-3, '10:00'),
    closesAt: term.atMeeting(12, '16:00'),
    createdAt: term.at(-3, '09:30'),
  };
  const draft: Survey = {
    ...usual,
    id: demoId('survey', 3),
    template: resources.code,
    title: resources.title,
    purpose: resources.purpose,
    questions: resources.questions,
    state: 'draft',
    closesAt: term.at(21, '16:00'),
    createdAt: term.at(-1, '14:00'),
  };
  const closing = { networkId, kind: 'survey.close', subjectId: open.id, dueAt: open.closesAt };
  const reminding = { ...closing, kind: 'survey.remind', dueAt: term.atMeeting(8, '09:00') };
  const given = (['projectManager', 'homeCare'] as const).map((person, place) =>
    answerRecord(term, { survey: open.id, number: answersOfRounds + place, person, daysAgo: 2 - place }, thanks),
  );
  return [record(surveys, open), record(surveys, draft), plan(closing), plan(reminding), ...given];
}

function roundRecords(term: Term, { surveyTemplates }: Content, round: Round): Write[] {
  const template = surveyTemplates.find(({ code }) => code === 'supplyCoverage');
  if (!template) throw new Error('no built-in survey supplyCoverage');
  const { code, title, purpose, questions, respondent } = template;
  const { index, opened, closed, answers, settings, called } = round;
  const survey: Survey = {
    id: demoId('survey', index),
    version: 0,
    networkId,
    groupId: groupId('future'),
    audience: { kind: 'groups', groupIds: [groupId('future'), groupId('home')] },
    template: code,
    title: Object.fromEntries(
      languages.flatMap((language) =>
        title[language] ? [[language, `${title[language]} (${called[language]})`]] : [],
      ),
    ),
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

/** What those have answered already who are not in the Playground. */
const thanks: Answers = { eventKind: 'workshop', eventOverall: '4' };

const answersOfRounds = Object.keys(supplyAnswers).length + Object.keys(firstSupplyAnswers).length;

function responseRecord(term: Term, round: Round, person: PersonKey, answers: Answers, place: number): Write {
  const number = round.answersBefore + place;
  return answerRecord(
    term,
    { survey: demoId('survey', round.index), number, person, daysAgo: -(round.opened + 5 + place), asOne: true },
    answers,
  );
}

interface Given {
  readonly survey: string;
  /** Of the answer among all of the demo's. */
  readonly number: number;
  readonly person: PersonKey;
  readonly daysAgo: number;
  /** Whether it is the answer of the person's organisation. */
  readonly asOne?: boolean;
}

function answerRecord(term: Term, { survey, number, person, daysAgo, asOne = false }: Given, answers: Answers): Write {
  const submittedAt = term.at(-daysAgo, '11:00');
  return record(responses, {
    id: demoId('response', number),
    version: 0,
    networkId,
    surveyId: survey,
    respondentId: asOne ? organisationId(demoPeople[person].organisation) : memberId(person),
    memberId: memberId(person),
    organisationId: organisationId(demoPeople[person].organisation),
    state: 'submitted',
    answers,
    updatedAt: submittedAt,
    submittedAt,
  });
}
