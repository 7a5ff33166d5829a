import { AppError } from '../../domain/errors.ts';

/** Where a database is, and the name by which messages may call it: without user and password. */
export interface Address {
  readonly url: string;
  readonly place: string;
}

/** Reads `DATABASE_URL`. Throws `CONFIG_INVALID`, which never quotes it, since it holds a password. */
export function parseAddress(databaseUrl: string): Address {
  const url = URL.parse(databaseUrl);
  if (!url || !/^postgres(ql)?:$/.test(url.protocol))
    throw new AppError('CONFIG_INVALID', 'the address of the database is not a postgresql:// address');
  const host = url.host || url.searchParams.get('host') || 'localhost';
  return { url: databaseUrl, place: `postgresql://${host}${url.pathname}` };
}
