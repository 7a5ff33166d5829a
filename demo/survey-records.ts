import type { Content } from '../content/content.ts';
import { plan } from '../domain/outbox.ts';
import type { Write } from '../domain/store.ts';
import { expiresAt, expiryTask, usualKeepMonths } from '../domain/survey/keeping.ts';
import { type Answers, responses, type Survey, surveys } from '../domain/survey/survey.ts';
import { supplyAnswers } from './answers.ts';
import { demoId, groupId, memberId, networkId, organisationId } from './ids.ts';
import { demoPeople, type PersonKey } from './people.ts';
import { record, type Term } from './term.ts';

/** The survey on supply and coverage, closed with the answers of half the members, all by name. */
export function surveyRecords(term: Term, { surveyTemplates }: Content): Write[] {
  const template = surveyTemplates.find(({ code }) => code === 'supplyCoverage');
  if (!template) throw new Error('no built-in survey supplyCoverage');
  const { code, title, purpose, questions } = template;
  const survey: Survey = {
    id: demoId('survey', 0),
    version: 0,
    networkId,
    groupId: groupId('future'),
    template: code,
    title,
    purpose,
    anonymity: 'named',
    questions,
    state: 'closed',
    closesAt: term.at(-14, '16:00'),
    closedAt: term.at(-14, '16:00'),
    createdBy: memberId('coordinator'),
    createdAt: term.at(-35, '09:00'),
    keepMonths: usualKeepMonths,
  };
  const expiry = { networkId, kind: expiryTask, subjectId: survey.id, dueAt: expiresAt(survey) ?? '' };
  const answered = Object.entries(supplyAnswers) as [PersonKey, Answers][];
  const given = answered.map(([person, answers], index) => responseRecord(term, person, answers, index));
  return [record(surveys, survey), plan(expiry), ...given];
}

function responseRecord(term: Term, person: PersonKey, answers: Answers, index: number): Write {
  const submittedAt = term.at(-30 + index, '11:00');
  return record(responses, {
    id: demoId('response', index),
    version: 0,
    networkId,
    surveyId: demoId('survey', 0),
    respondentId: memberId(person),
    memberId: memberId(person),
    organisationId: organisationId(demoPeople[person].organisation),
    state: 'submitted',
    answers,
    updatedAt: submittedAt,
    submittedAt,
  });
}
