/** One thing wrong with a bag. */
export interface BagFault {
  readonly kind: 'notABag' | 'missing' | 'altered' | 'extra' | 'unsafe' | 'tooLarge';
  /** The file it is about, from the bag's folder; none when it is about the whole. */
  readonly path?: string;
  /** In English, for operators. */
  readonly detail: string;
}

/** What the check of a bag found. The bag is whole when there are no faults. */
export interface BagReport {
  readonly faults: readonly BagFault[];
  readonly payloadFiles: number;
  readonly payloadBytes: number;
  /** The lines of `bag-info.txt`. */
  readonly info: Readonly<Record<string, string>>;
}

/** A file of a bag as it was found. */
export interface FoundFile {
  readonly sha512: string;
  readonly size: number;
  /** Of a tag file, what is in it. */
  readonly text?: string;
}

/** The report on what could not be looked into. */
export function refused(faults: readonly BagFault[]): BagReport {
  return { faults, payloadFiles: 0, payloadBytes: 0, info: {} };
}
