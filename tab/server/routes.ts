import type { Request, RequestHandler, Response, Server } from 'restify';
import type { Html } from '../../documents/package/html.ts';
import type { Language } from '../../domain/text.ts';
import { textsFor } from '../../locales/text.ts';
import { pageNames } from '../contract/pages.ts';
import type { ApiDeps } from './api/call.ts';
import { mountApi } from './api/mount.ts';
import { type ClientFiles, readClientFiles, sendClientFile } from './client-files.ts';
import type { FileDeps } from './files/file.ts';
import { mountFiles } from './files/routes.ts';
import { accessibilityPage, noticePage, privacyPage, termsPage } from './pages.ts';
import { sendPage } from './reply.ts';
import { readingLanguage } from './visitor.ts';

export type TabDeps = ApiDeps &
  FileDeps & {
    /** The folder of the built page. */
    readonly clientFolder: string;
    /** Where feedback on accessibility goes: a shared mailbox or a web address; undefined when none was set. */
    readonly accessibilityContact: string | undefined;
  };

/** Adds the web page, its interface and the links to files to a server. The built page is read here, once. */
export function mountTab(server: Server, deps: TabDeps): void {
  // The links to files come first: below the interface, every other address is refused.
  mountFiles(server, deps);
  mountApi(server, deps, deps.log);
  mountPages(server, readClientFiles(deps.clientFolder), deps.accessibilityContact);
}

function mountPages(server: Server, files: ClientFiles, contact: string | undefined): void {
  server.get(
    '/tab/accessibility',
    plainPage((language) => accessibilityPage(language, contact)),
  );
  server.get('/tab/privacy', plainPage(privacyPage));
  server.get('/tab/terms', plainPage(termsPage));
  server.get(
    '/tab/configure',
    clientFile(files, () => 'configure.html'),
  );
  server.get('/tab', (_request: Request, response: Response, next) => response.redirect(301, '/tab/', next));
  server.get(
    '/tab/*',
    clientFile(files, (request) => fileNamed(String(request.params['*']))),
  );
}

/** The page finds out itself which of its pages an address names. */
function fileNamed(path: string): string {
  const [first = ''] = path.split('/');
  return path === '' || (pageNames as readonly string[]).includes(first) ? 'index.html' : path;
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
