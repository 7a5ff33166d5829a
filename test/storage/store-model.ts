import { randomUUID } from 'node:crypto';
import { expect } from 'chai';
import fc from 'fast-check';
import { isAppError } from '../../domain/errors.ts';
import { type Member, members } from '../../domain/network/network.ts';
import { type Paging, put, remove, type Store, type Where, type Write } from '../../domain/store.ts';
import { aMember } from './records.ts';

type Field = 'networkId' | 'personId' | 'groupIds';
type Model = ReadonlyMap<string, Member>;

const groupNames = ['g', 'h', 'i'];
const small = (max: number) => fc.integer({ min: 0, max });

/** A write to one of a few ids, mostly at the right version; the few keys make it meet others. */
const step = fc.record({
  op: fc.constantFrom('put', 'put', 'put', 'delete'),
  slot: small(5),
  off: fc.constantFrom(0, 0, 0, 0, 1, -1),
  network: small(1),
  person: small(3),
  groupIds: fc.subarray(groupNames),
});
type Step = typeof step extends fc.Arbitrary<infer T> ? T : never;

const question = fc.record({
  networks: fc.subarray([0, 1]),
  groups: fc.option(fc.subarray(groupNames), { nil: undefined }),
  person: fc.option(fc.record({ bound: fc.constantFrom('upTo', 'from'), number: small(3) }), { nil: undefined }),
  orderBy: fc.constantFrom(undefined, 'personId' as const),
  limit: fc.option(small(4), { nil: undefined }),
  after: fc.option(small(5), { nil: undefined }),
});
type Question = typeof question extends fc.Arbitrary<infer T> ? T : never;

const course = fc.array(fc.tuple(fc.array(step, { minLength: 1, maxLength: 4 }), question), { maxLength: 15 });

/**
 * Expects that commits succeed or fail, and questions are answered, as a plain list of records would have it. With
 * `together`, all commits of a course are made at once and must still take effect one after the other.
 */
export async function expectAgreementWithModel(store: Store, together = false): Promise<void> {
  const law = fc.asyncProperty(course, async (commits) => {
    const run = randomUUID();
    let model: Model = new Map();
    const outcomes: Promise<void>[] = [];
    for (const [steps, asked] of commits) {
      const writes = steps.map((one) => writeOf(run, model, one));
      const next = after(model, writes);
      outcomes.push(expectOutcome(store.commit(writes), next !== undefined));
      model = next ?? model;
      if (together) continue;
      await outcomes.at(-1);
      await expectAnswer(store, model, run, asked);
    }
    await Promise.all(outcomes);
    for (const [, asked] of commits) await expectAnswer(store, model, run, asked);
  });
  await fc.assert(law, { numRuns: 150 });
}

function writeOf(run: string, model: Model, { op, slot, off, network, person, groupIds }: Step): Write {
  const id = `${run}-${slot}`;
  const version = Math.max(0, (model.get(id)?.version ?? 0) + off);
  const record = aMember({ id, version, networkId: `${run}-${network}`, personId: `p${person}`, groupIds });
  return op === 'put' ? put(members, record) : remove(members, record);
}

/** The model after a commit; undefined when the commit has to fail. */
function after(model: Model, writes: readonly Write[]): Model | undefined {
  const next = new Map(model);
  for (const write of writes) {
    const record = write.op === 'put' ? (write.record as Member) : undefined;
    const id = record?.id ?? (write as { id: string }).id;
    const version = record?.version ?? (write as { version: number }).version;
    if ((next.get(id)?.version ?? 0) !== version || (!record && version === 0)) return undefined;
    next.delete(id);
    const taken = [...next.values()].some((m) => m.networkId === record?.networkId && m.personId === record.personId);
    if (taken) return undefined;
    if (record) next.set(id, { ...record, version: version + 1 });
  }
  return next;
}

async function expectOutcome(commit: Promise<void>, succeeds: boolean): Promise<void> {
  const failure: unknown = await commit.then(
    () => undefined,
    (error: unknown) => error,
  );
  if (succeeds) expect(failure).to.equal(undefined);
  else expect(isAppError(failure, 'CONFLICT') || isAppError(failure, 'DUPLICATE')).to.equal(true);
}

async function expectAnswer(store: Store, model: Model, run: string, asked: Question): Promise<void> {
  const where: Where<Field> = {
    networkId: asked.networks.map((network) => `${run}-${network}`),
    groupIds: asked.groups,
    personId: personOf(asked),
  };
  const from = asked.after === undefined || asked.orderBy ? undefined : `${run}-${asked.after}`;
  const paging: Paging<Field> = { limit: asked.limit, after: from, orderBy: asked.orderBy };
  const expected = [...model.values()].filter((member) => matches(member, run, asked)).sort(inOrder(asked.orderBy));
  expect(await store.count(members, where)).to.equal(expected.length);
  const page = expected.filter(({ id }) => from === undefined || id > from).slice(0, asked.limit);
  expect(await store.find(members, where, paging)).to.deep.equal(page);
}

function personOf({ person }: Question): Where<'personId'>['personId'] {
  if (!person) return undefined;
  const id = `p${person.number}`;
  return person.bound === 'upTo' ? { upTo: id } : { from: id };
}

function matches(member: Member, run: string, { networks, groups, person }: Question): boolean {
  const id = `p${person?.number}`;
  return (
    networks.some((network) => member.networkId === `${run}-${network}`) &&
    (!groups || groups.some((group) => member.groupIds.includes(group))) &&
    (!person || (person.bound === 'upTo' ? member.personId <= id : member.personId >= id))
  );
}

function inOrder(field: 'personId' | undefined): (a: Member, b: Member) => number {
  const key = (member: Member) => (field ? `${member[field]} ${member.id}` : member.id);
  return (a, b) => (key(a) < key(b) ? -1 : 1);
}
