import type { Reader } from '../../../cards/reader.ts';
import { titleOf } from '../../../cards/survey/title.ts';
import { AppError, type FieldFault } from '../../../domain/errors.ts';
import { dayOf, momentAt, timeOf } from '../../../domain/local-time.ts';
import { groups, type WorkingGroup } from '../../../domain/network/network.ts';
import { practicesInValidation } from '../../../domain/practice/lists.ts';
import { can } from '../../../domain/rights.ts';
import { whatAsks } from '../../../domain/survey/audience.ts';
import { checkDraft, type DraftCheck } from '../../../domain/survey/check.ts';
import {
  type DraftEdit,
  type DraftSource,
  editDraft,
  openDraft,
  seenSurvey,
  startDraft,
} from '../../../domain/survey/draft.ts';
import { surveyFileOf } from '../../../domain/survey/format.ts';
import { isSeenBy } from '../../../domain/survey/list.ts';
import { originsOf } from '../../../domain/survey/origins.ts';
import { type Question, type Survey, surveys } from '../../../domain/survey/survey.ts';
import { textFor } from '../../../domain/text.ts';
import type { AnswerOf, BodyOf } from '../../contract/operations.ts';
import type { surveyDraftOperations } from '../../contract/survey-draft.ts';
import type { Call, Handlers } from '../api/call.ts';
import { previewOf } from './preview.ts';

/** Making and editing surveys on the page. */
export const surveyDraftHandlers: Handlers<keyof typeof surveyDraftOperations> = {
  'GET /survey-sources': sources,
  'POST /surveys': start,
  'GET /surveys/{surveyId}/draft': (call) => draftOf(call),
  'PUT /surveys/{surveyId}/draft': async (call) => {
    const { deps, actor, path, body, expected } = call;
    const { networkId } = await openDraft(deps.store, actor, path.surveyId);
    await editDraft(deps, actor, path.surveyId, editOf(body, await call.readerIn(networkId)), expected);
    return draftOf(call);
  },
  'POST /surveys/{surveyId}/draft/preview': async ({ deps, actor, path, body, readerIn }) => {
    const survey = await openDraft(deps.store, actor, path.surveyId);
    const reader = await readerIn(survey.networkId);
    const { respondent, ...draft } = body.draft;
    const asked = respondent === 'organisation' ? respondent : undefined;
    const edited = {
      ...survey,
      ...draft,
      respondent: asked,
      closesAt: lenientEnd(body.draft, reader) ?? survey.closesAt,
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

/** The most earlier surveys to choose from, the newest. */
const mostEarlier = 200;
const usualDays = 14;
const usualClosing = '16:00';
const usualOpening = '08:00';

async function sources({ deps, actor, visit }: Call<'GET /survey-sources'>): Promise<AnswerOf<'GET /survey-sources'>> {
  const { network, reader, membership } = await visit();
  const own = await groupsFor(deps, actor, network.id);
  if (own.length === 0) throw new AppError('FORBIDDEN', 'leads no group');
  const all = await deps.store.find(surveys, { networkId: network.id });
  const asksThem = await whatAsks(deps.store, membership);
  const seen = all.filter((survey) => survey.questions.length > 0 && isSeenBy(actor, survey, asksThem(survey)));
  return {
    groups: own.map((group) => namedGroup(group, reader)),
    templates: deps.surveyTemplates.map(({ code, title, purpose, questions }) => ({
      code,
      title: reader.pick(title),
      purpose: reader.pick(purpose),
      questions: countOf(questions),
    })),
    earlier: seen
      .reverse()
      .slice(0, mostEarlier)
      .map((survey) => ({
        id: survey.id,
        title: titleOf(reader, survey),
        state: survey.state,
        closes: reader.day(survey.closedAt ?? survey.closesAt),
        questions: countOf(survey.questions),
      })),
  };
}

function countOf(questions: readonly Question[]): number {
  return questions.filter(({ kind }) => kind !== 'section').length;
}

type Asking = Pick<Call<'POST /surveys'>, 'deps' | 'actor'>;

async function groupsFor(deps: Asking['deps'], actor: Asking['actor'], networkId: string): Promise<WorkingGroup[]> {
  const all = await deps.store.find(groups, { networkId });
  return all.filter(({ id }) => can(actor, 'survey.create', { networkId, groupId: id }));
}

function namedGroup({ id, name }: WorkingGroup, reader: Reader) {
  return { id, name: reader.pick(name) };
}

async function start({ deps, actor, body, visit }: Call<'POST /surveys'>): Promise<AnswerOf<'POST /surveys'>> {
  const { network, reader } = await visit();
  const group = await deps.store.get(groups, body.group);
  if (group?.networkId !== network.id) throw new AppError('NOT_FOUND', `no group ${body.group} in ${network.id}`);
  const closesOn = dayOf(new Date(deps.now().getTime() + usualDays * 24 * 60 * 60 * 1000), reader.timeZone);
  const closesAt = momentAt(closesOn, usualClosing, reader.timeZone);
  if (closesAt === undefined) throw new AppError('INTERNAL', 'no such closing time');
  const { surveyId } = body;
  const wish = { surveyId, networkId: network.id, groupId: group.id, closesAt };
  const { id } = await startDraft(deps, actor, wish, await sourceOf(deps, body.from, group, reader));
  return { id };
}

async function sourceOf(
  deps: Asking['deps'],
  from: BodyOf<'POST /surveys'>['from'],
  group: WorkingGroup,
  reader: Reader,
): Promise<DraftSource> {
  if (from.kind !== 'template') return from;
  const template = deps.surveyTemplates.find(({ code }) => code === from.template);
  if (!template) throw new AppError('NOT_FOUND', `no template ${from.template}`);
  if (!template.perPractice) return { kind: 'template', template, practices: [] };
  const waiting = await practicesInValidation(deps.store, { networkId: group.networkId, groupId: group.id });
  const practices = waiting.map(({ id, title }) => ({ id, title: textFor(title, reader.language) }));
  return { kind: 'template', template, practices };
}

type Edited = BodyOf<'PUT /surveys/{surveyId}/draft'>;

/** Throws `INPUT_INVALID` for a time that does not exist, and for an end that is not given. */
function editOf(body: Edited, { timeZone }: Reader): DraftEdit {
  const { title, purpose, anonymity, questions, group } = body;
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
  const respondent = body.respondent === 'organisation' ? body.respondent : undefined;
  return { title, purpose, anonymity, questions, groupId: group || undefined, respondent, opensAt, closesAt };
}

/** The closing as far as it is one: while it is being typed, it need not be. */
function lenientEnd({ closesOn, closesTime }: Edited, { timeZone }: Reader): string | undefined {
  return momentAt(closesOn, closesTime || usualClosing, timeZone);
}

type One = Pick<Call<'GET /surveys/{surveyId}/draft'>, 'deps' | 'actor' | 'path' | 'readerIn'>;

async function draftOf({ deps, actor, path, readerIn }: One): Promise<AnswerOf<'GET /surveys/{surveyId}/draft'>> {
  const survey = await openDraft(deps.store, actor, path.surveyId);
  const reader = await readerIn(survey.networkId);
  const { id, version, title, purpose, anonymity, questions, opensAt, closesAt, earlierRoundId } = survey;
  const own = await groupsFor(deps, actor, survey.networkId);
  const earlier = earlierRoundId === undefined ? undefined : await deps.store.get(surveys, earlierRoundId);
  const template = deps.surveyTemplates.find(({ code }) => code === survey.template);
  return {
    id,
    version,
    title,
    purpose,
    anonymity,
    questions,
    group: survey.groupId ?? '',
    respondent: survey.respondent ?? 'person',
    groups: own.map((group) => namedGroup(group, reader)),
    opensOn: opensAt ? dayOf(new Date(opensAt), reader.timeZone) : '',
    opensTime: opensAt ? timeOf(opensAt, reader.timeZone) : '',
    closesOn: dayOf(new Date(closesAt), reader.timeZone),
    closesTime: timeOf(closesAt, reader.timeZone),
    template: template ? reader.pick(template.title) : null,
    earlier: earlier ? { id: earlier.id, name: titleOf(reader, earlier) } : null,
    zone: reader.timeZone,
    check: await checked(deps, survey),
  };
}

async function checked(
  deps: Asking['deps'],
  survey: Survey,
): Promise<AnswerOf<'GET /surveys/{surveyId}/draft'>['check']> {
  const origins = await originsOf(deps.store, survey, deps.surveyTemplates);
  return told(checkDraft(survey, origins, deps.now().toISOString()));
}

/** Lists that can be changed, as the contract has them. */
function told({ faults, missing, codes }: DraftCheck): AnswerOf<'GET /surveys/{surveyId}/draft'>['check'] {
  return {
    faults: [...faults],
    missing: missing.map((one) => ({ ...one, languages: [...one.languages] })),
    codes: [...codes],
  };
}
