import { typedReminders } from '../../../cards/survey/reminders.ts';
import { networks } from '../../../domain/network/network.ts';
import { cancelSurvey, closeSurvey } from '../../../domain/survey/close.ts';
import { archiveSurvey, moveClosing, remindNow, reopenSurvey } from '../../../domain/survey/life.ts';
import { limitRetention } from '../../../domain/survey/limit-retention.ts';
import { surveyLookedAfter } from '../../../domain/survey/list.ts';
import { discardDraft, postSurvey } from '../../../domain/survey/make.ts';
import { chooseReminders } from '../../../domain/survey/reminders.ts';
import type { Survey } from '../../../domain/survey/survey.ts';
import { momentTyped } from '../../../domain/typed-moment.ts';
import { load } from '../../../domain/use-case.ts';
import type { surveyOperations } from '../../contract/survey.ts';
import type { Call, Handlers } from '../api/call.ts';
import { details } from './details.ts';

type Change = Exclude<keyof typeof surveyOperations, `GET ${string}` | `${string}/wording`>;

/** What those who look after a survey do with it, from its draft to its archive. */
export const lifeHandlers: Handlers<Change> = {
  'POST /surveys/{surveyId}/post': async (call) => {
    await postSurvey(call.deps, call.actor, call.path.surveyId, { ...call.body, seen: call.seen });
    return details(call);
  },
  'PUT /surveys/{surveyId}/closing': async (call) => {
    await moveClosing(call.deps, call.actor, call.path.surveyId, await typedMoment(call));
    return details(call);
  },
  'PUT /surveys/{surveyId}/reminders': async (call) => {
    const { when, day1, day2, day3, time } = call.body;
    const about = { survey: await managed(call), now: call.deps.now(), timeZone: await zoneOf(call) };
    const moments = typedReminders({ when, days: [day1, day2, day3], time }, about);
    await chooseReminders(call.deps, call.actor, call.path.surveyId, moments);
    return details(call);
  },
  'PUT /surveys/{surveyId}/keeping': async (call) => {
    await limitRetention(call.deps, call.actor, call.path.surveyId, call.body.keep, call.seen);
    return details(call);
  },
  'POST /surveys/{surveyId}/remind': async (call) => {
    await remindNow(call.deps, call.actor, call.path.surveyId);
    return details(call);
  },
  'POST /surveys/{surveyId}/close': async (call) => {
    await closeSurvey(call.deps, call.actor, call.path.surveyId, call.seen);
    return details(call);
  },
  'POST /surveys/{surveyId}/cancel': async (call) => {
    await cancelSurvey(call.deps, call.actor, call.path.surveyId, call.body.reason, call.seen);
    return details(call);
  },
  'POST /surveys/{surveyId}/reopen': async (call) => {
    await reopenSurvey(call.deps, call.actor, call.path.surveyId, await typedMoment(call), call.seen);
    return details(call);
  },
  'POST /surveys/{surveyId}/archive': async (call) => {
    await archiveSurvey(call.deps, call.actor, call.path.surveyId, call.seen);
    return details(call);
  },
  'DELETE /surveys/{surveyId}': async ({ deps, actor, path, seen }) => {
    await discardDraft(deps, actor, path.surveyId, seen);
    return undefined;
  },
};

type ClosingCall = Call<'PUT /surveys/{surveyId}/closing'>;
type OwnCall = Pick<ClosingCall, 'deps' | 'actor' | 'path'>;

/** The moment that was typed as a day and a time in the network's zone. Throws `SURVEY_TIME_INVALID` when there is none. */
async function typedMoment(call: OwnCall & Pick<ClosingCall, 'body'>): Promise<string> {
  const inputs = { day: 'closesOn', time: 'closesTime', code: 'SURVEY_TIME_INVALID' } as const;
  return momentTyped({ day: call.body.closesOn, time: call.body.closesTime }, await zoneOf(call), inputs);
}

async function zoneOf(call: OwnCall): Promise<string> {
  const { networkId } = await managed(call);
  return (await load(call.deps.store, networks, networkId)).timeZone;
}

/** The survey, for those only who look after it: what they typed is looked at after their right. */
export function managed({ deps, actor, path }: OwnCall): Promise<Survey> {
  return surveyLookedAfter(deps.store, actor, path.surveyId);
}
