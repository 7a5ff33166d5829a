import type { IncomingMessage } from 'node:http';

/** Nesting of JSON beyond which nothing goes that Teams or the page sends. */
const deepest = 64;

/**
 * A body of so many bytes may have one part, a key or a value of a list, for each 32: parsing costs time by the parts,
 * and what Teams and the page send has texts in them.
 */
const bytesOfPart = 32;

/** Why a body is not read, with the HTTP status that says so. */
const statuses = {
  /** There is a `Content-Encoding`, whatever it names: RFC 9110 (8.4, 12.5.3) knows none that means nothing, `identity` included. */
  encoded: 415,
  /** A transfer coding beside `chunked` (RFC 9112, 6.1). */
  transfer: 501,
  /** It is not announced as JSON. */
  notJson: 415,
  /** It is announced in a charset other than UTF-8, the only one of JSON (RFC 8259, 8.1). */
  charset: 415,
  tooLarge: 413,
  tooDeep: 400,
  /** It has more keys and values than anything of that size that is meant to be read. */
  tooManyParts: 400,
  /** It is no JSON, no UTF-8, or nothing at all. */
  malformed: 400,
  /** It ended before it was whole: there is nobody left to tell. */
  cutShort: 400,
} as const;

export type BodyFault = keyof typeof statuses;

/** A body that is not read; always its sender's fault. */
export class BodyRefused extends Error {
  readonly fault: BodyFault;
  readonly status: number;
  /** What the answer should carry beside the status (RFC 9110, 15.5.16). */
  readonly headers: Readonly<Record<string, string>>;

  constructor(fault: BodyFault) {
    super(`a body that is ${fault}`);
    this.name = 'BodyRefused';
    this.fault = fault;
    this.status = statuses[fault];
    this.headers = fault === 'encoded' ? { 'Accept-Encoding': 'identity' } : {};
  }
}

/**
 * Reads the JSON body of a request, of at most so many bytes, and parses it once. Whoever sends it may be anybody:
 * nothing is unpacked, no more than `largest` is kept, and what comes after a refusal is left unread. Keys called
 * `__proto__` are dropped. Rejects with `BodyRefused`, and with nothing else.
 */
export async function readJson(request: IncomingMessage, largest: number): Promise<unknown> {
  const announced = faultOfHeaders(request, largest);
  if (announced) throw new BodyRefused(announced);
  return parse(await readBytes(request, largest), largest / bytesOfPart);
}

function faultOfHeaders({ headers }: IncomingMessage, largest: number): BodyFault | undefined {
  if (headers['content-encoding'] !== undefined) return 'encoded';
  if ((headers['transfer-encoding'] ?? 'chunked').trim().toLowerCase() !== 'chunked') return 'transfer';
  if (Number(headers['content-length'] ?? 0) > largest) return 'tooLarge';
  const [type = '', ...parameters] = (headers['content-type'] ?? '').toLowerCase().split(';');
  if (type.trim() !== 'application/json') return 'notJson';
  return parameters.every(namesNoOtherCharset) ? undefined : 'charset';
}

/** Of a parameter of a media type: that it is no charset, or UTF-8. */
function namesNoOtherCharset(parameter: string): boolean {
  const [name = '', value = ''] = parameter.split('=');
  return name.trim() !== 'charset' || /^"?utf-?8"?$/.test(value.trim());
}

function readBytes(request: IncomingMessage, largest: number): Promise<Buffer> {
  return new Promise((resolve, reject) => {
    if (request.destroyed) return reject(new BodyRefused('cutShort'));
    const chunks: Buffer[] = [];
    let size = 0;
    const refuse = (fault: BodyFault) => {
      request.off('data', take);
      chunks.length = 0;
      reject(new BodyRefused(fault));
    };
    const take = (chunk: Buffer) => {
      size += chunk.length;
      if (size > largest) refuse('tooLarge');
      else chunks.push(chunk);
    };
    const cutShort = () => refuse('cutShort');
    request.on('data', take);
    request.once('end', () => {
      request.off('close', cutShort);
      resolve(chunks.length === 1 && chunks[0] ? chunks[0] : Buffer.concat(chunks));
    });
    // Without a listener, an error of a request ends the process.
    request.on('error', cutShort);
    request.once('close', cutShort);
  });
}

/** Refuses what is not UTF-8, and leaves a byte order mark out. */
const decoder = new TextDecoder('utf-8', { fatal: true });

function parse(bytes: Buffer, mostParts: number): unknown {
  const fault = faultOfBuild(bytes, mostParts);
  if (fault) throw new BodyRefused(fault);
  try {
    const text = decoder.decode(bytes);
    return mayNamePrototype(text) ? JSON.parse(text, withoutPrototype) : JSON.parse(text);
  } catch {
    throw new BodyRefused('malformed');
  }
}

const [quote, backslash, comma, openArray, openObject, closeArray, closeObject] = Buffer.from('"\\,[{]}');

/** Counts brackets and commas outside of texts, before anything is made of them. What is no JSON, the parser finds. */
function faultOfBuild(bytes: Buffer, mostParts: number): BodyFault | undefined {
  let depth = 0;
  let parts = 0;
  let inText = false;
  for (let place = 0; place < bytes.length; place += 1) {
    const byte = bytes[place];
    if (inText) {
      if (byte === backslash) place += 1;
      else if (byte === quote) inText = false;
    } else if (byte === quote) inText = true;
    else if (byte === comma) parts += 1;
    else if (byte === openObject || byte === openArray) {
      parts += 1;
      depth += 1;
      if (depth > deepest) return 'tooDeep';
    } else if (byte === closeObject || byte === closeArray) depth -= 1;
  }
  return parts > mostParts ? 'tooManyParts' : undefined;
}

/** Also when some of its letters are escaped; looking closer costs time, so it is done only then. */
function mayNamePrototype(text: string): boolean {
  return text.includes('__proto__') || text.includes('\\u00');
}

/** A key of this name would become the prototype of the next object that it is copied into. */
function withoutPrototype(key: string, value: unknown): unknown {
  return key === '__proto__' ? undefined : value;
}
