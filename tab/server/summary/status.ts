import type { Reader } from '../../../cards/reader.ts';
import { turnoutText } from '../../../cards/survey/turnout.ts';
import { groupNames } from '../../../cards/told-apart.ts';
import type { MeetingStatus } from '../../../domain/meeting/counts.ts';
import { earliestFirst, type PageQuery, partOf } from '../../../domain/page.ts';
import { type GroupStatus, type StatusSummary, statusFor } from '../../../domain/summary/status.ts';
import type { SurveyStatus } from '../../../domain/survey/counts.ts';
import type { Waiting } from '../../../domain/waiting.ts';
import type { AnswerOf } from '../../contract/operations.ts';
import { mostSurveys } from '../../contract/summary.ts';
import type { ApiDeps } from '../api/call.ts';
import { beginning, pageView } from '../page.ts';
import type { Visit } from '../visitor.ts';

type StatusView = AnswerOf<'GET /status'>;

/** Where the visitor's network stands, as much of it as they may see. Throws `FORBIDDEN` when that is nothing. */
export async function statusView(deps: ApiDeps, visit: Visit): Promise<StatusView> {
  return inWords(await visibleTo(deps, visit), visit.reader);
}

/** The counts behind it. Throws `FORBIDDEN` to those who may see nothing. */
export function visibleTo({ store, nouns, now }: ApiDeps, { actor, network }: Visit): Promise<StatusSummary> {
  return statusFor({ view: store, nouns, now: now() }, actor, network.id);
}

function inWords(summary: StatusSummary, reader: Reader): StatusView {
  const waiting = (who: Waiting['who']) => waitingPart({ summary, reader, query: beginning }, who);
  const told = { summary, reader, query: beginning };
  return {
    countedAt: summary.countedAt,
    counted: reader.moment(summary.countedAt),
    groups: groupsPart(told),
    ownSurveys: surveysPart(told),
    meetings: meetingsPart(told),
    practices: summary.practices,
    waiting: {
      members: waiting('members'),
      author: waiting('author'),
      lead: waiting('lead'),
      coordinator: waiting('coordinator'),
    },
  };
}

/** A part of one of the lists of a summary, in words. */
interface Told {
  readonly summary: StatusSummary;
  readonly reader: Reader;
  readonly query: PageQuery;
}

export function groupsPart({ summary, reader, query }: Told) {
  const page = partOf(summary.groups, ({ groupId }) => groupId, query);
  const names = namesIn(summary, reader);
  return pageView(page, (group) => groupView(group, names.get(group.groupId) ?? '', reader), weightOf(query));
}

export function surveysPart({ summary, reader, query }: Told) {
  const page = partOf(summary.ownSurveys, ({ surveyId }) => surveyId, query);
  return pageView(page, (survey) => surveyView(survey, reader), weightOf(query));
}

export function meetingsPart({ summary, reader, query }: Told) {
  const names = namesIn(summary, reader);
  const ahead = summary.groups.flatMap(({ groupId, meetingsAhead }) => {
    return meetingsAhead.map((meeting) => ({ meeting, group: names.get(groupId) ?? '' }));
  });
  ahead.sort((a, b) => earliestFirst(a.meeting.startsAt, b.meeting.startsAt));
  const page = partOf(ahead, ({ meeting }) => meeting.meetingId, query);
  return pageView(page, ({ meeting, group }) => meetingView(meeting, group, reader), weightOf(query));
}

export function waitingPart({ summary, reader, query }: Told, who: Waiting['who']) {
  const names = namesIn(summary, reader);
  const asked = summary.waiting.filter((item) => item.who === who);
  const page = partOf(asked, ({ kind, subjectId }) => `${kind} ${subjectId}`, query);
  return pageView(page, (item) => waitingView(item, names.get(item.groupId ?? '') ?? '', reader), weightOf(query));
}

function weightOf(query: PageQuery) {
  return query === beginning ? 'beginning' : 'page';
}

/** What the groups of a summary are called, by id, of which no two look the same. */
function namesIn({ groups }: StatusSummary, reader: Reader): ReadonlyMap<string, string> {
  return groupNames(
    reader,
    groups.map(({ groupId: id, name }) => ({ id, name })),
  );
}

function groupView(group: GroupStatus, name: string, reader: Reader) {
  return {
    id: group.groupId,
    name,
    members: group.members,
    openSurveys: group.openSurveys.slice(0, mostSurveys).map((survey) => surveyView(survey, reader)),
    openCount: group.openSurveys.length,
    closedSurveys: group.closedSurveys,
    practices: group.practices,
  };
}

function surveyView({ surveyId, title, closesAt, progress }: SurveyStatus, reader: Reader) {
  const { submitted, members = null } = progress.told === 'counts' ? progress : { submitted: null };
  const turnout = turnoutText(reader, progress);
  return { id: surveyId, title: reader.pick(title), closes: reader.moment(closesAt), turnout, submitted, members };
}

function meetingView({ meetingId, title, startsAt, endsAt, replies }: MeetingStatus, group: string, reader: Reader) {
  return { id: meetingId, title, group, startsAt, when: reader.span(startsAt, endsAt), replies };
}

function waitingView(item: Waiting, group: string, reader: Reader) {
  const { kind, who, subjectId: id, title, count = null, dueAt } = item;
  return { kind, who, id, title: reader.pick(title), group, count, ...(dueAt && { due: reader.moment(dueAt) }) };
}
