import { AppError } from '../errors.ts';
import type { StoreReader } from '../store.ts';
import { load } from '../use-case.ts';
import { isPresent } from './actor.ts';
import { members, type Organisation, organisations } from './network.ts';

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

/**
 * An organisation of a network that somebody else writes for. Throws `NOT_FOUND` when the network has none of this id,
 * and `ORGANISATION_IN_TEAMS` when the organisation has members, who can write themselves.
 */
export async function organisationWithoutTeams(
  store: StoreReader,
  networkId: string,
  organisationId: string,
): Promise<Organisation> {
  const organisation = await load(store, organisations, organisationId);
  if (organisation.networkId !== networkId) {
    throw new AppError('NOT_FOUND', `organisation ${organisationId} is of another network`);
  }
  const without = await organisationsWithoutTeams(store, networkId);
  if (without.some(({ id }) => id === organisationId)) return organisation;
  throw new AppError('ORGANISATION_IN_TEAMS', `organisation ${organisationId} has members`);
}
