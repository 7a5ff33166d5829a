import { AppError, isAppError, quotable } from '../errors.ts';
import { type Actor, membershipIn } from '../rights.ts';
import { put, remove } from '../store.ts';
import type { Language } from '../text.ts';
import type { Deps } from '../use-case.ts';
import { groups, installations, type Person, people, type WorkingGroup } from './network.ts';

/**
 * Keeps how to reach a member's chat with the bot, and that it can be reached. Commits only what is news; true for a
 * person who could not be reached before.
 */
export async function rememberChat(
  deps: Deps,
  personId: string,
  chat: { id: string; serviceUrl: string },
): Promise<boolean> {
  const person = (await deps.store.get(people, personId)) ?? newPerson(personId);
  const { conversation, refusedAt } = person;
  const known = conversation?.id === chat.id && conversation.serviceUrl === chat.serviceUrl;
  if (known && refusedAt === undefined) return false;
  await deps.store.commit([put(people, { ...person, conversation: chat, refusedAt: undefined })]);
  return !conversation || refusedAt !== undefined;
}

/** Keeps that a person removed the bot from their own chats. */
export async function rememberRemoval(deps: Deps, personId: string): Promise<void> {
  const person = await deps.store.get(people, personId);
  if (!person || person.refusedAt !== undefined) return;
  await deps.store.commit([put(people, { ...person, refusedAt: deps.now().toISOString() })]);
}

/**
 * Keeps the address under which Teams now serves a group's channel, which Microsoft moves from time to time, and that
 * the bot is there. Commits only what is news; true for a channel that took no messages before.
 */
export async function rememberChannel(deps: Deps, group: WorkingGroup, serviceUrl: string): Promise<boolean> {
  if (group.serviceUrl === serviceUrl && group.refusedAt === undefined) return false;
  await deps.store.commit([put(groups, { ...group, serviceUrl, refusedAt: undefined, deleted: undefined })]);
  return group.refusedAt !== undefined;
}

/** Keeps whether a member wants to be reminded in their own chat. Throws `NO_NETWORK` to people who are in none. */
export async function chooseReminders(deps: Deps, actor: Actor, wanted: boolean): Promise<void> {
  const person = await personOf(deps, actor);
  if ((person.remindersOff === undefined) === wanted) return;
  await deps.store.commit([put(people, { ...person, remindersOff: wanted ? undefined : true })]);
}

/** Keeps whether a member wants to hear once a week, in their own chat, what waits for them. Throws `NO_NETWORK`. */
export async function chooseDigest(deps: Deps, actor: Actor, wanted: boolean): Promise<void> {
  const person = await personOf(deps, actor);
  if ((person.digestOn === true) === wanted) return;
  await deps.store.commit([put(people, { ...person, digestOn: wanted || undefined })]);
}

/** Keeps the language a member chose for everything the bot says to them. Throws `NO_NETWORK`. */
export async function chooseLanguage(deps: Deps, actor: Actor, language: Language): Promise<void> {
  const person = await personOf(deps, actor);
  if (person.language === language) return;
  await deps.store.commit([put(people, { ...person, language })]);
}

/** Keeps which of their networks a person's own chat and the page are about. Throws `NOT_MEMBER` for any other. */
export async function chooseNetwork(deps: Deps, actor: Actor, networkId: string): Promise<void> {
  if (!membershipIn(actor, networkId))
    throw new AppError('NOT_MEMBER', `not a member of network ${quotable(networkId)}`);
  const person = await personOf(deps, actor);
  if (person.chosenNetworkId === networkId) return;
  await deps.store.commit([put(people, { ...person, chosenNetworkId: networkId })]);
}

/** What is kept of a member as a person. Of people who are in no network nothing is, on their word: `NO_NETWORK`. */
async function personOf({ store }: Deps, { personId, memberships }: Actor): Promise<Person> {
  if (memberships.length === 0) throw new AppError('NO_NETWORK', 'in no network');
  return (await store.get(people, personId)) ?? newPerson(personId);
}

function newPerson(id: string): Person {
  return { id, version: 0 };
}

/** Whether a team or a chat was greeted since the bot came. */
export async function isGreeted(deps: Deps, placeId: string): Promise<boolean> {
  return (await deps.store.get(installations, placeId)) !== undefined;
}

/** True for the first to greet a team or a chat: Teams tells of one installation several times, and it gets one welcome. */
export async function claimGreeting(deps: Deps, placeId: string): Promise<boolean> {
  if (await isGreeted(deps, placeId)) return false;
  const greeting = { id: placeId, version: 0, greetedAt: deps.now().toISOString() };
  try {
    await deps.store.commit([put(installations, greeting)]);
    return true;
  } catch (error) {
    if (isAppError(error, 'CONFLICT')) return false;
    throw error;
  }
}

/** Forgets a team or a chat the bot was removed from, so that it is greeted when it comes back. */
export async function forgetGreeting(deps: Deps, placeId: string): Promise<void> {
  const greeting = await deps.store.get(installations, placeId);
  if (greeting) await deps.store.commit([remove(installations, greeting)]);
}
