import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Card } from '../../cards/card.ts';

/** A message the bot sent, as it stands now. */
export interface Message {
  readonly conversationId: string;
  readonly activityId: string;
  card: Card | undefined;
}

/** Somebody on the roster that the connector tells of. */
export interface RosterAccount {
  readonly id?: string;
  readonly aadObjectId?: string | null;
  /** As real ones, accounts may have it instead of, or beside, the other; default the same. */
  readonly objectId?: string | null;
  readonly name?: string | null;
  readonly userRole?: string | null;
  readonly tenantId?: string | null;
}

/** Bot Connector on loopback: takes what the bot sends and tells of a team. */
export interface FakeConnector {
  readonly url: string;
  readonly messages: Message[];
  channels: { id: string; name?: string }[];
  /** Who is in every team and chat that `rosters` does not name. */
  roster: RosterAccount[];
  /** Who is in a team or a chat, by its id. */
  rosters: Record<string, RosterAccount[]>;
  /** At most so many accounts come in one page of the roster; default 100. */
  rosterPage: number;
  /** True while the roster cannot be read to its end. */
  failReading: boolean;
  /** The conversations to which messages are refused, with 403. */
  readonly refusing: Set<string>;
  /** True once Teams serves nobody here any more: every request is answered with 404. */
  gone: boolean;
  /** Every question about teams and chats, by its path. */
  readonly asked: string[];
  /** Where a page that begins so far on says the next one begins; default where it ends, and undefined at the end. */
  nextPage: ((start: number, end: number) => number | undefined) | undefined;
  /** Waited for before a question is answered. */
  beforeTelling: Promise<unknown> | undefined;
  /** Answers the next questions with these statuses, and with `Retry-After: 1`. */
  failNextQuestions(...statuses: number[]): void;
  /** False where messages cannot be deleted, as in the Playground. */
  canDelete: boolean;
  /** Answers the next requests that begin a conversation with these statuses. */
  failNextConversations(...statuses: number[]): void;
  /** Answers the next requests that send, update or delete with these statuses. */
  failNext(...statuses: number[]): void;
  close(): Promise<void>;
}

export async function startConnector(): Promise<FakeConnector> {
  const messages: Message[] = [];
  const failures: number[] = [];
  const unanswered: number[] = [];
  const notBegun: number[] = [];
  let posted = 0;
  const server: Server = createServer((request, response) => {
    void handle(request, response);
  });
  // A connection that is closed just as the next request leaves would be a fault that no test asked for.
  server.keepAliveTimeout = 0;
  const fake: FakeConnector = {
    url: '',
    messages,
    channels: [],
    roster: [],
    rosters: {},
    rosterPage: 100,
    failReading: false,
    refusing: new Set(),
    gone: false,
    asked: [],
    nextPage: undefined,
    beforeTelling: undefined,
    failNextConversations: (...statuses) => notBegun.push(...statuses),
    failNextQuestions: (...statuses) => unanswered.push(...statuses),
    canDelete: true,
    failNext: (...statuses) => failures.push(...statuses),
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };

  async function handle(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const body = await bodyOf(request);
    const { pathname, searchParams } = new URL(request.url ?? '', 'http://teams');
    const path = decodeURIComponent(pathname);
    const isQuestion = request.method === 'GET';
    if (isQuestion) fake.asked.push(path);
    if (isQuestion) await fake.beforeTelling;
    const isBeginning = !isQuestion && path === '/v3/conversations';
    const failure = (isBeginning ? notBegun.shift() : undefined) ?? (isQuestion ? unanswered : failures).shift();
    const [status, answer] = failure
      ? [failure, { error: { code: 'Fault', message: 'fault' } }]
      : route(request, path, searchParams, body);
    // restify changes writeHead of every server in the process: it no longer gives the response.
    const wait = isQuestion && failure ? { 'Retry-After': '1' } : {};
    response.writeHead(status, { 'Content-Type': 'application/json', ...wait });
    response.end(JSON.stringify(answer));
  }

  function route(request: IncomingMessage, path: string, query: URLSearchParams, body: Body): [number, unknown] {
    const { method } = request;
    if (fake.gone) return [404, { error: { code: 'ConversationNotFound', message: 'not here' } }];
    if (method === 'GET' && fake.failReading) return [503, { error: { code: 'Fault', message: 'fault' } }];
    if (method === 'GET') return [200, told(path, query)];
    const [, conversation = '', , activity] =
      /^\/v3\/conversations\/([^/]+)(\/activities\/?([^/]+)?)?/.exec(path) ?? [];
    if (method === 'PUT') {
      const message = messages.find((candidate) => candidate.activityId === activity);
      if (message) message.card = cardOf(body);
      return [message ? 200 : 404, { id: activity }];
    }
    if (method === 'DELETE') {
      if (!fake.canDelete) return [501, { error: { code: 'NotImplemented', message: 'not implemented' } }];
      const place = messages.findIndex((candidate) => candidate.activityId === activity);
      if (place >= 0) messages.splice(place, 1);
      return [place >= 0 ? 200 : 404, {}];
    }
    const [person] = body.members ?? [];
    if (fake.refusing.has(person ? `a:${person.id}` : conversation)) {
      return [403, { error: { code: 'MessageWritesBlocked', message: 'refused' } }];
    }
    if (path === '/v3/conversations' && person) return [201, { id: `a:${person.id}` }];
    if (path === '/v3/conversations') {
      const activityId = `a-${(posted += 1)}`;
      const channel = body.channelData?.channel?.id ?? '';
      const conversationId = `${channel};messageid=${activityId}`;
      messages.push({ conversationId, activityId, card: cardOf(body.activity ?? {}) });
      return [201, { id: conversationId, activityId }];
    }
    const activityId = `a-${(posted += 1)}`;
    messages.push({ conversationId: conversation, activityId, card: cardOf(body) });
    return [201, { id: activityId }];
  }

  function told(path: string, query: URLSearchParams): unknown {
    if (/^\/v3\/teams\/[^/]+\/conversations$/.test(path)) return { conversations: fake.channels };
    if (/^\/v3\/teams\/[^/]+$/.test(path)) {
      return { id: path.split('/').at(-1), name: 'Verkoston tiimi', memberCount: fake.roster.length };
    }
    const size = Math.min(fake.rosterPage, Number(query.get('pageSize') ?? fake.rosterPage));
    const start = Number(query.get('continuationToken') ?? 0);
    const [, conversation = ''] = /^\/v3\/conversations\/([^/]+)/.exec(path) ?? [];
    const roster = fake.rosters[conversation] ?? fake.roster;
    const members = roster.slice(start, start + size).map((account) => ({
      id: `29:${account.aadObjectId}`,
      objectId: account.aadObjectId,
      ...account,
    }));
    const end = start + size;
    const more = fake.nextPage ? fake.nextPage(start, end) : end < roster.length ? end : undefined;
    return { members, ...(more === undefined ? {} : { continuationToken: String(more) }) };
  }

  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  return Object.assign(fake, { url: `http://127.0.0.1:${port}` });
}

interface Body {
  attachments?: { content?: Card }[];
  activity?: Body;
  members?: { id: string }[];
  channelData?: { channel?: { id?: string } };
}

function cardOf(body: Body): Card | undefined {
  return body.attachments?.[0]?.content;
}

async function bodyOf(request: IncomingMessage): Promise<Body> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk as Buffer);
  const text = Buffer.concat(chunks).toString();
  return text ? (JSON.parse(text) as Body) : {};
}
