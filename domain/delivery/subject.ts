import { AppError } from '../errors.ts';
import { type Meeting, meetings } from '../meeting/meeting.ts';
import { latestFirst } from '../page.ts';
import { type Practice, practiceStates, practices } from '../practice/practice.ts';
import { type Action, type Actor, authorise, can, membershipIn } from '../rights.ts';
import type { StoreReader } from '../store.ts';
import { type Survey, surveys } from '../survey/survey.ts';
import type { LocalizedText } from '../text.ts';

/** What messages are about, whichever noun it is of. */
export interface MessageSubject {
  readonly id: string;
  readonly noun: 'survey' | 'meeting' | 'practice';
  readonly networkId: string;
  readonly groupId: string | undefined;
  /** Whom it asks, when that is not just the members of its group; of surveys alone. */
  readonly audience?: Survey['audience'];
  readonly title: LocalizedText;
  readonly createdAt: string;
  /** What tells it from others of its name: when a meeting begins, or a survey closes. */
  readonly at?: string;
}

function ofSurvey({ id, networkId, groupId, audience, title, createdAt, closesAt }: Survey): MessageSubject {
  return { noun: 'survey', id, networkId, groupId, audience, title, createdAt, at: closesAt };
}

function ofMeeting({ id, networkId, groupId, title, createdAt, startsAt }: Meeting): MessageSubject {
  return { noun: 'meeting', id, networkId, groupId, title: { fi: title }, createdAt, at: startsAt };
}

function ofPractice({ id, networkId, groupId, title, createdAt }: Practice): MessageSubject {
  return { noun: 'practice', id, networkId, groupId, title, createdAt };
}

/**
 * What the messages with this subject are about, for somebody who has the right to see or to manage them: leads of its
 * group and coordinators. Throws `NOT_FOUND` when there is no such subject.
 */
export async function messageSubject(
  store: StoreReader,
  actor: Actor,
  right: Extract<Action, `delivery.${string}`>,
  subjectId: string,
): Promise<MessageSubject> {
  const [survey, meeting, practice] = await Promise.all([
    store.get(surveys, subjectId),
    store.get(meetings, subjectId),
    store.get(practices, subjectId),
  ]);
  const subject = (survey && ofSurvey(survey)) ?? (meeting && ofMeeting(meeting)) ?? (practice && ofPractice(practice));
  if (!subject) throw new AppError('NOT_FOUND', `no subject ${subjectId}`);
  authorise(actor, right, subject);
  return subject;
}

/**
 * The surveys, meetings and practices of a network whose messages the actor may see, newest first. Throws `NOT_MEMBER`
 * to a stranger and `FORBIDDEN` to somebody who leads no group.
 */
export async function messageSubjects(store: StoreReader, actor: Actor, networkId: string): Promise<MessageSubject[]> {
  const groups = groupsSeen(actor, networkId);
  const where = groups === 'all' ? { networkId } : { networkId, groupId: groups };
  const sent = { ...where, state: ['open', 'closed', 'cancelled', 'archived'] };
  // Whatever became of it since, also finished: messages of all of them are counted.
  const written = { ...where, state: practiceStates.filter((state) => state !== 'draft') };
  const found: MessageSubject[] = [];
  for await (const survey of store.stream(surveys, sent)) found.push(ofSurvey(survey));
  for await (const meeting of store.stream(meetings, where)) found.push(ofMeeting(meeting));
  for await (const practice of store.stream(practices, written)) found.push(ofPractice(practice));
  return found
    .filter((subject) => can(actor, 'delivery.see', subject))
    .sort((a, b) => latestFirst(a.createdAt, b.createdAt) || latestFirst(a.id, b.id));
}

/** The groups whose messages an actor sees: a coordinator those of all, which also have messages of no group. */
export function groupsSeen(actor: Actor, networkId: string): 'all' | readonly string[] {
  const membership = membershipIn(actor, networkId);
  if (!membership) throw new AppError('NOT_MEMBER', `not a member of network ${networkId}`);
  if (can(actor, 'delivery.see', { networkId })) return 'all';
  const own = membership.leads.filter((groupId) => can(actor, 'delivery.see', { networkId, groupId }));
  if (own.length === 0) throw new AppError('FORBIDDEN', 'leads no group');
  return own;
}
