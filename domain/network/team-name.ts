import { onceMore } from '../once-more.ts';
import { send } from '../outbox.ts';
import { type Actor, authorise } from '../rights.ts';
import { assertSeen, seenOf } from '../seen.ts';
import { put, type StoreReader } from '../store.ts';
import { textFor, tidyText } from '../text.ts';
import { type Deps, load } from '../use-case.ts';
import { isPresent } from './actor.ts';
import { account, auditEntries } from './audit.ts';
import { members, type Network, networks } from './network.ts';

/** The message that asks whether a network takes over the new name of its team. */
export const renamedMessage = 'network.teamRenamed';

/** That a network's team is called otherwise than the network, and nobody has said yet whether that is to stay so. */
export interface NameQuestion {
  readonly network: Network;
  /** The team's name. */
  readonly name: string;
  /** When Teams told of it. */
  readonly since: string;
  /** Stands for both names, as they are shown. */
  readonly seen: string;
}

/** Longer than the name of any team. */
const longestName = 256;

/**
 * Keeps that Teams calls a network's team by another name, and asks each coordinator in their own chat whether the
 * network takes it over: once for a name, and not for one of which somebody has said that the network keeps its own.
 */
export async function hearTeamName(deps: Deps, { id }: Pick<Network, 'id'>, told: string): Promise<void> {
  const name = tidyText(told.slice(0, longestName));
  if (name === '') return;
  await onceMore(async () => {
    const network = await load(deps.store, networks, id);
    const { heard, kept } = await namesOf(deps.store, id);
    if (heard?.name === name || (!heard && isCalled(network, name))) return;
    const change = { field: 'teamName', before: heard?.name, after: name } as const;
    // Whoever answers about another name at this moment is too late by the network's version.
    const writes = [...account(deps, undefined, aboutNetwork(network), [change]), put(networks, network)];
    const isAsked = !isCalled(network, name) && !kept.has(name);
    const asked = isAsked ? await coordinatorsOf(deps.store, id) : [];
    const message = { networkId: id, kind: renamedMessage, subjectId: id, occasion: deps.newId() };
    const sent = asked.map((personId) => send(deps, { ...message, to: { type: 'person', personId } }));
    await deps.store.commit([...writes, ...sent]);
  });
}

/** What is to be asked about the name of a network; undefined when there is nothing. */
export async function nameQuestion(store: StoreReader, network: Network): Promise<NameQuestion | undefined> {
  const { heard, kept } = await namesOf(store, network.id);
  if (!heard || isCalled(network, heard.name) || kept.has(heard.name)) return undefined;
  return { network, ...heard, seen: seenOf(shownOf(network, heard.name)) };
}

/**
 * Has a network take over its team's name, or keep its own. Coordinators. Throws `STALE` when either is another than was
 * `seen`, or somebody else has decided otherwise.
 */
export async function answerTeamName(
  deps: Deps,
  actor: Actor,
  networkId: string,
  { name, take, seen }: { readonly name: string; readonly take: boolean; readonly seen: string },
): Promise<Network> {
  authorise(actor, 'network.manage', { networkId });
  return onceMore(async () => {
    const network = await load(deps.store, networks, networkId);
    const { kept } = await namesOf(deps.store, networkId);
    if (take ? isCalled(network, name) : kept.has(name)) return network;
    const question = await nameQuestion(deps.store, network);
    assertSeen(shownOf(network, question?.name), seen);
    const changed = take ? { ...network, name: { [network.language]: name } } : network;
    const change = take
      ? ({ field: 'name', before: ownName(network), after: name } as const)
      : ({ field: 'teamName', before: name } as const);
    await deps.store.commit([put(networks, changed), ...account(deps, actor, aboutNetwork(network), [change])]);
    return changed;
  });
}

/** What a network is called in its own language. */
function ownName({ name, language }: Network): string {
  return textFor(name, language);
}

function isCalled(network: Network, name: string): boolean {
  return Object.values(network.name).includes(name);
}

function shownOf({ name }: Network, team: string | undefined) {
  return { network: name, team };
}

function aboutNetwork({ id }: Network) {
  return { networkId: id, kind: 'network', subjectId: id } as const;
}

/** What the account says: how Teams called the team last, and which of its names the network was not to take over. */
async function namesOf(store: StoreReader, networkId: string) {
  let heard: { readonly name: string; readonly since: string } | undefined;
  let kept = new Set<string>();
  // Ids grow with time.
  for await (const { at, changes } of store.stream(auditEntries, { subjectId: networkId })) {
    for (const { field, before, after } of changes) {
      if (field === 'name') kept = new Set();
      else if (field === 'teamName' && after !== undefined) heard = { name: after, since: at };
      else if (field === 'teamName' && before !== undefined) kept.add(before);
    }
  }
  return { heard, kept };
}

async function coordinatorsOf(store: StoreReader, networkId: string): Promise<string[]> {
  const found: string[] = [];
  for await (const member of store.stream(members, { networkId })) {
    if (isPresent(member) && member.roles.includes('coordinator')) found.push(member.personId);
  }
  return found;
}
