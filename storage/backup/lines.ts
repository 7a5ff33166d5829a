import { createReadStream } from 'node:fs';
import { pipeline } from 'node:stream';
import { createGunzip } from 'node:zlib';
import { AppError } from '../../domain/errors.ts';

/** One line of a backup. */
export interface Line {
  /** Counted from 1. */
  readonly number: number;
  /** With its line feed. */
  readonly bytes: Buffer;
}

/** No record comes near it; without a bound, a file without line feeds would fill the memory. */
const longestLine = 16 * 1024 * 1024;

const lineFeed = 0x0a;

/** The lines of a gzip'd file, a few at a time in memory. Throws `STORE_DAMAGED`, or why the file cannot be read. */
export async function* linesOf(file: string): AsyncGenerator<Line> {
  const gunzip = createGunzip({ chunkSize: 64 * 1024 });
  // The loop below hears of the pipeline's errors from `gunzip` itself.
  pipeline(createReadStream(file), gunzip, () => undefined);
  const begun = new BegunLine();
  let number = 1;
  try {
    for await (const chunk of gunzip as AsyncIterable<Buffer>) {
      for (const bytes of begun.goOnWith(chunk)) yield { number: number++, bytes };
      if (begun.length > longestLine) throw damagedLine(file, number, 'has no end');
    }
  } catch (cause) {
    if (!isOfGzip(cause)) throw cause;
    throw damagedLine(file, number, 'cannot be unpacked: the file is cut off, altered, or no backup', cause);
  }
  if (begun.length > 0) throw damagedLine(file, number, 'is cut off');
}

/** The line whose end has not come yet. */
class BegunLine {
  #pieces: Buffer[] = [];
  #length = 0;

  get length(): number {
    return this.#length;
  }

  /** The lines that end in the chunk; what comes after the last of them begins the next line. */
  *goOnWith(chunk: Buffer): Generator<Buffer> {
    let from = 0;
    for (let end = chunk.indexOf(lineFeed); end !== -1; end = chunk.indexOf(lineFeed, from)) {
      this.#add(chunk.subarray(from, end + 1));
      yield Buffer.concat(this.#pieces);
      this.#pieces = [];
      this.#length = 0;
      from = end + 1;
    }
    if (from < chunk.length) this.#add(chunk.subarray(from));
  }

  #add(piece: Buffer): void {
    this.#pieces.push(piece);
    this.#length += piece.length;
  }
}

/** What is wrong with a backup and where: `STORE_DAMAGED`, with file and line in message and hint. */
export function damagedLine(file: string, number: number, what: string, cause?: unknown): AppError {
  const message = `${file}: line ${number} ${what}`;
  return new AppError('STORE_DAMAGED', message, { hint: message, cause });
}

function isOfGzip(error: unknown): boolean {
  return error instanceof Error && 'code' in error && String(error.code).startsWith('Z_');
}
