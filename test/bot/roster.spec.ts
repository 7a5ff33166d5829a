import { expect } from 'chai';
import type { Card } from '../../cards/card.ts';
import { members } from '../../domain/network/network.ts';
import { expectValid } from '../cards/golden.ts';
import { buttonsOf, wordsOf } from '../cards/read.ts';
import { objectIdOf, type Role, tenantId } from '../domain/fixture.ts';
import { type Conversation, startConversation } from './conversation.ts';

const inChannel = { group: 'future' } as const;

describe('the roster of a team', () => {
  let bot: Conversation;
  beforeEach(async () => {
    bot = await startConversation();
  });
  afterEach(() => bot.close());

  function onRoster(...roles: Role[]) {
    bot.connector.roster = roles.map((role) => ({ aadObjectId: objectIdOf(role), name: `${role} (esimerkki)` }));
  }

  let sent = 0;
  async function teamEvent(more: object, eventType?: string) {
    await bot.post({
      type: 'conversationUpdate',
      id: `e-${(sent += 1)}`,
      channelId: 'msteams',
      serviceUrl: bot.connector.url,
      recipient: { id: '28:bot' },
      conversation: { id: '19:future@thread.tacv2', conversationType: 'channel', isGroup: true, tenantId },
      channelData: {
        tenant: { id: tenantId },
        team: { id: '19:team@thread.tacv2' },
        channel: { id: '19:future@thread.tacv2' },
        ...(eventType ? { eventType } : {}),
      },
      ...more,
    });
  }

  const removed = (role: Role) => [{ id: `29:${role}`, aadObjectId: objectIdOf(role) }];
  const stored = (role: Role) => bot.world.deps.store.get(members, bot.world.memberId(role));

  async function sync(): Promise<Card> {
    const overview = await bot.ask('coordinator', 'verkosto', inChannel);
    const after = await bot.press('coordinator', overview, 'Päivitä jäsenet tiimistä', {}, inChannel);
    expectValid(after);
    return after;
  }

  async function agree(asked: Card): Promise<Card> {
    const after = await bot.press('coordinator', asked, 'Kyllä, poista', {}, inChannel);
    expectValid(after);
    return after;
  }

  it('registers newcomers at once, and removes nobody before a coordinator says yes', async () => {
    onRoster('coordinator', 'member', 'other', 'loner');
    bot.connector.roster.push({ aadObjectId: '33333333-3333-4333-8333-333333333331', name: 'Kunta E, neuvoja' });
    const asked = await sync();
    expect(wordsOf(asked))
      .to.include('Lisättiin 1 uusi jäsen.')
      .and.include('Poistetaanko 1 jäsen, jota ei ole enää tiimissä?')
      .and.include((await stored('lead'))?.name);
    expect((await bot.world.actor('lead')).memberships).to.have.length(1);
    expect(await bot.world.deps.store.count(members, { networkId: 'uudi' })).to.equal(6);
    const back = await bot.press('coordinator', asked, 'Peruuta', {}, inChannel);
    expect(wordsOf(back)).not.to.include('Poistettiin');
    expect((await bot.world.actor('lead')).memberships).to.have.length(1);
  });

  it('is read again at the yes, which holds only for those who were named', async () => {
    onRoster('coordinator', 'member', 'other', 'loner');
    const asked = await sync();
    onRoster('coordinator', 'lead', 'other', 'loner');
    const again = await agree(asked);
    expect(wordsOf(again))
      .to.include((await stored('member'))?.name)
      .and.include('Poistetaanko');
    for (const role of ['lead', 'member'] as const) {
      expect((await bot.world.actor(role)).memberships).to.have.length(1);
    }
    onRoster('coordinator', 'lead', 'member', 'other', 'loner');
    expect(wordsOf(await agree(again))).to.include('Jäsenluettelo on ajan tasalla.');
    expect((await bot.world.actor('member')).memberships).to.have.length(1);
  });

  it('asks nothing the second time that the same yes is pressed', async () => {
    onRoster('coordinator', 'member', 'other', 'loner');
    const asked = await sync();
    await agree(asked);
    expect(wordsOf(await agree(asked))).to.include('Jäsenluettelo on ajan tasalla.');
  });

  it('is no member’s to agree about', async () => {
    onRoster('coordinator', 'member', 'other', 'loner');
    const refused = await bot.press('member', await sync(), 'Kyllä, poista', {}, inChannel);
    expect(wordsOf(refused)).to.include('Sinulla ei ole oikeutta tähän');
    expect((await bot.world.actor('lead')).memberships).to.have.length(1);
  });

  it('is offered to be read in a channel only; a personal chat says where', async () => {
    const personal = await bot.say('coordinator', 'verkosto');
    expect(buttonsOf(personal).map(({ verb }) => verb)).not.to.include('network.sync');
    expect(wordsOf(personal)).to.include('Päivitä jäsenet kirjoittamalla tiimin kanavalla: @Verkostobotti verkosto');
    const inTeam = await bot.ask('coordinator', 'verkosto', inChannel);
    expect(buttonsOf(inTeam).map(({ verb }) => verb)).to.include('network.sync');
    expect(wordsOf(inTeam)).not.to.include('kirjoittamalla tiimin kanavalla');
  });

  it('of several pages registers everybody', async () => {
    onRoster('coordinator', 'lead', 'member', 'other', 'loner');
    bot.connector.roster.push(
      { aadObjectId: '33333333-3333-4333-8333-333333333331', name: 'Kunta E, neuvoja' },
      { aadObjectId: '33333333-3333-4333-8333-333333333332', name: 'Kunta F, neuvoja' },
    );
    bot.connector.rosterPage = 4;
    expect(wordsOf(await sync()))
      .to.include('Lisättiin 2 uutta jäsentä.')
      .and.not.to.include('Poistettiin');
    const found = await bot.world.deps.store.find(members, { networkId: 'uudi' });
    expect(found.map(({ name }) => name)).to.include.members(['Kunta E, neuvoja', 'Kunta F, neuvoja']);
    expect(found.filter(({ leftAt }) => leftAt)).to.deep.equal([]);
  });

  it('takes the rights of those who are no longer on it, and gives them back a member’s when they return', async () => {
    onRoster('coordinator', 'member', 'other', 'loner');
    expect(wordsOf(await agree(await sync()))).to.include('Poistettiin 1 jäsen, joka ei ole enää tiimissä.');
    expect((await bot.world.actor('lead')).memberships).to.deep.equal([]);
    expect(wordsOf(await bot.say('lead', 'kysely'))).to.match(/Et (ole tämän|kuulu vielä mihinkään)/);
    expect(await stored('lead')).to.include({ name: 'lead (esimerkki)', leftAt: '2026-09-01T09:00:00.000Z' });

    onRoster('coordinator', 'lead', 'member', 'other', 'loner');
    expect(wordsOf(await sync())).to.include('Lisättiin 1 uusi jäsen.');
    const [membership] = (await bot.world.actor('lead')).memberships;
    expect(membership).to.deep.include({ memberId: 'm-lead', organisationId: 'o-library', leads: [], roles: [] });
    expect(membership?.groupIds).to.have.members(['future', 'home']);
  });

  for (const [name, roles] of [
    ['an empty', []],
    ['a coordinatorless', ['lead', 'member']],
  ] as const) {
    it(`changes nobody when Teams gives ${name} one, and says so`, async () => {
      const before = await bot.world.deps.store.find(members, {});
      onRoster(...roles);
      bot.connector.roster.push({ aadObjectId: '33333333-3333-4333-8333-333333333331', name: 'Kunta E' });
      if (roles.length === 0) bot.connector.roster = [];
      expect(wordsOf(await sync())).to.include('ketään ei muutettu');
      expect(await bot.world.deps.store.find(members, {})).to.deep.equal(before);
    });
  }

  it('takes away whoever Teams says was removed, however often it says so', async () => {
    for (const eventType of ['teamMemberRemoved', 'teamMemberRemoved', undefined]) {
      await teamEvent({ membersRemoved: removed('lead') }, eventType);
    }
    expect((await bot.world.actor('lead')).memberships).to.deep.equal([]);
    expect(await stored('lead')).to.deep.include({ groupIds: [], leads: [], roles: [], version: 2 });
    expect((await bot.world.actor('member')).memberships).to.have.length(1);
  });

  it('is asked when Teams does not say by Entra id who was removed', async () => {
    onRoster('coordinator', 'lead', 'other', 'loner');
    await teamEvent({ membersRemoved: [{ id: '29:member' }] }, 'teamMemberRemoved');
    expect((await bot.world.actor('member')).memberships).to.deep.equal([]);
    expect((await bot.world.actor('other')).memberships).to.have.length(1);
    onRoster();
    await teamEvent({ membersRemoved: [{ id: '29:other' }] }, 'teamMemberRemoved');
    expect((await bot.world.actor('other')).memberships).to.have.length(1);
  });

  it('does not lose those who leave one of its shared channels, nor anybody when the bot itself goes', async () => {
    onRoster('coordinator');
    await teamEvent({ membersRemoved: removed('member') }, 'channelMemberRemoved');
    await teamEvent({ membersRemoved: [{ id: '28:bot' }] }, 'teamMemberRemoved');
    expect((await bot.world.actor('member')).memberships).to.have.length(1);
    expect((await bot.world.actor('lead')).memberships).to.have.length(1);
  });

  it('gives the last coordinator their task back when they return', async () => {
    await teamEvent({ membersRemoved: removed('coordinator') }, 'teamMemberRemoved');
    expect((await bot.world.actor('coordinator')).memberships).to.deep.equal([]);
    onRoster('coordinator', 'lead');
    const from = { id: '29:lead', aadObjectId: objectIdOf('lead') };
    await teamEvent({ from, membersAdded: [{ id: '29:coordinator' }] }, 'teamMemberAdded');
    expect((await bot.world.actor('coordinator')).memberships[0]?.roles).to.deep.equal(['coordinator']);
  });

  it('is not counted with those who left', async () => {
    await teamEvent({ membersRemoved: removed('lead') }, 'teamMemberRemoved');
    const words = wordsOf(await bot.say('coordinator', 'verkosto'));
    expect(words).to.include('Jäseniä: 4').and.not.to.include('Jäseniä: 5').and.not.to.include('lead (esimerkki)');
  });
});
