import type { ServerResponse } from 'node:http';

/** Answers with JSON, or with nothing when there is no body; a client that has gone gets neither. */
export function sendPlainly(
  response: ServerResponse,
  status: number,
  body?: unknown,
  headers: Readonly<Record<string, string>> = {},
): void {
  if (response.headersSent || response.destroyed) return;
  const text = body === undefined ? '' : JSON.stringify(body);
  const type = body === undefined ? {} : { 'Content-Type': 'application/json' };
  response.writeHead(status, { ...type, 'Content-Length': Buffer.byteLength(text), ...headers });
  response.end(text);
}
