import type { StoreFault, StorePart, StoreReport } from '../../storage/kept-store.ts';
import { schemaVersion } from '../../storage/schema.ts';
import { aligned, countText, sizeText } from '../columns.ts';
import { type Finding, fault, note, ok } from './check.ts';

/** A report on a store as findings: what it is, how large, what is damaged, and whether it has room. */
export function storageFindings(report: StoreReport): readonly Finding[] {
  const { kind, place, parts, faults } = report;
  const bytes = bytesOf(parts);
  return [
    ok(`${kind === 'lowdb' ? 'lowdb' : 'PostgreSQL'} in ${place}, ${sizeText(bytes)}`),
    versionFinding(report),
    ...partTexts(parts).map(ok),
    ...faults.map((one) => fault(faultText(one, kind))),
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

/** The parts in columns, with the many files of one collection in one line. */
function partTexts(parts: readonly StorePart[]): string[] {
  const groups = Map.groupBy(parts, ({ name }) => /^([A-Za-z]+)-\d/.exec(name)?.[1] ?? name);
  const rows = [...groups].map(([name, files]) => {
    const records = files.every((one) => one.records === undefined) ? '' : countText(recordsOf(files), 'record');
    return [name, files.length > 1 ? countText(files.length, 'file') : '', records, sizeText(bytesOf(files))];
  });
  return aligned(rows);
}

/** A fault as one line: where, what, and what a repair would drop; a database is not repaired by this program. */
function faultText({ file, offset, what, drops }: StoreFault, kind: StoreReport['kind']): string {
  const where = offset === undefined ? file : `${file}, byte ${offset}`;
  const sentence = `${where}: ${what.replace(/\.$/, '')}`;
  if (drops !== undefined) return `${sentence}. --repair drops ${drops}`;
  return kind === 'lowdb' ? `${sentence}. No repair helps: restore a backup` : sentence;
}

function roomFindings({ freeBytes }: StoreReport, bytes: number): Finding[] {
  if (freeBytes === undefined) return [];
  const free = `${sizeText(freeBytes)} free`;
  // Migrating writes all data once more, beside the copy of what it was.
  if (freeBytes < bytes) return [fault(`${free}, less than the data itself takes: make room`)];
  return [ok(free)];
}

function bytesOf(parts: readonly StorePart[]): number {
  return parts.reduce((sum, { bytes }) => sum + bytes, 0);
}

function recordsOf(parts: readonly StorePart[]): number {
  return parts.reduce((sum, { records = 0 }) => sum + records, 0);
}
