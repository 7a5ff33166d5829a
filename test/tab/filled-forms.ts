import { expect } from 'chai';
import type { z } from 'zod';
import type { Operation } from '../../tab/contract/operation.ts';
import { operations } from '../../tab/contract/operations.ts';

/** Every change that comes with something filled in, as the contract says: a new form is in this by itself. */
export const forms = (Object.entries(operations) as [string, Operation][]).flatMap(([name, { body }]) =>
  body && !name.startsWith('GET ') ? [{ name, body }] : [],
);

/** Every place in what is filled in, below its fields: of a list its first item, and one of every kind of question. */
export function placesIn(value: unknown, at: Place = []): Place[] {
  if (typeof value !== 'object' || value === null) return [];
  const inner = Object.keys(value).filter((key) => at.at(-1) === 'questions' || !/^[1-9]/.test(key));
  return inner.flatMap((key) => [[...at, key], ...placesIn((value as Holder)[key], [...at, key])]);
}

export type Place = readonly string[];
type Holder = Record<string, unknown>;

/** The same with something else in one place; absent when that is undefined. */
export function withWrong(filled: unknown, place: Place, wrongValue: unknown): unknown {
  const made: unknown = JSON.parse(JSON.stringify(filled));
  let holder = made as Holder;
  for (const key of place.slice(0, -1)) holder = holder[key] as Holder;
  const last = place.at(-1) ?? '';
  if (wrongValue === undefined) delete holder[last];
  else holder[last] = wrongValue;
  return made;
}

const inAll = { fi: 'Sanat', sv: 'Ord', en: 'Words' };
const items = ['a', 'b', 'c'].map((code) => ({ code, label: { fi: `Kohta ${code}`, sv: code, en: code } }));
const common = { label: inAll, help: inAll, required: false, nonAnswers: ['dontKnow'] };
const showIf = { code: 'yes', values: ['no'] };

/** One question of every kind, with all that may be said of it. */
const everyKind: readonly object[] = [
  { kind: 'section', code: 'part', label: inAll, help: inAll },
  { kind: 'yesNo', code: 'yes', ...common },
  { kind: 'text', code: 'text', ...common, showIf, multiline: true, minLength: 1, maxLength: 100 },
  {
    kind: 'choice',
    code: 'choice',
    ...common,
    showIf,
    multiple: true,
    options: items.map((item, at) => ({ ...item, exclusive: at === 2 })),
    other: true,
    min: 1,
    max: 2,
  },
  { kind: 'rating', code: 'rating', ...common, low: inAll, high: inAll },
  { kind: 'matrix', code: 'matrix', ...common, rows: items.map((item) => ({ ...item, reversed: true })), scale: items },
  { kind: 'number', code: 'number', ...common, unit: inAll, min: 0, max: 10 },
  { kind: 'date', code: 'date', ...common, min: '2026-01-01', max: '2026-12-31' },
];

const everyQuestion = {
  title: inAll,
  purpose: inAll,
  anonymity: 'named',
  questions: everyKind,
  audience: { kind: 'groups', groupIds: ['future'] },
  respondent: 'person',
  resultsFrom: 'closed',
  resultsFor: 'leads',
  breakdowns: ['group'],
  earlierRound: '',
  keep: 6,
  opensOn: '',
  opensTime: '',
  closesOn: '2026-09-30',
  closesTime: '16:00',
};

/** Forms with parts within their fields, filled in to the last one, about something that is there. */
export const whole: Readonly<Record<string, { readonly of: string; readonly filled: object }>> = {
  'PUT /surveys/{surveyId}/draft': { of: 'draft', filled: everyQuestion },
  'POST /surveys/{surveyId}/draft/preview': {
    of: 'draft',
    filled: { draft: { ...everyQuestion, questions: everyKind.slice(0, 2) }, page: 0 },
  },
  'POST /surveys': {
    of: '',
    filled: { surveyId: 'fresh', audience: { kind: 'groups', groupIds: ['future'] }, from: { kind: 'empty' } },
  },
  'POST /survey-audience': {
    of: '',
    filled: { audience: { kind: 'members', memberIds: ['m-lead', 'm-member'] }, respondent: 'person' },
  },
  'PUT /surveys/{surveyId}/answer': {
    of: 'open',
    filled: { page: 0, to: 'next', typed: { form: 'remote', more: 'Kyllä.' } },
  },
  'PUT /practices/{practiceId}/form': {
    of: 'mine',
    filled: {
      title: inAll,
      filing: { supportForms: ['inPerson'], targetGroups: ['olderPeople'], themes: ['needs'], municipality: '' },
      sections: { problem: inAll, what: inAll },
    },
  },
  'POST /practices': {
    of: '',
    filled: { practiceId: 'fresh', kind: 'success', groupId: 'future', title: inAll },
  },
  'POST /surveys/{surveyId}/post': { of: 'draft', filled: { sentTo: 'channel', alsoIn: [] } },
};

/** The other fields as they can be read, by name. */
const valid: Readonly<Record<string, unknown>> = {
  language: 'fi',
  wanted: true,
  networkId: 'uudi',
  newOrganisationId: 'fresh',
  organisationId: 'fresh',
  surveyId: 'fresh',
  practiceId: 'fresh',
  groupId: 'future',
  kind: 'success',
  title: { fi: 'Palaute' },
  purpose: {},
  anonymity: 'named',
  questions: [],
  audience: { kind: 'network' },
  from: { kind: 'empty' },
  resultsFrom: 'closed',
  resultsFor: 'leads',
  breakdowns: [],
  earlierRound: '',
  code: 'form',
  keep: 6,
  when: 'never',
  page: 0,
  to: 'next',
  typed: {},
  revision: 1,
  verdict: 'correct',
  reply: 'yes',
  text: 'Hyvä näin.',
  seen: 'x',
  draft: {
    title: { fi: 'Palaute' },
    purpose: {},
    anonymity: 'named',
    questions: [],
    audience: { kind: 'network' },
    resultsFrom: 'closed',
    resultsFor: 'leads',
    breakdowns: [],
    earlierRound: '',
  },
};

/** A form filled in so that it can be read. */
export function validFor(body: z.ZodObject): Record<string, unknown> {
  const made = Object.fromEntries(Object.keys(body.shape).flatMap((key) => (key in valid ? [[key, valid[key]]] : [])));
  const { success, error } = body.safeParse(made);
  expect(success, JSON.stringify(error?.issues)).to.equal(true);
  return made;
}
