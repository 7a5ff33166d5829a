import type { Meeting } from '../domain/meeting/meeting.ts';
import type { Actor } from '../domain/rights.ts';
import type { Language } from '../domain/text.ts';

/** What a list of messages can be had as. */
export type MessagesFormat = 'xlsx' | 'csvExcel' | 'csv';

/**
 * Addresses that open outside the chat. Those of files belong to one person, and open what that person may see when
 * they are followed, so that a browser or a calendar needs no sign-in: they never stand on a card that others read.
 */
export interface Links {
  /** One meeting as an iCalendar file; works until a month after its end. */
  meeting(actor: Actor, meeting: Meeting): Promise<string>;
  /** A network's coming meetings as an iCalendar file; works as long as it is read, or until it is renewed. */
  schedule(actor: Actor, networkId: string): Promise<string>;
  /** The knowledge package of a network; works for an hour. */
  package(actor: Actor, networkId: string, language: Language): Promise<string>;
  /**
   * The messages about one subject of a network as a list, by default for any program (CSV); works for an hour. A
   * workbook, or a table for Excel in Finnish and Swedish, when wanted.
   */
  messages(
    actor: Actor,
    networkId: string,
    subjectId: string,
    language: Language,
    format?: MessagesFormat,
  ): Promise<string>;
  /** Where Teams offers the app for installing; undefined in local mode. */
  app(): string | undefined;
  /** The page in the tab; `path` names a page of it, such as `surveys/<id>`, default its first. In Teams it opens there. */
  tab(path?: string): string;
}
