/** A record as an older program wrote it: of a shape that this program need not know. */
export type OldRecord = Readonly<Record<string, unknown>>;

/** Gives a record of a collection in the next version's shape; undefined when there is no such record any more. */
export type Upgrade = (collection: string, record: OldRecord) => OldRecord | undefined;

/** What leads from each version of the records to the next; the first from 1 to 2, and none is ever changed or removed. */
export const upgrades: readonly Upgrade[] = [
  // Version 2 lays out lowdb's files anew, and lets deliveries be asked for by their group and by whom they go to.
  (collection, record) => (collection === 'deliveries' ? withTarget(record) : record),
  // Version 3 lets an organisation answer as one, so an answer names whose it is.
  (collection, record) => (collection === 'responses' ? { ...record, respondentId: record['memberId'] } : record),
  // Version 4 keeps answers for a time. What was stored before has none, as its notice said.
  (_collection, record) => record,
  // Version 5 puts down what steps that cannot be undone rest on, keeps no number of fewer than five answers, and sends
  // what may tell who has not answered as a kind of its own, which leaves no trace.
  (collection, record) => withNeverOpened(collection, withoutFew(collection, asTraceless(collection, record))),
  // Version 6 calls things by plainer names, and lets a validation have a last day: none that was opened before has one.
  (collection, record) => renamed(collection, record),
];

/** What collections were called until a version gave them the name that they have now. */
const renamedCollections: Readonly<Record<string, { readonly until: number; readonly now: string }>> = {
  keptFigures: { until: 6, now: 'publishedResults' },
};

/** What this program calls a collection of version `from`. */
export function collectionNow(collection: string, from: number): string {
  const { until = 0, now = collection } = renamedCollections[collection] ?? {};
  return from < until ? now : collection;
}

function asTraceless(collection: string, record: OldRecord): OldRecord {
  const { counted, ...rest } = record;
  return collection === 'deliveries' && counted === true ? { ...rest, kind: 'survey.secretReminder' } : record;
}

function withoutFew(collection: string, record: OldRecord): OldRecord {
  if (collection === 'keptFigures' && record['questions'] === undefined) return without(record, 'submitted');
  const emptied = record['emptied'] as OldRecord | undefined;
  const isFew = collection === 'surveys' && record['anonymity'] !== 'named' && Number(emptied?.['submitted']) < 5;
  return isFew ? { ...record, emptied: without(emptied ?? {}, 'submitted') } : record;
}

/** By collection, what each field is called from version 6 on. */
const plainerFields: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  networks: { served: 'serviceUrls' },
  groups: { toldAt: 'lastEventAt' },
  surveys: { emptied: 'answersDeleted' },
  sealKeys: { parted: 'anonymised' },
};

function renamed(collection: string, record: OldRecord): OldRecord {
  const names = plainerFields[collection];
  if (!names) return record;
  const fields = Object.entries(record).map(([name, value]) => [names[name] ?? name, value] as const);
  const now: OldRecord = Object.fromEntries(fields);
  if (collection === 'sealKeys' && now['state'] === 'parted') return { ...now, state: 'toDestroy' };
  if (collection !== 'networks' || now['serviceUrls'] === undefined) return now;
  const { at, formerly } = now['serviceUrls'] as { readonly at: string; readonly formerly: readonly string[] };
  return { ...now, serviceUrls: { current: at, former: formerly } };
}

function without(record: OldRecord, key: string): OldRecord {
  return Object.fromEntries(Object.entries(record).filter(([name]) => name !== key));
}

function withTarget(delivery: OldRecord): OldRecord {
  const { groupId, personId } = delivery['to'] as { readonly groupId?: string; readonly personId?: string };
  return { ...delivery, ...(groupId === undefined ? {} : { groupId }), targetId: groupId ?? personId };
}

/** A survey that ended before its opening came was never open. */
function withNeverOpened(collection: string, record: OldRecord): OldRecord {
  const { opensAt, closedAt } = record as { readonly opensAt?: string; readonly closedAt?: string };
  const isPast = collection === 'surveys' && opensAt !== undefined && closedAt !== undefined;
  return isPast && opensAt > closedAt ? { ...record, neverOpened: true } : record;
}

/** A record of version `from`, of a collection as that version called it, in this program's shape; undefined when it is no more. */
export function upgradeRecord(
  collection: string,
  record: OldRecord,
  from: number,
  steps: readonly Upgrade[] = upgrades,
): OldRecord | undefined {
  return steps
    .slice(from - 1)
    .reduce<OldRecord | undefined>((upgraded, step) => upgraded && step(collection, upgraded), record);
}
