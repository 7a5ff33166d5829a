import type { Request, Response } from 'restify';
import { reasonText } from '../../../cards/delivery/ledger.ts';
import { ledgerFormats, ledgerKinds } from '../../../documents/delivery/format.ts';
import { ledgerRows } from '../../../domain/delivery/ledger.ts';
import { messageSubject } from '../../../domain/delivery/subject.ts';
import { AppError } from '../../../domain/errors.ts';
import { followLink } from '../../../domain/link/follow.ts';
import { networks } from '../../../domain/network/network.ts';
import { textFor } from '../../../domain/text.ts';
import { load } from '../../../domain/use-case.ts';
import { dataTextsFor } from '../../../locales/text.ts';
import { dayText } from '../../../locales/time.ts';
import { fileHeaders } from '../reply.ts';
import type { FileDeps } from './file.ts';
import { fileName } from './file-name.ts';

/** The list of the messages about something, and what became of each, for somebody who looks after it. */
export async function sendMessages(deps: FileDeps, name: string, _request: Request, response: Response): Promise<void> {
  const { secret, format } = partsOf(name);
  const { link, actor } = await followLink(deps, ['messages'], secret);
  const { networkId, id: subjectId, title } = await messageSubject(deps, actor, 'delivery.see', link.subjectId);
  const { timeZone } = await load(deps.store, networks, networkId);
  const { language = 'fi' } = link;
  const t = dataTextsFor(language);
  const now = deps.now();
  const about = textFor(title, language);
  const bytes = await deps.offLoop.run({
    task: 'messages',
    person: actor.personId,
    about: [networkId, subjectId, format, language].join(' '),
    gather: async () => {
      const rows = await ledgerRows(deps, networkId, subjectId);
      const known = [...new Set(rows.map(({ reason }) => reason))].filter(Boolean);
      const reasons = known.map((reason) => [reason, reasonText({ t }, reason)] as const);
      const day = dayText(now.toISOString(), language, timeZone);
      return { list: { rows, title: about, day, reasons }, format, language };
    },
  });
  const { type, ending } = ledgerKinds[format];
  const file = fileName(t('tab:fileName.messages'), about, { now, timeZone, ending });
  response.sendRaw(200, bytes, fileHeaders(type, file));
}

/** The secret, and as what the list is asked for: `<secret>.csv` or `<secret>/<format>.<ending>`. */
function partsOf(name: string) {
  if (name.endsWith('.csv') && !name.includes('/'))
    return { secret: name.slice(0, -'.csv'.length), format: 'csv' } as const;
  const [secret = '', file, ...more] = name.split('/');
  const format = ledgerFormats.find((one) => file === `${one}.${ledgerKinds[one].ending}`);
  if (!format || more.length > 0) throw new AppError('FORBIDDEN', 'no list of messages');
  return { secret, format };
}
