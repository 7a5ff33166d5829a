import type { Reader } from '../../../cards/reader.ts';
import { askedText } from '../../../cards/survey/audience.ts';
import { ownLackingText } from '../../../cards/survey/ended.ts';
import { resultsSeenText, resultsShownText } from '../../../cards/survey/results-rule.ts';
import { retentionText } from '../../../cards/survey/retention.ts';
import { AppError } from '../../../domain/errors.ts';
import { partOf } from '../../../domain/page.ts';
import { seenOf } from '../../../domain/seen.ts';
import { type Form, openForm, savePage, submitForm } from '../../../domain/survey/answer.ts';
import { askerOf } from '../../../domain/survey/asker.ts';
import { contactIn, shownOfContact, takeContactPoint } from '../../../domain/survey/contact-point.ts';
import { entriesOf } from '../../../domain/survey/entries.ts';
import { endedSurvey } from '../../../domain/survey/own.ts';
import { shownPages } from '../../../domain/survey/shown.ts';
import { typedFrom } from '../../../domain/survey/typed.ts';
import { inLine } from '../../../locales/isolated.ts';
import type { AnswerOf } from '../../contract/operations.ts';
import type { surveyAnswerOperations } from '../../contract/survey-answer.ts';
import type { Call, Handlers } from '../api/call.ts';
import { pageView } from '../page.ts';
import { answeredAs } from './answered.ts';
import { formQuestion } from './form-question.ts';

type AnswerForm = AnswerOf<'GET /surveys/{surveyId}/answer'>;

/** Answering a survey, for oneself or in the place of an organisation without Teams. */
export const surveyAnswerHandlers: Handlers<keyof typeof surveyAnswerOperations> = {
  'GET /surveys/{surveyId}/answer': async (call) => {
    const { page, organisation } = call.query;
    return shown(call, await openForm(call.deps, call.actor, call.path.surveyId, page, organisation));
  },
  'PUT /surveys/{surveyId}/answer': async (call) => {
    const { deps, actor, path, query, body } = call;
    const form = await savePage(deps, actor, path.surveyId, body, query.organisation);
    const isFaulty = Object.keys(form.faults).length > 0;
    if (body.to === 'leave') return shown(call, form, 'left');
    return shown(call, form, body.to === 'submit' && !isFaulty ? 'stored' : undefined);
  },
  'POST /surveys/{surveyId}/answer/submit': async (call) => {
    const form = await submitForm(call.deps, call.actor, call.path.surveyId, call.query.organisation);
    return shown(call, form, form.reviewing ? 'stored' : 'page');
  },
  'GET /surveys/{surveyId}/answer/own': async ({ deps, actor, path, readerIn }) => {
    const ended = await endedSurvey(deps, actor, path.surveyId);
    if (!ended) throw new AppError('NOT_FOUND', `survey ${path.surveyId} is not closed`);
    const { survey, answers = {} } = ended;
    const reader = await readerIn(survey.networkId);
    const lacking = ownLackingText(reader, ended) ?? null;
    const form = { pages: lacking === null ? shownPages(survey.questions, answers) : [], answers, faults: {} };
    const pages = pagesOf(reader, form).map(({ page, heading, questions }) => {
      return { page, heading, questions: questions.map(({ code, label, answer }) => ({ code, label, answer })) };
    });
    return { lacking, pages };
  },
  'GET /surveys/{surveyId}/contact-point': (call) => contactOf(call),
  'POST /surveys/{surveyId}/contact-point': async (call) => {
    await takeContactPoint(call.deps, call.actor, call.path.surveyId, call.seen);
    return contactOf(call);
  },
  'GET /surveys/{surveyId}/entries': async ({ deps, actor, path, query, readerIn }) => {
    const { survey, organisations } = await entriesOf(deps.store, actor, path.surveyId, query.search);
    const reader = await readerIn(survey.networkId);
    const page = partOf(organisations, ({ organisation }) => organisation.id, query);
    const named = pageView(page, ({ organisation: { id, name }, answer }) => {
      return { id, name, answered: answeredAs[answer] };
    });
    return { title: reader.pick(survey.title), organisations: named };
  },
};

type One = Pick<Call<'GET /surveys/{surveyId}/contact-point'>, 'deps' | 'actor' | 'path' | 'readerIn'>;

async function contactOf(call: One): Promise<AnswerOf<'GET /surveys/{surveyId}/contact-point'>> {
  const { deps, actor, path, readerIn } = call;
  const { survey, offered } = await contactIn(deps.store, actor, path.surveyId);
  await readerIn(survey.networkId);
  if (!offered) return { contact: null, seen: seenOf({}) };
  const { organisation, given } = offered;
  const contact = { organisation: organisation.name, given, kept: organisation.contactPoint ?? null };
  return { contact, seen: seenOf(shownOfContact(offered)) };
}

type Shown = Pick<Call<'GET /surveys/{surveyId}/answer'>, 'deps' | 'readerIn'>;

async function shown({ deps, readerIn }: Shown, form: Form, stage?: AnswerForm['stage']): Promise<AnswerForm> {
  const { survey, response, enteredFor } = form;
  const reader = await readerIn(survey.networkId);
  const asker = await askerOf(deps.store, survey);
  const names = [asker.group, asker.network].flatMap((name) => (name ? reader.pick(name) : []));
  return {
    surveyId: survey.id,
    title: reader.pick(survey.title),
    purpose: reader.pick(survey.purpose),
    asker: inLine(names),
    audience: survey.audience ? askedText(reader, survey, asker.groups) : null,
    anonymity: survey.anonymity,
    seen: resultsSeenText(reader, survey),
    shown: resultsShownText(reader, survey),
    keeping: retentionText(reader, survey),
    closes: reader.moment(survey.closesAt),
    respondent: survey.respondent ?? 'person',
    enteredFor: enteredFor ? { id: enteredFor.id, name: enteredFor.name } : null,
    own: answeredAs[response?.state ?? 'none'],
    saved: response ? reader.moment(response.updatedAt) : null,
    unreadable: form.unreadable,
    stage: stage ?? (form.reviewing ? 'review' : 'page'),
    page: form.page,
    isOnly: form.pages.length === 1,
    pages: pagesOf(reader, form),
    typed: typedIn(reader, form),
    fields: form.faults,
  };
}

function pagesOf(
  reader: Reader,
  { pages, answers, faults }: Pick<Form, 'pages' | 'answers' | 'faults'>,
): AnswerForm['pages'] {
  return pages.flatMap(({ section, questions }, page) => {
    if (questions.length === 0) return [];
    return {
      page,
      heading: section ? reader.pick(section.label) : null,
      help: section?.help ? reader.pick(section.help) : null,
      questions: questions.map((question) => formQuestion(reader, question, answers, faults[question.code])),
    };
  });
}

/** What is answered, as inputs hold it; numbers with the reader's own decimal mark. */
function typedIn({ language }: Reader, { pages, answers }: Form): Readonly<Record<string, string>> {
  const asked = pages.flatMap(({ questions }) => questions);
  const numbers = asked.flatMap(({ code }) => (typeof answers[code] === 'number' ? code : []));
  const typed: Record<string, string> = { ...typedFrom(asked, answers) };
  if (language === 'en') return typed;
  for (const code of numbers) if (typed[code]) typed[code] = typed[code].replace('.', ',');
  return typed;
}
