import { type Content, loadContent } from '../content/content.ts';
import { groups, networks, people } from '../domain/network/network.ts';
import { put, type Store, type Write } from '../domain/store.ts';
import { networkId } from './ids.ts';
import { ledgerRecords } from './ledger-records.ts';
import { meetingRecords } from './meeting-records.ts';
import { networkRecords } from './network-records.ts';
import { practiceRecords } from './practice-records.ts';
import { surveyRecords } from './survey-records.ts';
import { termAround } from './term.ts';

/** Where the Playground's Bot Connector listens unless its port is taken. */
export const usualServiceUrl = 'http://localhost:56150/_connector';

/** What the demo network is made from. */
export interface DemoOptions {
  /** The Bot Connector of the team; default the Playground's usual one. */
  readonly serviceUrl?: string;
  /** Default what ships with the bot. */
  readonly content?: Content;
}

/**
 * The demo network in the middle of its term: what its members have done so far, with the next steps left for whoever
 * tries it. The same all day long.
 */
export function demoNetwork(now: Date, options: DemoOptions = {}): Write[] {
  const { serviceUrl = usualServiceUrl, content = loadContent() } = options;
  const term = termAround(now);
  return [
    ...networkRecords(term, serviceUrl),
    ...meetingRecords(term),
    ...practiceRecords(term, content),
    ...surveyRecords(term, content),
    ...ledgerRecords(term),
  ];
}

/** Makes the demo network in a store that holds no network at all; any other store stays as it is. */
export async function seedDemo(store: Store, now: Date, options: DemoOptions = {}): Promise<void> {
  if ((await store.count(networks, {})) === 0) await store.commit(demoNetwork(now, options));
}

/** Points the demo network to where the Playground listens this time, so that messages reach its channels and chats. */
export async function moveDemo(store: Store, serviceUrl: string): Promise<void> {
  const moved = (await store.find(groups, { networkId })).filter((group) => group.serviceUrl !== serviceUrl);
  const writes = moved.map((group) => put(groups, { ...group, serviceUrl }));
  for await (const person of store.stream(people, {})) {
    const { conversation } = person;
    if (!conversation || conversation.serviceUrl === serviceUrl) continue;
    writes.push(put(people, { ...person, conversation: { ...conversation, serviceUrl } }));
  }
  if (writes.length > 0) await store.commit(writes);
}
