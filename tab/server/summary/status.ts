import type { Reader } from '../../../cards/reader.ts';
import { turnoutText } from '../../../cards/survey/turnout.ts';
import type { StoreReader } from '../../../domain/store.ts';
import {
  type GroupStatus,
  type MeetingStatus,
  type StatusSummary,
  type SurveyStatus,
  statusFor,
} from '../../../domain/summary/status.ts';
import type { Waiting } from '../../../domain/summary/waiting.ts';
import type { AnswerOf } from '../../contract/operations.ts';
import type { Visit } from '../visitor.ts';

type StatusView = AnswerOf<'GET /status'>;

/** Where the visitor's network stands, as much of it as they may see. Throws `FORBIDDEN` when that is nothing. */
export async function statusView(store: StoreReader, visit: Visit, now: Date): Promise<StatusView> {
  return inWords(await visibleTo(store, visit, now), visit.reader);
}

/** The counts behind it. Throws `FORBIDDEN` to those who may see nothing. */
export function visibleTo(store: StoreReader, { actor, network }: Visit, now: Date): Promise<StatusSummary> {
  return statusFor(store, actor, network.id, now);
}

function inWords(summary: StatusSummary, reader: Reader): StatusView {
  const names = new Map(summary.groups.map((group) => [group.groupId, reader.pick(group.name)]));
  return {
    countedAt: summary.countedAt,
    counted: reader.moment(summary.countedAt),
    groups: summary.groups.map((group) => groupView(group, reader)),
    ownSurveys: summary.ownSurveys.map((survey) => surveyView(survey, reader)),
    practices: summary.practices,
    waiting: summary.waiting.map((item) => waitingView(item, names.get(item.groupId ?? '') ?? '', reader)),
  };
}

function groupView(group: GroupStatus, reader: Reader) {
  return {
    id: group.groupId,
    name: reader.pick(group.name),
    members: group.members,
    openSurveys: group.openSurveys.map((survey) => surveyView(survey, reader)),
    closedSurveys: group.closedSurveys,
    practices: group.practices,
    meetingsAhead: group.meetingsAhead.map((meeting) => meetingView(meeting, reader)),
  };
}

function surveyView({ surveyId, title, closesAt, progress }: SurveyStatus, reader: Reader) {
  const { submitted, members = null } = progress.told === 'counts' ? progress : { submitted: null };
  const turnout = turnoutText(reader, progress);
  return { id: surveyId, title: reader.pick(title), closes: reader.moment(closesAt), turnout, submitted, members };
}

function meetingView({ meetingId, title, startsAt, endsAt, replies }: MeetingStatus, reader: Reader) {
  return { id: meetingId, title, startsAt, when: reader.span(startsAt, endsAt), replies };
}

function waitingView(item: Waiting, group: string, reader: Reader) {
  const { kind, who, subjectId: id, title, count = null, dueAt } = item;
  return { kind, who, id, title: reader.pick(title), group, count, ...(dueAt && { due: reader.moment(dueAt) }) };
}
