import type { Logger } from 'pino';
import type { Request, RequestHandler, Response, Server } from 'restify';
import { AppError, asAppError, isAppError } from '../../../domain/errors.ts';
import { surveyFileSchema } from '../../../domain/survey/format.ts';
import { type Rates, tooFast } from '../../../http/rates.ts';
import type { Operation } from '../../contract/operation.ts';
import { type OperationName, operations } from '../../contract/operations.ts';
import { logProblem, sendProblem } from '../problem.ts';
import { sendJson } from '../reply.ts';
import { openVisit, openVisitor, readerIn, readingLanguage, type Visitor } from '../visitor.ts';
import type { ApiDeps, Call, Exchange, VisitorsOperation } from './call.ts';
import { handlers } from './handlers.ts';
import { entityTag, readParts } from './request.ts';

/** Where the interface begins. */
export const apiRoot = '/api/v1';

/** Mounts every operation, its document, the schema of surveys as files, and a refusal for every other address below the interface. */
export function mountApi(server: Server, deps: ApiDeps, log: Logger): void {
  const guard = (answer: (exchange: Exchange) => Promise<void>) => guarded(deps.rates, log, answer);
  for (const name of Object.keys(operations) as OperationName[]) {
    const { method, path } = addressOf(name);
    server[method](path, guard(name === 'POST /session' ? openSession(deps) : answering(deps, name)));
  }
  const described = (name: string, describe: () => Promise<unknown>) => {
    // Made when somebody first asks for it: a start would wait for it.
    let made: Promise<unknown> | undefined;
    server.get(
      `${apiRoot}/${name}`,
      guard(async ({ response }) => {
        made ??= describe();
        sendJson(response, 200, await made, { 'Cache-Control': 'no-cache' });
      }),
    );
  };
  described('openapi.json', async () => (await import('./document.ts')).openApiDocument());
  described('survey.schema.json', async () => surveyFileSchema());
  const unknown = guard(async ({ request }) => {
    const wait = deps.rates.strays(request);
    throw wait > 0 ? tooFast(wait) : new AppError('NOT_FOUND', 'no such address');
  });
  for (const method of ['get', 'post', 'put', 'del', 'patch'] as const) server[method](`${apiRoot}/*`, unknown);
}

/** How restify calls the method and the path of an operation. */
function addressOf(name: OperationName) {
  const [method = '', path = ''] = name.split(' ');
  const called = { GET: 'get', POST: 'post', PUT: 'put', DELETE: 'del' }[method] as 'get' | 'post' | 'put' | 'del';
  return { method: called, path: `${apiRoot}${path.replace(/\{(\w+)\}/g, ':$1')}` };
}

/**
 * A handler whose errors are told as problems, once, in the reader's language. Who goes on asking without signing in is
 * told to wait.
 */
function guarded(rates: Rates, log: Logger, answer: (exchange: Exchange) => Promise<void>): RequestHandler {
  return async (request: Request, response: Response) => {
    await answer({ request, response }).catch((error: unknown) => {
      const wait = isAppError(error, 'SIGN_IN_NEEDED') ? rates.strays(request) : 0;
      const problem = wait > 0 ? tooFast(wait) : asAppError(error);
      logProblem(log, problem);
      const current = error instanceof Stale ? error.current : undefined;
      sendProblem(response, problem, readingLanguage(request) ?? 'fi', current);
    });
  };
}

/** A refusal that brings along what the record now is. */
class Stale extends AppError {
  readonly current: unknown;

  constructor(error: AppError, current: unknown) {
    super('STALE', error.message, { cause: error, ...(error.hint !== undefined && { hint: error.hint }) });
    this.current = current;
  }
}

function openSession(deps: ApiDeps) {
  return async ({ request, response }: Exchange): Promise<void> => {
    const cookie = await deps.identity.openSession(request);
    response.sendRaw(204, '', { 'Set-Cookie': cookie, 'Cache-Control': 'no-store' });
  };
}

function answering(deps: ApiDeps, name: VisitorsOperation) {
  const operation: Operation = operations[name];
  return async ({ request, response }: Exchange): Promise<void> => {
    const visitor = await openVisitor(deps, request);
    const call = callOf(deps, request, visitor, await readParts(name, operation, request));
    const answer = await perform(name, call).catch(async (error: unknown) => {
      throw isAppError(error, 'STALE') ? await staleWith(error, operation, call) : error;
    });
    if (!name.startsWith('GET ')) deps.afterChange();
    send(response, operation, answer);
  };
}

type Parts = Awaited<ReturnType<typeof readParts>>;
type AnyCall = Call<VisitorsOperation>;

function callOf(deps: ApiDeps, request: Request, visitor: Visitor, parts: Parts): AnyCall {
  return {
    ...visitor,
    ...(parts as Pick<AnyCall, 'path' | 'query' | 'body' | 'seen' | 'expected'>),
    deps,
    language: readingLanguage(request, visitor),
    visit: () => openVisit(deps, request, visitor),
    readerIn: (networkId) => readerIn(deps, request, visitor, networkId),
  };
}

/** The one place where a name and its handler meet without the compiler knowing that they belong together. */
async function perform(name: string, call: AnyCall): Promise<unknown> {
  const handle = handlers[name as VisitorsOperation] as (call: AnyCall) => Promise<unknown>;
  return handle(call);
}

async function staleWith(error: AppError, { changes, restsOn }: Operation, call: AnyCall): Promise<AppError> {
  const reading = changes ?? restsOn;
  if (reading === undefined) return error;
  return new Stale(error, operations[reading as VisitorsOperation].answer?.parse(await perform(reading, call)));
}

/** Sends what the schema lists and nothing else, whatever the handler gave. */
function send(response: Response, operation: Operation, answer: unknown): void {
  if (operation.answer === null) {
    response.sendRaw(204, '', { 'Cache-Control': 'no-store' });
    return;
  }
  const body = operation.answer.parse(answer);
  sendJson(response, 200, body, operation.versioned && { ETag: entityTag(tagOf(body)) });
}

function tagOf({ seen, version }: Readonly<Record<string, unknown>>): string | number {
  return typeof seen === 'string' ? seen : Number(version);
}
