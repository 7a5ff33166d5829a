import { expect } from 'chai';
import { people } from '../../domain/network/network.ts';
import { chooseDigest } from '../../domain/network/reach.ts';
import { planRecurring } from '../../domain/network/recurring.ts';
import { deliveries } from '../../domain/outbox.ts';
import { put } from '../../domain/store.ts';
import { expectValid } from '../cards/golden.ts';
import { buttonsOf, wordsOf } from '../cards/read.ts';
import { aPostedSurvey } from '../domain/delivery/messages.ts';
import { aWorld } from '../domain/fixture.ts';
import { addSecondNetwork } from '../domain/second-network.ts';
import { type Conversation, startConversation } from './conversation.ts';
import { startConnector } from './fake-connector.ts';
import { aCrowd, anInstance, servedAt } from './instance.ts';

const hour = 60 * 60 * 1000;
const day = 24 * hour;
/** From the beginning of a test, noon on a Tuesday, to Monday at nine. */
const toMonday = 6 * day - 3 * hour;
const title = 'Viikkokooste: tämä odottaa sinua';

describe('the weekly digest in Teams', () => {
  let bot: Conversation;
  beforeEach(async () => {
    bot = await startConversation();
    await planRecurring(bot.world.deps);
    await aPostedSurvey(bot.world, { closesAt: '2026-12-31T13:00:00.000Z' });
    await bot.work();
  });
  afterEach(() => bot.close());

  it('is off until somebody turns it on, comes on Monday with what waits, and says how to end it', async () => {
    const off = await bot.say('member', 'kieli');
    expect(wordsOf(off)).to.include('Et saa viikkokoostetta');
    const on = await bot.press('member', off, 'Haluan viikkokoosteen');
    expectValid(on);
    expect(wordsOf(on)).to.include('Saat kerran viikossa koosteen');
    await bot.say('other', 'omat');
    bot.world.pass(toMonday);
    const [digest, ...more] = await bot.work();
    expect(more).to.deep.equal([]);
    if (!digest) throw new Error('no digest');
    expectValid(digest);
    expect(digest.fallbackText).to.equal(title);
    expect(wordsOf(digest)).to.include('Tuen tarve').and.to.include('”kieli”');
    const form = await bot.press('member', digest, 'survey.answer');
    expect(wordsOf(form)).to.include('Ensimmäinen');
    expect(await bot.work()).to.deep.equal([]);
    await bot.press('member', await bot.say('member', 'kieli'), 'Lopeta viikkokooste');
    bot.world.pass(7 * day);
    expect(await bot.work()).to.deep.equal([]);
  });

  it('comes also to somebody who wants no reminders, and keeps the language that they chose', async () => {
    const card = await bot.say('member', 'kieli');
    await bot.press('member', card, 'member.digest');
    await bot.press('member', card, 'member.reminders');
    await bot.press('member', card, 'Svenska');
    bot.world.pass(toMonday);
    expect((await bot.work()).map(({ fallbackText }) => fallbackText)).to.deep.equal([
      'Veckosammanställning: detta väntar på dig',
    ]);
  });

  it('comes from each of somebody’s networks in which something waits, and names it', async () => {
    await addSecondNetwork(bot.world.deps.store);
    await planRecurring(bot.world.deps);
    await bot.press('member', await bot.say('member', 'kieli'), 'member.digest');
    bot.world.pass(toMonday);
    const digests = await bot.work();
    const names = digests.map((digest) => /Verkosto: ([^\n]+)/.exec(wordsOf(digest))?.[1]);
    expect(names.sort()).to.deep.equal(['Itäinen verkosto', 'Uudenmaan verkosto']);
    for (const digest of digests) {
      expectValid(digest);
      expect(digest.fallbackText).to.equal(title);
      expect(buttonsOf(digest).every(({ data }) => typeof data['inNetwork'] === 'string')).to.equal(true);
    }
  });

  it('that Teams does not take on its day is left', async () => {
    await bot.press('member', await bot.say('member', 'kieli'), 'member.digest');
    bot.world.pass(toMonday);
    bot.connector.failNext(429, 429);
    await bot.work();
    bot.world.pass(day);
    await bot.work();
    expect(bot.connector.messages.some(({ card }) => card?.fallbackText === title)).to.equal(false);
    expect(await bot.world.deps.store.count(deliveries, { kind: 'member.digest' })).to.equal(0);
  });
});

describe('the weekly digest of several instances', () => {
  it('comes to each of 300 people once, from three that start in the middle of the day', async () => {
    const world = await aWorld();
    const teams = await startConnector();
    try {
      await servedAt(world, teams.url);
      await aCrowd(world, 300, teams.url);
      for await (const person of world.deps.store.stream(people, {})) {
        await world.deps.store.commit([put(people, { ...person, digestOn: true })]);
      }
      await chooseDigest(world.deps, await world.actor('member'), false);
      await planRecurring(world.deps);
      await aPostedSurvey(world, { closesAt: '2026-12-31T13:00:00.000Z' });
      world.pass(toMonday + 3 * hour);
      const workers = ['one', 'two', 'three'].map((name) => anInstance(world, name).worker);
      for (let round = 0; round < 3; round += 1) await Promise.all(workers.map((worker) => worker.run()));
      for (const worker of workers) await worker.stop();
      const digests = teams.messages.filter(({ card }) => card?.fallbackText === title);
      expect(digests).to.have.length(300);
      expect(new Set(digests.map(({ conversationId }) => conversationId)).size).to.equal(300);
    } finally {
      await teams.close();
      await world.close();
    }
  });
});
