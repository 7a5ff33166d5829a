import type { IncomingMessage, ServerResponse } from 'node:http';
import { AuthenticationError } from 'botframework-connector';
import type { Logger } from 'pino';
import restify, { type Next, type Request, type Response, type Server } from 'restify';
import { isAppError } from '../domain/errors.ts';
import { BodyRefused, readJson } from '../http/body.ts';
import { isUnambiguous } from '../http/guard.ts';
import { activityOf, type KnownActivity, readActivity, tenantOf } from './activity.ts';
import type { TeamsAdapter } from './adapter.ts';
import type { TeamsHandler } from './teams-handler.ts';
import { isLikeToken } from './token.ts';

/** The largest body the door takes, in bytes: Teams' messages stay under 100 KB. */
const largestBody = 256 * 1024;

/** The channel that Teams is to the Bot Framework: in others a sender may claim to be anybody. */
const teamsChannel = 'msteams';

/** What is asked of requests in local mode, where no token says who sends them. */
export interface Loopback {
  /** False when a request comes from another machine or was meant for one. */
  isFromThisMachine(request: IncomingMessage): boolean;
  /** False when a browser says that a page of another origin sends the request. */
  isFromOwnPage(request: IncomingMessage): boolean;
  /** Whether an address leads to this machine. */
  isOnThisMachine(url: string): boolean;
}

/** Why the door turns somebody away, as it is counted. */
export type DoorRefusal = 'head' | 'place' | 'body' | 'activity' | 'channel' | 'token' | 'tenant';

export interface Door {
  readonly adapter: TeamsAdapter;
  readonly handler: TeamsHandler;
  /**
   * How many surveys wait for their key alone. Rejects with the reason when the store cannot be used, or the folder of
   * keys is away.
   */
  ready(): Promise<number>;
  /** Called after each activity: there may be something to send. */
  afterTurn(): void;
  /** Counts what was turned away: that is its sender's fault, and no matter for the log. */
  refused(reason: DoorRefusal): void;
  /** The one tenant that is served; undefined in local mode. */
  readonly tenantId: string | undefined;
  /** The checks of local mode; undefined with a registration, where the token decides. */
  readonly loopback: Loopback | undefined;
  readonly log: Logger;
}

/** The HTTP server with the bot's own routes: messages from Teams, and whether it lives and is ready. */
export function createServer(door: Door): Server {
  const server = restify.createServer({ name: 'verkostobotti' });
  server.pre((request: Request, response: Response, next: Next) => {
    const fault = faultOfHead(request);
    if (fault) refuse(door, response, 'head', 400, fault);
    return next(fault ? false : undefined);
  });
  server.on('restifyError', (_request: Request, _response: Response, error: Error, done: () => void) => {
    door.log.info({ code: error.name }, 'request refused');
    done();
  });
  server.get('/healthz', (_request: Request, response: Response, next: Next) => {
    send(response, 200, { status: 'alive' });
    next();
  });
  server.get('/readyz', async (_request: Request, response: Response) => {
    try {
      const surveysWithoutKey = await door.ready();
      send(response, 200, { status: 'ready', ...(surveysWithoutKey > 0 && { surveysWithoutKey }) });
    } catch (error) {
      const areKeysAway = isAppError(error, 'SURVEY_KEY_MISSING');
      door.log.error(areKeysAway ? { reason: error.message } : { err: error }, 'not ready');
      send(response, 503, { status: areKeysAway ? 'the keys are not in their place' : 'storage does not answer' });
    }
  });
  server.post('/api/messages', async (request: Request, response: Response) => receive(door, request, response));
  return server;
}

/** An activity from its bytes to its answer: whoever sent them is unknown until the token is checked. */
async function receive(door: Door, request: IncomingMessage, response: ServerResponse): Promise<void> {
  const { loopback } = door;
  if (loopback && !(loopback.isFromThisMachine(request) && loopback.isFromOwnPage(request))) {
    return refuse(door, response, 'place', 403, 'local mode serves this machine only');
  }
  const body = await readJson(request, largestBody).catch((error: unknown) => error as BodyRefused);
  if (body instanceof BodyRefused) {
    return refuse(door, response, 'body', body.status, body.message, body.headers);
  }
  if (loopback && !isAnsweredHere(body, loopback)) {
    return refuse(door, response, 'place', 403, 'local mode answers on this machine only');
  }
  const read = readActivity(body);
  if ('faults' in read) return refuse(door, response, 'activity', 400, `not an activity: ${read.faults}`);
  await answer(door, request.headers.authorization ?? '', read.activity, response);
  door.afterTurn();
}

async function answer(door: Door, token: string, activity: KnownActivity, response: ServerResponse): Promise<void> {
  const { adapter, handler, tenantId, log } = door;
  const isLocal = tenantId === undefined;
  if (!isLocal && activity.channelId !== teamsChannel) {
    return refuse(door, response, 'channel', 403, 'only Teams is served');
  }
  if (!isLocal && !isLikeToken(token)) return refuse(door, response, 'token', 401, 'the token does not hold');
  try {
    const answered = await adapter.take(token, activity, async (context) => {
      if (isLocal || tenantOf(activityOf(context)) === tenantId) await handler.run(context);
      else door.refused('tenant');
    });
    send(response, answered?.status ?? 200, answered?.body);
  } catch (error) {
    if (error instanceof AuthenticationError) return refuse(door, response, 'token', 401, 'the token does not hold');
    log.error({ err: error }, 'an activity failed');
    send(response, 500, { code: 'InternalError', message: 'it did not work' });
  }
}

function refuse(
  door: Door,
  response: ServerResponse,
  reason: DoorRefusal,
  status: number,
  message: string,
  headers: Readonly<Record<string, string>> = {},
): void {
  door.refused(reason);
  door.log.debug({ reason, status }, 'turned away at the door');
  send(response, status, { code: reason, message }, headers);
}

/** Answers with JSON, or with nothing; a client that has gone gets neither. */
function send(
  response: ServerResponse,
  status: number,
  body?: unknown,
  headers: Readonly<Record<string, string>> = {},
): void {
  if (response.headersSent || response.destroyed) return;
  const text = body === undefined ? '' : JSON.stringify(body);
  const type = body === undefined ? {} : { 'Content-Type': 'application/json' };
  response.writeHead(status, { ...type, 'Content-Length': Buffer.byteLength(text), ...headers });
  response.end(text);
}

/** restify reads the address outside every handler, where a faulty one would end the process. */
function faultOfHead(request: Request): string | undefined {
  if (!isUnambiguous(request)) return 'a header that may stand once stands twice';
  try {
    request.getUrl();
    return undefined;
  } catch {
    return 'the address cannot be read';
  }
}

/**
 * Whether answers, and all that the bot sends later, would stay on this machine: they go to the address that an
 * activity names.
 */
function isAnsweredHere(body: unknown, { isOnThisMachine }: Loopback): boolean {
  const { serviceUrl } = Object(body) as { readonly serviceUrl?: unknown };
  return serviceUrl === undefined || (typeof serviceUrl === 'string' && isOnThisMachine(serviceUrl));
}
