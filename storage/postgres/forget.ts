import { setTimeout as wait } from 'node:timers/promises';
import { AppError } from '../../domain/errors.ts';
import type { Session } from './session.ts';
import { quoted } from './statements.ts';
import type { Table } from './table.ts';

/** How long (ms) to wait for those who read since before; a long export makes it give up. */
const longestWait = 10_000;

/**
 * Rewrites tables, so that no deleted or replaced row is in their files any more. Throws `STORE_UNAVAILABLE` when
 * somebody still reads a moment at which the rows were there, or a table stays locked.
 */
export async function rewriteTables(session: Session, tables: readonly Table[], waitFor = longestWait): Promise<void> {
  // What was deleted before this number was given is kept by the rewriting only for those who began before it, too.
  const [row] = await session.run({ text: 'select xid(pg_current_xact_id())::text' });
  const until = performance.now() + waitFor;
  while (await isSeenSince(session, String(row?.[0]))) {
    if (performance.now() > until)
      throw new AppError('STORE_UNAVAILABLE', 'a long read, such as an export, still sees what is to be forgotten');
    await wait(50);
  }
  for (const { name } of tables) await session.run({ text: `vacuum (full) ${quoted(name)}` });
}

/** Whether a transaction, or a standby that reports what it reads, still sees the database as it was before another. */
async function isSeenSince(session: Session, transaction: string): Promise<boolean> {
  const [row] = await session.run({
    text:
      'select exists (select from pg_stat_activity where pid <> pg_backend_pid() and age(backend_xmin) > age($1::xid) ' +
      "and (datname = current_database() or backend_type = 'walsender'))",
    values: [transaction],
  });
  return row?.[0] === true;
}
