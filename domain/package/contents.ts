import { type Network, networks } from '../network/network.ts';
import type { Region } from '../network/region.ts';
import type { Gathering, Nouns, PackageParts } from '../noun.ts';
import { createSorted } from '../order.ts';
import type { PartDeps, PracticeForms } from '../package-part.ts';
import { type Actor, authorise } from '../rights.ts';
import type { StoreReader } from '../store.ts';
import { load } from '../use-case.ts';
import { type Chapter, type ChapterState, chapterStates } from './chapters.ts';

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
export interface PackageContents extends PackageParts {
  /** The moment that divides what was from what comes. */
  readonly asOf: string;
  readonly network: Pick<Network, 'id' | 'name' | 'region' | 'timeZone' | 'language' | 'projectEndsOn'>;
  /** The regions there are, by which packages stand side by side; elsewhere they are named in Finnish. */
  readonly regions: readonly Region[];
  readonly figures: Figures;
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
  { nouns, practiceForms = {}, regions = [] }: Gathering & BuiltIn,
): Promise<PackageContents> {
  const network = await networkToPackage(view, asker, networkId);
  const sorted = createSorted(network.language);
  const parts = await partsOf(nouns, { view, network, asOf: asOf.toISOString(), sorted, practiceForms });
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

/** One after another: each counts much, and others are to be answered in between. */
async function partsOf(nouns: Nouns, deps: PartDeps): Promise<PackageParts> {
  let parts = {};
  for (const { part } of Object.values(nouns)) if (!('none' in part)) parts = { ...parts, ...(await part(deps)) };
  // The type of `nouns` says that each part is there.
  return parts as PackageParts;
}

function figuresOf({ people, practices, surveys, meetings }: PackageParts): Figures {
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
