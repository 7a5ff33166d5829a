import type { IncomingMessage, Server, ServerResponse } from 'node:http';
import type { Socket } from 'node:net';

/** What one server gives its clients of itself. */
export interface Limits {
  /** How many connections there may be, and how many from one address: a proxy before the bot is one. */
  readonly connections: number;
  readonly ofOneAddress: number;
  /** How long a client may take to send the head of a request, from its connection or its last answer on. */
  readonly headMs: number;
  /** How long a client may take to send a whole request. */
  readonly requestMs: number;
  /** How often it is looked who has taken too long. */
  readonly checkMs: number;
  /** How long a connection may be without a byte in either direction while an answer is made or read. */
  readonly silenceMs: number;
  /** How long a client may go on sending what nobody reads any more, since its answer was given. */
  readonly lingerMs: number;
}

/** Two megabytes, the largest draft, come in within 30 seconds at 70 KB a second. */
const usual: Limits = {
  connections: 2_000,
  ofOneAddress: 500,
  headMs: 10_000,
  requestMs: 30_000,
  checkMs: 2_000,
  silenceMs: 60_000,
  lingerMs: 2_000,
};

/** What watches over a server's connections. */
export interface Guard {
  /**
   * Takes no more connections and ends those in which nothing is answered. Resolves when all requests are answered, or
   * have been given up after so long: whatever clients do, stopping waits for nobody.
   */
  close(patienceMs: number): Promise<void>;
}

/** One connection: how many requests in it are not answered yet, and the last of them. */
interface Connection {
  readonly address: string;
  unanswered: number;
  last: IncomingMessage | undefined;
}

/**
 * Lets no client keep a connection by saying nothing, little or too much. When there are too many, the one that has
 * waited longest without a whole request makes room, so that who asks in earnest always gets in. Call it before the
 * server listens.
 */
export function guardServer(server: Server, limits: Partial<Limits> = {}): Guard {
  const most = { ...usual, ...limits };
  const open = new Map<Socket, Connection>();
  const ofAddress = new Map<string, number>();
  let closing = false;
  Object.assign(server, {
    headersTimeout: most.headMs,
    requestTimeout: most.requestMs,
    connectionsCheckingInterval: most.checkMs,
    timeout: most.silenceMs,
  });
  // Without anybody who listens for these, an upgrade is not made and its request answered as any other (RFC 9110, 7.8),
  // and whoever waits for a go-ahead gets it (10.1.1) and is a request, too.
  for (const event of ['upgrade', 'checkContinue']) server.removeAllListeners(event);

  /** False when there is no room and nobody who could make it. */
  function makeRoom(address: string): boolean {
    const isFull = open.size >= most.connections;
    if (!isFull && (ofAddress.get(address) ?? 0) < most.ofOneAddress) return true;
    for (const [socket, connection] of open) {
      if (isAwaited(connection) || (!isFull && connection.address !== address)) continue;
      forget(socket, connection);
      socket.destroy();
      return true;
    }
    return false;
  }

  function forget(socket: Socket, { address }: Connection): void {
    if (!open.delete(socket)) return;
    const left = (ofAddress.get(address) ?? 1) - 1;
    if (left > 0) ofAddress.set(address, left);
    else ofAddress.delete(address);
  }

  server.on('connection', (socket: Socket) => {
    const address = socket.remoteAddress ?? '';
    if (closing || !makeRoom(address)) return socket.destroy();
    const connection: Connection = { address, unanswered: 0, last: undefined };
    open.set(socket, connection);
    ofAddress.set(address, (ofAddress.get(address) ?? 0) + 1);
    socket.once('close', () => forget(socket, connection));
    return undefined;
  });

  server.prependListener('request', (request: IncomingMessage, response: ServerResponse) => {
    const { socket } = request;
    const connection = open.get(socket);
    if (!connection) return;
    connection.unanswered += 1;
    connection.last = request;
    response.once('finish', () => linger(request, most.lingerMs));
    response.once('close', () => {
      connection.unanswered -= 1;
      if (closing && connection.unanswered === 0) socket.destroySoon();
    });
  });
  return {
    async close(patienceMs) {
      closing = true;
      const closed = new Promise<void>((resolve) => server.close(() => resolve()));
      for (const [socket, { unanswered }] of open) if (unanswered === 0) socket.destroy();
      const patience = setTimeout(() => {
        for (const socket of open.keys()) socket.destroy();
      }, patienceMs);
      await closed;
      clearTimeout(patience);
    },
  };
}

/** Whether somebody has asked for something in whole and is not answered yet. */
function isAwaited({ unanswered, last }: Connection): boolean {
  return unanswered > 0 && last?.complete === true;
}

/** Reads on what follows an answer that came early, or else its sender might never see it; but not for long. */
function linger(request: IncomingMessage, lingerMs: number): void {
  if (request.complete) return;
  request.resume();
  const patience = setTimeout(() => request.socket.destroy(), lingerMs);
  request.once('close', () => clearTimeout(patience));
}

/** Headers that say one thing: a request that says it twice is meant for somebody who reads the other. */
const single: ReadonlySet<string> = new Set([
  'authorization',
  'content-encoding',
  'content-length',
  'content-type',
  'host',
  'if-match',
  'origin',
  'transfer-encoding',
]);

/** False for a request whose headers contradict each other (RFC 9110, 5.3; RFC 9112, 3.2). */
export function isUnambiguous({ rawHeaders }: IncomingMessage): boolean {
  const seen = new Set<string>();
  for (let place = 0; place < rawHeaders.length; place += 2) {
    const name = (rawHeaders[place] ?? '').toLowerCase();
    if (!single.has(name)) continue;
    if (seen.has(name)) return false;
    seen.add(name);
  }
  return true;
}
