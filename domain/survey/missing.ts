import { isPresent } from '../network/actor.ts';
import { type Member, members } from '../network/network.ts';
import { type Action, type Actor, authorise, can } from '../rights.ts';
import type { StoreReader } from '../store.ts';
import { load } from '../use-case.ts';
import { amongAsked, askedMembers, isAsked } from './audience.ts';
import { respondentIdOf } from './respondent.ts';
import { responses } from './response.ts';
import { type Anonymity, assertOpen, type Survey, surveys } from './survey.ts';

/** Those who have not submitted an answer to an open survey. */
export interface Missing {
  readonly survey: Survey;
  /**
   * Undefined where that somebody answered is secret from the reader. Where organisations answer as one, all members of
   * those that have not, and those without one, who cannot answer.
   */
  readonly known:
    | {
        /** How many members, or where organisations answer as one, how many organisations. */
        readonly count: number;
        readonly members: readonly Member[];
      }
    | undefined;
}

const seenWith: Readonly<Record<Anonymity, Action | undefined>> = {
  named: 'survey.seeMissing',
  confidential: 'survey.seeMissingConfidential',
  anonymous: undefined,
};

/** Whether somebody may know who has answered a survey: of a confidential one coordinators, of an anonymous one nobody. */
export function seesWhoAnswered(actor: Actor, survey: Survey): boolean {
  const right = seenWith[survey.anonymity];
  return right !== undefined && can(actor, right, survey);
}

/**
 * Who has not answered an open survey, for those who may know. Leads of its group and coordinators. Throws
 * what `assertOpen` throws.
 */
export async function missingFrom(store: StoreReader, actor: Actor, surveyId: string): Promise<Missing> {
  const survey = await load(store, surveys, surveyId);
  authorise(actor, 'survey.manage', survey);
  assertOpen(survey);
  if (!seesWhoAnswered(actor, survey)) return { survey, known: undefined };
  const missing: Member[] = [];
  const respondents = new Set<string>();
  for await (const { member, own } of stillMissing(store, survey)) {
    missing.push(member);
    if (own !== undefined) respondents.add(own);
  }
  return { survey, known: { count: respondents.size, members: missing } };
}

/**
 * Those whom a survey asks and whose answer it lacks, each with whose it would be: nobody's, of a member without an
 * organisation where organisations answer. `everybody` are the members of its network where these are at hand.
 */
async function* stillMissing(store: StoreReader, survey: Survey, everybody?: readonly Member[]) {
  const answered = new Set<string>();
  for await (const { respondentId } of store.stream(responses, { surveyId: survey.id, state: 'submitted' })) {
    answered.add(respondentId);
  }
  const asked = everybody ? everybody.filter(await amongAsked(store, survey)) : askedMembers(store, survey);
  for await (const member of asked) {
    const own = respondentIdOf(survey, member);
    if (own === undefined || !answered.has(own)) yield { member, own };
  }
}

/**
 * How many answers a survey still waits for: of members, or where these answer as one, of organisations. `everybody` are
 * the members of its network where these are at hand.
 */
export async function countMissing(store: StoreReader, survey: Survey, everybody?: readonly Member[]): Promise<number> {
  const missing = new Set<string>();
  for await (const { own } of stillMissing(store, survey, everybody)) if (own !== undefined) missing.add(own);
  return missing.size;
}

/** Whether there is anybody to be reminded of a survey. */
export async function isAnybodyMissing(store: StoreReader, survey: Survey): Promise<boolean> {
  for await (const { own } of stillMissing(store, survey)) if (own !== undefined) return true;
  return false;
}

/** Those of some members asked by a survey who can answer it, and have not. */
export async function missingAmong(store: StoreReader, survey: Survey, asked: readonly Member[]): Promise<Member[]> {
  const respondentId = asked.flatMap((member) => respondentIdOf(survey, member) ?? []);
  const given = await store.find(responses, { surveyId: survey.id, respondentId, state: 'submitted' });
  const answered = new Set(given.map((response) => response.respondentId));
  return asked.filter((member) => {
    const own = respondentIdOf(survey, member);
    return own !== undefined && !answered.has(own);
  });
}

/** How far the answer is that a survey waits for from somebody: undefined when it waits for none from them any more. */
export async function awaitedFrom(
  store: StoreReader,
  survey: Survey,
  personId: string,
): Promise<'none' | 'draft' | undefined> {
  const [member] = await store.find(members, { networkId: survey.networkId, personId }, { limit: 1 });
  if (!member || !isPresent(member)) return undefined;
  const own = respondentIdOf(survey, member);
  if (own === undefined || !(await isAsked(store, survey, { ...member, memberId: member.id }))) return undefined;
  const [given] = await store.find(responses, { surveyId: survey.id, respondentId: own }, { limit: 1 });
  return given?.state === 'submitted' ? undefined : (given?.state ?? 'none');
}
