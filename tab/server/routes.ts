import type { Request, RequestHandler, Response, Server } from 'restify';
import type { Html } from '../../documents/package/html.ts';
import { AppError, asAppError } from '../../domain/errors.ts';
import type { Language } from '../../domain/text.ts';
import { textsFor } from '../../locales/text.ts';
import { type ClientFiles, readClientFiles, sendClientFile } from './client-files.ts';
import { type FileDeps, mountFiles } from './files.ts';
import { me } from './me.ts';
import { openSurveys } from './open-surveys.ts';
import { noticePage, privacyPage, termsPage } from './pages.ts';
import { logProblem, sendProblem } from './problem.ts';
import { sendJson, sendPage } from './reply.ts';
import { statusView } from './status.ts';
import { openVisit, openVisitor, readingLanguage, type VisitDeps } from './visitor.ts';

export type TabDeps = VisitDeps &
  FileDeps & {
    /** The folder of the built page. */
    readonly clientFolder: string;
  };

/** Adds the web page, its interface and the links to files to a server. The built page is read here, once. */
export function mountTab(server: Server, deps: TabDeps): void {
  mountApi(server, deps);
  mountFiles(server, deps);
  mountPages(server, readClientFiles(deps.clientFolder));
}

function mountApi(server: Server, deps: TabDeps): void {
  const { store } = deps;
  const answer = (give: (request: Request) => Promise<unknown>) =>
    guarded(deps, async (request, response) => sendJson(response, 200, await give(request)));
  server.post(
    '/api/v1/session',
    guarded(deps, async (request, response) => {
      const cookie = await deps.identity.openSession(request);
      response.sendRaw(204, '', { 'Set-Cookie': cookie, 'Cache-Control': 'no-store' });
    }),
  );
  server.get(
    '/api/v1/me',
    answer(async (request) => {
      const visitor = await openVisitor(deps, request);
      return me(store, visitor, readingLanguage(request, visitor));
    }),
  );
  server.get(
    '/api/v1/status',
    answer(async (request) => statusView(store, await openVisit(deps, request), deps.now())),
  );
  server.get(
    '/api/v1/surveys/open',
    answer(async (request) => ({ surveys: await openSurveys(store, await openVisit(deps, request), deps.now()) })),
  );
  server.get(
    '/api/v1/*',
    answer(async () => {
      throw new AppError('NOT_FOUND', 'no such address');
    }),
  );
}

/** A handler whose errors are told as problems, once, in the reader's language. */
function guarded(deps: TabDeps, handle: (request: Request, response: Response) => Promise<void>): RequestHandler {
  return async (request: Request, response: Response) => {
    await handle(request, response).catch((error: unknown) => {
      const problem = asAppError(error);
      logProblem(deps.log, problem);
      sendProblem(response, problem, readingLanguage(request) ?? 'fi');
    });
  };
}

function mountPages(server: Server, files: ClientFiles): void {
  server.get('/tab/privacy', plainPage(privacyPage));
  server.get('/tab/terms', plainPage(termsPage));
  server.get(
    '/tab/configure',
    clientFile(files, () => 'configure.html'),
  );
  server.get('/tab', (_request: Request, response: Response, next) => response.redirect(301, '/tab/', next));
  server.get(
    '/tab/*',
    clientFile(files, (request) => String(request.params['*']) || 'index.html'),
  );
}

function plainPage(page: (language: Language) => Html): RequestHandler {
  return async (request: Request, response: Response) => {
    const language = readingLanguage(request) ?? 'fi';
    sendPage(response, 200, page(language), language);
  };
}

function clientFile(files: ClientFiles, nameOf: (request: Request) => string): RequestHandler {
  return async (request: Request, response: Response) => {
    const file = files.get(nameOf(request));
    if (file) return sendClientFile(request, response, file);
    const language = readingLanguage(request) ?? 'fi';
    const t = textsFor(language);
    sendPage(response, 404, noticePage(t('tab:notFound.title'), t('tab:notFound.text'), language), language);
  };
}
