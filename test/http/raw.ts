import { once } from 'node:events';
import { connect, type Socket } from 'node:net';

/** A connection without a client's manners: it sends what it is given, as it is. */
export async function rawSocket(port: number): Promise<Socket> {
  const socket = connect(port, '127.0.0.1');
  // A server that closes on it is what is looked for.
  socket.on('error', () => undefined);
  await once(socket, 'connect');
  return socket;
}

/** Sends bytes as they are, and gives all that comes back until the server closes. */
export async function rawExchange(port: number, ...parts: readonly (string | Buffer)[]): Promise<string> {
  const socket = await rawSocket(port);
  const chunks: Buffer[] = [];
  socket.on('data', (chunk) => chunks.push(chunk));
  for (const part of parts) socket.write(part);
  if (!socket.closed) await once(socket, 'close');
  return Buffer.concat(chunks).toString('latin1');
}

/** Sends bytes, and hangs up without waiting for an answer. */
export async function rawAbort(port: number, ...parts: readonly (string | Buffer)[]): Promise<void> {
  const socket = await rawSocket(port);
  for (const part of parts) await new Promise((resolve) => socket.write(part, resolve));
  socket.destroy();
  if (!socket.closed) await once(socket, 'close');
}

/** The status of an answer; 0 when there was none. */
export function statusOf(answer: string): number {
  return Number(/^HTTP\/1\.1 (\d{3})/.exec(answer)?.[1] ?? 0);
}

/** The head of a request that the server is asked to close after. */
export function head(line: string, headers: Readonly<Record<string, string>> = {}): string {
  const all = { Host: '127.0.0.1', Connection: 'close', ...headers };
  const lines = Object.entries(all).map(([name, value]) => `${name}: ${value}\r\n`);
  return `${line} HTTP/1.1\r\n${lines.join('')}\r\n`;
}

/** A whole post of JSON. */
export function post(path: string, body: string | Buffer, headers: Readonly<Record<string, string>> = {}): Buffer {
  const bytes = Buffer.from(body as string);
  const usual = { 'Content-Type': 'application/json', 'Content-Length': String(bytes.length) };
  return Buffer.concat([Buffer.from(head(`POST ${path}`, { ...usual, ...headers })), bytes]);
}
