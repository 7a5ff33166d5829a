import { dirname } from 'node:path';
import { AppError, type ErrorCode } from '../domain/errors.ts';

/** What to do about an error that leaves an operator no other choice. */
const advice: Partial<Record<ErrorCode, string>> = {
  STORE_DAMAGED: '"npm run cli -- doctor" says what is damaged, and docs/deployment.md what can be done about it.',
  STORE_LOCKED: 'One process at a time may write there: stop the other one first.',
  STORE_NEWER: 'A newer version of this program has written it: install that version.',
};

/** What an operator is told of an error: what went wrong, why where the operating system said so, and what to do. */
export function complaintOf(error: unknown): string {
  if (!(error instanceof AppError)) return systemFault(error);
  const reason = isSystemFault(error.cause) ? `: ${systemFault(error.cause)}` : '';
  const sentence = `${error.message}${error.message.endsWith('.') ? '' : reason}`;
  return [sentence, advice[error.code]].filter(Boolean).join('\n');
}

/** True for an error of the operating system, or of SQLite, whose message says enough. */
export function isSystemFault(error: unknown): error is NodeJS.ErrnoException {
  return error instanceof Error && ('syscall' in error || 'errcode' in error);
}

/** The operating system's commonest words, put into plainer ones. */
function systemFault(error: unknown): string {
  const { code, path } = error as NodeJS.ErrnoException;
  if (code === 'ENOSPC') return 'The disk is full. Make room, and try again.';
  if (code === 'EISDIR') return 'That is a folder; a file is needed.';
  if (code === 'ENOENT' && path?.endsWith('.tmp'))
    return `Nothing can be written to ${dirname(path)}: there is no such folder.`;
  if (code === 'ENOENT' && path) return `There is no file or folder ${path}.`;
  if (code === 'EACCES' && path) return `${path} may not be read or written by this user.`;
  return error instanceof Error ? error.message : String(error);
}
