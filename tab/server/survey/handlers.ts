import type { Reader } from '../../../cards/reader.ts';
import { groups } from '../../../domain/network/network.ts';
import { closeSurvey } from '../../../domain/survey/close.ts';
import { surveysPage } from '../../../domain/survey/list.ts';
import { discardDraft, postSurvey } from '../../../domain/survey/make.ts';
import type { Question, Survey } from '../../../domain/survey/survey.ts';
import { seeSurvey } from '../../../domain/survey/view.ts';
import type { AnswerOf } from '../../contract/operations.ts';
import type { surveyOperations } from '../../contract/survey.ts';
import type { Call, Handlers } from '../api/call.ts';
import { answeredAs } from './answered.ts';
import { resultsView } from './results.ts';

/** Surveys, for those whom they ask and those who look after them. */
export const surveyHandlers: Handlers<keyof typeof surveyOperations> = {
  'GET /surveys': listed,
  'GET /surveys/{surveyId}': (call) => details(call),
  'GET /surveys/{surveyId}/results': resultsView,
  'POST /surveys/{surveyId}/post': async (call) => {
    await postSurvey(call.deps, call.actor, call.path.surveyId);
    return details(call);
  },
  'POST /surveys/{surveyId}/close': async (call) => {
    await closeSurvey(call.deps, call.actor, call.path.surveyId);
    return details(call);
  },
  'DELETE /surveys/{surveyId}': async ({ deps, actor, path }) => {
    await discardDraft(deps, actor, path.surveyId);
    return undefined;
  },
};

async function listed({ deps, actor, query, visit }: Call<'GET /surveys'>) {
  const { network, reader } = await visit();
  const { group: groupId, ...rest } = query;
  const wish = { ...rest, networkId: network.id, groupId, language: reader.language };
  const page = await surveysPage(deps.store, actor, wish);
  const all = await deps.store.find(groups, { networkId: network.id });
  const names = new Map(all.map(({ id, name }) => [id, reader.pick(name)]));
  const items = page.items.map((survey) => summaryOf(survey, names.get(survey.groupId ?? '') ?? '', reader));
  return { items, next: page.next ?? null, total: page.total };
}

function summaryOf({ id, title, state, anonymity, closesAt, closedAt }: Survey, group: string, reader: Reader) {
  const end = closedAt ?? closesAt;
  return { id, title: reader.pick(title), group, state, anonymity, closesAt: end, closes: reader.moment(end) };
}

type One = Pick<Call<'GET /surveys/{surveyId}'>, 'deps' | 'actor' | 'path' | 'readerIn'>;

async function details({ deps, actor, path, readerIn }: One): Promise<AnswerOf<'GET /surveys/{surveyId}'>> {
  const { survey, group, own, progress, offers } = await seeSurvey(deps.store, actor, path.surveyId);
  const reader = await readerIn(survey.networkId);
  return {
    ...summaryOf(survey, reader.pick(group?.name ?? {}), reader),
    purpose: reader.pick(survey.purpose),
    opens: survey.opensAt === undefined ? null : reader.moment(survey.opensAt),
    template: survey.template ?? null,
    questions: survey.questions.map((question) => questionOf(question, reader)),
    own: own === undefined ? null : answeredAs[own],
    progress: progress ?? null,
    offers: [...offers],
  };
}

function questionOf(question: Question, reader: Reader) {
  const { code, kind, label, help } = question;
  return {
    code,
    kind,
    label: reader.pick(label),
    help: help ? reader.pick(help) : null,
    required: question.kind !== 'section' && question.required,
    options: optionsOf(question).map((option) => reader.pick(option.label)),
  };
}

function optionsOf(question: Question) {
  if (question.kind === 'choice') return question.options;
  return question.kind === 'matrix' ? question.rows : [];
}
