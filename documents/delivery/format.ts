import { workbookType } from '../results/format.ts';

/** What a list of messages can be taken along as. */
export const ledgerFormats = ['xlsx', 'csvExcel', 'csv'] as const;
export type LedgerFormat = (typeof ledgerFormats)[number];

const csv = { type: 'text/csv; charset=utf-8', ending: 'csv' } as const;

/** The media type and the ending of a file in each format. */
export const ledgerKinds: Readonly<Record<LedgerFormat, { readonly type: string; readonly ending: string }>> = {
  xlsx: { type: workbookType, ending: 'xlsx' },
  csvExcel: csv,
  csv,
};
