import { expect } from 'chai';
import type { Worker } from '../../../bot/delivery/worker.ts';
import { feature } from '../../../bot/feature.ts';
import { claimed } from '../../../domain/delivery/settle.ts';
import { members } from '../../../domain/network/network.ts';
import { deliveries } from '../../../domain/outbox.ts';
import { pageLimit, put } from '../../../domain/store.ts';
import { aMessage, aPostedSurvey, states } from '../../domain/delivery/messages.ts';
import { aWorld, type World } from '../../domain/fixture.ts';
import { aDelivery } from '../../storage/records.ts';
import { type FakeConnector, startConnector } from '../fake-connector.ts';
import { aCrowd, anInstance, servedAt, theOnlyInstance } from '../instance.ts';

describe('several instances', function () {
  this.timeout(30_000);
  let world: World;
  let teams: FakeConnector;
  let workers: Worker[];
  beforeEach(async () => {
    world = await aWorld();
    teams = await startConnector();
    await servedAt(world, teams.url);
    workers = ['one', 'two', 'three'].map((name) => anInstance(world, name, [broken]).worker);
  });
  afterEach(async () => {
    for (const worker of workers) await worker.stop();
    await teams.close();
    await world.close();
  });

  const broken = feature({
    commands: [],
    verbs: {},
    messages: {
      'test.broken': async () => {
        throw new Error('no such card');
      },
    },
  });

  const runAll = () => Promise.all(workers.map((worker) => worker.run()));

  /** How many messages stand in each conversation. */
  function perConversation(): number[] {
    const counts = new Map<string, number>();
    for (const { conversationId } of teams.messages) counts.set(conversationId, (counts.get(conversationId) ?? 0) + 1);
    return [...counts.values()];
  }

  it('send each message once, whoever takes it', async () => {
    await aCrowd(world, 100, teams.url);
    await aPostedSurvey(world, { sentTo: 'people' });
    await runAll();
    await runAll();
    expect(await states(world)).to.deep.equal({ sent: 105 });
    expect(perConversation()).to.deep.equal(Array.from({ length: 105 }, () => 1));
  });

  it('set aside a message that cannot be made, and send its neighbours', async () => {
    await aCrowd(world, 3, teams.url);
    for (const key of ['before', 'broken', 'after']) {
      const to = { type: 'channel', groupId: 'future' } as const;
      const kind = key === 'broken' ? 'test.broken' : 'survey.invitation';
      await aMessage(world, { key, kind, to, targetId: 'future', dueAt: world.deps.now().toISOString() });
    }
    await aPostedSurvey(world);
    // A channel takes few messages at a time.
    for (let round = 0; round < 4; round += 1) {
      await runAll();
      world.pass(5000);
    }
    expect(await states(world, 'test.broken')).to.deep.equal({ failed: 1 });
    expect(await states(world, 'survey.invitation')).to.deep.equal({ sent: 3 });
  });

  it('leave alone what another one is sending, and take it over when its lease is over', async () => {
    await aPostedSurvey(world);
    const [waiting] = await world.deps.store.find(deliveries, { subjectId: 's-1' });
    if (!waiting) throw new Error('no message');
    const leaseEnds = new Date(world.deps.now().getTime() + 60_000);
    await world.deps.store.commit([put(deliveries, claimed(waiting, 'dead', leaseEnds))]);
    await runAll();
    expect(await states(world)).to.deep.equal({ sending: 1 });
    world.pass(61_000);
    await runAll();
    expect(await world.deps.store.get(deliveries, waiting.id)).to.include({ state: 'sent', doubts: 1, attempts: 2 });
    expect(teams.messages).to.have.length(1);
  });
});

describe('an instance that is alone', () => {
  let world: World;
  let teams: FakeConnector;
  let worker: Worker;
  beforeEach(async () => {
    world = await aWorld();
    teams = await startConnector();
    await servedAt(world, teams.url);
    worker = theOnlyInstance(world).worker;
  });
  afterEach(async () => {
    await worker.stop();
    await teams.close();
    await world.close();
  });

  it('takes for left behind what was being sent before it started, and nothing that it sends itself', async () => {
    const { store, now } = world.deps;
    await aCrowd(world, 60, teams.url);
    const crowd = (await store.find(members, { networkId: 'uudi' })).slice(5);
    const leaseEnds = new Date(now().getTime() + 60_000);
    for (const [place, { personId }] of crowd.entries()) {
      const to = { type: 'person', personId } as const;
      const written = { id: `d-${place}`, key: `${place}`, to, targetId: personId, dueAt: now().toISOString() };
      await aMessage(world, written);
      const row = await store.get(deliveries, `d-${place}`);
      if (row && place < 30) await store.commit([put(deliveries, claimed(row, 'dead', leaseEnds))]);
    }
    await aPostedSurvey(world);
    worker.start();
    while ((await store.count(deliveries, { state: ['waiting', 'sending'] })) > 0) await new Promise(setImmediate);
    const rows = await store.find(deliveries, { subjectId: 's-1' });
    expect(rows.filter(({ doubts }) => doubts !== undefined)).to.have.length(30);
  });

  it('deletes the rows that leave no trace and that a stop left behind, among however many others', async () => {
    const { store, now } = world.deps;
    await aPostedSurvey(world);
    const left = { kind: 'survey.reminder', state: 'uncertain', settledAt: now().toISOString() } as const;
    const others = Array.from({ length: pageLimit }, (_, place) => {
      return put(deliveries, aDelivery({ ...left, id: `d-${String(place).padStart(4, '0')}`, key: `${place}` }));
    });
    await store.commit(others);
    await aMessage(world, { ...left, kind: 'survey.secretReminder', id: 'd-last', key: 'last' });
    await worker.run();
    expect(await store.get(deliveries, 'd-last')).to.equal(undefined);
    expect(await store.count(deliveries, { state: 'uncertain' })).to.equal(pageLimit);
  });
});
