import { expect } from 'chai';
import type { App } from '../../bot/app.ts';
import { groups } from '../../domain/network/network.ts';
import { type Delivery, deliveries, tasks } from '../../domain/outbox.ts';
import { put } from '../../domain/store.ts';
import { type FakeConnector, startConnector } from '../bot/fake-connector.ts';
import { aCrowd, anInstance, servedAt } from '../bot/instance.ts';
import { aPostedSurvey } from '../domain/delivery/messages.ts';
import { aWorld, type World } from '../domain/fixture.ts';
import { rounds } from './rounds.ts';

const hour = 60 * 60 * 1000;
const day = 24 * hour;
/** A Friday; the reminder two days before comes due on the Wednesday, at ten in the morning in Helsinki. */
const closesAt = '2026-09-18T07:00:00.000Z';
const outageBegins = '2026-09-16T06:30:00.000Z';
const dueAt = '2026-09-16T07:00:00.000Z';

describe('reminders that come due in the same minute of a three-hour outage', function () {
  this.timeout(120_000);
  const size = rounds(500);
  let world: World;
  let teams: FakeConnector;
  let apps: App[];
  beforeEach(async () => {
    world = await aWorld();
    teams = await startConnector();
    apps = [];
  });
  afterEach(async () => {
    await stop();
    await teams.close();
    await world.close();
  });

  /** Starts three instances, which have nothing in memory of those before them. */
  function start(time: string): void {
    apps = ['one', 'two', 'three'].map((name) => anInstance(world, `${name} ${time}`));
  }

  async function stop(): Promise<void> {
    for (const app of apps) await app.worker.stop();
    apps = [];
  }

  /** Lets all instances work side by side until nothing happens any more at this moment of the clock. */
  async function work(): Promise<void> {
    for (let before = -1; before !== teams.messages.length; ) {
      before = teams.messages.length;
      await Promise.all(apps.map(({ worker }) => worker.run()));
    }
  }

  /** They run until half an hour before the reminders are due, and again from three hours later. */
  async function outage(): Promise<void> {
    start('before');
    await work();
    world.pass(Date.parse(outageBegins) - world.deps.now().getTime());
    await work();
    const planned = await world.deps.store.find(tasks, { dueAt: { upTo: dueAt } }, { limit: 1000 });
    expect(planned.filter(({ kind }) => kind === 'survey.remind').length).to.be.greaterThan(0);
    expect(planned.every((task) => task.dueAt === dueAt)).to.equal(true);
    await stop();
    teams.messages.length = 0;
    world.pass(3 * hour);
    start('after');
    await work();
  }

  /** Each conversation got one reminder, and each reminder was sent at the first try. */
  async function expectOnce(): Promise<void> {
    const reminders: Delivery[] = [];
    for await (const row of world.deps.store.stream(deliveries, { kind: 'survey.reminder' })) reminders.push(row);
    expect(reminders).to.have.length(size);
    const straight = reminders.filter(({ state, attempts, doubts }) => state === 'sent' && attempts === 1 && !doubts);
    expect(straight).to.have.length(size);
    const got = teams.messages.map(({ conversationId }) => conversationId);
    expect(teams.messages.every(({ card }) => card?.fallbackText?.startsWith('Muistutus'))).to.equal(true);
    expect(got).to.have.length(size);
    expect(new Set(got).size).to.equal(size);
  }

  it(`go out once each to ${size} people of one survey, as soon as the bot is back`, async () => {
    await servedAt(world, teams.url);
    // Five people are there already.
    await aCrowd(world, size - 5, teams.url);
    await aPostedSurvey(world, { sentTo: 'people', closesAt });
    await outage();
    await expectOnce();
    world.pass(day);
    await work();
    await expectOnce();
  });

  it(`go out once each to one person of each of ${size} surveys, whose ${size} tasks three instances share`, async () => {
    const [like] = await world.deps.store.find(groups, {});
    if (!like) throw new Error('no group');
    await servedAt(world, teams.url);
    await aCrowd(world, size, teams.url, (place) => `g-${place}`);
    for (let place = 0; place < size; place += 1) {
      const own = { id: `g-${place}`, version: 0, channelId: `19:g-${place}@thread.tacv2`, serviceUrl: teams.url };
      await world.deps.store.commit([put(groups, { ...like, ...own })]);
      await aPostedSurvey(world, { surveyId: `s-${place}`, groupId: own.id, closesAt, by: 'coordinator' });
    }
    await outage();
    await expectOnce();
    world.pass(day);
    await work();
    await expectOnce();
  });
});
