import type { Response } from 'restify';
import type { Html } from '../../documents/package/html.ts';
import type { Language } from '../../domain/text.ts';

/** Where pages may be shown in a frame: Teams on the web, on the desktop and in Microsoft 365. */
const frames = "'self' https://teams.microsoft.com https://*.teams.microsoft.com https://*.cloud.microsoft";

/** teams-js asks this address which hosts there are by now, and does without when it is not reached. */
const hostList = 'https://res.cdn.office.net';

/** The hash of nothing: the page makes style elements that are empty and fills them by script, which needs no more. */
const emptyStyle = "'sha256-47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU='";

const guards = {
  'X-Content-Type-Options': 'nosniff',
  'Referrer-Policy': 'no-referrer',
  'Cross-Origin-Resource-Policy': 'same-origin',
  // Browsers heed it where the page came by https, which is everywhere but in local mode.
  'Strict-Transport-Security': 'max-age=31536000',
};

/** Headers of every page: nothing runs or loads but what this server gives, and only Teams may frame it. */
export const pageHeaders: Readonly<Record<string, string>> = {
  ...guards,
  'Permissions-Policy': 'camera=(), geolocation=(), microphone=(), payment=(), usb=()',
  'Content-Security-Policy': [
    "default-src 'none'",
    "script-src 'self'",
    `style-src 'self' ${emptyStyle}`,
    "img-src 'self' data:",
    "font-src 'self'",
    `connect-src 'self' ${hostList}`,
    "base-uri 'none'",
    "form-action 'none'",
    `frame-ancestors ${frames}`,
  ].join('; '),
};

/** Answers with JSON that nobody keeps: it is one person's own. */
export function sendJson(
  response: Response,
  status: number,
  body: unknown,
  headers: Readonly<Record<string, string>> = {},
): void {
  response.sendRaw(status, JSON.stringify(body), {
    ...guards,
    'Content-Type': 'application/json; charset=utf-8',
    'Cache-Control': 'no-store',
    ...headers,
  });
}

/** Answers with a page in one language. */
export function sendPage(
  response: Response,
  status: number,
  page: Html,
  language: Language,
  headers: Readonly<Record<string, string>> = {},
): void {
  response.sendRaw(status, page.markup, {
    ...pageHeaders,
    'Content-Type': 'text/html; charset=utf-8',
    'Content-Language': language,
    'Cache-Control': 'no-store',
    ...headers,
  });
}

/**
 * Headers of a file that a person saves or a calendar program reads. The name is letters and digits of any script, hyphens
 * and dots; a reader that knows none but plain ones gets it in these (RFC 6266).
 */
export function fileHeaders(type: string, name: string): Record<string, string> {
  const plain = name
    .normalize('NFD')
    .replace(/\p{M}+/gu, '')
    .replace(/[^A-Za-z0-9.-]+/g, '-');
  const whole = plain === name ? '' : `; filename*=UTF-8''${encodeURIComponent(name)}`;
  return {
    ...guards,
    'Content-Type': type,
    'Content-Disposition': `attachment; filename="${plain}"${whole}`,
    'Cache-Control': 'private, no-cache',
    'X-Robots-Tag': 'noindex',
  };
}
