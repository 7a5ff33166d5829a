import { isAppError } from '../errors.ts';
import { put, remove } from '../store.ts';
import type { Language } from '../text.ts';
import type { Deps } from '../use-case.ts';
import { groups, installations, type Person, people, type WorkingGroup } from './network.ts';

/** Keeps how to reach a person's chat with the bot. Commits only when it is new or has changed. */
export async function rememberChat(
  deps: Deps,
  personId: string,
  chat: { id: string; serviceUrl: string },
): Promise<void> {
  const person = await deps.store.get(people, personId);
  const { conversation } = person ?? {};
  if (conversation?.id === chat.id && conversation.serviceUrl === chat.serviceUrl) return;
  await deps.store.commit([put(people, { ...(person ?? newPerson(personId)), conversation: chat })]);
}

/** Keeps the address under which Teams now serves a group's channel; Microsoft moves it from time to time. */
export async function rememberChannel(deps: Deps, group: WorkingGroup, serviceUrl: string): Promise<void> {
  if (group.serviceUrl !== serviceUrl) await deps.store.commit([put(groups, { ...group, serviceUrl })]);
}

/** Keeps the language a person chose for everything the bot says to them. */
export async function chooseLanguage(deps: Deps, personId: string, language: Language): Promise<void> {
  const person = await deps.store.get(people, personId);
  if (person?.language === language) return;
  await deps.store.commit([put(people, { ...(person ?? newPerson(personId)), language })]);
}

function newPerson(id: string): Person {
  return { id, version: 0 };
}

/** True for the first to greet a conversation: Teams tells of one installation twice, and it gets one welcome. */
export async function claimGreeting(deps: Deps, conversationId: string): Promise<boolean> {
  if (await deps.store.get(installations, conversationId)) return false;
  const greeting = { id: conversationId, version: 0, greetedAt: deps.now().toISOString() };
  try {
    await deps.store.commit([put(installations, greeting)]);
    return true;
  } catch (error) {
    if (isAppError(error, 'CONFLICT')) return false;
    throw error;
  }
}

/** Forgets a conversation the bot was removed from, so that it is greeted when it comes back. */
export async function forgetGreeting(deps: Deps, conversationId: string): Promise<void> {
  const greeting = await deps.store.get(installations, conversationId);
  if (greeting) await deps.store.commit([remove(installations, greeting)]);
}
