import { expect } from 'chai';
import { installations, people } from '../../domain/network/network.ts';
import { put } from '../../domain/store.ts';
import { objectIdOf, tenantId } from '../domain/fixture.ts';
import { type Conversation, startConversation } from './conversation.ts';

const teamId = '19:newteam@thread.tacv2';
const chosen = '19:chosen@thread.tacv2';
const personal = { id: 'a:stranger', conversationType: 'personal', tenantId };
const groupChat = { id: '19:chat@thread.v2', conversationType: 'groupChat', isGroup: true, tenantId };
const bot28 = { id: '28:bot' };
const somebody = { id: '29:stranger', aadObjectId: objectIdOf('stranger') };

function channel(id: string, more: object = {}) {
  return {
    conversation: { id, conversationType: 'channel', isGroup: true, tenantId },
    channelData: { tenant: { id: tenantId }, team: { id: teamId }, ...more },
  };
}

const places = {
  'a team, in a chosen channel': channel(chosen, {
    channel: { id: chosen },
    settings: { selectedChannel: { id: chosen } },
  }),
  'a team, in its General channel': channel(teamId),
  'a personal chat': { conversation: personal },
  'a group chat': { conversation: groupChat },
};

describe('the welcome', () => {
  let bot: Conversation;
  let sent = 0;
  beforeEach(async () => {
    bot = await startConversation();
    bot.connector.roster = [{ aadObjectId: objectIdOf('stranger'), name: 'Koordinaattori (esimerkki)' }];
  });
  afterEach(() => bot.close());

  async function tell(...activities: object[]) {
    await Promise.all(
      activities.map((activity) =>
        bot.post({
          id: `w-${(sent += 1)}`,
          channelId: 'msteams',
          serviceUrl: bot.connector.url,
          from: somebody,
          recipient: bot28,
          locale: 'fi-FI',
          ...activity,
        }),
      ),
    );
  }

  const welcomes = () =>
    bot.connector.messages.filter(({ card }) => card?.fallbackText === 'Hei, olen Verkostobotti').length;
  const update = (action: string, where: object) => ({ type: 'installationUpdate', action, ...where });
  const botAdded = (where: object) => ({ type: 'conversationUpdate', membersAdded: [bot28], ...where });

  for (const [name, where] of Object.entries(places)) {
    it(`comes once in ${name}, in whatever order and however often Teams tells of it`, async () => {
      await tell(update('add', where), botAdded(where));
      expect(welcomes()).to.equal(1);
      await tell(botAdded(where), update('add', where), update('add', where));
      expect(welcomes()).to.equal(1);
    });

    it(`does not come again in ${name} with a newer version of the app`, async () => {
      await tell(update('add', where));
      await tell(update('remove-upgrade', where));
      await tell(update('add-upgrade', where));
      expect(welcomes()).to.equal(1);
      const person = await bot.world.deps.store.get(people, `${tenantId}:${objectIdOf('stranger')}`);
      expect(person?.refusedAt).to.equal(undefined);
    });

    it(`comes again in ${name} after the bot was removed and added`, async () => {
      await tell(update('add', where));
      await tell(update('remove', where));
      await tell(update('add', where), botAdded(where));
      expect(welcomes()).to.equal(2);
    });

    it(`comes in ${name} after one that Teams did not take`, async () => {
      bot.connector.failNext(500);
      await tell(update('add', where));
      expect(welcomes()).to.equal(0);
      await tell(botAdded(where));
      expect(welcomes()).to.equal(1);
    });
  }

  for (const [how, added] of [
    ['the bot and the person', [bot28, somebody]],
    ['the person and the bot', [somebody, bot28]],
    ['the bot alone', [bot28]],
    ['the person alone', [somebody]],
  ] as const) {
    it(`comes in a personal chat that begins without an installation update, as ${how}`, async () => {
      await tell({ type: 'conversationUpdate', membersAdded: added, conversation: personal });
      expect(welcomes()).to.equal(1);
    });
  }

  for (const [first, then] of [
    [chosen, teamId],
    [teamId, chosen],
  ] as const) {
    it(`comes again where the bot was removed by ${then} and not by ${first}, where it was added`, async () => {
      await tell(update('add', channel(first)));
      await tell(update('remove', channel(then)));
      await tell(update('add', channel(first)));
      expect(welcomes()).to.equal(2);
    });
  }

  it('comes again when the removal was told of as a member’s', async () => {
    await tell(update('add', channel(chosen)));
    await tell({
      type: 'conversationUpdate',
      membersRemoved: [bot28],
      ...channel(teamId, { eventType: 'teamMemberRemoved' }),
    });
    await tell(botAdded(channel(chosen)));
    expect(welcomes()).to.equal(2);
  });

  it('comes once in a team that is told of in two of its channels', async () => {
    await tell(update('add', channel(chosen)), botAdded(channel(teamId)));
    expect(welcomes()).to.equal(1);
  });

  it('comes in a team whose people cannot be read', async () => {
    bot.connector.failReading = true;
    await tell(update('add', { ...channel(teamId), channelData: { team: { id: '19:team@thread.tacv2' } } }));
    expect(welcomes()).to.equal(1);
  });

  it('does not come to those who were welcomed in their channel before greetings were kept by team', async () => {
    const { store } = bot.world.deps;
    await store.commit([put(installations, { id: chosen, version: 0, greetedAt: '2026-08-01T09:00:00.000Z' })]);
    await tell(update('add-upgrade', channel(chosen)));
    expect(welcomes()).to.equal(0);
  });
});
