import { expect } from 'chai';
import { finnishHolidays } from '../../../content/holidays.ts';
import { digestDue, digestKind, digestOf } from '../../../domain/member/digest.ts';
import { members, networks, people } from '../../../domain/network/network.ts';
import { chooseDigest } from '../../../domain/network/reach.ts';
import { planRecurring } from '../../../domain/network/recurring.ts';
import { type Delivery, deliveries, tasks } from '../../../domain/outbox.ts';
import { put, remove } from '../../../domain/store.ts';
import { load } from '../../../domain/use-case.ts';
import { aMember } from '../../storage/records.ts';
import { aPostedSurvey } from '../delivery/messages.ts';
import { aWorld, objectIdOf, type Role, tenantId, type World } from '../fixture.ts';

const finnish = finnishHolidays();
/** Nine in the morning of Monday, 7 September 2026, in Helsinki, and a week later. */
const monday = '2026-09-07T06:00:00.000Z';
const nextMonday = '2026-09-14T06:00:00.000Z';

describe('the weekly digest', () => {
  let world: World;
  beforeEach(async () => {
    world = await aWorld();
    await planRecurring(world.deps);
    await aPostedSurvey(world, { closesAt: '2026-12-31T13:00:00.000Z' });
  });
  afterEach(() => world.close());

  const personOf = (role: Role) => `${tenantId}:${objectIdOf(role)}`;
  const at = (moment: string) => world.pass(Date.parse(moment) - world.deps.now().getTime());
  const task = () => load(world.deps.store, tasks, 'member.digest:uudi');
  const planned = async () => (await task()).dueAt;
  const due = async (isHoliday = finnish) => digestDue({ ...world.deps, isHoliday }, await task());
  const digests = () => world.deps.store.find(deliveries, { kind: digestKind });

  it('is planned for Monday at nine, through the changes of summer time', async () => {
    expect(await planned()).to.equal(monday);
    at('2026-10-19T06:00:00.000Z');
    await due();
    expect(await planned()).to.equal('2026-10-26T07:00:00.000Z');
    at('2027-03-22T07:00:00.000Z');
    await due();
    // Easter Monday is found to be free when its time has come.
    expect(await planned()).to.equal('2027-03-29T06:00:00.000Z');
  });

  it('has a row for everybody who wants it, whatever waits for them, and for nobody else', async () => {
    for (const role of ['member', 'other'] as const) await chooseDigest(world.deps, await world.actor(role), true);
    await chooseDigest(world.deps, await world.actor('lead'), true);
    await chooseDigest(world.deps, await world.actor('lead'), false);
    const other = await load(world.deps.store, members, world.memberId('other'));
    await world.deps.store.commit([put(members, { ...other, groupIds: [] })]);
    at(monday);
    await due();
    const rows = await digests();
    expect(rows.map(({ targetId }) => targetId).sort()).to.deep.equal([personOf('member'), personOf('other')]);
    const said = await Promise.all(rows.map((row) => digestOf(world.deps, row)));
    expect(said.map((one) => one?.waiting.length)).to.have.members([1, undefined]);
    expect(await planned()).to.equal(nextMonday);
    at(nextMonday);
    await due();
    expect(await digests()).to.have.length(4);
  });

  it('waits for the first working day after a holiday', async () => {
    await chooseDigest(world.deps, await world.actor('member'), true);
    const isHoliday = async (day: string) => day === '2026-09-07' || day === '2026-09-08';
    at(monday);
    await due(isHoliday);
    expect(await digests()).to.have.length(0);
    expect(await planned()).to.equal('2026-09-09T06:00:00.000Z');
    at(await planned());
    await due(isHoliday);
    expect(await digests()).to.have.length(1);
    expect(await planned()).to.equal(nextMonday);
  });

  it('goes out late on its own day, until the evening, and after that not until the next week', async () => {
    await chooseDigest(world.deps, await world.actor('member'), true);
    at('2026-09-07T16:59:59.000Z');
    await due();
    expect(await digests()).to.have.length(1);
    at('2026-09-14T17:00:00.000Z');
    await due();
    at('2026-09-22T06:00:00.000Z');
    await due();
    expect(await digests()).to.have.length(1);
    expect(await planned()).to.equal('2026-09-28T06:00:00.000Z');
  });

  it('goes through the members 200 at a time, and does not go on with it on another day', async () => {
    const crowd = Array.from({ length: 445 }, () => aMember({ networkId: 'uudi', groupIds: ['future'] }));
    await world.deps.store.commit([
      ...crowd.map((member) => put(members, member)),
      ...crowd.map(({ personId: id }) => put(people, { id, version: 0, digestOn: true as const })),
    ]);
    at(monday);
    for (const expected of [1, 2, 3]) {
      await due();
      expect((await task()).after === undefined, String(expected)).to.equal(expected === 3);
    }
    expect(await digests()).to.have.length(445);
    at(nextMonday);
    await due();
    at('2026-09-15T06:00:00.000Z');
    await due();
    expect((await digests()).length).to.be.within(445 + 150, 445 + 200);
    const { after, dueAt } = await task();
    expect([after, dueAt]).to.deep.equal([undefined, '2026-09-21T06:00:00.000Z']);
  });

  it('has nothing to say when its day is over, it is wanted no more, or nothing waits any more', async () => {
    await chooseDigest(world.deps, await world.actor('member'), true);
    at(monday);
    await due();
    const [sent] = await digests();
    const says = async () => digestOf(world.deps, sent as Delivery);
    expect((await says())?.waiting).to.have.length(1);
    await chooseDigest(world.deps, await world.actor('member'), false);
    expect(await says()).to.equal(undefined);
    await chooseDigest(world.deps, await world.actor('member'), true);
    const member = await load(world.deps.store, members, world.memberId('member'));
    await world.deps.store.commit([put(members, { ...member, groupIds: [] })]);
    expect(await says()).to.equal(undefined);
    await world.deps.store.commit([put(members, { ...member, version: member.version + 1 })]);
    expect(await says()).to.not.equal(undefined);
    world.pass(24 * 3_600_000);
    expect(await says()).to.equal(undefined);
  });

  it('ends with its network', async () => {
    await world.deps.store.commit([remove(networks, await load(world.deps.store, networks, 'uudi'))]);
    await due();
    expect(await world.deps.store.get(tasks, 'member.digest:uudi')).to.equal(undefined);
  });
});
