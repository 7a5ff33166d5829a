import pg from 'pg';
import type { Address } from './address.ts';

/** How long (ms) the server may take to tell which of its processes are at work. */
const telling = 1500;

const question =
  "select pid from pg_stat_activity where usename = current_user and coalesce(state, '') not like 'idle%'";

/** The processes that are at work, or that there was no answer or a refusal. */
type Told = ReadonlySet<unknown> | 'nothing' | 'refused';

/** Asks a server, on a connection of its own, which of our connections' processes are at work there. */
export class Vitals {
  readonly #url: string;
  #asking: Promise<Told> | undefined;

  constructor({ url }: Address) {
    this.#url = url;
  }

  /**
   * What a process does. When it rests, what it was asked or its answer is lost; the server is gone when it does not
   * tell in time. One that refuses to tell is given the benefit of the doubt.
   */
  async stateOf(pid: number): Promise<'atWork' | 'resting' | 'gone'> {
    this.#asking ??= this.#ask().finally(() => (this.#asking = undefined));
    const told = await this.#asking;
    if (told === 'nothing') return 'gone';
    return told === 'refused' || told.has(pid) ? 'atWork' : 'resting';
  }

  async #ask(): Promise<Told> {
    const client = new pg.Client({ connectionString: this.#url, fallback_application_name: 'verkostobotti' });
    client.on('error', () => undefined);
    try {
      const asked = client.connect().then(() => client.query<unknown[]>({ text: question, rowMode: 'array' }));
      const { rows } = await inTime(asked, telling);
      return new Set(rows.flat());
    } catch (error) {
      return error instanceof pg.DatabaseError ? 'refused' : 'nothing';
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
