import type { IncomingMessage } from 'node:http';
import { createReader, type Reader } from '../../cards/reader.ts';
import { AppError } from '../../domain/errors.ts';
import { currentMembership, loadActor, personIdOf } from '../../domain/network/actor.ts';
import { type Network, networks, type Person, people } from '../../domain/network/network.ts';
import { type Actor, type Membership, membershipIn } from '../../domain/rights.ts';
import type { StoreReader } from '../../domain/store.ts';
import { type Language, languageOf } from '../../domain/text.ts';
import { load } from '../../domain/use-case.ts';
import { type Rates, tooFast } from '../../http/rates.ts';
import type { Identity } from './identity.ts';

export interface VisitDeps {
  readonly store: StoreReader;
  readonly identity: Identity;
  /** How often people and strangers may ask; the bot counts with the same. */
  readonly rates: Rates;
  /** Entra object ids of those who may set up a network. */
  readonly founders: readonly string[];
}

/** A known person asking something, and what they have chosen in the chat or on the page, if they have. */
export interface Visitor {
  readonly actor: Actor;
  readonly person: Person | undefined;
}

/** A member looking at one of their networks. */
export interface Visit extends Visitor {
  readonly network: Network;
  readonly membership: Membership;
  readonly reader: Reader;
}

/** The person behind a request. Throws `SIGN_IN_NEEDED`, and `TOO_FAST` before anything is looked up for them. */
export async function openVisitor(deps: VisitDeps, request: IncomingMessage): Promise<Visitor> {
  const person = await deps.identity.identify(request);
  const wait = deps.rates.asks(personIdOf(person.tenantId, person.aadObjectId));
  if (wait > 0) throw tooFast(wait);
  const actor = await loadActor(deps.store, person, deps.founders);
  return { actor, person: await deps.store.get(people, actor.personId) };
}

/**
 * A visitor in the network named by `?network=`, or else in the one they are in at present. Throws `NOT_MEMBER` when
 * they have none, or not that one.
 */
export async function openVisit(deps: VisitDeps, request: IncomingMessage, visitor: Visitor): Promise<Visit> {
  const asked = queryOf(request).get('network');
  const { actor, person } = visitor;
  const membership = asked === null ? currentMembership(actor, person) : membershipIn(actor, asked);
  if (!membership) throw new AppError('NOT_MEMBER', 'not a member of the network asked for, or of any');
  const network = await load(deps.store, networks, membership.networkId);
  const language = readingLanguage(request, visitor) ?? network.language;
  return { ...visitor, network, membership, reader: createReader(language, network.timeZone, readingZone(request)) };
}

/**
 * Who reads about something of one network: in its zone, and in its language when the visitor has none of their own.
 * Throws `OTHER_NETWORK` when the reading names another network: nothing of one is shown among things of the other.
 */
export async function readerIn(
  deps: VisitDeps,
  request: IncomingMessage,
  visitor: Visitor,
  networkId: string,
): Promise<Reader> {
  const asked = queryOf(request).get('network') ?? networkId;
  if (request.method === 'GET' && asked !== networkId) {
    throw new AppError('OTHER_NETWORK', `asked in ${asked}`, { hint: networkId });
  }
  const network = await load(deps.store, networks, networkId);
  return createReader(readingLanguage(request, visitor) ?? network.language, network.timeZone, readingZone(request));
}

/** The language to answer in: asked for in the address, chosen in the chat, or preferred by the browser. */
export function readingLanguage(request: IncomingMessage, visitor?: Visitor): Language | undefined {
  return (
    languageOf(queryOf(request).get('language') ?? undefined) ??
    visitor?.person?.language ??
    acceptedLanguage(request.headers['accept-language'])
  );
}

/** The zone of the browser's clock, which the page tells with all that it asks. */
function readingZone(request: IncomingMessage): string | undefined {
  const told = request.headers['time-zone'];
  return typeof told === 'string' && told !== 'anywhere' ? told : undefined;
}

function queryOf(request: IncomingMessage): URLSearchParams {
  return new URLSearchParams((request.url ?? '').split('?')[1] ?? '');
}

function acceptedLanguage(header = ''): Language | undefined {
  const ranges = header.split(',').map((range) => {
    const [tag = '', ...parameters] = range.split(';').map((part) => part.trim());
    const weight = parameters.find((parameter) => parameter.startsWith('q='))?.slice(2);
    return { language: languageOf(tag), weight: weight === undefined ? 1 : Number(weight) };
  });
  const known = ranges.filter((range) => range.language !== undefined && range.weight > 0);
  return known.sort((a, b) => b.weight - a.weight)[0]?.language;
}
