import { tableReader } from '../../../documents/results/labels.ts';
import { comparisonTable } from '../../../documents/results/word-tables.ts';
import { seenOf } from '../../../domain/seen.ts';
import { comparedResults } from '../../../domain/summary/compared-results.ts';
import { redactText, shareTexts, textsToReview } from '../../../domain/summary/review-texts.ts';
import { askedIn } from '../../../domain/summary/survey-results.ts';
import { whyNotCompared } from '../../../domain/survey/codes.ts';
import { limitResults, resultsRule, surveyToLimit } from '../../../domain/survey/results-rule.ts';
import { shownOf } from '../../../domain/survey/seen.ts';
import { Breakdown, type Survey } from '../../../domain/survey/survey.ts';
import type { AnswerOf } from '../../contract/operations.ts';
import type { surveyResultOperations } from '../../contract/survey-results.ts';
import type { Call, Handlers } from '../api/call.ts';

/** What goes with the results of surveys, for those for whom they are and those who look after them. */
export const surveyResultHandlers: Handlers<keyof typeof surveyResultOperations> = {
  'GET /surveys/{surveyId}/results-rule': async (call) => {
    return ruleOf(call, await surveyToLimit(call.deps.store, call.actor, call.path.surveyId));
  },
  'PUT /surveys/{surveyId}/results-rule': async (call) => {
    const { resultsFrom, resultsFor, breakdowns } = call.body;
    const wish = {
      ...(resultsFrom && { resultsFrom }),
      ...(resultsFor && { resultsFor }),
      ...(breakdowns && { breakdowns }),
    };
    return ruleOf(call, await limitResults(call.deps, call.actor, call.path.surveyId, wish, call.seen));
  },
  'GET /surveys/{surveyId}/comparison': comparison,
  'GET /surveys/{surveyId}/texts': (call) => textsOf(call),
  'PUT /surveys/{surveyId}/texts/{key}': async (call) => {
    const { key, surveyId } = call.path;
    await redactText(call.deps, call.actor, surveyId, { key, text: call.body.text ?? undefined, seen: call.body.seen });
    return textsOf(call);
  },
  'POST /surveys/{surveyId}/texts/share': async (call) => {
    await shareTexts(call.deps, call.actor, call.path.surveyId, call.seen);
    return textsOf(call);
  },
};

type One = Pick<Call<'GET /surveys/{surveyId}/texts'>, 'deps' | 'actor' | 'path' | 'readerIn'>;

async function ruleOf({ readerIn }: One, survey: Survey): Promise<AnswerOf<'GET /surveys/{surveyId}/results-rule'>> {
  const reader = await readerIn(survey.networkId);
  const { resultsFrom, resultsFor, breakdowns } = resultsRule(survey);
  return {
    title: reader.pick(survey.title),
    seen: seenOf(shownOf(survey)),
    resultsFrom,
    resultsFor,
    breakdowns: [...breakdowns],
    posted: survey.state !== 'draft',
    live: survey.anonymity === 'named',
    mostBreakdowns: survey.anonymity === 'anonymous' ? 1 : Breakdown.options.length,
  };
}

async function comparison(call: Call<'GET /surveys/{surveyId}/comparison'>) {
  const { deps, actor, path, query, readerIn } = call;
  const { seen, others, other, questions, notCompared } = await comparedResults(
    deps.store,
    actor,
    path.surveyId,
    query.other,
  );
  const reader = await readerIn(seen.survey.networkId);
  const named = tableReader(reader, { groupNames: seen.groupNames, regions: deps.regions });
  const asked = new Map(askedIn(seen.survey).map((question) => [question.code, question]));
  return {
    others: others.map(({ id, title, closedAt, closesAt }) => {
      return { id, title: reader.pick(title), closes: reader.day(closedAt ?? closesAt) };
    }),
    other: other ? { id: other.id, title: reader.pick(other.title) } : null,
    questions: questions.flatMap((one) => {
      const question = asked.get(one.code);
      if (!question) return [];
      const table = { title: reader.pick(question.label), ...comparisonTable(named, question, one) };
      return [{ code: one.code, table }];
    }),
    notCompared: whyNotCompared.flatMap((reason) => {
      const own = notCompared.filter((one) => one.reason === reason);
      const labels = own.map(({ code }) => reader.pick(asked.get(code)?.label ?? {}));
      return labels.length > 0 ? [{ reason, questions: labels }] : [];
    }),
  };
}

async function textsOf({ deps, actor, path, readerIn }: One): Promise<AnswerOf<'GET /surveys/{surveyId}/texts'>> {
  const { survey, texts, seen } = await textsToReview(deps.store, actor, path.surveyId);
  const reader = await readerIn(survey.networkId);
  const labels = new Map(survey.questions.map(({ code, label }) => [code, reader.pick(label)]));
  return {
    title: reader.pick(survey.title),
    seen,
    shared: survey.textsSharedAt === undefined ? null : reader.moment(survey.textsSharedAt),
    texts: texts.map(({ question, isOther, original = null, ...text }) => {
      const label = labels.get(question) ?? question;
      return { ...text, original, question: isOther ? `${label} – ${reader.t('survey:otherOption')}` : label };
    }),
  };
}
