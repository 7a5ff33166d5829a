import restify, { type Next, type Request, type Response, type Server } from 'restify';
import { isAppError } from '../domain/errors.ts';
import { isUnambiguous } from '../http/guard.ts';
import { sendPlainly } from '../http/send.ts';
import { type Door, receive, turnAway } from './door.ts';
import { Refused } from './refused.ts';

/** The HTTP server with the bot's own routes: messages from Teams, and whether it lives and is ready. */
export function createServer(door: Door): Server {
  const server = restify.createServer({ name: 'verkostobotti' });
  server.pre((request: Request, response: Response, next: Next) => {
    const fault = faultOfHead(request);
    if (fault) turnAway(door, request, response, new Refused('head', 400, fault));
    return next(fault ? false : undefined);
  });
  server.on('restifyError', (_request: Request, _response: Response, error: Error, done: () => void) => {
    door.log.info({ code: error.name }, 'request refused');
    done();
  });
  server.get('/healthz', (_request: Request, response: Response, next: Next) => {
    sendPlainly(response, 200, { status: 'alive' });
    next();
  });
  const ready = oneAtATime(() => door.ready());
  server.get('/readyz', async (_request: Request, response: Response) => {
    try {
      const surveysWithoutKey = await ready();
      sendPlainly(response, 200, { status: 'ready', ...(surveysWithoutKey > 0 && { surveysWithoutKey }) });
    } catch (error) {
      const areKeysAway = isAppError(error, 'SURVEY_KEY_MISSING');
      door.log.error(areKeysAway ? { reason: error.message } : { err: error }, 'not ready');
      const status = areKeysAway ? 'the keys are not in their place' : 'storage does not answer';
      sendPlainly(response, 503, { status });
    }
  });
  server.post('/api/messages', async (request: Request, response: Response) => receive(door, request, response));
  return server;
}

/** Whoever asks while it is being found out hears the same: anybody may ask, and each answer asks the store. */
function oneAtATime<T>(act: () => Promise<T>): () => Promise<T> {
  let current: Promise<T> | undefined;
  return () => {
    current ??= act().finally(() => {
      current = undefined;
    });
    return current;
  };
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
