import { join } from 'node:path';
import { z } from 'zod';

/**
 * The files of a data folder:
 *
 * - `checkpoint.json`: which segments hold the data, and up to which commit;
 * - `segments/<collection>-<number>-<epoch>.jsonl`: some hundreds of records of a collection;
 * - `journal/<number of its first commit>.jsonl`: the commits since, one line each.
 *
 * Each is a file of checked lines. Segments are never changed: a fold writes new ones, a new checkpoint names them, and
 * then the old ones go, so that at every moment one checkpoint, its segments and the journal make up all the data.
 */
export const layout = {
  checkpoint: (dataDir: string) => join(dataDir, 'checkpoint.json'),
  segments: (dataDir: string) => join(dataDir, 'segments'),
  journal: (dataDir: string) => join(dataDir, 'journal'),
  /** Where version 1 kept everything. */
  versionOne: (dataDir: string) => join(dataDir, 'network.json'),
} as const;

/** Names of segments' files. */
export const segmentName = {
  of: (collection: string, number: number, epoch: number) => `${collection}-${number}-${epoch}.jsonl`,
  /** What a name says; undefined when it is no segment's. */
  parse(name: string): { collection: string; number: number; epoch: number } | undefined {
    const [, collection, number, epoch] = /^([A-Za-z]+)-(\d+)-(\d+)\.jsonl$/.exec(name) ?? [];
    return collection === undefined ? undefined : { collection, number: Number(number), epoch: Number(epoch) };
  },
} as const;

/** A segment as a checkpoint names it. */
const SegmentEntry = z.object({
  file: z.string(),
  collection: z.string(),
  number: z.int(),
  records: z.int(),
  bytes: z.int(),
  /** CRC-32 of the file. */
  checksum: z.int(),
});
export type SegmentEntry = z.infer<typeof SegmentEntry>;

/** The one line of the checkpoint. */
export const Checkpoint = z.object({
  schemaVersion: z.int().positive(),
  /** Grows with every checkpoint, so that a reader sees when the files it read are no longer those that count. */
  epoch: z.int().nonnegative(),
  /** The number of the last commit that the segments hold. */
  upTo: z.int().nonnegative(),
  segments: z.array(SegmentEntry),
});
export type Checkpoint = z.infer<typeof Checkpoint>;

/** Which records of a segment have which values: of each indexed field, by value, their places from 0. */
const SegmentIndex = z.object({
  ids: z.array(z.string()),
  fields: z.record(z.string(), z.record(z.string(), z.array(z.int()))),
});
export type SegmentIndex = z.infer<typeof SegmentIndex>;

/** The first line of a segment; its index lets a table be searched before any of the records has been parsed. */
export const SegmentHeader = z.object({
  schemaVersion: z.int().positive(),
  collection: z.string(),
  number: z.int(),
  records: z.int(),
  /** The number of the last commit that it holds. */
  upTo: z.int(),
  index: SegmentIndex,
});
export type SegmentHeader = z.infer<typeof SegmentHeader>;

/** The first line of a journal file. */
export const JournalHeader = z.object({ schemaVersion: z.int().positive(), first: z.int().positive() });

/** One commit: its number, and by collection each record put, or the id of the one deleted. */
export const JournalEntry = z.object({
  commit: z.int().positive(),
  changes: z.array(z.tuple([z.string(), z.union([z.string(), z.looseObject({ id: z.string() })])])),
});
