import { isDoubtful, type Refusal } from '../../domain/delivery/settle.ts';

/** Codes of connections that were never made: no message went over them. */
const neverLeft: ReadonlySet<string> = new Set([
  'ECONNREFUSED',
  'ENOTFOUND',
  'EAI_AGAIN',
  'EHOSTUNREACH',
  'ENETUNREACH',
]);

/** What an error of the connector says about the message, without any of its words: they may quote it. */
export function refusalOf(error: unknown, now: Date): Refusal {
  const { statusCode, code, name, response } = error as {
    statusCode?: number;
    code?: string;
    name?: string;
    response?: { headers?: { get?(name: string): string | undefined } };
  };
  if (statusCode !== undefined) {
    const wait = waitAsked(response?.headers?.get?.('retry-after'), now);
    return {
      was: 'refused',
      reason: String(statusCode),
      status: statusCode,
      doubtful: isDoubtful(statusCode),
      ...(wait === undefined ? {} : { retryAfterMs: wait }),
    };
  }
  if (name === 'AbortError') return { was: 'refused', reason: 'timeout', doubtful: true };
  // An error that is none of the connection's, as when no token could be had, came before the message left.
  if (code === undefined) return { was: 'refused', reason: 'connection', doubtful: false };
  return { was: 'refused', reason: code, doubtful: !neverLeft.has(code) };
}

/** Whether Teams says that a message is larger than it takes. */
export function isTooLarge(error: unknown): boolean {
  return (error as { readonly statusCode?: number }).statusCode === 413;
}

const longestAskedMs = 60 * 60_000;

/** Retry-After in milliseconds (RFC 9110, 10.2.3: seconds or a date); undefined when it says nothing. */
function waitAsked(header: string | undefined, now: Date): number | undefined {
  if (header === undefined) return undefined;
  const seconds = Number(header);
  const wait = Number.isFinite(seconds) ? seconds * 1000 : Date.parse(header) - now.getTime();
  return wait > 0 ? Math.min(wait, longestAskedMs) : undefined;
}
