import type { Request, RequestHandler, Response, Server } from 'restify';
import { asAppError } from '../../../domain/errors.ts';
import { tooFast } from '../../../http/rates.ts';
import { textsFor } from '../../../locales/text.ts';
import { noticePage } from '../pages.ts';
import { logProblem, retryHeaders, statusOf } from '../problem.ts';
import { sendPage } from '../reply.ts';
import { readingLanguage } from '../visitor.ts';
import type { FileDeps, SendFile } from './file.ts';

/** The routes of links that need no sign-in: calendars, the knowledge package, lists of messages, charts and results. */
export function mountFiles(server: Server, deps: FileDeps): void {
  // What makes a file is loaded when somebody first asks for one: a start would wait for it.
  const route = (path: string, ending: string, load: () => Promise<SendFile>) =>
    // A wildcard, since a named part of a path may not be as long as a secret is.
    server.get(`${path}/*`, linked(deps, ending, load));
  route('/calendar', '.ics', async () => (await import('./calendar.ts')).sendCalendar);
  route('/api/v1/packages', '.zip', async () => (await import('./package.ts')).sendPackage);
  // What is asked for stands behind the secret of these, and decides the ending.
  route('/api/v1/messages', '', async () => (await import('./messages.ts')).sendMessages);
  route('/api/v1/charts', '.png', async () => (await import('./results.ts')).sendChart);
  route('/api/v1/results', '', async () => (await import('./results.ts')).sendResults);
}

function linked(deps: FileDeps, ending: string, load: () => Promise<SendFile>): RequestHandler {
  return async (request: Request, response: Response): Promise<void> => {
    const name = String(request.params['*']);
    const secret = name.endsWith(ending) ? name.slice(0, name.length - ending.length) : '';
    try {
      const wait = deps.rates.strays(request);
      if (wait > 0) throw tooFast(wait);
      const send = await load();
      await send(deps, secret, request, response);
    } catch (error) {
      if (!response.headersSent) return sendFault(deps, error, request, response);
      // Too late for a page: a download that breaks off is what tells the reader.
      response.destroy();
      if (!isAbandoned(error)) logProblem(deps.log, asAppError(error));
    }
  };
}

/** Whether the reader broke the download off. */
function isAbandoned(error: unknown): boolean {
  return error instanceof Error && 'code' in error && error.code === 'ERR_STREAM_PREMATURE_CLOSE';
}

/** A page for whoever followed the link. A link that is not ours is most often one that was copied in part. */
function sendFault(deps: FileDeps, error: unknown, request: Request, response: Response): void {
  const fault = asAppError(error);
  logProblem(deps.log, fault);
  const language = readingLanguage(request) ?? 'fi';
  const t = textsFor(language);
  const text = t(`errors:${fault.code === 'FORBIDDEN' ? 'LINK_EXPIRED' : fault.code}`, { hint: fault.hint ?? '' });
  const page = noticePage(t('errors:title'), text, language);
  sendPage(response, statusOf(fault.code), page, language, retryHeaders(fault));
}
