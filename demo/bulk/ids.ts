const kinds = [
  'group',
  'organisation',
  'member',
  'survey',
  'response',
  'anonymousAnswer',
  'meeting',
  'attendance',
  'practice',
  'comment',
  'delivery',
] as const;

/** The kinds of records that are numbered. */
export type BulkKind = (typeof kinds)[number];

/** The id of the nth added record of a kind, from 0. It sorts after the demo network's and before every later one. */
export function bulkId(kind: BulkKind, index: number): string {
  const number = String(index + 1).padStart(12, '0');
  return `00000000-0000-7000-9${String(kinds.indexOf(kind) + 1).padStart(3, '0')}-${number}`;
}

/** Gives the ids of a kind one after the other. */
export function idsOf(kind: BulkKind): () => string {
  let given = 0;
  return () => {
    given += 1;
    return bulkId(kind, given - 1);
  };
}
