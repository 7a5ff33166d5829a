import { expect } from 'chai';
import { schemaVersion } from '../../storage/schema.ts';
import { collectionNow, type Upgrade, upgradeRecord, upgrades } from '../../storage/upgrades.ts';

describe('the upgrades of records', () => {
  const steps: readonly Upgrade[] = [
    (_collection, record) => ({ ...record, seen: ['2'] }),
    (collection, record) => (collection === 'visits' ? undefined : { ...record, seen: [...seenBy(record), '3'] }),
    (_collection, record) => ({ ...record, seen: [...seenBy(record), '4'] }),
  ];

  it('lead from the first version to this program’s', () => {
    expect(upgrades).to.have.length(schemaVersion - 1);
  });

  it('are made in their order, from the record’s version on', () => {
    expect(upgradeRecord('members', { id: 'a' }, 1, steps)).to.deep.equal({ id: 'a', seen: ['2', '3', '4'] });
    expect(upgradeRecord('members', { id: 'a', seen: [] }, 3, steps)).to.deep.equal({ id: 'a', seen: ['4'] });
  });

  it('leave a record of the newest version as it is', () => {
    const record = { id: 'a' };
    expect(upgradeRecord('members', record, 4, steps)).to.equal(record);
    expect(upgradeRecord('members', record, schemaVersion)).to.equal(record);
  });

  it('end with a record that is no more', () => {
    expect(upgradeRecord('visits', { id: 'a' }, 1, steps)).to.equal(undefined);
    expect(upgradeRecord('visits', { id: 'a', seen: [] }, 3, steps)).to.deep.equal({ id: 'a', seen: ['4'] });
  });

  it('leave records of version 1 as they were, but for deliveries', () => {
    const record = { id: 'a', version: 1 };
    expect(upgradeRecord('members', record, 1)).to.deep.equal(record);
    const shared = { ...record, to: { type: 'channel', groupId: 'g' } };
    const own = { ...record, to: { type: 'person', personId: 'p' } };
    expect(upgradeRecord('deliveries', shared, 1)).to.deep.equal({ ...shared, groupId: 'g', targetId: 'g' });
    expect(upgradeRecord('deliveries', own, 1)).to.deep.equal({ ...own, targetId: 'p' });
  });

  it('keep no number of fewer than five answers from before version 5, and no trace of who had not answered', () => {
    const survey = { id: 's', anonymity: 'anonymous', emptied: { at: 'then', submitted: 4, members: 9 } };
    const rest = { id: 's', anonymity: 'anonymous' };
    expect(upgradeRecord('surveys', survey, 4)).to.deep.equal({ ...rest, answersDeleted: { at: 'then', members: 9 } });
    for (const [kept, answersDeleted] of [
      [
        { ...rest, anonymity: 'named' },
        { at: 'then', submitted: 4, members: 9 },
      ],
      [rest, { at: 'then', submitted: 5 }],
    ] as const) {
      const now = { ...kept, answersDeleted };
      expect(upgradeRecord('surveys', { ...kept, emptied: answersDeleted }, 4)).to.deep.equal(now);
    }
    expect(upgradeRecord('surveys', rest, 4)).to.deep.equal(rest);
    expect(upgradeRecord('keptFigures', { id: 's', submitted: 4 }, 4)).to.deep.equal({ id: 's' });
    const figures = { id: 's', submitted: 5, questions: [] };
    expect(upgradeRecord('keptFigures', figures, 4)).to.deep.equal(figures);
    const reminder = { id: 'd', kind: 'survey.reminder', state: 'waiting' };
    expect(upgradeRecord('deliveries', { ...reminder, counted: true }, 4)).to.deep.equal({
      ...reminder,
      kind: 'survey.secretReminder',
    });
    expect(upgradeRecord('deliveries', reminder, 4)).to.deep.equal(reminder);
  });

  it('say of surveys that ended before their opening came that they were never open', () => {
    const closed = {
      id: 's',
      anonymity: 'named',
      opensAt: '2026-09-05T00:00:00.000Z',
      closedAt: '2026-09-04T00:00:00.000Z',
    };
    expect(upgradeRecord('surveys', closed, 4)).to.deep.equal({ ...closed, neverOpened: true });
    const others = [
      { ...closed, closedAt: '2026-09-06T00:00:00.000Z' },
      { ...closed, closedAt: undefined },
      { ...closed, opensAt: undefined },
    ];
    for (const other of others) expect(upgradeRecord('surveys', other, 4)).to.deep.equal(other);
    expect(upgradeRecord('meetings', closed, 4)).to.deep.equal(closed);
  });

  it('give what was stored before version 6 its plainer names', () => {
    const renamed = {
      networks: [{ served: { at: 'b', formerly: ['a'] } }, { serviceUrls: { current: 'b', former: ['a'] } }],
      groups: [{ toldAt: 'then' }, { lastEventAt: 'then' }],
      surveys: [{ emptied: { at: 'then' } }, { answersDeleted: { at: 'then' } }],
      sealKeys: [
        { state: 'parted', parted: 0 },
        { state: 'toDestroy', anonymised: 0 },
      ],
    } as const;
    for (const [collection, [before, now]] of Object.entries(renamed)) {
      expect(upgradeRecord(collection, { id: 'a', ...before }, 5), collection).to.deep.equal({ id: 'a', ...now });
      expect(upgradeRecord(collection, { id: 'a', state: 'inUse' }, 5)).to.deep.equal({ id: 'a', state: 'inUse' });
    }
    expect(upgradeRecord('members', { id: 'a', parted: 1, emptied: 1 }, 5)).to.include({ parted: 1, emptied: 1 });
    expect([1, 5, 6].map((from) => collectionNow('keptFigures', from))).to.deep.equal([
      'publishedResults',
      'publishedResults',
      'keptFigures',
    ]);
    expect(collectionNow('members', 1)).to.equal('members');
  });
});

function seenBy(record: { readonly seen?: unknown }): readonly string[] {
  return record.seen as readonly string[];
}
