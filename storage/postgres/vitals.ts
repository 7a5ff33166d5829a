import pg from 'pg';
import type { Address } from './address.ts';

/** How long (ms) the server may take to tell which of its processes are at work. */
const telling = 1500;

const question =
  "select pid from pg_stat_activity where usename = current_user and coalesce(state, '') not like 'idle%'";

/** Asks a server, on a connection of its own, which of our connections' processes are at work there. */
export class Vitals {
  readonly #url: string;
  #asking: Promise<ReadonlySet<unknown> | undefined> | undefined;

  constructor({ url }: Address) {
    this.#url = url;
  }

  /**
   * False when the server does not tell in time, or says that a process does nothing: then what it was asked, or its
   * answer, is lost. One that lives but refuses to tell is given the benefit of the doubt.
   */
  async isAtWork(pid: number): Promise<boolean> {
    this.#asking ??= this.#ask().finally(() => (this.#asking = undefined));
    const working = await this.#asking;
    return working?.has(pid) ?? true;
  }

  async #ask(): Promise<ReadonlySet<unknown> | undefined> {
    const client = new pg.Client({ connectionString: this.#url, fallback_application_name: 'verkostobotti' });
    client.on('error', () => undefined);
    try {
      const asked = client.connect().then(() => client.query<unknown[]>({ text: question, rowMode: 'array' }));
      const { rows } = await inTime(asked, telling);
      return new Set(rows.flat());
    } catch (error) {
      return error instanceof pg.DatabaseError ? undefined : new Set();
    } finally {
      cut(client);
    }
  }
}

/** What work comes to, or rejects once it has taken so long (ms). */
export async function inTime<T>(work: Promise<T>, ms: number): Promise<T> {
  const { promise: late, reject } = Promise.withResolvers<never>();
  const timer = setTimeout(() => reject(new Error(`no answer within ${Math.round(ms)} ms`)), ms);
  try {
    return await Promise.race([work, late]);
  } finally {
    clearTimeout(timer);
  }
}

/** Ends a connection at once: ending it properly would wait for a server that may not answer. */
export function cut(client: pg.ClientBase): void {
  (client as unknown as { readonly connection: pg.Connection }).connection.stream.destroy();
}
