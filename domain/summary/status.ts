import { attendances, type Meeting, meetings } from '../meeting/meeting.ts';
import { groups, type Member, members, type WorkingGroup } from '../network/network.ts';
import { type Practice, practiceStates, practices } from '../practice/practice.ts';
import { type Actor, authoriseSomewhere, type Membership } from '../rights.ts';
import type { StoreReader } from '../store.ts';
import { progressFor, type SurveyProgress } from '../survey/progress.ts';
import { type Survey, surveys } from '../survey/survey.ts';
import type { LocalizedText } from '../text.ts';
import { type Waiting, waitingAnswers, waitingPractices } from './waiting.ts';

/** How far ahead meetings are counted, in days. */
const daysAhead = 60;

export type PracticeCounts = Readonly<Record<(typeof practiceStates)[number], number>>;

/** An open survey, and how far it is as far as everybody may know who sees the summary. */
export interface SurveyStatus {
  readonly surveyId: string;
  readonly title: LocalizedText;
  readonly closesAt: string;
  readonly progress: SurveyProgress;
}

/** A coming meeting; `none` counts the group's members who have not answered. */
export interface MeetingStatus {
  readonly meetingId: string;
  readonly title: string;
  readonly startsAt: string;
  readonly endsAt: string;
  readonly timeZone: string;
  readonly replies: { readonly yes: number; readonly maybe: number; readonly no: number; readonly none: number };
}

export interface GroupStatus {
  readonly groupId: string;
  readonly name: LocalizedText;
  readonly members: number;
  /** Those that the group looks after, whomever they ask. */
  readonly openSurveys: readonly SurveyStatus[];
  readonly closedSurveys: number;
  readonly practices: PracticeCounts;
  readonly meetingsAhead: readonly MeetingStatus[];
}

/** Where the work stands, in numbers that can each be followed to their records. */
export interface StatusSummary {
  readonly networkId: string;
  readonly countedAt: string;
  readonly groups: readonly GroupStatus[];
  /** Open surveys that no group looks after: the coordinators' own. */
  readonly ownSurveys: readonly SurveyStatus[];
  /** Of all groups together. */
  readonly practices: PracticeCounts;
  readonly waiting: readonly Waiting[];
}

/**
 * Where a network stands, as much of it as the actor may see: a lead their own groups, a coordinator all. `reader`
 * should be a snapshot. Throws `NOT_MEMBER`, and `FORBIDDEN` to those who may see nothing.
 */
export async function statusFor(
  reader: StoreReader,
  actor: Actor,
  networkId: string,
  now: Date,
): Promise<StatusSummary> {
  const membership = authoriseSomewhere(actor, 'summary.read', networkId);
  return visibleStatus(await statusSummary(reader, networkId, now), membership);
}

/** Counts where a network stands, whoever looks. */
export async function statusSummary(reader: StoreReader, networkId: string, now: Date): Promise<StatusSummary> {
  const people = await collect(reader.stream(members, { networkId }));
  const written = (await collect(reader.stream(practices, { networkId }))).filter((practice) => !practice.example);
  const ahead = await meetingsAhead(reader, networkId, now);
  const found = await collect(reader.stream(groups, { networkId }));
  const counted = await Promise.all(
    found.map((group) =>
      groupStatus(reader, group, {
        everybody: people,
        members: people.filter((member) => member.groupIds.includes(group.id)),
        practices: written.filter((practice) => practice.groupId === group.id),
        meetings: ahead.filter((meeting) => meeting.groupId === group.id),
      }),
    ),
  );
  const ownSurveys = await surveysOfNoGroup(reader, networkId, people);
  return {
    networkId,
    countedAt: now.toISOString(),
    groups: counted,
    ownSurveys,
    practices: countByState(written),
    waiting: [
      ...counted.flatMap((group) => group.openSurveys.flatMap((survey) => waitingAnswers(group.groupId, survey))),
      ...ownSurveys.flatMap((survey) => waitingAnswers(undefined, survey)),
      ...(await waitingPractices(reader, written, people)),
    ],
  };
}

/** The part of a summary that a membership may see: a lead their own groups, a coordinator all, others nothing. */
export function visibleStatus(summary: StatusSummary, membership: Membership): StatusSummary {
  if (membership.roles.includes('coordinator')) return summary;
  const own = summary.groups.filter((group) => membership.leads.includes(group.groupId));
  return {
    ...summary,
    groups: own,
    ownSurveys: [],
    practices: sumCounts(own.map((group) => group.practices)),
    waiting: summary.waiting.filter((item) => item.groupId !== undefined && membership.leads.includes(item.groupId)),
  };
}

async function collect<T>(items: AsyncIterable<T>): Promise<T[]> {
  const all: T[] = [];
  for await (const item of items) all.push(item);
  return all;
}

interface OfGroup {
  readonly everybody: readonly Member[];
  readonly members: readonly Member[];
  readonly practices: readonly Practice[];
  readonly meetings: readonly Meeting[];
}

async function groupStatus(reader: StoreReader, group: WorkingGroup, own: OfGroup): Promise<GroupStatus> {
  const open = await reader.find(surveys, { groupId: group.id, state: 'open' });
  return {
    groupId: group.id,
    name: group.name,
    members: own.members.length,
    openSurveys: await Promise.all(open.map((survey) => surveyStatus(reader, survey, own.everybody))),
    closedSurveys: await reader.count(surveys, { groupId: group.id, state: ['closed', 'archived'] }),
    practices: countByState(own.practices),
    meetingsAhead: await Promise.all(own.meetings.map((meeting) => meetingStatus(reader, meeting, own.members))),
  };
}

async function surveysOfNoGroup(
  reader: StoreReader,
  networkId: string,
  everybody: readonly Member[],
): Promise<SurveyStatus[]> {
  const open = await reader.find(surveys, { networkId, state: 'open' });
  const own = open.filter(({ groupId }) => groupId === undefined);
  return Promise.all(own.map((survey) => surveyStatus(reader, survey, everybody)));
}

async function surveyStatus(reader: StoreReader, survey: Survey, everybody: readonly Member[]): Promise<SurveyStatus> {
  const { id: surveyId, title, closesAt } = survey;
  return { surveyId, title, closesAt, progress: await progressFor(reader, survey, false, everybody) };
}

async function meetingsAhead(reader: StoreReader, networkId: string, now: Date): Promise<Meeting[]> {
  const [from, to] = [now.toISOString(), new Date(now.getTime() + daysAhead * 86_400_000).toISOString()];
  const planned = await collect(reader.stream(meetings, { networkId, state: 'scheduled', startsAt: { upTo: to } }));
  return planned
    .filter((meeting) => meeting.startsAt > from)
    .sort((a, b) => (a.startsAt < b.startsAt ? -1 : a.startsAt > b.startsAt ? 1 : 0));
}

async function meetingStatus(reader: StoreReader, meeting: Meeting, asked: readonly Member[]): Promise<MeetingStatus> {
  const { id: meetingId, title, startsAt, endsAt, timeZone } = meeting;
  const answered = await collect(reader.stream(attendances, { meetingId }));
  const replied = new Set(answered.map((attendance) => attendance.memberId));
  const count = (reply: string) => answered.filter((attendance) => attendance.reply === reply).length;
  const none = asked.filter((member) => !replied.has(member.id)).length;
  const replies = { yes: count('yes'), maybe: count('maybe'), no: count('no'), none };
  return { meetingId, title, startsAt, endsAt, timeZone, replies };
}

function countByState(written: readonly Practice[]): PracticeCounts {
  const counts = { draft: 0, proposed: 0, inValidation: 0, validated: 0, selected: 0, returned: 0, retired: 0 };
  for (const practice of written) counts[practice.state] += 1;
  return counts;
}

function sumCounts(counts: readonly PracticeCounts[]): PracticeCounts {
  const sum = { ...countByState([]) };
  for (const state of practiceStates) sum[state] = counts.reduce((total, count) => total + count[state], 0);
  return sum;
}
