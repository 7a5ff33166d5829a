import type { Request, Response } from 'restify';
import { reasonText } from '../../../cards/delivery/ledger.ts';
import { ledgerCsv } from '../../../documents/delivery/ledger.ts';
import { ledgerRows } from '../../../domain/delivery/ledger.ts';
import { textsFor } from '../../../locales/text.ts';
import { fileHeaders } from '../reply.ts';
import type { FileDeps } from './routes.ts';

/** The list of the messages about something, and what became of each. */
export async function sendMessages(
  deps: FileDeps,
  secret: string,
  _request: Request,
  response: Response,
): Promise<void> {
  const { networkId, subjectId, language } = await deps.links.verifyMessages(secret);
  const t = textsFor(language);
  const rows = await ledgerRows(deps.store, networkId, subjectId);
  const list = ledgerCsv(rows, t, (reason) => reasonText({ t }, reason));
  response.sendRaw(200, list, fileHeaders('text/csv; charset=utf-8', `${t('tab:fileName.messages')}.csv`));
}
