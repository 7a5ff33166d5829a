import { type Network, networks } from '../network/network.ts';
import type { Region } from '../network/region.ts';
import { type Actor, authorise } from '../rights.ts';
import type { StoreReader } from '../store.ts';
import { load } from '../use-case.ts';
import { type Chapter, type ChapterState, chapterStates } from './chapters.ts';
import { type PackageMeetings, packageMeetings } from './meetings.ts';
import { createSorted } from './order.ts';
import { type PackagePeople, packagePeople } from './people.ts';
import { type PackagePractices, type PracticeForms, packagePractices } from './practices.ts';
import { type PackageSurvey, packageSurveys } from './surveys.ts';

/** How much there is of what. */
interface Figures {
  readonly groups: number;
  readonly organisations: number;
  readonly members: number;
  readonly practicesSelected: number;
  readonly practicesOther: number;
  readonly practiceDrafts: number;
  readonly surveys: number;
  readonly answers: number;
  readonly meetingsHeld: number;
  readonly meetingsAhead: number;
  readonly validations: number;
  readonly comments: number;
}

/** Everything a knowledge package tells, in fixed order: the same data at the same moment gives an equal value. */
export interface PackageContents {
  /** The moment that divides what was from what comes. */
  readonly asOf: string;
  readonly network: Pick<Network, 'id' | 'name' | 'region' | 'timeZone' | 'language' | 'projectEndsOn'>;
  /** The regions there are, by which packages stand side by side; elsewhere they are named in Finnish. */
  readonly regions: readonly Region[];
  readonly figures: Figures;
  readonly people: PackagePeople;
  readonly practices: PackagePractices;
  readonly surveys: readonly PackageSurvey[];
  readonly meetings: PackageMeetings;
  /** Every chapter in the order of reading, the empty ones too. */
  readonly chapters: readonly { readonly chapter: Chapter; readonly state: ChapterState }[];
}

/** What a package tells beside the network's own data. */
export interface BuiltIn {
  /** They give the practices' sections their headings and order. */
  readonly practiceForms?: PracticeForms;
  readonly regions?: readonly Region[];
}

/** Who reads a package: a member, or the operator, who reads all that there is. */
export type PackageReader = Actor | 'operator';

/** The network whose package somebody wants to read. Throws `NOT_MEMBER` and `FORBIDDEN` to those who may not. */
export async function networkToPackage(view: StoreReader, asker: PackageReader, networkId: string): Promise<Network> {
  if (asker !== 'operator') authorise(asker, 'package.read', { networkId });
  return load(view, networks, networkId);
}

/**
 * Gathers a network's knowledge package for compilers and coordinators. `view` should be a snapshot, so that all of it
 * is of one moment. Throws `NOT_MEMBER`, `FORBIDDEN`, and `NOT_FOUND` for an unknown network.
 */
export async function packageContents(
  view: StoreReader,
  asker: PackageReader,
  networkId: string,
  asOf: Date,
  { practiceForms = {}, regions = [] }: BuiltIn = {},
): Promise<PackageContents> {
  const network = await networkToPackage(view, asker, networkId);
  const sorted = createSorted(network.language);
  const parts = {
    people: await packagePeople(view, network, sorted),
    practices: await packagePractices(view, network, practiceForms, sorted),
    surveys: await packageSurveys(view, network, sorted),
    meetings: await packageMeetings(view, network, asOf.toISOString(), sorted),
  };
  const { id, name, region, timeZone, language, projectEndsOn } = network;
  return {
    asOf: asOf.toISOString(),
    network: { id, name, region, timeZone, language, projectEndsOn },
    regions,
    figures: figuresOf(parts),
    ...parts,
    chapters: chapterStates(parts),
  };
}

type Parts = Pick<PackageContents, 'people' | 'practices' | 'surveys' | 'meetings'>;

function figuresOf({ people, practices, surveys, meetings }: Parts): Figures {
  return {
    groups: people.groups.length,
    organisations: people.organisations.length,
    members: people.members,
    practicesSelected: practices.selected.length,
    practicesOther: practices.listed.length,
    practiceDrafts: practices.counts.draft,
    surveys: surveys.length,
    answers: surveys.reduce((sum, survey) => sum + (survey.results.submitted ?? 0), 0),
    meetingsHeld: meetings.held.length,
    meetingsAhead: meetings.ahead.length,
    validations: practices.validations.length,
    comments: practices.comments.length,
  };
}
