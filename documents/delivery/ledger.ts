import type { LedgerRow } from '../../domain/delivery/ledger.ts';
import type { Texts } from '../../locales/text.ts';
import { csv } from '../package/csv.ts';

/** Messages as a table (CSV); `reasonOf` puts a reason into words. Moments are UTC, as in the knowledge package. */
export function ledgerCsv(rows: readonly LedgerRow[], t: Texts, reasonOf: (reason: string) => string): string {
  const columns = ['kind', 'recipient', 'state', 'reason', 'attempts', 'doubts', 'createdAt', 'settledAt'];
  return csv(
    columns.map((column) => t(`delivery:column.${column}`)),
    rows.map((row) => [
      row.kind,
      row.name || t('delivery:channel'),
      t(`delivery:state.${row.state}`),
      row.reason === '' ? '' : reasonOf(row.reason),
      row.attempts,
      row.doubts,
      row.createdAt,
      row.settledAt,
    ]),
  );
}
