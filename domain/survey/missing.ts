import { AppError } from '../errors.ts';
import type { Member } from '../network/network.ts';
import { type Action, type Actor, authorise, can } from '../rights.ts';
import type { StoreReader } from '../store.ts';
import { load } from '../use-case.ts';
import { askedMembers } from './audience.ts';
import { respondentIdOf } from './respondent.ts';
import { type Anonymity, responses, type Survey, surveys } from './survey.ts';

/** Those who have not submitted an answer to an open survey. */
export interface Missing {
  readonly survey: Survey;
  /** How many members, or where organisations answer as one, how many organisations. */
  readonly count: number;
  /**
   * Undefined where the mode lets the reader know their number only; where organisations answer as one, all members of
   * those that have not, and those without one, who cannot answer.
   */
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
  for await (const { respondentId } of store.stream(responses, { surveyId, state: 'submitted' })) {
    answered.add(respondentId);
  }
  const missing: Member[] = [];
  const respondents = new Set<string>();
  for await (const member of askedMembers(store, survey)) {
    const own = respondentIdOf(survey, member);
    if (own !== undefined && answered.has(own)) continue;
    missing.push(member);
    if (own !== undefined) respondents.add(own);
  }
  const right = seenWith[survey.anonymity];
  const seen = right !== undefined && can(actor, right, survey);
  return { survey, count: respondents.size, members: seen ? missing : undefined };
}
