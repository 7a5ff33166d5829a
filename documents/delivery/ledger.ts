import { kinds } from '../../domain/delivery/kinds.ts';
import type { LedgerRow } from '../../domain/delivery/ledger.ts';
import type { Texts } from '../../locales/texts.ts';
import { type Cell, csv } from '../package/csv.ts';
import { workbook } from '../results/workbook.ts';
import type { LedgerFormat } from './format.ts';

const columns = [
  'kind',
  'recipient',
  'organisation',
  'state',
  'reason',
  'attempts',
  'doubts',
  'createdAt',
  'settledAt',
] as const;
/** What a program reads of what stands before it in words. */
const codes = ['kindCode', 'stateCode', 'reasonCode'] as const;

/** What a list of messages is made from, as plain JSON. */
export interface LedgerList {
  readonly rows: readonly LedgerRow[];
  /** What the messages are about. */
  readonly title: string;
  /** The day of the list, in the reader's words. */
  readonly day: string;
  /** The words for each reason. */
  readonly reasons: readonly (readonly [reason: string, words: string])[];
}

/** Messages as a file: a table, in words and codes. Moments are UTC, as in the knowledge package. */
export async function ledgerFile(list: LedgerList, t: Texts, format: LedgerFormat): Promise<Buffer> {
  const header = [...columns, ...codes].map((column) => t(`delivery:column.${column}`));
  const reasons = new Map(list.reasons);
  const rows = list.rows.map((row) => cells(row, t, reasons));
  if (format !== 'xlsx') return Buffer.from(csv(header, rows, format === 'csvExcel' ? 'excel' : 'open'));
  return workbook([{ title: t('delivery:sheet.messages'), header, rows }, aboutSheet(list, t)]);
}

function cells(row: LedgerRow, t: Texts, reasons: ReadonlyMap<string, string>): Cell[] {
  return [
    row.kind in kinds ? t(`delivery:kind.${row.kind}`) : row.kind,
    row.name || t('delivery:channel'),
    row.organisation,
    t(`delivery:state.${row.state}`),
    reasons.get(row.reason),
    row.attempts,
    row.doubts,
    row.createdAt,
    row.settledAt,
    row.kind,
    row.state,
    row.reason,
  ];
}

function aboutSheet({ title, day }: LedgerList, t: Texts) {
  return {
    title: t('survey:sheet.about'),
    header: [t('survey:aboutFile.what'), t('survey:aboutFile.explained')],
    rows: [
      [t('delivery:about'), title],
      [t('survey:aboutFile.madeOn'), day],
      ...[...columns, ...codes].map((column) => [t(`delivery:column.${column}`), t(`delivery:columnAbout.${column}`)]),
    ],
  };
}
