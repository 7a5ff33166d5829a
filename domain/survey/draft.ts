import { AppError } from '../errors.ts';
import { onceMore } from '../once-more.ts';
import { type Actor, authorise } from '../rights.ts';
import { put, type StoreReader } from '../store.ts';
import { assertWithinReach, faulty } from '../typed-moment.ts';
import { assertVersion, type Deps, load } from '../use-case.ts';
import { audienceOf } from './audience.ts';
import { type AudienceChoice, type Settled, settleAudience } from './choose.ts';
import { withLastingCodes } from './codes.ts';
import { contentOf, type SurveyContent, tidied } from './content.ts';
import { parseSurveyFile } from './format.ts';
import { assertOneMode, draftSurvey, emptyTemplate, type SurveyPlan } from './make.ts';
import { originsOf } from './origins.ts';
import { changedRule, type ResultsRule } from './results-rule.ts';
import { monthsOf, type Retention, retentionOf } from './retention.ts';
import { roundToCompare, seenSurvey, wasPosted } from './rounds.ts';
import { type Survey, type SurveyTemplate, surveys } from './survey.ts';

/** What a new survey is made from; `file` holds the text of one in the published format. */
export type DraftSource =
  | { readonly kind: 'empty' }
  | { readonly kind: 'template'; readonly template: SurveyTemplate; readonly practices: SurveyPlan['practices'] }
  | { readonly kind: 'earlier'; readonly surveyId: string }
  | { readonly kind: 'file'; readonly text: string };

/** Where and under which id a new survey is to be made; what else is not decided follows what it is made from. */
export type DraftStart = Pick<SurveyPlan, 'surveyId' | 'networkId' | 'groupId' | 'audience' | 'opensAt' | 'closesAt'> &
  Partial<Pick<SurveyPlan, 'anonymity' | 'respondent' | 'keep'>>;

/**
 * Makes a draft from one of the sources. Leads of the group and coordinators; an earlier survey has to be one that
 * they see. Throws what `parseSurveyFile` and `draftSurvey` throw.
 */
export async function startDraft(deps: Deps, actor: Actor, start: DraftStart, source: DraftSource): Promise<Survey> {
  await settleAudience(deps.store, actor, start);
  return draftSurvey(deps, actor, { ...(await planFrom(deps.store, actor, start.networkId, source)), ...start });
}

type Content = Pick<SurveyPlan, 'template' | 'anonymity' | 'respondent' | 'practices' | 'copyOf' | 'keep' | 'settings'>;

async function planFrom(store: StoreReader, actor: Actor, networkId: string, source: DraftSource): Promise<Content> {
  switch (source.kind) {
    case 'empty':
      return { template: emptyTemplate, anonymity: emptyTemplate.anonymity };
    case 'template': {
      const { template, practices } = source;
      const { anonymity, respondent = 'person' } = template;
      return { template, anonymity, respondent, ...(practices && { practices }) };
    }
    case 'earlier':
      return planFromEarlier(await seenSurvey(store, actor, source.surveyId), networkId);
    case 'file': {
      const { title, purpose, anonymity, questions, keep } = tidied(parseSurveyFile(source.text));
      const template = { ...emptyTemplate, title, purpose, questions: withLastingCodes(questions, []) };
      return { template, anonymity, keep };
    }
  }
}

/** Codes stay as they were, so that the two rounds compare; a round that was never posted has nothing to compare with. */
function planFromEarlier(earlier: Survey, networkId: string): Content {
  if (earlier.networkId !== networkId) throw new AppError('NOT_FOUND', `survey ${earlier.id} is of another network`);
  const { id, respondent, resultsFrom, resultsFor, breakdowns } = earlier;
  const earlierRoundId = wasPosted(earlier) ? id : earlier.earlierRoundId;
  const { title, purpose, anonymity, questions } = earlier;
  return {
    template: { code: earlier.template ?? emptyTemplate.code, title, purpose, anonymity, questions },
    anonymity,
    respondent: respondent ?? 'person',
    copyOf: id,
    keep: retentionOf(earlier),
    settings: { resultsFrom, resultsFor, breakdowns, earlierRoundId },
  };
}

/** A draft for somebody who may change it. Throws `SURVEY_NOT_DRAFT` once it is posted. */
export async function openDraft(store: StoreReader, actor: Actor, surveyId: string): Promise<Survey> {
  const survey = await load(store, surveys, surveyId);
  authorise(actor, 'survey.manage', survey);
  if (survey.state !== 'draft') throw new AppError('SURVEY_NOT_DRAFT', `survey ${surveyId} is posted`);
  return survey;
}

/** What of a draft its makers change on the page. What else a survey holds, and what is not given, stays as it is. */
export type DraftEdit = SurveyContent &
  Required<Pick<Survey, 'closesAt'>> &
  Pick<Survey, 'respondent' | 'opensAt'> &
  Pick<AudienceChoice, 'groupId' | 'audience'> &
  Partial<ResultsRule> & {
    /** The earlier round to compare with; empty for none. */
    readonly earlierRoundId?: string | undefined;
    readonly keep?: Retention | undefined;
  };

/**
 * Keeps a draft as it is now, complete or not: what keeps it from being posted is told by `draftFaults`. Questions get
 * their lasting codes. Throws `STALE` when it is no longer at the version `seen`, `SURVEY_NOT_DRAFT`,
 * `SURVEY_TIME_INVALID` when it would close before it opens, `SURVEY_ORGANISATION_SECRET` when organisations were
 * to answer as one, but anonymously, and as `settleAudience`, `changedRule` and `roundToCompare` do.
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
    assertWithinReach(edit.opensAt, deps.now(), 'opensOn', 'SURVEY_TIME_INVALID');
    if (edit.opensAt !== undefined && edit.closesAt <= edit.opensAt) {
      throw faulty('SURVEY_TIME_INVALID', { closesOn: 'notAfterStart' });
    }
    assertWithinReach(edit.closesAt, deps.now(), 'closesOn', 'SURVEY_TIME_INVALID');
    assertOneMode(edit);
    const { respondent, opensAt, closesAt } = edit;
    const asked = await askedAnew(deps.store, actor, survey, edit);
    const content = tidied(contentOf({ ...survey, ...edit }));
    const rule = changedRule({ ...survey, ...content }, edit);
    const earlierRoundId = await roundToCompare(deps.store, actor, survey, edit.earlierRoundId);
    const origins = await originsOf(deps.store, { ...survey, earlierRoundId }, deps.surveyTemplates);
    const questions = withLastingCodes(content.questions, origins);
    const settings = { ...rule, breakdowns: [...rule.breakdowns], respondent, opensAt, closesAt, earlierRoundId };
    const keepMonths = edit.keep === undefined ? survey.keepMonths : monthsOf(edit.keep);
    const changed: Survey = { ...survey, ...content, questions, ...asked, ...settings, keepMonths };
    await deps.store.commit([put(surveys, changed)]);
    return changed;
  });
}

/** Whom a draft is to ask. As long as that is as before, it stays with those who look after it. */
async function askedAnew(store: StoreReader, actor: Actor, survey: Survey, request: DraftEdit): Promise<Settled> {
  const { networkId, groupId, audience } = survey;
  const isAsBefore = JSON.stringify(audienceOf(request)) === JSON.stringify(audienceOf(survey));
  return isAsBefore
    ? { groupId, audience }
    : settleAudience(store, actor, { networkId, groupId: request.groupId, audience: request.audience });
}
