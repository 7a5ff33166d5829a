import type { Language } from '../domain/text.ts';

/** Addresses that open outside the chat. Each carries its own permission, so that a browser needs no sign-in. */
export interface Links {
  /** One meeting as an iCalendar file. */
  meeting(meetingId: string): Promise<string>;
  /** A network's coming meetings as an iCalendar file. */
  schedule(networkId: string): Promise<string>;
  /** The knowledge package of a network; the link works for an hour. */
  package(networkId: string, language: Language): Promise<string>;
  /** The messages about one subject of a network as a list (CSV); the link works for an hour. */
  messages(networkId: string, subjectId: string, language: Language): Promise<string>;
  /** Where Teams offers the app for installing; undefined in local mode. */
  app(): string | undefined;
  /** The page in the tab; `path` names a page of it, such as `surveys/<id>`, default its first. In Teams it opens there. */
  tab(path?: string): string;
}
