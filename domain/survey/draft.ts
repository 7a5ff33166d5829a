import { AppError } from '../errors.ts';
import { onceMore } from '../once-more.ts';
import { type Actor, authorise } from '../rights.ts';
import { put, type StoreReader } from '../store.ts';
import { assertVersion, type Deps, load } from '../use-case.ts';
import { toBeAnswered } from './audience.ts';
import { settleAudience } from './choose.ts';
import { withLastingCodes } from './codes.ts';
import { contentOf, type SurveyContent, tidied } from './content.ts';
import { parseSurveyFile } from './format.ts';
import { isSeenBy } from './list.ts';
import { assertOneMode, draftSurvey, emptyTemplate, type SurveyPlan } from './make.ts';
import { originsOf } from './origins.ts';
import { type Survey, type SurveyTemplate, surveys } from './survey.ts';

/** What a new survey is made from; `file` holds the text of one in the published format. */
export type DraftSource =
  | { readonly kind: 'empty' }
  | { readonly kind: 'template'; readonly template: SurveyTemplate; readonly practices: SurveyPlan['practices'] }
  | { readonly kind: 'earlier'; readonly surveyId: string }
  | { readonly kind: 'file'; readonly text: string };

/** Where and under which id a new survey is to be made. */
export type DraftStart = Pick<SurveyPlan, 'surveyId' | 'networkId' | 'groupId' | 'audience' | 'closesAt'>;

/**
 * Makes a draft from one of the sources. Leads of the group and coordinators; an earlier survey has to be one that
 * they see. Throws what `parseSurveyFile` throws.
 */
export async function startDraft(deps: Deps, actor: Actor, start: DraftStart, source: DraftSource): Promise<Survey> {
  await settleAudience(deps.store, actor, start);
  return draftSurvey(deps, actor, { ...start, ...(await planFrom(deps.store, actor, start.networkId, source)) });
}

type Content = Pick<SurveyPlan, 'template' | 'anonymity' | 'respondent' | 'practices' | 'settings'>;

async function planFrom(store: StoreReader, actor: Actor, networkId: string, source: DraftSource): Promise<Content> {
  switch (source.kind) {
    case 'empty':
      return { template: emptyTemplate, anonymity: emptyTemplate.anonymity };
    case 'template': {
      const { template, practices } = source;
      return { template, anonymity: template.anonymity, ...(practices && { practices }) };
    }
    case 'earlier':
      return planFromEarlier(await seenSurvey(store, actor, source.surveyId), networkId);
    case 'file': {
      const { title, purpose, anonymity, questions } = tidied(parseSurveyFile(source.text));
      const template = { ...emptyTemplate, title, purpose, questions: withLastingCodes(questions, []) };
      return { template, anonymity };
    }
  }
}

/** Codes stay as they were, so that the two rounds compare; a round that was never posted has nothing to compare with. */
function planFromEarlier(earlier: Survey, networkId: string): Content {
  if (earlier.networkId !== networkId) throw new AppError('NOT_FOUND', `survey ${earlier.id} is of another network`);
  const { id, state, respondent, resultsFrom, resultsFor, breakdowns } = earlier;
  const wasPosted = state === 'open' || state === 'closed' || state === 'archived';
  const earlierRoundId = wasPosted ? id : earlier.earlierRoundId;
  const { title, purpose, anonymity, questions } = earlier;
  return {
    template: { code: earlier.template ?? emptyTemplate.code, title, purpose, anonymity, questions },
    anonymity,
    respondent: respondent ?? 'person',
    settings: { resultsFrom, resultsFor, breakdowns, earlierRoundId },
  };
}

/** A survey with all that it asks, for those it asks and those who look after it. Throws `FORBIDDEN` to others. */
export async function seenSurvey(store: StoreReader, actor: Actor, surveyId: string): Promise<Survey> {
  const survey = await load(store, surveys, surveyId);
  authorise(actor, 'survey.list', survey);
  const { asked } = await toBeAnswered(store, actor, survey);
  if (!isSeenBy(actor, survey, asked === true))
    throw new AppError('FORBIDDEN', `survey ${surveyId} is not shown to them`);
  return survey;
}

/** A draft for somebody who may change it. Throws `SURVEY_NOT_DRAFT` once it is posted. */
export async function openDraft(store: StoreReader, actor: Actor, surveyId: string): Promise<Survey> {
  const survey = await load(store, surveys, surveyId);
  authorise(actor, 'survey.manage', survey);
  if (survey.state !== 'draft') throw new AppError('SURVEY_NOT_DRAFT', `survey ${surveyId} is posted`);
  return survey;
}

/** What of a draft its makers change on the page. What else a survey holds stays as it is. */
export type DraftEdit = SurveyContent &
  Required<Pick<Survey, 'closesAt'>> &
  Pick<Survey, 'groupId' | 'respondent' | 'opensAt'>;

/**
 * Keeps a draft as it is now, complete or not: what keeps it from being posted is told by `draftFaults`. Questions get
 * their lasting codes. Throws `STALE` when it is no longer at the version `seen`, `SURVEY_NOT_DRAFT`, and
 * `SURVEY_TIME_INVALID` when it would close before it opens, and `SURVEY_ORGANISATION_SECRET` when organisations were
 * to answer as one, but anonymously.
 */
export async function editDraft(
  deps: Deps & { readonly surveyTemplates: readonly SurveyTemplate[] },
  actor: Actor,
  surveyId: string,
  edit: DraftEdit,
  seen: number | undefined,
): Promise<Survey> {
  return onceMore(async () => {
    const survey = await openDraft(deps.store, actor, surveyId);
    assertVersion(survey, seen);
    if (edit.opensAt !== undefined && edit.closesAt <= edit.opensAt) {
      const fields = { closesOn: 'notAfterStart' } as const;
      throw new AppError('SURVEY_TIME_INVALID', 'closes before it opens', { fields });
    }
    const origins = await originsOf(deps.store, survey, deps.surveyTemplates);
    assertOneMode(edit);
    const { groupId, respondent, opensAt, closesAt } = edit;
    const { networkId } = survey;
    const settled =
      groupId === survey.groupId ? survey : await settleAudience(deps.store, actor, { networkId, groupId });
    const asked = { groupId: settled.groupId, audience: settled.audience };
    const content = tidied(contentOf({ ...survey, ...edit }));
    const questions = withLastingCodes(content.questions, origins);
    const changed: Survey = { ...survey, ...content, questions, ...asked, respondent, opensAt, closesAt };
    await deps.store.commit([put(surveys, changed)]);
    return changed;
  });
}
