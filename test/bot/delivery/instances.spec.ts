import { expect } from 'chai';
import pino from 'pino';
import { createApp } from '../../../bot/app.ts';
import type { Worker } from '../../../bot/delivery/worker.ts';
import { type BotDeps, feature } from '../../../bot/feature.ts';
import { features } from '../../../bot/features.ts';
import { loadContent } from '../../../content/content.ts';
import { finnishHolidays } from '../../../content/holidays.ts';
import { sharedBudget } from '../../../domain/delivery/budget.ts';
import { claimed } from '../../../domain/delivery/settle.ts';
import { groups, members, people } from '../../../domain/network/network.ts';
import { deliveries } from '../../../domain/outbox.ts';
import { put } from '../../../domain/store.ts';
import * as loopback from '../../../tab/server/loopback.ts';
import { aMessage, aPostedSurvey, states } from '../../domain/delivery/messages.ts';
import { aWorld, type World } from '../../domain/fixture.ts';
import { aMember } from '../../storage/records.ts';
import { type FakeConnector, startConnector } from '../fake-connector.ts';

const hour = 60 * 60 * 1000;
const day = 24 * hour;

describe('several instances', function () {
  this.timeout(30_000);
  let world: World;
  let teams: FakeConnector;
  let workers: Worker[];
  beforeEach(async () => {
    world = await aWorld();
    teams = await startConnector();
    for (const group of await world.deps.store.find(groups, {})) {
      await world.deps.store.commit([put(groups, { ...group, serviceUrl: teams.url })]);
    }
    workers = ['one', 'two', 'three'].map(start);
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

  function start(name: string): Worker {
    const deps: BotDeps = {
      ...world.deps,
      builtIn: loadContent(),
      timeZone: 'Europe/Helsinki',
      founders: [],
      isHoliday: finnishHolidays(),
      links: {
        meeting: async () => '',
        schedule: async () => '',
        package: async () => '',
        messages: async () => '',
        app: () => undefined,
        tab: () => '',
      },
    };
    return createApp({
      deps,
      features: [...features, broken],
      sdk: {},
      instance: { name, alone: false, budget: sharedBudget(world.deps.store) },
      sleep: async () => undefined,
      registration: undefined,
      loopback,
      log: pino({ level: 'silent' }),
    }).worker;
  }

  async function aCrowd(size: number): Promise<void> {
    const crowd = Array.from({ length: size }, () => aMember({ networkId: 'uudi', groupIds: ['future'] }));
    await world.deps.store.commit([
      ...crowd.map((member) => put(members, member)),
      ...crowd.map(({ personId: id }) =>
        put(people, { id, version: 0, conversation: { id: `a:${id}`, serviceUrl: teams.url } }),
      ),
    ]);
  }

  const runAll = () => Promise.all(workers.map((worker) => worker.run()));

  /** How many messages stand in each conversation. */
  function perConversation(): number[] {
    const counts = new Map<string, number>();
    for (const { conversationId } of teams.messages) counts.set(conversationId, (counts.get(conversationId) ?? 0) + 1);
    return [...counts.values()];
  }

  it('send each message once, whoever takes it', async () => {
    await aCrowd(100);
    await aPostedSurvey(world, { sentTo: 'people' });
    await runAll();
    await runAll();
    expect(await states(world)).to.deep.equal({ sent: 105 });
    expect(perConversation()).to.deep.equal(Array.from({ length: 105 }, () => 1));
  });

  it('remind 500 people once each after three hours of outage', async () => {
    await aCrowd(495);
    await aPostedSurvey(world, { sentTo: 'people' });
    await runAll();
    await runAll();
    teams.messages.length = 0;
    // The reminder was due on the Sunday before the closing on a Tuesday; they are up again on the Monday at ten.
    world.pass(13 * day - 2 * hour);
    await runAll();
    await runAll();
    expect(teams.messages.map(({ card }) => card?.fallbackText?.split(':')[0])).to.deep.equal(
      Array.from({ length: 500 }, () => 'Muistutus'),
    );
    expect(new Set(perConversation())).to.deep.equal(new Set([1]));
  });

  it('set aside a message that cannot be made, and send its neighbours', async () => {
    await aCrowd(3);
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
