import { crc32 } from 'node:zlib';
import { inMemory, Packed, type Source } from './packed.ts';

/** A line that is as it was written. */
interface Intact {
  readonly intact: true;
  /** In bytes from the start of the file. */
  readonly offset: number;
  readonly content: Packed;
}

/** A line that is not as it was written. */
interface Damaged {
  readonly intact: false;
  /** In bytes from the start of the file. */
  readonly offset: number;
  /** True when it is the last, and was never whole: then nobody was told that it is on disk. */
  readonly unfinished: boolean;
}

export type Line = Intact | Damaged;

const newline = 0x0a;
/** Bytes of a line before its JSON: eight hexadecimal digits of the CRC-32 and a space. */
export const prefix = 9;

/** A JSON value as one line that shows whether it was changed: the CRC-32 of its bytes, a space, the JSON. */
export function lineOf(value: unknown): string {
  const json = value instanceof Packed ? value.json : JSON.stringify(value);
  return `${crc32(json).toString(16).padStart(8, '0')} ${json}\n`;
}

/** The content of a file of checked lines. */
export class Lines implements Iterable<Line> {
  readonly content: Buffer;

  constructor(content: Buffer) {
    this.content = content;
  }

  /** One line for each value. */
  static of(values: Iterable<unknown>): Lines {
    return new Lines(Buffer.from([...values].map(lineOf).join('')));
  }

  /** The CRC-32 of all bytes. */
  get checksum(): number {
    return crc32(this.content);
  }

  /** Each line, checked. */
  [Symbol.iterator](): Generator<Line> {
    return linesOf(this.content);
  }

  /**
   * Each line, unchecked: for content whose checksum is known to be right, or from a source that checks what it gives.
   * `source` is what they are read from when they are asked for; default the content in memory.
   */
  *trusted(source: Source = inMemory(this.content)): Generator<Packed> {
    for (let offset = 0, end: number; offset < this.content.length; offset = end + 1) {
      end = lineEnd(this.content, offset);
      yield new Packed(source, offset + prefix, end);
    }
  }
}

/** The lines of a file, each checked. Bytes after the last line break are a line, too, and never an intact one. */
export function* linesOf(content: Buffer): Generator<Line> {
  const source = inMemory(content);
  for (let offset = 0; offset < content.length; ) {
    const end = lineEnd(content, offset);
    const intact = end < content.length && isIntact(content, offset, end);
    if (intact) yield { intact, offset, content: new Packed(source, offset + prefix, end) };
    else
      yield { intact, offset, unfinished: isBlank(content, end + 1) && !wasWhole(content.subarray(offset, end + 1)) };
    offset = end + 1;
  }
}

/** Where a line's line break stands, or should. */
function lineEnd(content: Buffer, offset: number): number {
  const found = content.indexOf(newline, offset);
  return found < 0 ? content.length : found;
}

/** Whether the line between two places, without its line break, is as it was written. */
export function isIntact(content: Buffer, offset: number, end: number): boolean {
  return crc32(content.subarray(offset + prefix, end)) === checksumAt(content, offset);
}

function checksumAt(content: Buffer, offset: number): number {
  return Number.parseInt(content.toString('latin1', offset, offset + prefix - 1), 16);
}

/**
 * Whether a line was once written to its end, and changed after that: it has its line break and no hole, or nothing
 * but the line break is wrong. A write that was cut short has neither.
 */
function wasWhole(line: Buffer): boolean {
  if (line.at(-1) === newline) return !line.includes(0);
  return line.length > prefix && crc32(line.subarray(prefix, -1)) === checksumAt(line, 0);
}

/** Some file systems, after a power cut, fill with NUL what had not reached the disk. */
function isBlank(content: Buffer, from: number): boolean {
  for (let place = from; place < content.length; place += 1) if (content[place] !== 0) return false;
  return true;
}
