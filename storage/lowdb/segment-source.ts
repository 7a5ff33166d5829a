import { AppError } from '../../domain/errors.ts';
import { isIntact, Lines, prefix } from './lines.ts';
import type { OpenFiles } from './open-files.ts';
import type { Source } from './packed.ts';

/**
 * A segment's file, of which each line is read and checked when it is asked for. Its checksum was right when the store
 * was opened; what happens to it since shows in the line that it happened to.
 */
export class SegmentSource implements Source {
  readonly #path: string;
  readonly #bytes: number;
  readonly #files: OpenFiles;
  #kept: Buffer | undefined;

  /** `bytes` is the size of the file. */
  constructor(path: string, bytes: number, files: OpenFiles) {
    this.#path = path;
    this.#bytes = bytes;
    this.#files = files;
  }

  text(start: number, end: number): string {
    const from = start - prefix;
    const line = this.#kept?.subarray(from, end) ?? this.#files.read(this.#path, Buffer.allocUnsafe(end - from), from);
    if (line.length < end - from || !isIntact(line, 0, line.length)) throw this.damaged(from);
    return line.toString('utf8', prefix);
  }

  /** The file's lines, to see where each begins; good until another source is asked for its own. */
  lines(): Lines {
    const content = this.#kept ?? this.#files.glance(this.#path, this.#bytes);
    if (content.length < this.#bytes) throw this.damaged(content.length);
    return new Lines(content);
  }

  /** Takes the content into memory, so that the file can be deleted while records still point into it. */
  keep(): void {
    this.#kept ??= this.#files.read(this.#path, Buffer.allocUnsafeSlow(this.#bytes), 0);
    this.#files.drop(this.#path);
  }

  /** The error that says where the file is not as it was written. */
  damaged(offset: number): AppError {
    const place = `${this.#path} at byte ${offset}`;
    return new AppError('STORE_DAMAGED', `${place}: The line is not as it was written.`, { hint: place });
  }
}
