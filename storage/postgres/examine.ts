import { asAppError } from '../../domain/errors.ts';
import type { StoreFault, StorePart, StoreReport } from '../kept-store.ts';
import { schemaVersion } from '../schema.ts';
import { parseAddress } from './address.ts';
import { type Connections, withSession } from './connections.ts';
import { schemaVersionOf } from './migrate.ts';
import { quoted } from './statements.ts';
import { tables } from './table.ts';
import { withUpkeep } from './upkeep.ts';

/** Looks a database over without changing anything. Throws `CONFIG_INVALID` for an address that is none. */
export async function examinePostgres(databaseUrl: string): Promise<StoreReport> {
  const address = parseAddress(databaseUrl);
  const report = { kind: 'postgres' as const, place: address.place, freeBytes: undefined };
  try {
    return await withUpkeep(
      address,
      async (connections) => ({ ...report, ...(await examine(connections, address.place)) }),
      {
        lock: 2000,
        readOnly: true,
      },
    );
  } catch (error) {
    const what = `cannot be examined: ${asAppError(error).message}`;
    return { ...report, schemaVersion: undefined, parts: [], faults: [faultIn(address.place, what)] };
  }
}

async function examine(connections: Connections, place: string) {
  const version = await schemaVersionOf(connections);
  if (version === undefined) return { schemaVersion: version, parts: [], faults: [] };
  const parts = await partsOf(connections);
  const missing = tables.filter(({ name }) => !parts.some((part) => part.name === name));
  const faults = [
    ...(version > schemaVersion ? [faultIn(place, `has schema ${version}, of a newer program`)] : []),
    ...(version === schemaVersion ? missing.map(({ name }) => faultIn(name, 'the table is missing')) : []),
    ...(await invalidIndexes(connections)).map((name) =>
      faultIn(name, 'the index is not valid; rebuild it with REINDEX'),
    ),
  ];
  return { schemaVersion: version, parts, faults };
}

function partsOf(connections: Connections): Promise<StorePart[]> {
  return withSession(connections, async (session) => {
    const names = tables.map(({ name }) => name);
    const text = 'select name, pg_total_relation_size(to_regclass(name))::text from unnest($1::text[]) as name';
    const rows = await session.run({ text: `${text} where to_regclass(name) is not null`, values: [names] });
    const parts: StorePart[] = [];
    for (const [name, bytes] of rows) {
      const [row] = await session.run({ text: `select count(*)::integer from ${quoted(String(name))}` });
      parts.push({ name: String(name), records: Number(row?.[0]), bytes: Number(bytes) });
    }
    return parts;
  });
}

/** Indexes whose building was broken off: questions do without them, and unique ones keep nothing unique. */
function invalidIndexes(connections: Connections): Promise<string[]> {
  return withSession(connections, async (session) => {
    const text =
      'select indexrelid::regclass::text from pg_index where not indisvalid and indrelid in ' +
      '(select to_regclass(name) from unnest($1::text[]) as name)';
    const rows = await session.run({ text, values: [tables.map(({ name }) => name)] });
    return rows.map(([name]) => String(name));
  });
}

function faultIn(file: string, what: string): StoreFault {
  return { file, offset: undefined, what, drops: undefined };
}
