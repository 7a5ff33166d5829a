import type { StoreFault, StorePart, StoreReport } from '../../storage/kept-store.ts';
import { schemaVersion } from '../../storage/schema.ts';
import { countText, sizeText } from '../columns.ts';
import { type Finding, fault, note, ok } from './check.ts';

/** A report on a store as findings: what it is, how large, what is damaged, and whether it has room. */
export function storageFindings(report: StoreReport): readonly Finding[] {
  const { kind, place, parts, faults } = report;
  const bytes = bytesOf(report);
  return [
    ok(`${kind === 'lowdb' ? 'lowdb' : 'PostgreSQL'} in ${place}, ${sizeText(bytes)}`),
    versionFinding(report),
    ...partTexts(parts).map(ok),
    ...faults.map((one) => fault(faultText(one))),
    ...roomFindings(report, bytes),
  ];
}

function versionFinding({ schemaVersion: found, parts, faults }: StoreReport): Finding {
  if (found === undefined && parts.length === 0 && faults.length === 0) return note('nothing is stored yet');
  if (found === undefined) return fault('the version of the data cannot be read');
  if (found > schemaVersion)
    return fault(`data of version ${found}, of a newer program; this one reads up to ${schemaVersion}`);
  if (found < schemaVersion)
    return note(`data of version ${found}; "migrate", or the bot's next start, brings it to ${schemaVersion}`);
  return ok(`data of version ${found}`);
}

function partTexts(parts: readonly StorePart[]): string[] {
  const rows = parts.map(({ name, records, bytes }) => {
    return [name, records === undefined ? '' : countText(records, 'record'), sizeText(bytes)] as const;
  });
  const [nameWidth, recordsWidth, sizeWidth] = [0, 1, 2].map((place) =>
    Math.max(...rows.map((row) => row[place]?.length ?? 0)),
  );
  return rows.map(
    ([name, records, size]) =>
      `${name.padEnd(nameWidth ?? 0)}  ${records.padStart(recordsWidth ?? 0)}  ${size.padStart(sizeWidth ?? 0)}`,
  );
}

/** A fault as one line: where, what, and what a repair would drop. */
function faultText({ file, offset, what, drops }: StoreFault): string {
  const where = offset === undefined ? file : `${file}, byte ${offset}`;
  return `${where}: ${what}. ${drops === undefined ? 'No repair helps: restore a backup' : `--repair drops ${drops}`}`;
}

function roomFindings({ freeBytes }: StoreReport, bytes: number): Finding[] {
  if (freeBytes === undefined) return [];
  const free = `${sizeText(freeBytes)} free`;
  // Migrating writes all data once more, beside the copy of what it was.
  if (freeBytes < bytes) return [fault(`${free}, less than the data itself takes: make room`)];
  return [ok(free)];
}

function bytesOf({ parts }: StoreReport): number {
  return parts.reduce((sum, { bytes }) => sum + bytes, 0);
}
