import { setTimeout as wait } from 'node:timers/promises';
import type pg from 'pg';
import { databaseFault } from './faults.ts';
import type { Outage } from './outage.ts';
import { cut, type Vitals } from './vitals.ts';

/** SQL and its values. */
export interface Statement {
  readonly text: string;
  readonly values?: readonly unknown[];
  /** Keeps the statement prepared on its connection; for texts of which a program has few. */
  readonly prepared?: boolean;
}

/** One connection, for as long as one piece of work has it. */
export interface Session {
  /** Sends a statement without waiting for the ones before; gives rows as lists of values. Throws `DatabaseFault`. */
  run(statement: Statement): Promise<unknown[][]>;
}

/** What is known of a connection's server. */
interface Server {
  readonly outage: Outage;
  readonly vitals: Vitals;
}

/** A session on a connection that is cut when no answer comes while one is due, and nobody is at work on it. */
export function sessionOn(client: pg.PoolClient, server: Server): Session {
  const watch = watchOver(client, server);
  return {
    async run({ text, values = [], prepared = false }) {
      const answered = watch();
      try {
        const name = prepared ? nameFor(text) : undefined;
        return (await client.query({ text, values: [...values], name, rowMode: 'array' })).rows;
      } catch (error) {
        throw databaseFault(error);
      } finally {
        answered();
      }
    },
  };
}

/**
 * Does a piece of work in a transaction, and takes all of it back when it throws. The work may send its statements at
 * once, but has to wait for all of their answers.
 */
export async function inTransaction<T>(session: Session, last: () => void, work: () => Promise<T>): Promise<T> {
  const begun = session.run({ text: 'begin' });
  try {
    const [result] = await Promise.all([work(), begun]);
    last();
    await session.run({ text: 'commit' });
    return result;
  } catch (error) {
    await session.run({ text: 'rollback' }).catch(() => undefined);
    throw error;
  }
}

/** Waits for all answers, so that nothing is under way any more, and then throws the first refusal. */
export async function allAnswered<T>(answers: readonly Promise<T>[]): Promise<T[]> {
  const settled = await Promise.allSettled(answers);
  return settled.map((one) => {
    if (one.status === 'rejected') throw one.reason;
    return one.value;
  });
}

/** After so long (ms) without an answer that is due, the server is asked whether it is at work on it. */
const doubtAfter = 800;

/** While it is, it is asked again after twice as long, and at least so often (ms). */
const longestTrust = 10_000;

/** An answer that was sent before the server said that it is done has come within so long (ms). */
const onItsWay = 100;

/** Gives a function to call for each question, which gives one to call with its answer. */
export function watchOver(client: pg.PoolClient, { outage, vitals }: Server): () => () => void {
  const { processID = 0 } = client as unknown as { readonly processID?: number };
  let due = 0;
  let answers = 0;
  let timer: NodeJS.Timeout | undefined;
  const trust = (ms: number, since: number) => {
    clearTimeout(timer);
    timer = setTimeout(() => void doubt(ms, since), ms);
  };
  const doubt = async (ms: number, since: number) => {
    const before = answers;
    const isSilent = () => due > 0 && answers === before;
    const state = await vitals.stateOf(processID);
    if (state === 'atWork') {
      if (isSilent()) trust(Math.min(2 * ms, longestTrust), since);
      return;
    }
    await wait(onItsWay);
    if (!isSilent()) return;
    if (state === 'gone') outage.begin(since);
    // Its statements fail now.
    cut(client);
  };
  return () => {
    if (due++ === 0) trust(doubtAfter, performance.now());
    return () => {
      answers++;
      if (--due === 0) clearTimeout(timer);
      else trust(doubtAfter, performance.now());
    };
  };
}

const names = new Map<string, string>();

function nameFor(text: string): string {
  const name = names.get(text) ?? `s${names.size}`;
  names.set(text, name);
  return name;
}
