import type pg from 'pg';
import { databaseFault } from './faults.ts';

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

/** A session on a connection that is broken when it gives no answer for `silence` ms while one is due; 0 for never. */
export function sessionOn(client: pg.PoolClient, silence: number): Session {
  const watch = watchOver(client, silence);
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

/** Gives a function to call for each question, which gives one to call with its answer. */
function watchOver({ connection }: { readonly connection: pg.Connection }, silence: number): () => () => void {
  let due = 0;
  let timer: NodeJS.Timeout | undefined;
  const rest = () => clearTimeout(timer);
  const listen = () => {
    rest();
    // Its statements fail when it is broken; ending it properly would wait for them.
    if (silence > 0) timer = setTimeout(() => connection.stream.destroy(), silence);
  };
  return () => {
    if (due++ === 0) listen();
    return () => (--due === 0 ? rest() : listen());
  };
}

const names = new Map<string, string>();

function nameFor(text: string): string {
  const name = names.get(text) ?? `s${names.size}`;
  names.set(text, name);
  return name;
}
