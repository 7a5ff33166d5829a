import type { Request, Response } from 'restify';
import { reasonText } from '../../../cards/delivery/ledger.ts';
import { ledgerCsv } from '../../../documents/delivery/ledger.ts';
import { ledgerRows } from '../../../domain/delivery/ledger.ts';
import { messageSubject } from '../../../domain/delivery/subject.ts';
import { followLink } from '../../../domain/link/follow.ts';
import { textsFor } from '../../../locales/text.ts';
import { fileHeaders } from '../reply.ts';
import type { FileDeps } from './file.ts';

/** The list of the messages about something, and what became of each, for somebody who looks after it. */
export async function sendMessages(
  deps: FileDeps,
  secret: string,
  _request: Request,
  response: Response,
): Promise<void> {
  const { link, actor } = await followLink(deps, ['messages'], secret);
  const { networkId, id: subjectId } = await messageSubject(deps.store, actor, 'delivery.see', link.subjectId);
  const t = textsFor(link.language ?? 'fi');
  const rows = await ledgerRows(deps.store, networkId, subjectId);
  const list = ledgerCsv(rows, t, (reason) => reasonText({ t }, reason));
  response.sendRaw(200, list, fileHeaders('text/csv; charset=utf-8', `${t('tab:fileName.messages')}.csv`));
}
