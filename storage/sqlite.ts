type Sqlite = typeof import('node:sqlite');

/**
 * Node's SQLite, and the only way to it: Node 22 says at every start that it is an experiment, which an operator can do
 * nothing about.
 */
export const { DatabaseSync } = withoutWarning('SQLite is an experimental feature', loadSqlite);

function loadSqlite(): Sqlite {
  return process.getBuiltinModule('node:sqlite');
}

/** Does some work, and keeps back those of its warnings that begin so. All others are given, as always. */
export function withoutWarning<T>(beginning: string, work: () => T): T {
  const { emitWarning } = process;
  process.emitWarning = (warning: string | Error, ...more: unknown[]) => {
    if (!String(warning).startsWith(beginning)) Reflect.apply(emitWarning, process, [warning, ...more]);
  };
  try {
    return work();
  } finally {
    process.emitWarning = emitWarning;
  }
}
