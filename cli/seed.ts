import { isAppError } from '../domain/errors.ts';
import { dayOf } from '../domain/local-time.ts';
import { Day } from '../domain/record.ts';
import type { StoredRecord } from '../domain/store.ts';
import { readArguments } from './arguments.ts';
import { type Command, Failure, type Output, WrongUse } from './command.ts';

/** How much to make. */
interface Sizes {
  readonly members: number;
  readonly responses: number;
  readonly practices: number;
}

type Entries = AsyncIterable<{ readonly collection: string; readonly record: StoredRecord }>;

/** What seeding needs from outside. */
export interface SeedDeps {
  /** Opens the store to fill, for writing. */
  open(): Promise<{ fill(entries: Entries): Promise<void>; close(): Promise<void> }>;
  /** The records of a network of these sizes on a day. */
  entries(sizes: Sizes, day: string): Entries;
  now(): Date;
  /** The IANA zone that tells which day it is. */
  readonly timeZone: string;
}

const usual = { members: '300', responses: '3000', practices: '200' } as const;

/** Fills an empty store with a made-up network of any size: all of it or nothing. */
export function seedCommand(deps: SeedDeps): Command {
  return {
    usage: 'seed [--members N] [--responses N] [--practices N] [--day YYYY-MM-DD] [--json]',
    async run(args, output) {
      const { sizes, day, json } = readOptions(args, dayOf(deps.now(), deps.timeZone));
      const counts: Record<string, number> = {};
      const store = await deps.open();
      try {
        await store.fill(counted(deps.entries(sizes, day), counts, output));
      } catch (error) {
        throw isAppError(error, 'STORE_NOT_EMPTY') ? notEmpty(error) : error;
      } finally {
        await store.close();
      }
      if (json) output.out(`${JSON.stringify({ day, counts })}\n`);
      else output.out(`Seeded as of ${day}\n${linesOf(counts)}`);
      return 0;
    },
  };
}

interface Options {
  readonly sizes: Sizes;
  readonly day: string;
  readonly json: boolean;
}

function readOptions(args: readonly string[], today: string): Options {
  const number = { type: 'string' } as const;
  const { values } = readArguments({
    args: [...args],
    options: {
      members: number,
      responses: number,
      practices: number,
      day: { type: 'string' },
      json: { type: 'boolean', default: false },
    },
  });
  const size = (name: keyof Sizes) => wholeNumber(name, values[name] ?? usual[name]);
  const sizes = { members: size('members'), responses: size('responses'), practices: size('practices') };
  return { sizes, day: dayIn(values.day ?? today), json: values.json };
}

function wholeNumber(name: string, text: string): number {
  const number = Number(text);
  if (!/^\d+$/.test(text) || !Number.isSafeInteger(number)) {
    throw new WrongUse(`--${name} must be a whole number from 0, not "${text}".`);
  }
  return number;
}

function dayIn(text: string): string {
  // Far from these years, days have no four-digit year or zones no offsets.
  if (Day.safeParse(text).success && text >= '1980-01-01' && text <= '2199-12-31') return text;
  throw new WrongUse(`--day must be a day such as 2026-11-22, not "${text}".`);
}

/** So many records apart, whoever watches is told how far it has come. */
const tellEvery = 25_000;

async function* counted(entries: Entries, counts: Record<string, number>, output: Output): Entries {
  let made = 0;
  for await (const one of entries) {
    yield one;
    made += 1;
    counts[one.collection] = (counts[one.collection] ?? 0) + 1;
    if (output.watched && made % tellEvery === 0) output.err(`${made} records …\n`);
  }
  if (output.watched) output.err(`${made} records, storing them …\n`);
}

function notEmpty(cause: unknown): Failure {
  const advice = 'Point DATA_DIR, or DATABASE_URL if it is set, to an empty one and seed again.';
  return new Failure(`The store holds data already, and only an empty one is seeded. ${advice}`, { cause });
}

function linesOf(counts: Readonly<Record<string, number>>): string {
  return Object.entries(counts)
    .map(([name, count]) => `  ${name}: ${count}\n`)
    .join('');
}
