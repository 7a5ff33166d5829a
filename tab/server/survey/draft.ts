import type { Reader } from '../../../cards/reader.ts';
import { titleOf } from '../../../cards/survey/title.ts';
import { AppError, type FieldFault } from '../../../domain/errors.ts';
import { dayOf, momentAt, timeOf } from '../../../domain/local-time.ts';
import { partOf } from '../../../domain/page.ts';
import { practicesInValidation } from '../../../domain/practice/lists.ts';
import { audienceOf } from '../../../domain/survey/audience.ts';
import { checkDraft, type DraftCheck } from '../../../domain/survey/check.ts';
import { groupsToAsk } from '../../../domain/survey/choose.ts';
import { contentOf } from '../../../domain/survey/content.ts';
import { type DraftEdit, type DraftSource, editDraft, openDraft, startDraft } from '../../../domain/survey/draft.ts';
import { surveyFileOf } from '../../../domain/survey/format.ts';
import type { Question } from '../../../domain/survey/kinds/kinds.ts';
import { originsOf } from '../../../domain/survey/origins.ts';
import { resultsRule } from '../../../domain/survey/results-rule.ts';
import { monthsOf, retentionOf } from '../../../domain/survey/retention.ts';
import { earlierRounds, roundToCompare, seenSurvey, surveysToCopy } from '../../../domain/survey/rounds.ts';
import { type Survey, surveys } from '../../../domain/survey/survey.ts';
import { comparable, textFor } from '../../../domain/text.ts';
import type { AnswerOf, BodyOf } from '../../contract/operations.ts';
import type { surveyDraftOperations } from '../../contract/survey-draft.ts';
import type { Call, Handlers } from '../api/call.ts';
import { beginning, pageView } from '../page.ts';
import { askable, lookedAt, peopleFound } from './askable.ts';
import { previewOf } from './preview.ts';

/** Making and editing surveys on the page. */
export const surveyDraftHandlers: Handlers<keyof typeof surveyDraftOperations> = {
  'GET /survey-sources': sources,
  'GET /survey-sources/earlier': async ({ deps, actor, query, visit }) => {
    const { network, reader } = await visit();
    await groupsToAsk(deps.store, actor, network.id);
    const found = titled(await surveysToCopy(deps.store, actor, network.id), query, reader);
    return pageView(partOf(found, idOf, query), (survey) => earlierView(survey, reader));
  },
  'POST /surveys': start,
  'GET /survey-people': peopleFound,
  'POST /survey-audience': lookedAt,
  'GET /surveys/{surveyId}/draft': (call) => draftOf(call),
  'GET /surveys/{surveyId}/rounds': async ({ deps, actor, path, query, readerIn }) => {
    const survey = await openDraft(deps.store, actor, path.surveyId);
    const reader = await readerIn(survey.networkId);
    const found = titled(await earlierRounds(deps.store, actor, survey), query, reader);
    return pageView(partOf(found, idOf, query), (round) => roundView(round, reader));
  },
  'PUT /surveys/{surveyId}/draft': async (call) => {
    const { deps, actor, path, body, expected } = call;
    const survey = await openDraft(deps.store, actor, path.surveyId);
    await editDraft(deps, actor, path.surveyId, editOf(survey, body, await call.readerIn(survey.networkId)), expected);
    return draftOf(call);
  },
  'POST /surveys/{surveyId}/draft/preview': async ({ deps, actor, path, body, readerIn }) => {
    const survey = await openDraft(deps.store, actor, path.surveyId);
    const reader = await readerIn(survey.networkId);
    const edited = {
      ...survey,
      ...contentOf(body.draft),
      respondent: respondentOf(body.draft),
      closesAt: lenientEnd(body.draft, reader) ?? survey.closesAt,
      resultsFor: body.draft.resultsFor,
      keepMonths: monthsOf(body.draft.keep ?? retentionOf(survey)),
      earlierRoundId: await roundToCompare(deps.store, actor, survey, body.draft.earlierRound),
    };
    const check = await checked(deps, edited);
    return { ...(await previewOf(deps.store, reader, edited, body)), check };
  },
  'GET /surveys/{surveyId}/file': async ({ deps, actor, path, readerIn }) => {
    const survey = await seenSurvey(deps.store, actor, path.surveyId);
    await readerIn(survey.networkId);
    return surveyFileOf(survey);
  },
};

const usualDays = 14;
const usualClosing = '16:00';
const usualOpening = '08:00';

async function sources({ deps, actor, visit }: Call<'GET /survey-sources'>): Promise<AnswerOf<'GET /survey-sources'>> {
  const { network, reader } = await visit();
  const whom = await askable(deps, actor, network.id, reader);
  return {
    ...whom,
    templates: deps.surveyTemplates.map(({ code, title, purpose, questions }) => ({
      code,
      title: reader.pick(title),
      purpose: reader.pick(purpose),
      questions: countOf(questions),
    })),
    earlier: pageView(
      partOf(await surveysToCopy(deps.store, actor, network.id), idOf, beginning),
      (survey) => earlierView(survey, reader),
      'beginning',
    ),
  };
}

const idOf = ({ id }: Survey) => id;

function earlierView(survey: Survey, reader: Reader) {
  return {
    id: survey.id,
    title: titleOf(reader, survey),
    state: survey.state,
    closes: reader.day(survey.closedAt ?? survey.closesAt),
    questions: countOf(survey.questions),
  };
}

/** Those of some surveys whose title has a text in it. */
function titled(found: readonly Survey[], { search }: { readonly search: string }, reader: Reader): Survey[] {
  const wanted = comparable(search);
  return found.filter((survey) => comparable(titleOf(reader, survey)).includes(wanted));
}

function countOf(questions: readonly Question[]): number {
  return questions.filter(({ kind }) => kind !== 'section').length;
}

type Asking = Pick<Call<'POST /surveys'>, 'deps' | 'actor'>;

async function start({ deps, actor, body, visit }: Call<'POST /surveys'>): Promise<AnswerOf<'POST /surveys'>> {
  const { network, reader } = await visit();
  const closesOn = dayOf(new Date(deps.now().getTime() + usualDays * 24 * 60 * 60 * 1000), reader.timeZone);
  const closesAt = momentAt(closesOn, usualClosing, reader.timeZone);
  if (closesAt === undefined) throw new AppError('INTERNAL', 'no such closing time');
  const { surveyId, audience } = body;
  const request = { surveyId, networkId: network.id, audience, closesAt };
  const { id } = await startDraft(deps, actor, request, await sourceOf(deps, network.id, body, reader));
  return { id };
}

async function sourceOf(
  deps: Asking['deps'],
  networkId: string,
  { from, audience }: BodyOf<'POST /surveys'>,
  reader: Reader,
): Promise<DraftSource> {
  if (from.kind !== 'template') return from;
  const template = deps.surveyTemplates.find(({ code }) => code === from.template);
  if (!template) throw new AppError('NOT_FOUND', `no template ${from.template}`);
  if (!template.perPractice) return { kind: 'template', template, practices: [] };
  const ofGroups = audience.kind === 'groups' ? { groupId: audience.groupIds } : {};
  const waiting = await practicesInValidation(deps.store, { networkId, ...ofGroups });
  const practices = waiting.map(({ id, title }) => ({ id, title: textFor(title, reader.language) }));
  return { kind: 'template', template, practices };
}

type Edited = BodyOf<'PUT /surveys/{surveyId}/draft'>;

/** Throws `INPUT_INVALID` for a time that does not exist, and for an end that is not given. */
function editOf(survey: Survey, body: Edited, { timeZone }: Reader): DraftEdit {
  const closesAt = momentAt(body.closesOn, body.closesTime || usualClosing, timeZone);
  const opensAt = momentAt(body.opensOn, body.opensTime || usualOpening, timeZone);
  const opening = body.opensOn !== '' && opensAt === undefined;
  if (closesAt === undefined || opening) {
    const fault = body.closesOn === '' ? 'required' : 'noSuchTime';
    const fields: Record<string, FieldFault> = {
      ...(closesAt === undefined ? { closesOn: fault } : {}),
      ...(opening ? { opensOn: 'noSuchTime' } : {}),
    };
    throw new AppError('INPUT_INVALID', 'no such time', { fields });
  }
  // Whoever looks after a survey of chosen people goes on doing so when others are chosen.
  const groupId = survey.audience?.kind === 'members' ? survey.groupId : undefined;
  const { audience, resultsFrom, resultsFor, breakdowns, earlierRound: earlierRoundId, keep } = body;
  const rule = { resultsFrom, resultsFor, breakdowns };
  const respondent = respondentOf(body);
  return { ...contentOf(body), ...rule, groupId, audience, respondent, opensAt, closesAt, earlierRoundId, keep };
}

function respondentOf({ respondent }: Edited): Survey['respondent'] {
  return respondent === 'organisation' ? respondent : undefined;
}

/** The closing as far as it is one: while it is being typed, it need not be. */
function lenientEnd({ closesOn, closesTime }: Edited, { timeZone }: Reader): string | undefined {
  return momentAt(closesOn, closesTime || usualClosing, timeZone);
}

type One = Pick<Call<'GET /surveys/{surveyId}/draft'>, 'deps' | 'actor' | 'path' | 'readerIn'>;

async function draftOf({ deps, actor, path, readerIn }: One): Promise<AnswerOf<'GET /surveys/{surveyId}/draft'>> {
  const survey = await openDraft(deps.store, actor, path.surveyId);
  const reader = await readerIn(survey.networkId);
  const { id, version, title, purpose, anonymity, questions, opensAt, closesAt } = survey;
  const audience = audienceOf(survey);
  const named = audience.kind === 'groups' ? audience.groupIds : [];
  const rule = resultsRule(survey);
  const template = deps.surveyTemplates.find(({ code }) => code === survey.template);
  return {
    id,
    version,
    title,
    purpose,
    anonymity,
    questions,
    audience,
    respondent: survey.respondent ?? 'person',
    ...rule,
    breakdowns: [...rule.breakdowns],
    earlierRound: survey.earlierRoundId ?? '',
    keep: retentionOf(survey),
    ...(await askable(deps, actor, survey.networkId, reader, named)),
    opensOn: opensAt ? dayOf(new Date(opensAt), reader.timeZone) : '',
    opensTime: opensAt ? timeOf(opensAt, reader.timeZone) : '',
    closesOn: dayOf(new Date(closesAt), reader.timeZone),
    closesTime: timeOf(closesAt, reader.timeZone),
    template: template ? reader.pick(template.title) : null,
    round: await roundOf(deps, survey, reader),
    rounds: pageView(
      partOf(await earlierRounds(deps.store, actor, survey), idOf, beginning),
      (round) => roundView(round, reader),
      'beginning',
    ),
    zone: reader.timeZone,
    check: await checked(deps, survey),
  };
}

/** What the draft is compared with, even when it is none of what could be chosen now. */
async function roundOf(deps: One['deps'], { earlierRoundId }: Survey, reader: Reader) {
  const chosen = earlierRoundId === undefined ? undefined : await deps.store.get(surveys, earlierRoundId);
  return chosen ? roundView(chosen, reader) : null;
}

function roundView(round: Survey, reader: Reader) {
  return { id: round.id, name: titleOf(reader, round), closes: reader.day(round.closedAt ?? round.closesAt) };
}

async function checked(
  deps: Asking['deps'],
  survey: Survey,
): Promise<AnswerOf<'GET /surveys/{surveyId}/draft'>['check']> {
  const origins = await originsOf(deps.store, survey, deps.surveyTemplates);
  return told(checkDraft(survey, origins, deps.now().toISOString()));
}

/** Lists that can be changed, as the contract has them. */
function told({ faults, missing, alike, codes }: DraftCheck): AnswerOf<'GET /surveys/{surveyId}/draft'>['check'] {
  return {
    faults: [...faults],
    missing: missing.map((one) => ({ ...one, languages: [...one.languages] })),
    alike: [...alike],
    codes: [...codes],
  };
}
