import { AppError, isAppError } from '../../domain/errors.ts';
import type { Guard } from '../change.ts';
import { type Connections, withSession } from './connections.ts';
import { allAnswered, inTransaction, type Session } from './session.ts';
import { type Operation, operationOf, operations, recordWithId, statementFor } from './statements.ts';
import { tables } from './table.ts';

/** The steps of one commit, in its order. */
export type Steps = readonly Guard[];

/** Steps of one kind on one table: one statement. */
interface Group {
  readonly operation: Operation;
  readonly steps: Steps;
}

/**
 * Whether a commit's outcome depends on the order of its steps: two of them touch one record, or one may free the
 * unique key that another one takes.
 */
export function isOrdered(steps: Steps): boolean {
  if (steps.length === 1) return false;
  if (new Set(steps.map(recordKey)).size < steps.length) return true;
  const moving = groupsOf(steps).filter(({ operation, steps: [first] }) => {
    return operation !== 'check' && (first?.collection.unique.length ?? 0) > 0;
  });
  if (new Set(moving.map(({ steps: [first] }) => first?.collection)).size < moving.length) return true;
  return moving.some((group) => group.operation === 'update' && group.steps.length > 1);
}

/** What tells one record from all others. */
export function recordKey({ collection, id }: Guard): string {
  return `${collection.name} ${id}`;
}

/**
 * Makes one commit, trying until the given moment of `performance.now()`. Throws `CONFLICT` and `DUPLICATE`, and
 * `STORE_UNAVAILABLE` when it was not made or, the connection having broken at its very end, perhaps was.
 */
export async function makeAlone(connections: Connections, steps: Steps, until: number): Promise<void> {
  const groups = isOrdered(steps)
    ? steps.map((step) => ({ operation: operationOf(step), steps: [step] }))
    : groupsOf(steps);
  await withSession(connections, (session, last) => write(session, last, groups), until);
}

/**
 * Makes commits that touch no record together and have no order within. Gives those that were made: all of them, or,
 * when something was refused, perhaps some and perhaps none. Throws `STORE_UNAVAILABLE` as for one commit, for all.
 */
export async function makeTogether(
  connections: Connections,
  commits: readonly Steps[],
  until: number,
): Promise<Set<Steps>> {
  const groups = groupsOf(commits.flat());
  try {
    return await withSession(connections, (session, last) => writeTogether(session, last, commits, groups), until);
  } catch (error) {
    if (isAppError(error, 'CONFLICT') || isAppError(error, 'DUPLICATE')) return new Set();
    throw error;
  }
}

async function writeTogether(
  session: Session,
  last: () => void,
  commits: readonly Steps[],
  groups: readonly Group[],
): Promise<Set<Steps>> {
  const [only] = groups;
  if (only && groups.length === 1 && commits.every((steps) => steps.length === 1)) {
    // One statement without a transaction around it makes each of these commits that can be made.
    last();
    const made = await idsFrom(session, only);
    return new Set(commits.filter(([step]) => step && made.has(step.id)));
  }
  await write(session, last, groups);
  return new Set(commits);
}

async function write(session: Session, last: () => void, groups: readonly Group[]): Promise<void> {
  const [only] = groups;
  if (only && groups.length === 1 && only.steps.length === 1) {
    last();
    await assertMade(session, only, await idsFrom(session, only));
    return;
  }
  await inTransaction(session, last, async () => {
    const made = await allAnswered(groups.map((group) => idsFrom(session, group)));
    for (const [place, group] of groups.entries()) await assertMade(session, group, made[place] ?? new Set());
  });
}

async function idsFrom(session: Session, { operation, steps }: Group): Promise<Set<unknown>> {
  const rows = await session.run(statementFor(operation, steps));
  return new Set(rows.map(([id]) => id));
}

async function assertMade(session: Session, { operation, steps }: Group, made: ReadonlySet<unknown>): Promise<void> {
  const missed = steps.find(({ id }) => !made.has(id));
  if (!missed) return;
  const place = recordKey(missed);
  if (operation === 'insert' && (await session.run(recordWithId(missed))).length === 0)
    throw new AppError('DUPLICATE', `${place}: another record has its unique key`);
  throw new AppError('CONFLICT', `${place} is not at version ${missed.expected}`);
}

/** A statement with more records takes too long for the limit on statements. */
const groupSize = 5000;

/** All steps of a kind on a table together, in the one order of kinds and tables. */
function groupsOf(steps: Steps): Group[] {
  const alike = Map.groupBy(steps, (step) => `${operationOf(step)} ${step.collection.name}`);
  return operations.flatMap((operation) =>
    tables.flatMap(({ collection }) =>
      chunksOf(alike.get(`${operation} ${collection.name}`) ?? []).map((chunk) => ({ operation, steps: chunk })),
    ),
  );
}

function chunksOf(steps: Steps): Steps[] {
  const starts = Array.from({ length: Math.ceil(steps.length / groupSize) }, (_, place) => place * groupSize);
  return starts.map((start) => steps.slice(start, start + groupSize));
}
