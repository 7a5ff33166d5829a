import type { AnyCollection } from './collections.ts';
import type { CountDeps, Counted } from './counts.ts';
import type { MeetingCounts } from './meeting/counts.ts';
import type { PackageMeetings } from './meeting/package-part.ts';
import type { Member } from './network/network.ts';
import type { PackagePeople } from './network/package-part.ts';
import type { PartDeps } from './package-part.ts';
import type { PracticeCounts } from './practice/counts.ts';
import type { PackagePractices } from './practice/package-part.ts';
import type { PracticeKind } from './practice/practice.ts';
import type { Actor, Membership } from './rights.ts';
import type { StoreReader } from './store.ts';
import type { SurveyCounts } from './survey/counts.ts';
import type { PackageSurvey } from './survey/results/package-part.ts';
import type { SealDeps } from './survey/seal-key.ts';
import type { Audience } from './survey/survey.ts';
import type { LocalizedText } from './text.ts';
import type { Deps } from './use-case.ts';

/** The nouns that messages are about and that wait for people, in the order in which lists show them. */
export const topics = ['survey', 'meeting', 'practice'] as const;
export type Topic = (typeof topics)[number];

/** Every noun of the domain: each has a folder here, and says in its `reader.ts` what it gives to whoever gathers. */
export type Noun = Topic | 'network' | 'member' | 'summary' | 'package' | 'delivery' | 'link';

/** What nouns tell in a package, each under a name of its own. */
export interface Parts {
  readonly network: { readonly people: PackagePeople };
  readonly practice: { readonly practices: PackagePractices };
  readonly survey: { readonly surveys: readonly PackageSurvey[] };
  readonly meeting: { readonly meetings: PackageMeetings };
}

/** What nouns count in each working group, each under a name of its own. */
export interface Counts {
  readonly survey: SurveyCounts;
  readonly practice: PracticeCounts;
  readonly meeting: MeetingCounts;
}

/** All counts of one group. */
export interface GroupCounts extends SurveyCounts, PracticeCounts, MeetingCounts {}

/** All parts together. */
export type PackageParts = Parts['network'] & Parts['practice'] & Parts['survey'] & Parts['meeting'];

/** A noun has nothing for one of the readers, and says why. */
export interface None {
  readonly none: string;
}

/** Something that waits for one member. */
export interface MineItem {
  readonly noun: Topic;
  readonly id: string;
  readonly title: LocalizedText;
  readonly groupId: string | undefined;
  /** Whom it asks, when that is not just the members of its group. */
  readonly audience?: Audience | undefined;
  /** What the member has done about it; what is done may still be changed. */
  readonly state: 'open' | 'begun' | 'done';
  /** Until when it can be done. */
  readonly dueAt?: string | undefined;
  /** Until which day, `2026-12-24`, it is wished to be done; it can be done later, too. */
  readonly lastDay?: string | undefined;
  /** When and where it takes place. */
  readonly span?: { readonly startsAt: string; readonly endsAt: string; readonly place: string } | undefined;
  /** Of which kind it is, where its noun has kinds. */
  readonly kind?: PracticeKind | undefined;
  readonly updatedAt?: string;
}

/** What messages are about. */
export interface MessageSubject {
  readonly id: string;
  readonly noun: Topic;
  readonly networkId: string;
  readonly groupId: string | undefined;
  /** Whom it asks, when that is not just the members of its group. */
  readonly audience?: Audience | undefined;
  readonly title: LocalizedText;
  readonly createdAt: string;
  /** What tells it from others of its name: when a meeting begins, or a survey closes. */
  readonly at?: string;
  /** That somebody was reminded of it tells that they had not answered, which is nobody's business. */
  readonly isSecret?: boolean;
  /** Whether messages may be on their way of which nothing is told: the reminders of what is secret and open. */
  readonly mayRemind?: boolean;
}

/** How a noun shows the subjects of its messages, and for how long these are needed. */
export interface Subjects {
  get(view: StoreReader, id: string): Promise<MessageSubject | undefined>;
  /** All those of a network, or of some of its groups, of which there may be messages. */
  list(view: StoreReader, where: { networkId: string; groupId?: readonly string[] }): AsyncIterable<MessageSubject>;
  /** Undefined for what the noun does not know; what no noun knows is gone. */
  rest(view: StoreReader, id: string): Promise<Rest | undefined>;
  /** The kinds of its tasks of which no message comes. */
  readonly quietTasks: readonly string[];
}

/**
 * Since when nothing more comes of a subject by itself; and whether what stands about it in the channel may change even
 * so, when somebody takes it up again.
 */
export interface Rest {
  readonly since: string;
  readonly cards: 'mayChange' | 'stay';
}

/** Later than any moment: of what is not at rest. */
export const notYet = '9999-12-31T00:00:00.000Z';

/** Who asks what is kept about them: in which networks they are or were. */
export interface Self {
  readonly actor: Actor;
  readonly members: readonly Member[];
}

/** What is read to tell somebody what is kept about them: answers of open anonymous surveys are sealed. */
export type OwnDeps = SealDeps;

/** What one noun gives to those who gather from all of them. A noun that forgets one does not compile. */
export interface NounReader<N extends Noun = Noun> {
  /** All that it stores. */
  readonly collections: readonly AnyCollection[];
  /** What waits for a member in one network: what is to be done first comes first. */
  readonly mine: ((view: StoreReader, who: Membership, now: Date) => Promise<readonly MineItem[]>) | None;
  /** What is kept about somebody and can be told to be theirs, under names of its own. */
  readonly own: ((deps: OwnDeps, self: Self) => Promise<Readonly<Record<string, unknown>>>) | None;
  readonly subjects: Subjects | None;
  /** Where its things stand, for the status summary; the type of a new noun's counts goes into `Counts`. */
  readonly counts: N extends keyof Counts ? (deps: CountDeps) => Promise<Counted<Counts[N]>> : None;
  /** What a package tells of it; the type of a new noun's part goes into `Parts`. */
  readonly part: N extends keyof Parts ? (deps: PartDeps) => Promise<Parts[N]> : None;
  /** Deletes, each night, what was for a time only and is over at a moment. */
  readonly cleanUp: ((deps: Deps, networkId: string, moment: string) => Promise<void>) | None;
}

export type Nouns = { readonly [N in Noun]: NounReader<N> };

/** What those are given who gather from every noun; `domain/nouns.ts` has the one there is. */
export interface Gathering {
  readonly nouns: Nouns;
}

/** What each noun gives for one reader, of those that give something. */
export function given<K extends 'mine' | 'own' | 'subjects' | 'cleanUp'>(
  nouns: Nouns,
  part: K,
): readonly Exclude<NounReader[K], None>[] {
  return Object.values(nouns).flatMap((noun) => {
    const one: NounReader[K] = noun[part];
    return 'none' in one ? [] : [one as Exclude<NounReader[K], None>];
  });
}
