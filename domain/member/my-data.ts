import { type Link, links } from '../link/link.ts';
import { type Attendance, attendances } from '../meeting/meeting.ts';
import { type AuditEntry, auditEntries } from '../network/audit.ts';
import { type Member, members, type Person, people } from '../network/network.ts';
import {
  type Comment,
  comments,
  type Practice,
  practices,
  type Validation,
  validations,
} from '../practice/practice.ts';
import type { Actor } from '../rights.ts';
import type { StoreReader } from '../store.ts';
import type { AnswerDeps } from '../survey/answering.ts';
import { expiresAt, type Keeping, keepingOf } from '../survey/keeping.ts';
import { type OwnResponse, ownResponses } from '../survey/own.ts';
import { type Survey, surveys } from '../survey/survey.ts';
import { load } from '../use-case.ts';

/** For how long an answer is kept. */
export interface KeptFor {
  /** So many months after the end of its survey, or as the organisation's records plan says. */
  readonly keptFor: Keeping;
  /** When it is deleted at the latest, by the survey's closing time of now; undefined when only the plan knows. */
  readonly keptUntil: string | undefined;
}

/** Everything that is kept about one person and can be told to be theirs, in all their networks. */
export interface MyData {
  readonly personId: string;
  /** The chosen language, and the chat with the bot; undefined when neither is known. */
  readonly person: Person | undefined;
  readonly members: readonly Member[];
  readonly responses: readonly (OwnResponse & KeptFor)[];
  readonly attendances: readonly Attendance[];
  readonly practices: readonly Practice[];
  readonly comments: readonly Comment[];
  readonly validations: readonly Validation[];
  /** What they changed of roles, organisations and groups, and what was changed of theirs. */
  readonly auditEntries: readonly AuditEntry[];
  /** The surveys for which they were chosen one by one. */
  readonly chosenFor: readonly Pick<Survey, 'id' | 'networkId' | 'title'>[];
  /** Their links to calendars and files, without what these are made and found by. */
  readonly links: readonly Omit<Link, 'nonce' | 'hash'>[];
}

/**
 * What is kept about the actor, for themselves alone; memberships they have left too. What they said in an anonymous
 * survey is in it while the survey is open: after its closing, nobody can tell any more which answer was whose.
 */
export async function myData(deps: AnswerDeps, actor: Actor): Promise<MyData> {
  const { store } = deps;
  const own = await store.find(members, { personId: actor.personId });
  const each = await Promise.all(own.map((member) => writtenBy(store, member)));
  return {
    personId: actor.personId,
    person: await store.get(people, actor.personId),
    members: own,
    responses: (await Promise.all(own.map(({ id }) => answersOf(deps, id)))).flat(),
    attendances: each.flatMap((one) => one.attendances),
    practices: each.flatMap((one) => one.practices),
    comments: each.flatMap((one) => one.comments),
    validations: each.flatMap((one) => one.validations),
    auditEntries: each.flatMap((one) => one.changes),
    chosenFor: (await Promise.all(own.map((member) => chosenFor(store, member)))).flat(),
    links: (await all(store.stream(links, { personId: actor.personId }))).map(withoutSecret),
  };
}

async function answersOf(deps: AnswerDeps, memberId: string): Promise<MyData['responses'][number][]> {
  const given = await ownResponses(deps, memberId);
  const told = given.map(async (one) => {
    const survey = await load(deps.store, surveys, one.surveyId);
    return survey.emptied ? [] : { ...one, keptFor: keepingOf(survey), keptUntil: expiresAt(survey) };
  });
  return (await Promise.all(told)).flat();
}

async function writtenBy(store: StoreReader, { id: memberId, networkId }: Member) {
  const [about, by] = await Promise.all([
    all(store.stream(auditEntries, { subjectId: memberId })),
    all(store.stream(auditEntries, { byMemberId: memberId })),
  ]);
  return {
    changes: [...about, ...by.filter(({ subjectId }) => subjectId !== memberId)],
    attendances: await all(store.stream(attendances, { memberId })),
    practices: await all(store.stream(practices, { networkId, authorMemberId: memberId })),
    comments: (await all(store.stream(comments, { networkId }))).filter((comment) => comment.memberId === memberId),
    validations: (await all(store.stream(validations, { networkId }))).filter((given) => given.memberId === memberId),
  };
}

async function chosenFor(
  store: StoreReader,
  { id: memberId, networkId }: Member,
): Promise<MyData['chosenFor'][number][]> {
  const found: MyData['chosenFor'][number][] = [];
  for await (const { id, title, state, audience } of store.stream(surveys, { networkId })) {
    const chosen = audience?.kind === 'members' && audience.memberIds.includes(memberId);
    // What is not posted may still come to nothing.
    if (chosen && state !== 'draft') found.push({ id, networkId, title });
  }
  return found;
}

async function all<T>(items: AsyncIterable<T>): Promise<T[]> {
  const found: T[] = [];
  for await (const item of items) found.push(item);
  return found;
}

function withoutSecret({ nonce: _nonce, hash: _hash, ...rest }: Link): Omit<Link, 'nonce' | 'hash'> {
  return rest;
}
