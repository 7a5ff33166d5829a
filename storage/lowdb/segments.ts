import type { SegmentEntry } from './layout.ts';
import type { SegmentSource } from './segment-source.ts';

/** How many records a segment takes before the next one is begun. */
export const mostRecords = 500;

/** The size in bytes past which a segment is divided. */
const mostBytes = 1_000_000;

/** A part of a collection that lies in one file. Records stay in the segment that first took them. */
export interface Segment {
  readonly collection: string;
  readonly number: number;
  readonly ids: Set<string>;
  /** True when its file lacks a change. */
  changed: boolean;
  /** Its file as the last checkpoint names it; undefined until there is one. */
  entry: SegmentEntry | undefined;
  /** Its file as long as records may have to be read from it; undefined when all of them are in memory. */
  source: SegmentSource | undefined;
}

/** Which record lies in which segment, and which segments have to be written anew. */
export class Segments {
  readonly #all = new Set<Segment>();
  readonly #homes = new Map<string, Map<string, Segment>>();
  /** By collection, the segment that takes new records. */
  readonly #open = new Map<string, Segment>();
  #lastNumber = 0;

  /** Adds a segment that is on disk; `take` has to follow before anything of its collection is noted. */
  add(entry: SegmentEntry, source?: SegmentSource): Segment {
    const segment = this.#begin(entry.collection, entry.number);
    Object.assign(segment, { changed: false, entry, source });
    if (entry.records < mostRecords && entry.bytes < mostBytes) this.#open.set(entry.collection, segment);
    return segment;
  }

  /** The highest number that any segment has, or had since the folder was opened; 0 before the first. */
  get lastNumber(): number {
    return this.#lastNumber;
  }

  /** Says which records a segment holds. */
  take(segment: Segment, ids: Iterable<string>): void {
    const homes = this.#homesIn(segment.collection);
    for (const id of ids) {
      segment.ids.add(id);
      homes.set(id, segment);
    }
  }

  /** Notes that a record was put or deleted. */
  note(collection: string, id: string, there: boolean): void {
    const home = this.#homesIn(collection).get(id);
    if (!there && !home) return;
    const segment = home ?? this.#openIn(collection);
    segment.changed = true;
    if (there) this.take(segment, [id]);
    else {
      segment.ids.delete(id);
      this.#homesIn(collection).delete(id);
    }
  }

  /** Every segment that holds a record, or has one on disk. Those that grew too large have been divided. */
  all(): readonly Segment[] {
    for (const segment of this.#all) if (bytesOf(segment) > mostBytes && segment.ids.size > 1) this.#divide(segment);
    for (const segment of this.#all) if (segment.ids.size === 0 && !segment.entry) this.#remove(segment);
    return [...this.#all];
  }

  /** Bytes of all segments' files. */
  get bytes(): number {
    return [...this.#all].reduce((sum, segment) => sum + bytesOf(segment), 0);
  }

  #divide(segment: Segment): void {
    const moving = [...segment.ids].slice(segment.ids.size / 2);
    const other = this.#begin(segment.collection, this.#lastNumber + 1);
    for (const id of moving) segment.ids.delete(id);
    this.take(other, moving);
    segment.changed = true;
  }

  #openIn(collection: string): Segment {
    const open = this.#open.get(collection);
    if (open && open.ids.size < mostRecords && bytesOf(open) < mostBytes) return open;
    const begun = this.#begin(collection, this.#lastNumber + 1);
    this.#open.set(collection, begun);
    return begun;
  }

  #begin(collection: string, number: number): Segment {
    const none = { entry: undefined, source: undefined };
    const segment: Segment = { collection, number, ids: new Set(), changed: true, ...none };
    this.#lastNumber = Math.max(this.#lastNumber, number);
    this.#all.add(segment);
    return segment;
  }

  #remove(segment: Segment): void {
    this.#all.delete(segment);
    if (this.#open.get(segment.collection) === segment) this.#open.delete(segment.collection);
  }

  #homesIn(collection: string): Map<string, Segment> {
    const homes = this.#homes.get(collection) ?? new Map<string, Segment>();
    this.#homes.set(collection, homes);
    return homes;
  }
}

function bytesOf({ entry }: Segment): number {
  return entry?.bytes ?? 0;
}
