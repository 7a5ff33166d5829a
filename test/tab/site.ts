import { once } from 'node:events';
import { type IncomingHttpHeaders, type IncomingMessage, request } from 'node:http';
import { join } from 'node:path';
import { buffer } from 'node:stream/consumers';
import restify from 'restify';
import { createLogger } from '../../config/logger.ts';
import { loadContent } from '../../content/content.ts';
import { createOffLoop, type OffLoop } from '../../documents/off-loop/off-loop.ts';
import { rates as usualRates } from '../../domain/limits.ts';
import { createRates, type RateTable } from '../../http/rates.ts';
import type { Identity } from '../../tab/server/identity.ts';
import { createLinks, type PageLinks } from '../../tab/server/links.ts';
import { createLocalIdentity } from '../../tab/server/local-identity.ts';
import { mountTab } from '../../tab/server/routes.ts';
import { aWorld, objectIdOf, type Role, tenantId, type World } from '../domain/fixture.ts';

/** What the server answered. */
export interface Answer {
  readonly status: number;
  readonly headers: IncomingHttpHeaders;
  readonly bytes: Buffer;
  readonly text: string;
  // biome-ignore lint/suspicious/noExplicitAny: what is in it is what a test looks at.
  readonly json: any;
}

/** A request as it is sent. */
export interface Asked {
  readonly method?: string;
  readonly headers?: Record<string, string>;
  readonly body?: string;
}

/** The web page's server on loopback over the world of `aWorld`, in local mode. */
export interface Site {
  readonly world: World;
  readonly url: string;
  readonly links: PageLinks;
  /** What has been written to the log. */
  readonly logged: string[];
  ask(path: string, options?: Asked): Promise<Answer>;
  /** How many changes the interface has told of. */
  changes(): number;
  /** The headers of a browser that is signed in. */
  session(): Promise<Record<string, string>>;
  close(): Promise<void>;
}

const { practiceForms, practiceExample, regions, surveyTemplates } = loadContent();

/** The keys of links and of sessions in tests. */
export const keys = { links: new Uint8Array(32).fill(5), sessions: new Uint8Array(32).fill(7) };

/** What may differ from the usual. */
interface Other {
  readonly identity?: Identity;
  readonly clientFolder?: string;
  readonly accessibilityContact?: string;
  readonly offLoop?: OffLoop;
  readonly rates?: Partial<RateTable>;
}

/** Starts the server; in local mode everybody is `role`, unless another way of signing in is given. */
export async function startSite(role: Role, other: Other = {}): Promise<Site> {
  const world = await aWorld();
  const { now } = world.deps;
  let changes = 0;
  const logged: string[] = [];
  const links = createLinks({ ...world.deps, linkKey: keys.links }, 'https://bot.example.org');
  const localPerson = { tenantId, aadObjectId: objectIdOf(role) };
  const server = restify.createServer();
  const offLoop = other.offLoop ?? createOffLoop();
  mountTab(server, {
    ...world.deps,
    offLoop,
    links,
    rates: createRates(() => now().getTime(), [], { ...usualRates, ...other.rates }),
    founders: [],
    accessibilityContact: other.accessibilityContact,
    afterChange: () => {
      changes += 1;
    },
    practiceForms,
    practiceExample,
    regions,
    surveyTemplates,
    identity: other.identity ?? createLocalIdentity({ localPerson, secret: keys.sessions, now }),
    clientFolder: other.clientFolder ?? join(world.dataDir, 'no-page'),
    log: createLogger('trace', { write: (line: string) => void logged.push(line) }),
  });
  await new Promise<void>((resolve) => void server.listen(0, '127.0.0.1', () => resolve()));
  const { port } = server.address();
  const url = `http://127.0.0.1:${port}`;
  const ask: Site['ask'] = (path, options = {}) => send(port, path, options);
  const session = async () => {
    const { headers } = await ask('/api/v1/session', { method: 'POST' });
    return { cookie: (headers['set-cookie']?.[0] ?? '').split(';')[0] ?? '' };
  };
  return {
    world,
    url,
    links,
    logged,
    ask,
    session,
    changes: () => changes,
    close: async () => {
      await new Promise<void>((resolve) => server.close(() => resolve()));
      await offLoop.close();
      await world.close();
    },
  };
}

/** Sends the path as it is given: `fetch` would tidy it up first. */
async function send(port: number, path: string, { body, ...options }: Asked) {
  const asked = request({ host: '127.0.0.1', port, path, agent: false, ...options });
  if (body !== undefined) asked.setHeader('content-length', Buffer.byteLength(body));
  asked.end(body);
  const [response] = (await once(asked, 'response')) as [IncomingMessage];
  const bytes = await buffer(response);
  const { statusCode: status = 0, headers } = response;
  const text = bytes.toString('utf8');
  const json = /json/.test(headers['content-type'] ?? '') ? JSON.parse(text) : undefined;
  return { status, headers, bytes, text, json } satisfies Answer;
}
