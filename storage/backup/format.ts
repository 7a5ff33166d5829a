import { z } from 'zod';

/*
 * A backup is JSON Lines (https://jsonlines.org) in gzip: a header, one line for each record in canonical form, and an
 * ending that says how much there must be. The content hash is over the records' lines alone.
 */

/** What the first line calls the format. */
export const formatName = 'verkostobotti-backup';

/** The number of the format that this program writes, and the newest that it reads. */
export const formatVersion = 1;

/** As much of a first line as any version of the format has, so that a newer one is told from a damaged one. */
export const AnyHeader = z.object({
  format: z.literal(formatName),
  formatVersion: z.int().positive(),
  schemaVersion: z.int().positive(),
});

/** The first line. */
export const Header = AnyHeader.extend({
  createdAt: z.iso.datetime(),
  /** The version of the program that wrote the file. */
  program: z.string(),
});
export type Header = z.infer<typeof Header>;

/** A line for one record. */
export const RecordLine = z.strictObject({
  collection: z.string(),
  record: z.looseObject({ id: z.string().min(1), version: z.int().nonnegative() }),
});
export type RecordLine = z.infer<typeof RecordLine>;

/** The last line: what the lines between it and the header must add up to. */
export const Ending = z.strictObject({
  records: z.int().nonnegative(),
  collections: z.record(z.string(), z.int().positive()),
  contentHash: z.string().regex(/^[0-9a-f]{64}$/),
});
