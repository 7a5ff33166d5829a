import type { z } from 'zod';
import type { Card } from '../cards/card.ts';
import type { Links } from '../cards/links.ts';
import type { Reader } from '../cards/reader.ts';
import type { Verb, verbs } from '../cards/verbs.ts';
import type { Network, Person, WorkingGroup } from '../domain/network/network.ts';
import type { RosterPerson } from '../domain/network/new-member.ts';
import type { News } from '../domain/network/news.ts';
import type { Region } from '../domain/network/region.ts';
import type { Gathering } from '../domain/noun.ts';
import type { Delivery, Task } from '../domain/outbox.ts';
import type { PracticeExample, PracticeForm, PracticeKind } from '../domain/practice/practice.ts';
import type { Actor } from '../domain/rights.ts';
import type { CloseDeps } from '../domain/survey/close.ts';
import type { SurveyTemplate } from '../domain/survey/survey.ts';
import type { Freshness, Team, TeamReader } from './team-reader.ts';

/** The built-in surveys and forms. */
export interface BuiltIn {
  readonly surveyTemplates: readonly SurveyTemplate[];
  readonly practiceForms: Readonly<Record<PracticeKind, PracticeForm>>;
  readonly practiceExample: PracticeExample;
  readonly regions: readonly Region[];
}

/** What every handler is given, made once in `bot/main.ts`. */
export type BotDeps = CloseDeps &
  Gathering & {
    readonly builtIn: BuiltIn;
    readonly links: Links;
    /** The zone for readers outside any network (IANA). */
    readonly timeZone: string;
    /** Entra object ids of those who may set up a network. */
    readonly founders: readonly string[];
  };

/** Work that waits for Teams, which takes its time at times. */
export interface Later {
  /**
   * The card that some work gives. When it takes longer than people wait, a card that says that it goes on; its own card
   * comes to their chat with the bot. `command` is what shows it, too: to be opened where they pressed if they have no
   * chat.
   */
  inTime(turn: Turn, command: string, work: () => Promise<Card>): Promise<Card>;
  /** Resolves when everybody was told who waits. */
  drained(): Promise<void>;
}

/**
 * Makes a network's members those on its roster after Teams said that something happened. Of one team or chat one
 * reading is under way at a time, and the next is for all that was said meanwhile. A roster that cannot be read, or does
 * not say what Teams said, is read later, by a task. Rejects for nothing that Teams does.
 */
export interface Follower {
  team(network: Network, serviceUrl: string, news: News): Promise<void>;
  chat(network: Network, group: WorkingGroup, serviceUrl: string, news: News): Promise<void>;
  /** Somebody acts in a team who is not in its network: they are, if they are on its roster. */
  stranger(network: Network, serviceUrl: string, aadObjectId: string): Promise<void>;
}

/**
 * What turns and tasks are given: Teams can be asked about teams and chats, members follow what it says, and those who
 * ask are told later where Teams is slow.
 */
export type TurnDeps = BotDeps & { readonly teams: TeamReader; readonly later: Later; readonly follower: Follower };

/** Where somebody wrote or pressed. */
export interface Place {
  readonly type: 'personal' | 'groupChat' | 'channel';
  readonly teamId?: string | undefined;
  readonly channelId?: string | undefined;
  /** The conversation of a group chat. */
  readonly chatId?: string | undefined;
  /** With the thread. */
  readonly conversationId: string;
  readonly serviceUrl: string;
}

/** One person doing one thing: who, where, about which network, and how to talk to them. */
export interface Turn {
  readonly deps: TurnDeps;
  readonly actor: Actor;
  /** What is kept of the person whatever the network; undefined of somebody of whom nothing is. */
  readonly person: Person | undefined;
  readonly reader: Reader;
  readonly place: Place;
  /** The network of the team; in personal chat that of the pressed card, else the one the person is in at present. */
  readonly network: Network | undefined;
  /** In personal chat, the networks of somebody who is in several, newest first; empty for everybody else. */
  readonly networks: readonly Network[];
  /** The working group of the channel or the group chat. */
  readonly group: WorkingGroup | undefined;
  /** Who is in the team or the group chat the turn stands in. Throws `TEAM_ONLY` elsewhere. */
  people(): Promise<readonly RosterPerson[]>;
  /** The team the turn stands in, as Teams describes it. Throws `TEAM_ONLY` elsewhere. */
  team(freshness?: Freshness): Promise<Team & { readonly id: string }>;
  /** The card of work that waits for Teams: see `Later.inTime`. `command` is what shows it, too. */
  inTime(command: string, work: () => Promise<Card>): Promise<Card>;
  /** The same turn, with all that it rests on looked up anew. */
  again(): Promise<Turn>;
}

/** A word that people type. Its words in three languages stand in `locales/<language>/commands.json` under its name. */
export interface Command {
  readonly name: string;
  /**
   * Who may see the answer where others read along: in a channel or a group chat, a command for oneself, which is the
   * default, is answered with a button that gives each presser their own answer.
   */
  readonly audience?: 'everyone' | 'oneself';
  /** True when the answer is about the person in all their networks, and not about one of them. */
  readonly spansNetworks?: true;
  /** Whether the help card offers it to this person. The use case behind it checks the right itself. */
  offered(turn: Turn): boolean;
  /** The card that answers; `argument` is what was written after the word. */
  run(turn: Turn, argument: string): Promise<Card>;
}

/** The data of a verb as its schema gives it. */
export type DataOf<V extends Verb> = z.output<(typeof verbs)[V]>;

/** Handlers for verbs: each gives the view that its presser sees in place of the card. */
export type VerbHandlers<V extends Verb> = { readonly [K in V]: (turn: Turn, data: DataOf<K>) => Promise<Card> };

/** Shows the form of a verb again; told which of its inputs are at fault. */
export type Forms<V extends Verb> = {
  readonly [K in V]: (turn: Turn, data: DataOf<K>, faulty: readonly string[]) => Promise<Card>;
};

/** Makes the card of a delivery when it is sent. Gives nothing when there is no longer anything to say. */
export type MessageCard = (deps: BotDeps, delivery: Delivery, reader: Reader) => Promise<Card | undefined>;

/** Does what is due. The commit that does it also deletes the task. */
export type TaskHandler = (deps: TurnDeps, task: Task) => Promise<void>;

/** All that one noun does in Teams. */
export interface Feature<V extends Verb = Verb> {
  readonly commands: readonly Command[];
  readonly verbs: Partial<VerbHandlers<V>>;
  /**
   * The form of each verb that sends what somebody filled in: shows it again, filled in with the data as far as it could
   * be read. What was typed, and what is wrong with it, is put in afterwards (`bot/form.ts`).
   */
  readonly forms?: Partial<Forms<V>>;
  readonly messages?: Readonly<Record<string, MessageCard>>;
  readonly tasks?: Readonly<Record<string, TaskHandler>>;
}

/** Checks that a feature handles exactly the verbs of its cards. */
export function feature<V extends Verb>(
  definition: Omit<Feature<V>, 'verbs'> & { readonly verbs: VerbHandlers<V> },
): Feature<V> {
  return definition;
}
