import { AppError } from '../errors.ts';
import type { Organisation } from '../network/network.ts';
import { organisationWithoutTeams } from '../network/without-teams.ts';
import { type Actor, authorise, can, type Membership, membershipIn } from '../rights.ts';
import type { StoreReader } from '../store.ts';
import type { Response } from './response.ts';
import type { Survey } from './survey.ts';

/** Whose answer a response is, and who fills it in: the part of it that says so. */
export type Respondent = Pick<Response, 'respondentId' | 'memberId' | 'enteredBy' | 'organisationId'>;

/** The id under which a member's answer to a survey stands; undefined for one without the organisation that answers. */
export function respondentIdOf(
  { respondent }: Pick<Survey, 'respondent'>,
  member: { readonly id: string; readonly organisationId?: string | undefined },
): string | undefined {
  return respondent === 'organisation' ? member.organisationId : member.id;
}

/**
 * A member as who answers: for themselves, or where organisations answer as one, for theirs. Throws
 * `SURVEY_ORGANISATION_MISSING` to a member of none.
 */
export function memberAsRespondent(survey: Survey, { memberId, organisationId }: Membership): Respondent {
  const respondentId = respondentIdOf(survey, { id: memberId, organisationId });
  if (respondentId === undefined) {
    throw new AppError('SURVEY_ORGANISATION_MISSING', `member ${memberId} has no organisation`);
  }
  return { respondentId, memberId, organisationId };
}

/**
 * An organisation without Teams as who answers, through those who look after the survey. Throws `SURVEY_ENTRY_SECRET`
 * when the survey is anonymous: whoever enters an answer reads it; and `ORGANISATION_IN_TEAMS` when the organisation has
 * members, who can answer themselves.
 */
export async function enteredAsRespondent(
  store: StoreReader,
  actor: Actor,
  survey: Survey,
  organisationId: string,
): Promise<{ whose: Respondent; enteredFor: Organisation }> {
  const { memberId } = authorise(actor, 'survey.enter', survey);
  if (survey.anonymity === 'anonymous') {
    throw new AppError('SURVEY_ENTRY_SECRET', `survey ${survey.id} is anonymous`);
  }
  const enteredFor = await organisationWithoutTeams(store, survey.networkId, organisationId);
  return { whose: { respondentId: organisationId, organisationId, enteredBy: memberId }, enteredFor };
}

/**
 * Whether somebody who looks after a survey may open what was answered for an organisation without Teams: of a
 * confidential one what they entered themselves, and coordinators all. The organisation may have had people in Teams.
 */
export function mayOpenForOther(actor: Actor, survey: Survey, { enteredBy }: Pick<Response, 'enteredBy'>): boolean {
  if (survey.anonymity !== 'confidential' || can(actor, 'survey.seeConfidential', survey)) return true;
  return enteredBy !== undefined && enteredBy === membershipIn(actor, survey.networkId)?.memberId;
}
