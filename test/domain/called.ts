import { collections } from '../../domain/collections.ts';
import { type Collection, put, type Store, type StoredRecord } from '../../domain/store.ts';

/** What people and their networks call things, and how many characters of it there may be here. */
const named: Readonly<Record<string, number>> = {
  name: 100,
  title: 150,
  purpose: 500,
  label: 300,
  help: 300,
  agenda: 500,
  sections: 3000,
  reason: 2000,
  text: 2000,
  place: 100,
  contactPoint: 100,
  municipalities: 100,
  municipality: 100,
  region: 60,
  more: 1000,
  low: 60,
  high: 60,
  unit: 30,
  'form.other': 100,
};

function renamed(value: unknown, to: (longest: number) => string, longest = 0): unknown {
  if (typeof value === 'string') return longest > 0 ? to(longest) : value;
  if (Array.isArray(value)) return value.map((one) => renamed(one, to, longest));
  if (typeof value !== 'object' || value === null) return value;
  const entries = Object.entries(value);
  return Object.fromEntries(entries.map(([key, inner]) => [key, renamed(inner, to, longest || named[key])]));
}

/** Calls everything in a store something else; `to` is told how many characters that may have at most. */
export async function callEverything(store: Store, to: (longest: number) => string): Promise<void> {
  for (const collection of collections as readonly Collection<StoredRecord, never>[]) {
    const known = await store.find(collection, {});
    await store.commit(known.map((record) => put(collection, renamed(record, to) as StoredRecord)));
  }
}
