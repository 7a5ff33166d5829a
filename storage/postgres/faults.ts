import pg from 'pg';
import { AppError } from '../../domain/errors.ts';

/**
 * What PostgreSQL or the way to it refused. Carries the SQLSTATE and names of the schema, never the values that
 * PostgreSQL adds to its own errors: those are what people wrote, and errors are logged.
 */
export class DatabaseFault extends Error {
  /** The SQLSTATE; undefined when the connection failed rather than a statement. */
  readonly state: string | undefined;
  readonly constraint: string | undefined;

  constructor(message: string, state: string | undefined, constraint: string | undefined) {
    super(message);
    this.name = 'DatabaseFault';
    this.state = state;
    this.constraint = constraint;
  }
}

/** An error that `pg` threw, without the values in it. */
export function databaseFault(error: unknown): DatabaseFault {
  if (error instanceof DatabaseFault) return error;
  if (!(error instanceof pg.DatabaseError)) return new DatabaseFault(messageOf(error), undefined, undefined);
  const { code, table, constraint } = error;
  // Data exceptions (class 22) quote the value that was refused.
  const what = code?.startsWith('22') ? 'a value was refused' : error.message;
  const where = [table, constraint].filter(Boolean).join(' ');
  return new DatabaseFault([code, what, where].filter(Boolean).join(' '), code, constraint);
}

/** True when the server, or the way to it, was gone: the same may succeed on another connection. */
export function isConnectionFault(error: unknown): boolean {
  if (!(error instanceof DatabaseFault)) return false;
  return error.state === undefined || /^(08|57P0[1235]|53300)/.test(error.state);
}

/** True when two transactions stood in each other's way, so that the same may succeed once one is through. */
export function isCollision(error: unknown): boolean {
  return error instanceof DatabaseFault && (error.state === '40P01' || error.state === '40001');
}

/**
 * A fault as a store's error: `DUPLICATE` for a unique key, `STORE_UNAVAILABLE` for what lies in the server, its
 * machine or the role's rights, `INTERNAL` for what lies in the statement.
 */
export function asStoreError(error: unknown): unknown {
  if (!(error instanceof DatabaseFault)) return error;
  const { state, constraint } = error;
  if (state === '23505') return new AppError('DUPLICATE', `another record has the unique key ${constraint}`);
  // Connection, transaction, login, database, collision, resources, object state, operator, system, missing rights.
  const isNotOurs = state === undefined || /^(08|25|28|3D|40|53|55|57|58|42501)/.test(state);
  if (isNotOurs) return new AppError('STORE_UNAVAILABLE', `the database: ${error.message}`, { cause: error });
  return new AppError('INTERNAL', `the database refused a statement: ${error.message}`, { cause: error });
}

function messageOf(error: unknown): string {
  if (error instanceof AggregateError) return error.errors.map(messageOf).join('; ');
  return error instanceof Error ? error.message : String(error);
}
