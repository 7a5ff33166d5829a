import type { Network } from './network/network.ts';
import type { Sorted } from './order.ts';
import type { PracticeForm, PracticeKind } from './practice/practice.ts';
import type { StoreReader } from './store.ts';

/** The forms that practices were written on; a section without its form is headed by its code. */
export type PracticeForms = Readonly<Partial<Record<PracticeKind, PracticeForm>>>;

/** What a noun is given to tell its part of a package: the same at the same moment gives an equal part. */
export interface PartDeps {
  /** Should be a snapshot, so that all of a package is of one moment. */
  readonly view: StoreReader;
  readonly network: Network;
  /** The moment that divides what was from what comes. */
  readonly asOf: string;
  /** Orders lists as the network's language has it. */
  readonly sorted: Sorted;
  readonly practiceForms: PracticeForms;
}
