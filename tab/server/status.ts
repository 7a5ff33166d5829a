import type { Reader } from '../../cards/reader.ts';
import { AppError } from '../../domain/errors.ts';
import { canSomewhere } from '../../domain/rights.ts';
import type { StoreReader } from '../../domain/store.ts';
import {
  type GroupStatus,
  type MeetingStatus,
  type PracticeCounts,
  type StatusSummary,
  type SurveyStatus,
  statusSummary,
  visibleStatus,
} from '../../domain/summary/status.ts';
import type { Waiting } from '../../domain/summary/waiting.ts';
import type { Visit } from './visitor.ts';

/** A status summary in a reader's words: what `GET /api/v1/status` answers. Counts are those of the domain. */
export interface StatusView {
  readonly countedAt: string;
  /** The moment of counting in words, with its zone. */
  readonly counted: string;
  readonly groups: readonly GroupView[];
  readonly practices: PracticeCounts;
  readonly waiting: readonly WaitingView[];
}

interface GroupView {
  readonly id: string;
  readonly name: string;
  readonly members: number;
  readonly openSurveys: readonly {
    readonly id: string;
    readonly title: string;
    readonly closes: string;
    readonly submitted: number;
    readonly members: number;
  }[];
  readonly closedSurveys: number;
  readonly practices: PracticeCounts;
  readonly meetingsAhead: readonly {
    readonly id: string;
    readonly title: string;
    readonly startsAt: string;
    readonly when: string;
    readonly replies: MeetingStatus['replies'];
  }[];
}

interface WaitingView {
  readonly kind: Waiting['kind'];
  readonly who: Waiting['who'];
  readonly id: string;
  readonly title: string;
  readonly group: string;
  readonly count: number;
  readonly due?: string;
}

/** Where the visitor's network stands, as much of it as they may see. Throws `FORBIDDEN` when that is nothing. */
export async function statusView(store: StoreReader, visit: Visit, now: Date): Promise<StatusView> {
  const { actor, membership, network, reader } = visit;
  if (!canSomewhere(actor, 'summary.read', network.id)) throw new AppError('FORBIDDEN', 'summary.read: no right');
  return inWords(visibleStatus(await statusSummary(store, network.id, now), membership), reader);
}

function inWords(summary: StatusSummary, reader: Reader): StatusView {
  const names = new Map(summary.groups.map((group) => [group.groupId, reader.pick(group.name)]));
  return {
    countedAt: summary.countedAt,
    counted: reader.moment(summary.countedAt),
    groups: summary.groups.map((group) => groupView(group, reader)),
    practices: summary.practices,
    waiting: summary.waiting.map((item) => waitingView(item, names.get(item.groupId) ?? '', reader)),
  };
}

function groupView(group: GroupStatus, reader: Reader): GroupView {
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

function surveyView({ surveyId, title, closesAt, submitted, members }: SurveyStatus, reader: Reader) {
  return { id: surveyId, title: reader.pick(title), closes: reader.moment(closesAt), submitted, members };
}

function meetingView({ meetingId, title, startsAt, endsAt, replies }: MeetingStatus, reader: Reader) {
  return { id: meetingId, title, startsAt, when: reader.span(startsAt, endsAt), replies };
}

function waitingView(item: Waiting, group: string, reader: Reader): WaitingView {
  const { kind, who, subjectId: id, title, count, dueAt } = item;
  return { kind, who, id, title: reader.pick(title), group, count, ...(dueAt && { due: reader.moment(dueAt) }) };
}
