import { basename } from 'node:path';
import type { StoredRecord } from '../../domain/store.ts';
import { assertNotNewer, type Findings } from './findings.ts';
import { type JournalEnd, journalFiles, journalPath } from './journal.ts';
import { JournalEntry, JournalHeader } from './layout.ts';
import { linesOf } from './lines.ts';
import { contentOf } from './lines-file.ts';

/** Takes over one change: the record as it was put, or undefined when the one with this id was deleted. */
export type ApplyChange = (collection: string, id: string, record: StoredRecord | undefined) => void;

/** How far a replay came. */
export interface Replayed {
  /** The number of the last commit. */
  readonly last: number;
  /** Undefined when there is no journal. */
  readonly end: JournalEnd | undefined;
}

/**
 * Applies the commits after the one numbered `upTo`, in order. A last line that was never finished is left out and
 * noted; damage elsewhere is a fault, and the commits around it are applied. Throws `STORE_NEWER`.
 */
export async function replayJournal(
  dataDir: string,
  upTo: number,
  apply: ApplyChange,
  findings: Findings,
): Promise<Replayed> {
  const files = await journalFiles(dataDir);
  // Files that a fold has made needless stay behind when a crash keeps it from deleting them.
  const needed = files.filter((_, place) => (files[place + 1] ?? Number.POSITIVE_INFINITY) > upTo + 1);
  const replay = new Replay(upTo, apply, findings);
  let end: JournalEnd | undefined;
  for (const first of needed) {
    const file = await replay.file(journalPath(dataDir, first), first === needed.at(-1));
    if (!file) continue;
    end = { first, length: file.length, bytes: (end?.bytes ?? 0) + file.bytes, files: [...(end?.files ?? []), first] };
  }
  return { last: replay.last, end };
}

class Replay {
  last: number;
  readonly #apply: ApplyChange;
  readonly #findings: Findings;
  /** How many commits may be missing because the lines they stood in are damaged. */
  #unreadable = 0;

  constructor(upTo: number, apply: ApplyChange, findings: Findings) {
    this.last = upTo;
    this.#apply = apply;
    this.#findings = findings;
  }

  /** Replays one file; undefined when it was never finished being made. */
  async file(path: string, newest: boolean): Promise<{ length: number; bytes: number } | undefined> {
    const content = (await contentOf(path)) ?? Buffer.alloc(0);
    let headed = false;
    let length = content.length;
    for (const line of linesOf(content)) {
      if (!line.intact && newest && line.unfinished) {
        length = line.offset;
        if (headed) this.#findings.tornTail = { file: path, offset: length, bytes: content.length - length };
        break;
      }
      if (headed || !line.intact) this.#entry(path, line.offset, line.intact ? line.content.value : undefined);
      else this.#header(path, line.content.value);
      headed = true;
    }
    if (!headed && newest) return undefined;
    if (!headed) this.#fault(path, 0, 'The file is empty.', 'the commits of this file');
    this.#findings.parts.push({ name: basename(path), records: undefined, bytes: content.length });
    return { length, bytes: content.length };
  }

  #header(path: string, value: unknown): void {
    assertNotNewer(path, value);
    const header = JournalHeader.safeParse(value);
    if (header.success) {
      this.#expect(header.data.first, path, 0);
      this.last = Math.max(this.last, header.data.first - 1);
    } else this.#fault(path, 0, 'The first line is not that of a journal.', 'this line');
  }

  #entry(path: string, offset: number, value: unknown): void {
    const entry = JournalEntry.safeParse(value);
    if (!entry.success) {
      this.#unreadable += 1;
      this.#fault(path, offset, 'A commit is not as it was written.', 'one commit');
      return;
    }
    const { commit, changes } = entry.data;
    if (commit <= this.last) return;
    this.#expect(commit, path, offset);
    this.last = commit;
    for (const [collection, change] of changes)
      if (typeof change === 'string') this.#apply(collection, change, undefined);
      else this.#apply(collection, change.id, change as StoredRecord & typeof change);
  }

  /** Commits are numbered without gaps, so that one that is missing shows. */
  #expect(commit: number, path: string, offset: number): void {
    const missing = commit - this.last - 1 - this.#unreadable;
    if (commit > this.last) this.#unreadable = 0;
    if (missing > 0)
      this.#fault(path, offset, `${missing} commits before this place are missing.`, `${missing} commits`);
  }

  #fault(file: string, offset: number, what: string, drops: string): void {
    this.#findings.faults.push({ file, offset, what, drops });
  }
}
