import type { IncomingMessage } from 'node:http';
import type { CloudAdapter } from 'botbuilder';
import type { Logger } from 'pino';
import restify, { type Next, type Request, type Response, type Server } from 'restify';
import { activityOf, asSdkActivity, readActivity, tenantOf } from './activity.ts';
import type { TeamsHandler } from './teams-handler.ts';

/** The largest body the door takes, in bytes: Teams' messages stay under 100 KB. */
const largestBody = 256 * 1024;

/** Nesting of JSON beyond which nothing Teams sends goes. */
const deepestJson = 64;

/** What is asked of requests in local mode, where no token says who sends them. */
export interface Loopback {
  /** False when a request comes from another machine or was meant for one. */
  isFromThisMachine(request: IncomingMessage): boolean;
  /** False when a browser says that a page of another origin sends the request. */
  isFromOwnPage(request: IncomingMessage): boolean;
  /** Whether an address leads to this machine. */
  isOnThisMachine(url: string): boolean;
}

export interface Door {
  readonly adapter: CloudAdapter;
  readonly handler: TeamsHandler;
  /** Rejects with the reason when the store cannot be used. */
  ready(): Promise<void>;
  /** Called after each activity: there may be something to send. */
  afterTurn(): void;
  /** The one tenant that is served; undefined in local mode. */
  readonly tenantId: string | undefined;
  /** The checks of local mode; undefined with a registration, where the token decides. */
  readonly loopback: Loopback | undefined;
  readonly log: Logger;
}

/** The HTTP server with the bot's own routes: messages from Teams, and whether it lives and is ready. */
export function createServer(door: Door): Server {
  const server = restify.createServer({ name: 'verkostobotti' });
  server.pre(wellAddressed);
  server.on('restifyError', (_request: Request, _response: Response, error: Error, done: () => void) => {
    door.log.info({ code: error.name }, 'request refused');
    done();
  });
  server.get('/healthz', (_request: Request, response: Response, next: Next) => {
    response.send(200, { status: 'alive' });
    next();
  });
  server.get('/readyz', async (_request: Request, response: Response) => {
    try {
      await door.ready();
      response.send(200, { status: 'ready' });
    } catch (error) {
      door.log.error({ err: error }, 'not ready');
      response.send(503, { status: 'storage does not answer' });
    }
  });
  const { loopback } = door;
  server.post(
    '/api/messages',
    ...(loopback ? [localSendersOnly(loopback)] : []),
    jsonOnly,
    ...bodyParsers(),
    shallowOnly,
    ...(loopback ? [localAnswersOnly(loopback)] : []),
    async (request: Request, response: Response) => receive(door, request, response),
  );
  return server;
}

async function receive(door: Door, request: Request, response: Response): Promise<void> {
  const read = readActivity(request.body);
  if ('faults' in read) {
    door.log.info({ faults: read.faults }, 'not an activity');
    response.send(400, { code: 'BadRequest', message: 'not an activity' });
    return;
  }
  request.body = asSdkActivity(read.activity);
  try {
    await door.adapter.process(request, response, async (context) => {
      if (door.tenantId !== undefined && tenantOf(activityOf(context)) !== door.tenantId) {
        door.log.warn('an activity of another tenant was left unanswered');
        return;
      }
      await door.handler.run(context);
    });
  } catch (error) {
    door.log.error({ err: error }, 'an activity failed');
    if (!response.headersSent) response.send(500, { code: 'InternalError', message: 'it did not work' });
  }
  door.afterTurn();
}

/** Reads the body up to the largest size, then parses it. */
function bodyParsers() {
  return [
    restify.plugins.bodyReader({ maxBodySize: largestBody }),
    ...restify.plugins.jsonBodyParser({ mapParams: false }),
  ];
}

/** restify reads the address outside every handler, where a faulty one would end the process. */
function wellAddressed(request: Request, response: Response, next: Next): void {
  try {
    request.getUrl();
  } catch {
    response.send(400, { code: 'BadRequest', message: 'the address cannot be read' });
    return next(false);
  }
  return next();
}

/** Without tokens, a page of the web must not be able to speak for a person of this machine. */
function localSendersOnly({ isFromThisMachine, isFromOwnPage }: Loopback) {
  return (request: Request, response: Response, next: Next): void => {
    if (isFromThisMachine(request) && isFromOwnPage(request)) return next();
    response.send(403, { code: 'Forbidden', message: 'local mode serves this machine only' });
    return next(false);
  };
}

/** Answers, and all that the bot sends later, go to the address that an activity names. */
function localAnswersOnly({ isOnThisMachine }: Loopback) {
  return (request: Request, response: Response, next: Next): void => {
    const { serviceUrl } = request.body as { serviceUrl?: unknown };
    if (serviceUrl === undefined || (typeof serviceUrl === 'string' && isOnThisMachine(serviceUrl))) return next();
    response.send(403, { code: 'Forbidden', message: 'local mode answers on this machine only' });
    return next(false);
  };
}

function jsonOnly(request: Request, response: Response, next: Next): void {
  if (request.contentType() === 'application/json') return next();
  response.send(415, { code: 'UnsupportedMediaType', message: 'application/json is expected' });
  return next(false);
}

function shallowOnly(request: Request, response: Response, next: Next): void {
  if (isActivityLike(request.body)) return next();
  response.send(400, { code: 'BadRequest', message: 'an activity is a JSON object of little depth' });
  return next(false);
}

function isActivityLike(body: unknown): boolean {
  return typeof body === 'object' && body !== null && !Array.isArray(body) && isShallow(body, deepestJson);
}

function isShallow(value: unknown, levels: number): boolean {
  if (typeof value !== 'object' || value === null) return true;
  return levels > 0 && Object.values(value).every((inner) => isShallow(inner, levels - 1));
}
