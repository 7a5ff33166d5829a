import { randomFor } from '../../demo/bulk/random.ts';
import { type Organisation, organisations } from '../../domain/network/network.ts';
import { type Task, tasks } from '../../domain/outbox.ts';
import { put, remove, type Store, type StoreReader, type Write } from '../../domain/store.ts';
import { anOrganisation, aTask } from '../storage/records.ts';

/** Each lane commits one after the other, beside the others, and has pairs of records of its own. */
export const lanes = [0, 1, 2, 3, 4, 5] as const;

const slots = 60;

/** What the nth commit of a lane does: to which pairs, and whether those that are there go. */
interface Step {
  readonly slots: readonly number[];
  readonly removes: boolean;
  readonly filler: string;
}

/** The same for the same seed, lane and place. */
function stepAt(seed: number, lane: number, place: number): Step {
  const random = randomFor('member', Math.imul(seed, 31) + lane * 1_000_003 + place * 7);
  const many = random.percent(10) ? random.between(5, 20) : random.between(1, 2);
  return {
    slots: random.some([...Array(slots).keys()], many),
    removes: random.percent(25),
    filler: 'ä'.repeat(random.between(0, 400)),
  };
}

const idOf = (lane: number, slot: number) => `${lane}-${slot}`;

/** Makes the nth commit of a lane: puts, replaces or deletes pairs of an organisation and a task, all in one. */
export async function commitStep(store: Store, seed: number, lane: number, place: number): Promise<void> {
  const { slots, removes, filler } = stepAt(seed, lane, place);
  const writes: Write[] = [];
  for (const slot of slots) {
    const id = idOf(lane, slot);
    const [organisation, task] = [await store.get(organisations, id), await store.get(tasks, id)];
    if (organisation && task && removes) writes.push(remove(organisations, organisation), remove(tasks, task));
    else writes.push(...pairWrites(id, `${place}`, filler, organisation, task));
  }
  await store.commit(writes);
}

function pairWrites(id: string, stamp: string, filler: string, organisation?: Organisation, task?: Task): Write[] {
  const networkId = 'n';
  return [
    put(
      organisations,
      anOrganisation({ id, networkId, name: `${stamp} ${filler}`, version: organisation?.version ?? 0 }),
    ),
    put(tasks, aTask({ id, networkId, subjectId: stamp, version: task?.version ?? 0 })),
  ];
}

/** A pair: the place of the commit that put it last, and its version. */
type Pairs = Map<number, string>;

/** What a lane's pairs should be after so many of its commits. */
export class LaneModel {
  readonly #seed: number;
  readonly #lane: number;
  readonly #pairs = new Map<number, { stamp: number; version: number }>();
  #place = 0;

  constructor(seed: number, lane: number) {
    this.#seed = seed;
    this.#lane = lane;
  }

  /** How many commits the lane has made. */
  get place(): number {
    return this.#place;
  }

  get pairs(): Pairs {
    return new Map([...this.#pairs].map(([slot, { stamp, version }]) => [slot, `${stamp} at version ${version}`]));
  }

  /** One commit on. */
  advance(): void {
    const { slots, removes } = stepAt(this.#seed, this.#lane, this.#place);
    for (const slot of slots) {
      const before = this.#pairs.get(slot);
      if (before && removes) this.#pairs.delete(slot);
      else this.#pairs.set(slot, { stamp: this.#place, version: (before?.version ?? 0) + 1 });
    }
    this.#place += 1;
  }
}

/** Whether two lots of pairs are the same. */
export function areSame(some: Pairs, others: Pairs): boolean {
  return some.size === others.size && [...some].every(([slot, pair]) => others.get(slot) === pair);
}

/** What a store holds of each lane, and the ids of pairs of which only a half is there or both differ. */
export async function readLanes(store: StoreReader): Promise<{ pairs: Pairs[]; torn: string[] }> {
  const halves = new Map<string, string[]>();
  const add = (id: string, half: string) => halves.set(id, [...(halves.get(id) ?? []), half]);
  for await (const { id, name, version } of store.stream(organisations, {}))
    add(id, `${parseInt(name)} at version ${version}`);
  for await (const { id, subjectId, version } of store.stream(tasks, {})) add(id, `${subjectId} at version ${version}`);
  const pairs = lanes.map((): Pairs => new Map());
  const torn = [...halves].filter(([, [one, other]]) => one !== other).map(([id]) => id);
  for (const [id, [half = '']] of halves) {
    const [lane = 0, slot = 0] = id.split('-').map(Number);
    pairs[lane]?.set(slot, half);
  }
  return { pairs, torn };
}
