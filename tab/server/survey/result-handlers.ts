import type { Reader } from '../../../cards/reader.ts';
import { tableReader } from '../../../documents/results/labels.ts';
import { comparisonTable } from '../../../documents/results/word-tables.ts';
import { AppError } from '../../../domain/errors.ts';
import { type PageQuery, partOf } from '../../../domain/page.ts';
import { seenOf } from '../../../domain/seen.ts';
import { whyNotCompared } from '../../../domain/survey/codes.ts';
import { comparedResults } from '../../../domain/survey/results/compared-results.ts';
import {
  redactText,
  shareTexts,
  type TextToReview,
  textsToReview,
} from '../../../domain/survey/results/review-texts.ts';
import { askedIn } from '../../../domain/survey/results/survey-results.ts';
import { limitResults, resultsRule, surveyToLimit } from '../../../domain/survey/results-rule.ts';
import { shownOf } from '../../../domain/survey/seen.ts';
import { Breakdown, type Survey } from '../../../domain/survey/survey.ts';
import { isolated } from '../../../locales/isolated.ts';
import type { AnswerOf } from '../../contract/operations.ts';
import type { surveyResultOperations } from '../../contract/survey-results.ts';
import type { Call, Handlers } from '../api/call.ts';
import { beginning, pageView } from '../page.ts';

/** What goes with the results of surveys, for those for whom they are and those who look after them. */
export const surveyResultHandlers: Handlers<keyof typeof surveyResultOperations> = {
  'GET /surveys/{surveyId}/results-rule': async (call) => {
    return ruleOf(call, await surveyToLimit(call.deps.store, call.actor, call.path.surveyId));
  },
  'PUT /surveys/{surveyId}/results-rule': async (call) => {
    const { resultsFrom, resultsFor, breakdowns } = call.body;
    const request = {
      ...(resultsFrom && { resultsFrom }),
      ...(resultsFor && { resultsFor }),
      ...(breakdowns && { breakdowns }),
    };
    return ruleOf(call, await limitResults(call.deps, call.actor, call.path.surveyId, request, call.seen));
  },
  'GET /surveys/{surveyId}/comparison': comparison,
  'GET /surveys/{surveyId}/comparison/others': async ({ deps, actor, path, query, readerIn }) => {
    const { seen, others } = await comparedResults(deps.store, actor, path.surveyId);
    const reader = await readerIn(seen.survey.networkId);
    return pageView(partOf(others, idOf, query), (other) => otherOf(other, reader));
  },
  'GET /surveys/{surveyId}/texts': (call) => textsOf(call),
  'PUT /surveys/{surveyId}/texts/{key}': async (call) => {
    const { deps, actor, body, readerIn } = call;
    const { key, surveyId } = call.path;
    const { before } = await redactText(deps, actor, surveyId, { key, text: body.text ?? undefined, seen: body.seen });
    const { survey, texts, seen } = await textsToReview(deps.store, actor, surveyId);
    const decided = textViews(survey, texts, await readerIn(survey.networkId)).find((one) => one.key === key);
    if (!decided) throw new AppError('NOT_FOUND', `no such text in survey ${surveyId}`);
    return { text: decided, before, seen };
  },
  'POST /surveys/{surveyId}/texts/share': async (call) => {
    await shareTexts(call.deps, call.actor, call.path.surveyId, call.seen);
    return textsOf(call);
  },
};

type One = Pick<Call<'GET /surveys/{surveyId}/texts'>, 'deps' | 'actor' | 'path' | 'readerIn'>;

const idOf = ({ id }: Pick<Survey, 'id'>) => id;

function otherOf({ id, title, closedAt, closesAt }: Survey, reader: Reader) {
  return { id, title: reader.pick(title), closes: reader.day(closedAt ?? closesAt) };
}

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
  const compared = questions.flatMap((one) => {
    const question = asked.get(one.code);
    return question ? [{ one, question }] : [];
  });
  return {
    others: pageView(partOf(others, idOf, beginning), (one) => otherOf(one, reader), 'beginning'),
    other: other ? { id: other.id, title: reader.pick(other.title) } : null,
    questions: pageView(
      partOf(compared, ({ one }) => one.code, query),
      ({ one, question }) => {
        return {
          code: one.code,
          table: { title: reader.pick(question.label), ...comparisonTable(named, question, one) },
        };
      },
    ),
    notCompared: whyNotCompared.flatMap((reason) => {
      const own = notCompared.filter((one) => one.reason === reason);
      const labels = own.map(({ code }) => reader.pick(asked.get(code)?.label ?? {}));
      return labels.length > 0 ? [{ reason, questions: labels }] : [];
    }),
  };
}

type Read = One & { readonly query: Partial<PageQuery> };

/** From the start and as many as usual where no page is asked for: after sharing, and beside a refusal. */
async function textsOf(call: Read): Promise<AnswerOf<'GET /surveys/{surveyId}/texts'>> {
  const { deps, actor, path, query, readerIn } = call;
  const { after, limit = usualTexts } = query;
  const { survey, texts, seen } = await textsToReview(deps.store, actor, path.surveyId);
  const reader = await readerIn(survey.networkId);
  const views = textViews(survey, texts, reader);
  return {
    title: reader.pick(survey.title),
    seen,
    shared: survey.textsSharedAt === undefined ? null : reader.moment(survey.textsSharedAt),
    texts: pageView(
      partOf(views, ({ key }) => key, { after, limit }),
      (one) => one,
    ),
  };
}

const usualTexts = 100;

/** Each with its place among the texts that answer its question. */
function textViews(survey: Survey, texts: readonly TextToReview[], reader: Reader) {
  const labels = new Map(survey.questions.map(({ code, label }) => [code, reader.pick(label)]));
  const counts = new Map<string, number>();
  const labelled = texts.map(({ question, isOther, original = null, ...text }) => {
    const label = labels.get(question) ?? question;
    const asked = isOther ? `${isolated(label)} – ${reader.t('survey:otherOption')}` : label;
    const place = (counts.get(asked) ?? 0) + 1;
    counts.set(asked, place);
    return { ...text, original, question: asked, place };
  });
  return labelled.map((text) => ({ ...text, count: counts.get(text.question) ?? 1 }));
}
