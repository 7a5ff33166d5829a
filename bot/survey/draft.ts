import { alsoOnPage, link } from '../../cards/build.ts';
import type { Card } from '../../cards/card.ts';
import { draftCard } from '../../cards/survey/draft.ts';
import { earlierCode, mostEarlier, type NewSurvey, newSurveyCard, widerCode } from '../../cards/survey/make.ts';
import { AppError } from '../../domain/errors.ts';
import { dayOf, momentAt, timeOf } from '../../domain/local-time.ts';
import { groups, type WorkingGroup } from '../../domain/network/network.ts';
import { countAsked, groupsOf } from '../../domain/survey/audience.ts';
import { startDraft } from '../../domain/survey/draft.ts';
import { otherNetworks } from '../../domain/survey/family.ts';
import { surveyLookedAfter, surveysLookedAfter } from '../../domain/survey/list.ts';
import { emptyTemplate } from '../../domain/survey/make.ts';
import { ownReminders } from '../../domain/survey/reminders.ts';
import { retentionOf } from '../../domain/survey/retention.ts';
import { roundMadeFrom, surveysToCopy } from '../../domain/survey/rounds.ts';
import type { Survey } from '../../domain/survey/survey.ts';
import { assertWithinReach, faulty, momentTyped } from '../../domain/typed-moment.ts';
import type { DataOf, Turn } from '../feature.ts';
import { networkOf } from '../turn.ts';
import { askable, askedInForm, choosingAgain, chosenAudience } from './choose.ts';
import { chosenSource } from './source.ts';

/** What the form for a new survey holds. */
type Typed = Omit<
  DataOf<'survey.draft'>,
  Exclude<keyof DataOf<'survey.draft'>, keyof NewSurvey['values'] | 'surveyId'> | 'groupIdSearch'
> &
  Pick<NewSurvey['values'], 'groupIdSearch'>;

const defaultDays = 14;
const defaultTime = '16:00';

/** The first surveys that this person looks after, and the groups of the network. */
export async function surveysOf(turn: Turn): Promise<{ surveys: Survey[]; groups: WorkingGroup[] }> {
  const { store } = turn.deps;
  const networkId = networkOf(turn).id;
  const found = await surveysLookedAfter(store, turn.actor, networkId);
  return { surveys: found.slice(0, 40), groups: await store.find(groups, { networkId }) };
}

/** The form for a new survey: empty, or with what was typed and what is wrong with it. */
export async function newSurveyForm(turn: Turn, typed?: Typed, fault?: string): Promise<Card> {
  const { groups: own, wider } = await askable(turn);
  const { timeZone } = networkOf(turn);
  const inTwoWeeks = new Date(turn.deps.now().getTime() + defaultDays * 24 * 60 * 60 * 1000);
  const templates = turn.deps.builtIn.surveyTemplates;
  const form: NewSurvey = {
    surveyId: typed?.surveyId ?? turn.deps.newId(),
    templates,
    earlier: await earlierFor(turn, typed),
    groups: own,
    wider,
    values: {
      template: typed?.template ?? '',
      // The channel's own group, or the only one there is; otherwise the lead chooses.
      groupId: typed?.groupId || (own.length === 1 || own[0]?.id === turn.group?.id ? (own[0]?.id ?? '') : ''),
      ...(typed?.groupIdSearch === undefined ? {} : { groupIdSearch: typed.groupIdSearch }),
      opensOn: typed?.opensOn ?? '',
      closesOn: typed?.closesOn || dayOf(inTwoWeeks, timeZone),
      closesTime: typed?.closesTime || defaultTime,
      anonymity: typed?.anonymity ?? 'default',
      respondent: typed?.respondent ?? 'default',
      keep: typed?.keep ?? 'default',
    },
    hasOwn: (await surveysOf(turn)).surveys.length > 0,
    ...(fault === undefined ? {} : { fault }),
  };
  return alsoOnPage(turn.reader, newSurveyCard(turn.reader, form), turn.deps.links.tab('surveys/new'));
}

/** What may be copied, with what was chosen first when it would not be named otherwise; never the draft itself. */
async function earlierFor(turn: Turn, typed: Typed | undefined): Promise<Survey[]> {
  const all = await surveysToCopy(turn.deps.store, turn.actor, networkOf(turn).id);
  const others = all.filter(({ id }) => id !== typed?.surveyId);
  const place = others.findIndex(({ id }) => earlierCode(id) === typed?.template);
  return place < mostEarlier ? others : [...others.splice(place, 1), ...others];
}

const openingTime = '08:00';

/**
 * Makes the draft that the form describes and shows it, or asks first whom exactly it is for; what cannot be comes back
 * as the form with the reason.
 */
export async function draftFromForm(turn: Turn, typed: DataOf<'survey.draft'>): Promise<Card> {
  const { groups: own, wider } = await askable(turn);
  const chosen = await chosenSource(turn, typed.template);
  const isOffered = [...own.map(({ id }) => id), ...wider.map(widerCode)].includes(typed.groupId);
  if (!chosen || !isOffered) {
    throw faulty('INPUT_INVALID', {
      ...(!chosen && { template: 'required' }),
      ...(!isOffered && { groupId: 'required' }),
    });
  }
  const anonymity = typed.anonymity === 'default' ? chosen.anonymity : typed.anonymity;
  const respondent = typed.respondent === 'default' ? (chosen.respondent ?? 'person') : typed.respondent;
  if (respondent === 'organisation' && anonymity === 'anonymous') {
    return newSurveyForm(turn, typed, 'errors:SURVEY_ORGANISATION_SECRET');
  }
  const times = timesOf(turn, typed);
  const audience = await chosenAudience(turn, typed);
  if (!('kind' in audience)) return audience;
  const networkId = networkOf(turn).id;
  const start = { surveyId: typed.surveyId, networkId, audience, anonymity, respondent, ...times, ...keepIn(typed) };
  const survey = await startDraft(turn.deps, turn.actor, start, await chosen.sourceFor(audience));
  return showDraft(turn, survey);
}

/** The form of a survey as it was typed; its second card where that was the one that was sent. */
export function draftAgain(turn: Turn, typed: DataOf<'survey.draft'>, faulty: readonly string[]): Promise<Card> {
  const isSecond = typed.chosen && faulty.every((input) => secondCard.includes(input));
  return isSecond ? choosingAgain(turn, typed) : newSurveyForm(turn, typed);
}

const secondCard: readonly string[] = ['groups', 'pickSearch', 'types', 'people', 'found'];

/** Without a word, a survey keeps answers as long as what it is made from, or as any new one. */
function keepIn({ keep }: Typed) {
  return keep === 'default' ? {} : { keep };
}

function timesOf(turn: Turn, typed: Typed) {
  const { timeZone } = networkOf(turn);
  const code = 'SURVEY_TIME_INVALID';
  const closing = { day: typed.closesOn, time: typed.closesTime || defaultTime };
  const closesAt = momentTyped(closing, timeZone, { day: 'closesOn', time: 'closesTime', code });
  const opensAt = typed.opensOn ? momentAt(typed.opensOn, openingTime, timeZone) : undefined;
  const now = turn.deps.now().toISOString();
  assertWithinReach(opensAt, turn.deps.now(), 'opensOn', code);
  if (closesAt <= (opensAt ?? now)) throw faulty(code, { closesOn: closesAt <= now ? 'inPast' : 'notAfterStart' });
  // An opening day that has begun means at once.
  return { closesAt, opensAt: opensAt && opensAt > now ? opensAt : undefined };
}

/** A draft with all that may be decided before it is posted. */
export async function showDraft(turn: Turn, survey: Survey): Promise<Card> {
  const { store } = turn.deps;
  // In a team, the network is the team's.
  const alone = turn.place.type === 'personal';
  const made = draftCard(turn.reader, survey, {
    groups: await groupsOf(store, survey),
    elsewhere: alone ? await otherNetworks(store, turn.actor, survey) : [],
    asked: await countAsked(store, survey),
    reminders: await ownReminders(turn.deps, survey),
  });
  return withEditor(turn, survey, made);
}

/** Questions and their words are written on the page. */
function withEditor({ reader, deps }: Turn, { id }: Survey, made: Card): Card {
  const editor = link(reader.t('survey:editOnPage'), deps.links.tab(`surveys/${id}/edit`));
  return { ...made, actions: [...(made.actions ?? []), editor] };
}

/** The form again with what a draft was made from. */
export async function changeDraft(turn: Turn, { surveyId }: { surveyId: string }): Promise<Card> {
  const survey = await surveyLookedAfter(turn.deps.store, turn.actor, surveyId);
  if (survey.state !== 'draft') throw new AppError('SURVEY_NOT_DRAFT', `survey ${surveyId} is posted`);
  const { timeZone } = networkOf(turn);
  const round = await roundMadeFrom(turn.deps.store, survey);
  return newSurveyForm(turn, {
    surveyId,
    template: round ? earlierCode(round.id) : (survey.template ?? emptyTemplate.code),
    groupId: askedInForm(survey),
    opensOn: survey.opensAt ? dayOf(new Date(survey.opensAt), timeZone) : '',
    closesOn: dayOf(new Date(survey.closesAt), timeZone),
    closesTime: timeOf(survey.closesAt, timeZone),
    anonymity: survey.anonymity,
    respondent: survey.respondent ?? 'person',
    keep: retentionOf(survey),
  });
}
