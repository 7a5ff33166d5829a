import { AppError } from '../errors.ts';
import { isPresent } from '../network/actor.ts';
import { members, type Organisation, organisations } from '../network/network.ts';
import { type Actor, authorise, type Membership } from '../rights.ts';
import type { StoreReader } from '../store.ts';
import { load } from '../use-case.ts';
import type { Response, Survey } from './survey.ts';

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
 * when the survey is anonymous: whoever enters an answer reads it; and `SURVEY_ENTRY_NOT_NEEDED` when the organisation
 * has members, who can answer themselves.
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
  const organisation = await load(store, organisations, organisationId);
  if (organisation.networkId !== survey.networkId) {
    throw new AppError('NOT_FOUND', `organisation ${organisationId} is of another network`);
  }
  const without = await organisationsWithoutTeams(store, survey.networkId);
  if (without.every(({ id }) => id !== organisationId)) {
    throw new AppError('SURVEY_ENTRY_NOT_NEEDED', `organisation ${organisationId} has members`);
  }
  return { whose: { respondentId: organisationId, organisationId, enteredBy: memberId }, enteredFor: organisation };
}

/** The organisations of a network of which nobody is in it, by name: somebody else writes for them. */
export async function organisationsWithoutTeams(store: StoreReader, networkId: string): Promise<Organisation[]> {
  const present = new Set<string>();
  for await (const member of store.stream(members, { networkId })) {
    if (isPresent(member) && member.organisationId !== undefined) present.add(member.organisationId);
  }
  const found: Organisation[] = [];
  for await (const organisation of store.stream(organisations, { networkId })) {
    if (!present.has(organisation.id)) found.push(organisation);
  }
  return found.sort((a, b) => a.name.localeCompare(b.name, 'fi'));
}
