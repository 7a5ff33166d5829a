import { AppError, isAppError } from '../errors.ts';
import { put, type StoreReader } from '../store.ts';
import type { Deps } from '../use-case.ts';
import { type Member, members, type Network } from './network.ts';
import { ofTenant, type RosterPerson } from './new-member.ts';

/**
 * Who was on a roster, and what was known of the members before it was read. It says nothing about those who have
 * changed since: somebody may have come or gone while its pages were on their way.
 */
export interface Reading {
  readonly people: readonly RosterPerson[];
  readonly before: Known;
}

/** The versions of the members of a network, those who left among them, by person. */
export type Known = ReadonlyMap<string, number>;

/** Reads a roster, and keeps what it rests on. */
export async function takeReading(
  store: StoreReader,
  network: Pick<Network, 'id' | 'tenantId'>,
  read: () => Promise<readonly RosterPerson[]>,
): Promise<Reading> {
  const before = new Map<string, number>();
  for (const { personId, version } of (await membersByPerson(store, network)).values()) before.set(personId, version);
  return { people: ofTenant(network, await read()), before };
}

/** Whether a reading that knew this says anything about a person: what is stored of them is what was stored before it. */
export function speaksOf(before: Known, personId: string, member: Member | undefined): boolean {
  return before.get(personId) === member?.version;
}

/** The members of a network, those who left among them, by person. */
export async function membersByPerson(store: StoreReader, network: Pick<Network, 'id'>): Promise<Map<string, Member>> {
  const known = new Map<string, Member>();
  for await (const member of store.stream(members, { networkId: network.id })) known.set(member.personId, member);
  return known;
}

/** How many times the same is read when others change meanwhile what is known of those whom it is about. */
const mostReadings = 4;

/**
 * Reads a roster and follows it, until what is stored of those who are named is what was read, and is stored later than
 * that: `follow` says whether it is. Throws `CONFLICT` when they are changed all the time.
 */
export async function untilSettled(
  store: StoreReader,
  network: Pick<Network, 'id' | 'tenantId'>,
  read: () => Promise<readonly RosterPerson[]>,
  follow: (reading: Reading) => Promise<boolean>,
): Promise<void> {
  for (let readings = 1; readings <= mostReadings; readings += 1) {
    if (await follow(await takeReading(store, network, read))) return;
  }
  throw new AppError('CONFLICT', `those who come to network ${network.id} or leave it are changed all the time`);
}

/** Stores members once more: readings that began earlier say nothing about them any more. False when that is too late. */
export async function storeAnew(deps: Pick<Deps, 'store'>, all: readonly Member[]): Promise<boolean> {
  try {
    await deps.store.commit(all.map((member) => put(members, member)));
    return true;
  } catch (error) {
    if (isAppError(error, 'CONFLICT') || isAppError(error, 'DUPLICATE')) return false;
    throw error;
  }
}
