import { tooLongText } from '../../../cards/delivery/too-long.ts';
import type { Reader } from '../../../cards/reader.ts';
import { askedText, channelsText } from '../../../cards/survey/audience.ts';
import { suggestedClosing } from '../../../cards/survey/closing.ts';
import {
  movedText,
  remindersText,
  standingReminders,
  type TypedReminders,
  timesIn,
} from '../../../cards/survey/reminders.ts';
import { resultsSeenText, resultsShownText } from '../../../cards/survey/results-rule.ts';
import { retentionText } from '../../../cards/survey/retention.ts';
import { titleOf } from '../../../cards/survey/title.ts';
import { turnoutText } from '../../../cards/survey/turnout.ts';
import { groupNames } from '../../../cards/told-apart.ts';
import { wasTooLong } from '../../../domain/delivery/too-long.ts';
import { groups as allGroups, type WorkingGroup } from '../../../domain/network/network.ts';
import { seenOf } from '../../../domain/seen.ts';
import { otherNetworks } from '../../../domain/survey/family.ts';
import type { Question } from '../../../domain/survey/kinds/kinds.ts';
import { fewestPublished } from '../../../domain/survey/merging.ts';
import type { SurveyProgress } from '../../../domain/survey/progress.ts';
import { listsIn } from '../../../domain/survey/question/parts.ts';
import { movedReminders, ownReminders } from '../../../domain/survey/reminders.ts';
import { retentionOf, shorterThan, wouldGoNow } from '../../../domain/survey/retention.ts';
import { lacksKey } from '../../../domain/survey/seal-key.ts';
import { shownOf } from '../../../domain/survey/seen.ts';
import { hasEnded, type Survey } from '../../../domain/survey/survey.ts';
import { seeSurvey } from '../../../domain/survey/view.ts';
import type { AnswerOf } from '../../contract/operations.ts';
import type { Call } from '../api/call.ts';
import { answeredAs } from './answered.ts';

/** A survey as a list shows it. */
export function summaryOf(survey: Survey, groups: readonly WorkingGroup[], reader: Reader) {
  const { id, groupId, state, anonymity, closesAt, closedAt } = survey;
  const end = closedAt ?? closesAt;
  return {
    id,
    title: titleOf(reader, survey),
    titleLanguage: reader.languageOf(survey.title),
    group: groupNames(reader, groups).get(groupId ?? '') ?? '',
    audience: askedText(reader, survey, groups),
    state,
    anonymity,
    closesAt: end,
    closes: reader.moment(end),
  };
}

type One = Pick<Call<'GET /surveys/{surveyId}'>, 'deps' | 'actor' | 'path' | 'readerIn'>;

function lostIn({ lostAnswers = 0 }: Survey): number | null {
  return lostAnswers > 0 && lostAnswers < fewestPublished ? null : lostAnswers;
}

/** A survey as the visitor sees it. */
export async function details({ deps, actor, path, readerIn }: One): Promise<AnswerOf<'GET /surveys/{surveyId}'>> {
  const { survey, groups, own, progress, offers } = await seeSurvey(deps.store, actor, path.surveyId);
  const all = await deps.store.find(allGroups, { networkId: survey.networkId });
  const reader = await readerIn(survey.networkId);
  const isTooLong = !hasEnded(survey) && (await wasTooLong(deps.store, actor, 'survey', survey));
  const told = (moment: string | undefined) => (moment === undefined ? null : reader.moment(moment));
  const standing = standingReminders(survey, deps.now(), reader.timeZone);
  return {
    ...summaryOf(survey, all, reader),
    seen: seenOf(shownOf(survey)),
    purpose: reader.pick(survey.purpose),
    purposeLanguage: reader.languageOf(survey.purpose),
    opens: told(survey.opensAt),
    reminded: told(survey.remindedAt),
    reminders: hasEnded(survey) ? null : remindersText(reader, await ownReminders(deps, survey)),
    standingReminders: inInputs(standing),
    remindersMoved: movedText(reader, await movedReminders(deps, survey, timesIn(standing, reader.timeZone))),
    reopened: told(survey.reopenedAt),
    cancelReason: survey.cancelReason ?? null,
    keep: retentionOf(survey),
    keepable: shorterThan(survey).map((months) => ({ months, atOnce: wouldGoNow(survey, months, deps.now()) })),
    keeping: retentionText(reader, survey),
    resultsSeen: resultsSeenText(reader, survey),
    resultsShown: resultsShownText(reader, survey) || null,
    answersDeleted: survey.answersDeleted !== undefined,
    unsettled: progress && survey.unsettled ? { waitsForKey: survey.unsettled.unreadable !== undefined } : null,
    keyMissing: progress !== undefined && survey.state === 'open' && (await lacksKey(deps, survey.id)),
    tooLong: isTooLong ? tooLongText(reader, 'survey') : null,
    lostAnswers: lostIn(survey),
    channelsRefused: groups.flatMap(({ refusedAt, name }) => (refusedAt === undefined ? [] : reader.pick(name))),
    channels: groups.length,
    channelNames: channelsText(reader, survey, groups, all),
    elsewhere: offers.includes('post') ? await namedElsewhere({ deps, actor }, survey, reader) : [],
    suggested: suggestedClosing(survey, deps.now(), reader.timeZone),
    template: survey.template ?? null,
    questions: survey.questions.map((question) => questionOf(question, reader)),
    own: own === undefined ? null : answeredAs[own],
    progress: progress ? progressView(progress, reader) : null,
    offers: [...offers],
  };
}

async function namedElsewhere({ deps, actor }: Pick<One, 'deps' | 'actor'>, survey: Survey, reader: Reader) {
  const others = await otherNetworks(deps.store, actor, survey);
  return others.map(({ id, name }) => ({ id, name: reader.pick(name) }));
}

function progressView(progress: SurveyProgress, reader: Reader) {
  const turnout = turnoutText(reader, progress);
  const { members = null } = progress;
  if (progress.told === 'share') return { turnout, submitted: null, begun: null, members };
  return { turnout, submitted: progress.submitted, begun: progress.begun, members };
}

function inInputs({ when, days: [day1 = '', day2 = '', day3 = ''], time }: TypedReminders) {
  return { when, day1, day2, day3, time };
}

function questionOf(question: Question, reader: Reader) {
  const { code, kind, label, help } = question;
  return {
    code,
    kind,
    label: reader.pick(label),
    language: reader.languageOf(label),
    help: help ? reader.pick(help) : null,
    required: question.kind !== 'section' && question.required,
    options: (listsIn(question)[0]?.items ?? []).map(({ label: option }) => reader.pick(option)),
  };
}
