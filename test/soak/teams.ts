import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';

/**
 * Bot Connector as a process of its own: takes messages at Teams' limits, and does to them what networks do. It is told
 * what to do by `POST /_faults`, and tells what it saw at `GET /_report`.
 */

/** Shares of requests that meet a fault; `reset` breaks the connection before the message is taken. */
export interface Faults {
  /** Answered 429, with `Retry-After` every other time. */
  readonly busy: number;
  /** Answered 502; every other one after the message was taken. */
  readonly lost: number;
  readonly reset: number;
  /** Of conversations, by their name: always answered 403. */
  readonly forbidden: number;
  /** How often one conversation is left in doubt at most, by a 502 or a reset: each time it is waited for longer. */
  readonly mostDoubts: number;
}

/** What came in. */
export interface Report {
  readonly requests: number;
  /** The most requests in any second. */
  readonly worstSecond: number;
  /** When the first and the last message came, in milliseconds. */
  readonly first: number;
  readonly last: number;
  /** How often a message was taken, by conversation. */
  readonly taken: Readonly<Record<string, number>>;
  readonly forbidden: readonly string[];
}

const limit = 50;
let faults: Faults = { busy: 0, lost: 0, reset: 0, forbidden: 0, mostDoubts: 0 };
let delayMs = 20;
const arrivals: number[] = [];
const taken: Record<string, number> = {};
const forbidden = new Set<string>();
const doubts: Record<string, number> = {};
let requests = 0;
let worstSecond = 0;
let first = 0;
let last = 0;
let turn = 0;
let seed = 1;

/** Numbers from 0 up to 1 that are the same in every run (mulberry32). */
function chance(): number {
  seed = (seed + 0x6d2b79f5) | 0;
  let mixed = Math.imul(seed ^ (seed >>> 15), 1 | seed);
  mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
  return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
}

/** Whether a conversation is one of those that refuse everything: decided by its name alone. */
function refuses(conversation: string): boolean {
  const sum = [...conversation].reduce((hash, sign) => Math.imul(hash ^ sign.charCodeAt(0), 16777619), 2166136261);
  return ((sum >>> 0) % 1000) / 1000 < faults.forbidden;
}

function count(): number {
  const now = performance.timeOrigin + performance.now();
  requests += 1;
  first ||= now;
  last = now;
  arrivals.push(now);
  while ((arrivals[0] ?? now) <= now - 1000) arrivals.shift();
  worstSecond = Math.max(worstSecond, arrivals.length);
  return arrivals.length;
}

function answer(response: ServerResponse, status: number, body: unknown, headers: Record<string, string> = {}): void {
  response.writeHead(status, { 'Content-Type': 'application/json', ...headers });
  response.end(JSON.stringify(body));
}

function refuse(response: ServerResponse, status: number, headers: Record<string, string> = {}): void {
  answer(response, status, { error: { code: 'Fault', message: 'fault' } }, headers);
}

function take(conversation: string): string {
  taken[conversation] = (taken[conversation] ?? 0) + 1;
  return `a-${(turn += 1)}`;
}

function message(conversation: string, response: ServerResponse): void {
  if (refuses(conversation)) {
    forbidden.add(conversation);
    return refuse(response, 403);
  }
  const met = chance();
  if (met < faults.busy) return refuse(response, 429, chance() < 0.5 ? { 'Retry-After': '1' } : {});
  const doubtful = met < faults.busy + faults.lost + faults.reset;
  const doubted = doubts[conversation] ?? 0;
  if (!doubtful || doubted >= faults.mostDoubts) return answer(response, 201, { id: take(conversation) });
  doubts[conversation] = doubted + 1;
  if (met >= faults.busy + faults.lost) {
    response.socket?.destroy();
    return undefined;
  }
  if (chance() < 0.5) take(conversation);
  return refuse(response, 502);
}

async function handle(request: IncomingMessage, response: ServerResponse): Promise<void> {
  const path = decodeURIComponent(new URL(request.url ?? '', 'http://teams').pathname);
  if (path.startsWith('/_')) return control(path, request, response);
  const inSecond = count();
  request.resume();
  await new Promise((resolve) => setTimeout(resolve, delayMs));
  if (inSecond > limit) return refuse(response, 429, { 'Retry-After': '1' });
  const conversation = /^\/v3\/conversations\/([^/]+)\/activities$/.exec(path)?.[1];
  if (conversation && request.method === 'POST') return message(conversation, response);
  return answer(response, 200, { id: 'x' });
}

async function control(path: string, request: IncomingMessage, response: ServerResponse): Promise<void> {
  if (path === '/_report') {
    const report: Report = { requests, worstSecond, first, last, taken, forbidden: [...forbidden] };
    return answer(response, 200, report);
  }
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk as Buffer);
  const told = JSON.parse(Buffer.concat(chunks).toString()) as Partial<Faults> & { delayMs?: number };
  faults = { ...faults, ...told };
  delayMs = told.delayMs ?? delayMs;
  return answer(response, 200, {});
}

const server = createServer((request, response) => void handle(request, response));
server.listen(0, '127.0.0.1', () => {
  process.stdout.write(`http://127.0.0.1:${(server.address() as AddressInfo).port}\n`);
});
