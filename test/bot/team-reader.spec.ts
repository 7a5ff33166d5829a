import type { BotFrameworkAuthentication } from 'botframework-connector';
import { expect } from 'chai';
import { createPacer } from '../../bot/delivery/pacer.ts';
import { readPages } from '../../bot/roster-pages.ts';
import { createTeamReader, pauseAfter } from '../../bot/team-reader.ts';
import type { Card } from '../../cards/card.ts';
import { ownBudget } from '../../domain/delivery/budget.ts';
import { AppError, isAppError } from '../../domain/errors.ts';
import { members } from '../../domain/network/network.ts';
import { wordsOf } from '../cards/read.ts';
import { objectIdOf, type Role, tenantId } from '../domain/fixture.ts';
import { type Conversation, startConversation } from './conversation.ts';

const inChannel = { group: 'future' } as const;

describe('reading who is in a team', () => {
  let bot: Conversation;
  beforeEach(async () => {
    bot = await startConversation();
    onRoster('coordinator', 'lead', 'member', 'other', 'loner');
  });
  afterEach(() => bot.close());

  function onRoster(...roles: Role[]) {
    bot.connector.roster = roles.map((role) => ({ aadObjectId: objectIdOf(role), name: `${role} (esimerkki)` }));
  }

  async function sync(): Promise<Card> {
    const overview = await bot.ask('coordinator', 'verkosto', inChannel);
    return bot.press('coordinator', overview, 'Päivitä jäsenet tiimistä', {}, inChannel);
  }

  const pages = () => bot.connector.asked.filter((path) => path.endsWith('/pagedmembers')).length;

  let sent = 0;
  async function joined(aadObjectId: string) {
    await bot.post({
      type: 'conversationUpdate',
      id: `j-${(sent += 1)}`,
      channelId: 'msteams',
      serviceUrl: bot.connector.url,
      from: { id: '29:lead', aadObjectId: objectIdOf('lead') },
      recipient: { id: '28:bot' },
      conversation: { id: '19:future@thread.tacv2', conversationType: 'channel', isGroup: true, tenantId },
      channelData: {
        tenant: { id: tenantId },
        team: { id: '19:team@thread.tacv2' },
        channel: { id: '19:future@thread.tacv2' },
        eventType: 'teamMemberAdded',
      },
      membersAdded: [{ id: `29:${aadObjectId}`, aadObjectId }],
    });
  }

  for (const [what, nextPage] of [
    ['offers the same page for ever', () => 0],
    ['goes around two pages for ever', (start: number) => (start === 0 ? 2 : 0)],
    ['brings nobody new on ever new pages', (start: number) => start + 1000],
  ] as const) {
    it(`ends where Teams ${what}: nobody is changed, and whoever asked is told`, async () => {
      onRoster('coordinator', 'lead');
      bot.connector.rosterPage = 2;
      bot.connector.nextPage = nextPage;
      expect(wordsOf(await sync())).to.include('Teams ei antanut tietoja tiimistä, joten mitään ei muutettu.');
      expect(pages()).to.be.at.most(3);
      expect((await bot.world.actor('member')).memberships).to.have.length(1);
    });
  }

  it('ends after as many pages as no team has, though each brings somebody', async () => {
    let asked = 0;
    const endless = readPages(async () => {
      asked += 1;
      return { members: [{ id: `29:${asked}`, aadObjectId: `p-${asked}` }], continuationToken: `t-${asked}` };
    });
    expect(isAppError(await endless.catch((error: unknown) => error), 'TEAMS_UNAVAILABLE')).to.equal(true);
    expect(asked).to.equal(1000);
  });

  it('is asked again as Teams says when it is busy', async () => {
    bot.connector.failNextQuestions(429, 503);
    expect(wordsOf(await sync())).to.include('Jäsenluettelo on ajan tasalla.');
  });

  it('is done once for all who come while it is done, and messages are answered meanwhile', async () => {
    const crowd = Array.from(
      { length: 150 },
      (_none, place) => `44444444-4444-4444-8444-${String(place).padStart(12, '0')}`,
    );
    const gate = Promise.withResolvers<void>();
    bot.connector.beforeTelling = gate.promise;
    const events = crowd.map((aadObjectId, place) => {
      bot.connector.roster.push({ aadObjectId, name: `Kunta ${place}` });
      return joined(aadObjectId);
    });
    expect(wordsOf(await bot.say('member', 'apua'))).to.include('Näin voin auttaa');
    gate.resolve();
    await Promise.all(events);
    expect(pages()).to.be.at.most(4);
    expect(await bot.world.deps.store.count(members, { networkId: 'uudi' })).to.equal(155);
  });

  it('does not keep the bot from stopping', async () => {
    bot.connector.beforeTelling = new Promise(() => undefined);
    const event = joined(objectIdOf('member'));
    while (pages() === 0) await new Promise(setImmediate);
    const began = performance.now();
    await bot.stop();
    await event;
    expect(performance.now() - began).to.be.below(2000);
  });

  it('is tried again when Teams says, else in a minute, and not where the bot may not ask', () => {
    const now = new Date('2026-09-01T09:00:00.000Z');
    const answer = (statusCode: number, wait?: string) => {
      const cause = Object.assign(new Error('refused'), { statusCode, response: { headers: { get: () => wait } } });
      return pauseAfter(new AppError('TEAMS_UNAVAILABLE', 'Teams does not tell', { cause }), now);
    };
    expect(answer(429, '7')).to.equal(7000);
    expect(answer(503)).to.equal(60_000);
    expect([answer(403), answer(404)]).to.deep.equal([undefined, undefined]);
    for (const error of [new AppError('CONFLICT', 'changed all the time'), new Error('odd')]) {
      expect(pauseAfter(error, now, 5)).to.equal(5);
    }
  });

  it('keeps Teams’ limits of reading one team', async () => {
    let now = 0;
    const asked: number[] = [];
    const timing = {
      now: () => now,
      sleep: async (ms: number) => {
        now += ms;
      },
    };
    const conversations = {
      getConversationPagedMembers: async () => {
        asked.push(now);
        const place = asked.length;
        return { members: [{ id: `29:${place}` }], ...(place < 300 ? { continuationToken: `t-${place}` } : {}) };
      },
    };
    const authentication = {
      createConnectorFactory: () => ({ create: async () => ({ conversations }) }),
    } as unknown as BotFrameworkAuthentication;
    const pacer = createPacer(ownBudget(), timing);
    await createTeamReader({ authentication, appId: '', pacer, timing, alone: true }).people('http://teams', 'team');
    for (const [most, span] of [
      [14, 1000],
      [16, 2000],
      [120, 30_000],
    ] as const) {
      const over = asked.filter((at, place) => place >= most && at - (asked[place - most] ?? 0) < span);
      expect(over, `${most} in ${span}`).to.deep.equal([]);
    }
  });
});
