import type { Entry } from '../../../demo/bulk/entry.ts';
import { type BulkSizes, bulkNetwork } from '../../../demo/bulk/network.ts';
import { members } from '../../../domain/network/network.ts';
import { practices } from '../../../domain/practice/practice.ts';
import type { Named, StoredRecord } from '../../../domain/store.ts';
import { anonymousAnswers, responses } from '../../../domain/survey/response.ts';

/** The day the networks of these tests are seeded on. */
export const day = '2026-11-22';

/** All records of a network. */
export async function made(sizes: BulkSizes, on = day): Promise<Entry[]> {
  const all: Entry[] = [];
  for await (const one of bulkNetwork(sizes, on)) all.push(one);
  return all;
}

/** The records of one collection. */
export function of<T extends StoredRecord>(entries: readonly Entry[], from: Named<T>): T[] {
  return entries.filter(({ collection }) => collection === from.name).map(({ record }) => record as T);
}

/** How many members, answers and practices there are. */
export function sizesOf(entries: readonly Entry[]): BulkSizes {
  const answers = of(entries, responses).length + of(entries, anonymousAnswers).length;
  return { members: of(entries, members).length, responses: answers, practices: of(entries, practices).length };
}
