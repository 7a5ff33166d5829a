import { link } from '../../cards/build.ts';
import type { Card } from '../../cards/card.ts';
import { draftCard, type NewSurvey, newSurveyCard } from '../../cards/survey/make.ts';
import { AppError } from '../../domain/errors.ts';
import { dayOf, momentAt, timeOf } from '../../domain/local-time.ts';
import { groups, type WorkingGroup } from '../../domain/network/network.ts';
import { practicesInValidation } from '../../domain/practice/lists.ts';
import { authorise, can } from '../../domain/rights.ts';
import { draftSurvey, emptyTemplate } from '../../domain/survey/make.ts';
import { type Survey, type SurveyTemplate, surveys } from '../../domain/survey/survey.ts';
import { textFor } from '../../domain/text.ts';
import { load } from '../../domain/use-case.ts';
import type { DataOf, Turn } from '../feature.ts';
import { networkOf } from '../turn.ts';

type Typed = DataOf<'survey.draft'>;

const defaultDays = 14;
const defaultTime = '16:00';

/** The groups of the network that this person may send surveys to; the channel's own group first. */
async function groupsOf(turn: Turn): Promise<WorkingGroup[]> {
  const network = networkOf(turn);
  const all = await turn.deps.store.find(groups, { networkId: network.id });
  const own = all.filter((group) => can(turn.actor, 'survey.create', { networkId: network.id, groupId: group.id }));
  if (own.length === 0) throw new AppError('FORBIDDEN', 'leads no group');
  return own.sort((a, b) => Number(b.id === turn.group?.id) - Number(a.id === turn.group?.id));
}

function isAside({ state }: Survey): boolean {
  return state === 'archived';
}

/** The newest surveys of the groups that this person may send surveys to, archived ones last, and those groups. */
export async function surveysOf(turn: Turn): Promise<{ surveys: Survey[]; groups: WorkingGroup[] }> {
  const own = await groupsOf(turn);
  const groupId = own.map((group) => group.id);
  const found = await turn.deps.store.find(surveys, { networkId: networkOf(turn).id, groupId });
  const [aside, current] = [found.filter(isAside), found.filter((survey) => !isAside(survey))];
  return { surveys: [...current.reverse(), ...aside.reverse()].slice(0, 40), groups: own };
}

/** The form for a new survey: empty, or with what was typed and what is wrong with it. */
export async function newSurveyForm(turn: Turn, typed?: Typed, fault?: string): Promise<Card> {
  const own = await groupsOf(turn);
  const { timeZone } = networkOf(turn);
  const inTwoWeeks = new Date(turn.deps.now().getTime() + defaultDays * 24 * 60 * 60 * 1000);
  const templates = turn.deps.builtIn.surveyTemplates;
  const form: NewSurvey = {
    surveyId: typed?.surveyId ?? turn.deps.newId(),
    templates,
    groups: own,
    values: {
      template: typed?.template ?? '',
      // The channel's own group, or the only one there is; otherwise the lead chooses.
      groupId: typed?.groupId || (own.length === 1 || own[0]?.id === turn.group?.id ? (own[0]?.id ?? '') : ''),
      opensOn: typed?.opensOn ?? '',
      closesOn: typed?.closesOn || dayOf(inTwoWeeks, timeZone),
      closesTime: typed?.closesTime || defaultTime,
      anonymity: typed?.anonymity ?? 'default',
      respondent: typed?.respondent ?? 'person',
    },
    hasEarlier: (await surveysOf(turn)).surveys.length > 0,
    ...(fault === undefined ? {} : { fault }),
  };
  return newSurveyCard(turn.reader, form);
}

const openingTime = '08:00';

/** Makes the draft that the form describes and shows it; what cannot be comes back as the form with the reason. */
export async function draftFromForm(turn: Turn, typed: Typed): Promise<Card> {
  const template = [...turn.deps.builtIn.surveyTemplates, emptyTemplate].find(({ code }) => code === typed.template);
  const group = (await groupsOf(turn)).find(({ id }) => id === typed.groupId);
  if (!template || !group) return newSurveyForm(turn, typed, 'survey:formIncomplete');
  const { timeZone } = networkOf(turn);
  const closesAt = momentAt(typed.closesOn, typed.closesTime || defaultTime, timeZone);
  const opensAt = typed.opensOn ? momentAt(typed.opensOn, openingTime, timeZone) : undefined;
  const now = turn.deps.now().toISOString();
  if (!typed.closesOn || !closesAt || closesAt <= (opensAt ?? now))
    return newSurveyForm(turn, typed, 'errors:SURVEY_TIME_INVALID');
  const anonymity = typed.anonymity === 'default' ? template.anonymity : typed.anonymity;
  if (typed.respondent === 'organisation' && anonymity === 'anonymous')
    return newSurveyForm(turn, typed, 'errors:SURVEY_ORGANISATION_SECRET');
  const survey = await draftSurvey(turn.deps, turn.actor, {
    surveyId: typed.surveyId,
    networkId: group.networkId,
    groupId: group.id,
    template,
    anonymity,
    respondent: typed.respondent,
    // An opening day that has begun means at once.
    opensAt: opensAt && opensAt > now ? opensAt : undefined,
    closesAt,
    practices: await practicesAsked(turn, template, group),
  });
  return withEditor(turn, survey, draftCard(turn.reader, survey, group));
}

/** Questions and their words are written on the page. */
function withEditor({ reader, deps }: Turn, { id }: Survey, made: Card): Card {
  const editor = link(reader.t('survey:editOnPage'), deps.links.tab(`surveys/${id}/edit`));
  return { ...made, actions: [...(made.actions ?? []), editor] };
}

async function practicesAsked(turn: Turn, template: SurveyTemplate, group: WorkingGroup) {
  if (!template.perPractice) return [];
  const waiting = await practicesInValidation(turn.deps.store, { networkId: group.networkId, groupId: group.id });
  return waiting.map(({ id, title }) => ({ id, title: textFor(title, turn.reader.language) }));
}

/** The form again with what a draft was made from. */
export async function changeDraft(turn: Turn, { surveyId }: { surveyId: string }): Promise<Card> {
  const survey = await load(turn.deps.store, surveys, surveyId);
  authorise(turn.actor, 'survey.manage', survey);
  if (survey.state !== 'draft') throw new AppError('SURVEY_NOT_DRAFT', `survey ${surveyId} is posted`);
  const { timeZone } = networkOf(turn);
  return newSurveyForm(turn, {
    surveyId,
    template: survey.template ?? emptyTemplate.code,
    groupId: survey.groupId ?? '',
    opensOn: survey.opensAt ? dayOf(new Date(survey.opensAt), timeZone) : '',
    closesOn: dayOf(new Date(survey.closesAt), timeZone),
    closesTime: timeOf(survey.closesAt, timeZone),
    anonymity: survey.anonymity,
    respondent: survey.respondent ?? 'person',
  });
}
