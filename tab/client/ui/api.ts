import type { AnswerOf, BodyInput, OperationName, PathOf, QueryInput, RestsOnSeen } from '../../contract/operations.ts';
import type { Host } from './host.ts';

export type { AnswerOf } from '../../contract/operations.ts';

/** Why the server did not answer as asked; `detail` is in the reader's language, empty when it was not reached. */
export class Problem extends Error {
  readonly code: string;
  readonly detail: string;
  /** What is wrong with which input, as codes. */
  readonly fields: Readonly<Record<string, string>>;
  /** With `STALE`: what the record is now. */
  readonly current: unknown;
  /** With `OTHER_NETWORK`: the network of what was asked for. */
  readonly network: string | undefined;

  constructor(
    code: string,
    detail: string,
    more: { fields?: Record<string, string>; current?: unknown; network?: string } = {},
  ) {
    super(code);
    this.name = 'Problem';
    this.code = code;
    this.detail = detail;
    this.fields = more.fields ?? {};
    this.current = more.current;
    this.network = more.network;
  }
}

/** How long an answer may take, in milliseconds. */
const patience = 15_000;

/** The parts of a request beside its name. */
export type Input<K extends OperationName> = (keyof PathOf<K> extends never ? object : { readonly path: PathOf<K> }) &
  (BodyInput<K> extends undefined ? object : { readonly body: BodyInput<K> }) &
  (RestsOnSeen<K> extends true ? Seen : Partial<Seen>) & { readonly query?: QueryInput<K> };

interface Seen {
  /** The version that the change was made to, or what stands for what it rests on: goes out as `If-Match`. */
  readonly version: number | string;
}

/** The server as the page sees it: an operation by its name. Throws a `Problem`. */
export type Api = <K extends OperationName>(name: K, input: Input<K>) => Promise<AnswerOf<K>>;

/** What goes with every request of one reader. */
export interface Asking {
  readonly language: string;
  readonly network?: string;
}

/** The server, asked in the name of whoever the host knows; `elsewhere` hears what network a thing of another is of. */
export function createApi(host: Host, asking: Asking, elsewhere?: (networkId: string) => void): Api {
  return async <K extends OperationName>(name: K, input: Input<K>) => {
    const request = () => send(host, asking, name, input as AnyInput);
    const response = await request().catch(async (error: unknown) => {
      if (error instanceof Problem && error.network !== undefined) elsewhere?.(error.network);
      if (host.kind !== 'browser' || !(error instanceof Problem) || error.code !== 'SIGN_IN_NEEDED') throw error;
      // A session in local mode ends after some hours.
      await openLocalSession();
      return request();
    });
    return (response.status === 204 ? undefined : await response.json()) as AnswerOf<K>;
  };
}

type AnyInput = {
  readonly path?: Readonly<Record<string, string>>;
  readonly query?: object;
  readonly body?: unknown;
  readonly version?: number | string;
};

async function send(host: Host, asking: Asking, name: string, input: AnyInput): Promise<Response> {
  const [method, template = ''] = name.split(' ');
  const path = template.replace(/\{(\w+)\}/g, (_whole, part: string) => encodeURIComponent(input.path?.[part] ?? ''));
  const asked = Object.entries<unknown>({ ...asking, ...input.query }).filter(([, value]) => value !== undefined);
  const query = new URLSearchParams(asked.map(([key, value]) => [key, String(value)]));
  const token = await host.token().catch(() => {
    throw new Problem('SIGN_IN_NEEDED', '');
  });
  const headers = new Headers({ 'time-zone': Intl.DateTimeFormat().resolvedOptions().timeZone });
  if (token !== undefined) headers.set('authorization', `Bearer ${token}`);
  if (input.version !== undefined) headers.set('if-match', `"${input.version}"`);
  const init: RequestInit = { headers, ...(method === undefined ? {} : { method }) };
  if (input.body === undefined) return ask(`/api/v1${path}?${query}`, init);
  headers.set('content-type', 'application/json');
  return ask(`/api/v1${path}?${query}`, { ...init, body: JSON.stringify(input.body) });
}

/** Signs in at a server in local mode. Throws `SIGN_IN_NEEDED` at any other. */
export async function openLocalSession(): Promise<void> {
  await ask('/api/v1/session', { method: 'POST' });
}

async function ask(address: string, init: RequestInit): Promise<Response> {
  const signal = AbortSignal.timeout(patience);
  const response = await fetch(address, { ...init, signal, keepalive: init.method === 'DELETE' }).catch(() => {
    throw new Problem('UNREACHED', '');
  });
  if (response.ok) return response;
  const { code = 'INTERNAL', detail = '', ...more } = await response.json().catch(() => ({}));
  throw new Problem(String(code), String(detail), more);
}

/** Whatever was thrown, as the one kind that the page tells of. */
export function asProblem(error: unknown): Problem {
  return error instanceof Problem ? error : new Problem('INTERNAL', '');
}
