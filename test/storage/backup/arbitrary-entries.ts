import fc from 'fast-check';
import { collections } from '../../../domain/collections.ts';
import { members, organisations } from '../../../domain/network/network.ts';
import { deliveries, tasks } from '../../../domain/outbox.ts';
import type { Named, StoredRecord } from '../../../domain/store.ts';
import { responses } from '../../../domain/survey/response.ts';
import { surveys } from '../../../domain/survey/survey.ts';
import type { Entry } from '../../../storage/kept-store.ts';
import { storedForm } from '../../../storage/record.ts';

/** Any text that a store keeps: no NUL and no half of a surrogate pair. */
const text = fc.string({ unit: 'binary', maxLength: 30 }).map((one) => one.replaceAll('\0', '') || '—');
const id = fc.uuid();
const moment = fc
  .date({ min: new Date('2000-01-01T00:00:00Z'), max: new Date('2100-01-01T00:00:00Z'), noInvalidDate: true })
  .map((date) => date.toISOString());
const version = fc.integer({ min: 1, max: 1_000_000 });
const localized = fc.record({ fi: text, sv: text, en: text }, { requiredKeys: ['fi'] });
const answers = fc.dictionary(
  text,
  fc.oneof(text, fc.double({ noDefaultInfinity: true, noNaN: true }), fc.array(text, { maxLength: 3 })),
  { maxKeys: 4 },
);

const shapes: Readonly<Record<string, fc.Arbitrary<object>>> = {
  [members.name]: fc.record(
    {
      networkId: id,
      personId: id,
      name: text,
      guest: fc.boolean(),
      groupIds: fc.array(id, { maxLength: 3 }),
      leads: fc.array(id, { maxLength: 2 }),
      roles: fc.subarray(['coordinator', 'compiler']),
      organisationId: id,
      leftAt: moment,
    },
    { requiredKeys: ['networkId', 'personId', 'name', 'guest', 'groupIds', 'leads', 'roles'] },
  ),
  [organisations.name]: fc.record({
    networkId: id,
    name: text,
    type: fc.constant('association'),
    municipalities: fc.array(text, { maxLength: 3 }),
  }),
  [responses.name]: fc.record(
    {
      networkId: id,
      surveyId: id,
      respondentId: id,
      memberId: id,
      state: fc.constantFrom('draft', 'submitted'),
      answers,
      draft: answers,
      sealed: fc.base64String({ maxLength: 40 }),
      updatedAt: moment,
    },
    { requiredKeys: ['networkId', 'surveyId', 'respondentId', 'state', 'answers', 'updatedAt'] },
  ),
  [surveys.name]: fc.record({
    networkId: id,
    groupId: id,
    title: localized,
    purpose: localized,
    anonymity: fc.constantFrom('named', 'confidential', 'anonymous'),
    questions: fc.array(fc.record({ kind: fc.constant('text'), code: fc.constant('what'), label: localized })),
    state: fc.constantFrom('draft', 'scheduled', 'open', 'closed'),
    closesAt: moment,
    createdBy: id,
    createdAt: moment,
  }),
  [deliveries.name]: fc.record({
    networkId: id,
    kind: text,
    subjectId: id,
    to: fc.oneof(
      fc.record({ type: fc.constant('channel'), groupId: id }),
      fc.record({ type: fc.constant('person'), personId: id }),
    ),
    targetId: id,
    key: id,
    state: fc.constantFrom('waiting', 'sent'),
    attempts: fc.nat(6),
    dueAt: moment,
    createdAt: moment,
  }),
  [tasks.name]: fc.record({ networkId: id, kind: text, subjectId: id, dueAt: moment }),
};

/** Any records of several collections, in a store's order, each as a store would keep it. */
export const anyEntries: fc.Arbitrary<Entry[]> = fc
  .uniqueArray(fc.tuple(id, version, fc.constantFrom(...Object.keys(shapes))), {
    selector: ([id]) => id,
    maxLength: 12,
  })
  .chain((heads) => fc.tuple(...heads.map(([id, version, name]) => entry(id, version, name))))
  .map(inOrder);

function entry(id: string, version: number, name: string): fc.Arbitrary<Entry> {
  return (shapes[name] ?? fc.constant({})).map((fields) => ({
    collection: name,
    record: storedForm(collectionOf(name), JSON.parse(JSON.stringify({ ...fields, id, version }))),
  }));
}

function inOrder(entries: Entry[]): Entry[] {
  const indexOf = (name: string) => collections.findIndex((one) => one.name === name);
  return entries.sort((a, b) => indexOf(a.collection) - indexOf(b.collection) || (a.record.id < b.record.id ? -1 : 1));
}

function collectionOf(name: string) {
  const found = collections.find((one) => one.name === name);
  if (!found) throw new Error(`no collection ${name}`);
  return found;
}

/** An entry of a record never stored, as a store has it after its first commit. */
export function anEntry<T extends StoredRecord>(of: Named<T>, record: T): Entry {
  return { collection: of.name, record: storedForm(collectionOf(of.name), { ...record, version: 1 }) };
}
