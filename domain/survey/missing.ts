import { AppError } from '../errors.ts';
import { isPresent } from '../network/actor.ts';
import { type Member, members } from '../network/network.ts';
import { type Action, type Actor, authorise, can } from '../rights.ts';
import type { StoreReader } from '../store.ts';
import { load } from '../use-case.ts';
import { type Anonymity, responses, type Survey, surveys } from './survey.ts';

/** Those who have not submitted an answer to an open survey. */
export interface Missing {
  readonly survey: Survey;
  readonly count: number;
  /** Undefined where the mode lets the reader know their number only. */
  readonly members: readonly Member[] | undefined;
}

const seenWith: Readonly<Record<Anonymity, Action | undefined>> = {
  named: 'survey.seeMissing',
  confidential: 'survey.seeMissingConfidential',
  anonymous: undefined,
};

/**
 * Who has not answered an open survey: of a named one for leads of its group and coordinators, of a confidential one by
 * name for coordinators, of an anonymous one as a number. Throws `SURVEY_NOT_OPEN`.
 */
export async function missingFrom(store: StoreReader, actor: Actor, surveyId: string): Promise<Missing> {
  const survey = await load(store, surveys, surveyId);
  authorise(actor, 'survey.manage', survey);
  if (survey.state !== 'open') throw new AppError('SURVEY_NOT_OPEN', `survey ${surveyId} is ${survey.state}`);
  const answered = new Set<string>();
  for await (const { respondentId } of store.stream(responses, { surveyId, state: 'submitted' }))
    answered.add(respondentId);
  const missing: Member[] = [];
  for await (const member of store.stream(members, { networkId: survey.networkId, groupIds: survey.groupId ?? '' })) {
    if (isPresent(member) && !answered.has(member.id)) missing.push(member);
  }
  const right = seenWith[survey.anonymity];
  const seen = right !== undefined && can(actor, right, survey);
  return { survey, count: missing.length, members: seen ? missing : undefined };
}
