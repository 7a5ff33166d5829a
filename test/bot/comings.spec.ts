import { expect } from 'chai';
import type { Card } from '../../cards/card.ts';
import { groups, members, people } from '../../domain/network/network.ts';
import { planRecurring } from '../../domain/network/recurring.ts';
import { deliveries, tasks } from '../../domain/outbox.ts';
import { put } from '../../domain/store.ts';
import { load } from '../../domain/use-case.ts';
import { buttonsOf, wordsOf } from '../cards/read.ts';
import { objectIdOf, type Role, tenantId } from '../domain/fixture.ts';
import { aDelivery } from '../storage/records.ts';
import { type Conversation, chatId, startConversation, type TeamsEvent } from './conversation.ts';

const minute = 60_000;
const everybody = ['coordinator', 'lead', 'member', 'other', 'loner'] as const;
const without = (...gone: Role[]) => everybody.filter((role) => !gone.includes(role));
const newcomer = { id: '29:new', aadObjectId: '33333333-3333-4333-8333-333333333331', name: 'Uusi (esimerkki)' };
const unnamed = (id: string) => ({ id: `29:${id}` });

describe('what Teams tells of people', () => {
  let bot: Conversation;
  beforeEach(async () => {
    bot = await startConversation();
    inTeam(...everybody);
  });
  afterEach(() => bot.close());

  const account = (role: Role) => ({ aadObjectId: objectIdOf(role), name: `${role} (esimerkki)` });
  function inTeam(...those: (Role | object)[]) {
    bot.connector.roster = those.map((one) => (typeof one === 'string' ? account(one) : one));
  }

  /** Who is in the network, by role or by name. */
  async function present(): Promise<string[]> {
    const all = await bot.world.deps.store.find(members, { networkId: 'uudi' });
    const names = all.filter(({ leftAt }) => leftAt === undefined).map(({ name }) => name.split(' ')[0] ?? '');
    return names.sort();
  }
  const members0 = [...everybody].sort();
  const and = (...more: string[]) => [...everybody, ...more].sort();
  const asked = () => bot.connector.asked.filter((path) => path.endsWith('/pagedmembers')).length;

  const inChannelData = { conversation: { id: '19:future@thread.tacv2', conversationType: 'channel' } };
  const comes: readonly (readonly [shape: string, event: TeamsEvent])[] = [
    ['by Entra id', { eventType: 'teamMemberAdded', added: [newcomer] }],
    ['by an Entra id in upper case', { added: [{ ...newcomer, aadObjectId: newcomer.aadObjectId.toUpperCase() }] }],
    ['by what some events call an object id', { added: [{ id: '29:new', objectId: newcomer.aadObjectId }] }],
    ['without an Entra id', { eventType: 'teamMemberAdded', added: [unnamed('new')] }],
    ['with nothing but null', { eventType: null, added: [{ id: null, name: null, aadObjectId: null }] }],
    ['without a type of event', { added: [newcomer] }],
    ['under a type of event that nobody knows', { eventType: 'teamMemberInvited', added: [newcomer] }],
    ['by an account without an Entra id', { by: { id: '29:owner', aadObjectId: null }, added: [newcomer] }],
    ['by nobody', { by: null, added: [newcomer] }],
    ['by themselves', { by: newcomer, added: [newcomer] }],
    ['beside others who are members', { added: ['lead', newcomer, 'member'] }],
    ['beside the bot', { added: ['bot', newcomer] }],
    ['beside another bot', { added: [{ id: '28:another' }, newcomer] }],
    ['beside somebody who leaves', { added: [newcomer], removed: ['stranger'] }],
    ['where only the channel’s data names the tenant', { added: [newcomer], more: inChannelData }],
    ['where the bot is added and nobody is named', { added: ['bot'] }],
    ['when a channel is made', { eventType: 'channelCreated' }],
    ['when the team is renamed', { eventType: 'teamRenamed' }],
  ];
  for (const [shape, event] of comes) {
    it(`lets somebody in who comes ${shape}, once`, async () => {
      inTeam(...everybody, newcomer);
      await bot.hear(event);
      expect(await present()).to.deep.equal(and('Uusi'));
      await bot.hear(event);
      expect(await present()).to.deep.equal(and('Uusi'));
    });
  }

  const goes: readonly (readonly [shape: string, event: TeamsEvent])[] = [
    ['by Entra id', { eventType: 'teamMemberRemoved', removed: ['lead'] }],
    ['by an Entra id in upper case', { removed: [{ id: '29:x', aadObjectId: objectIdOf('lead').toUpperCase() }] }],
    ['without an Entra id', { eventType: 'teamMemberRemoved', removed: [unnamed('lead')] }],
    ['with nothing but null', { eventType: null, removed: [{ id: null, aadObjectId: null }] }],
    ['without a type of event', { removed: ['lead'] }],
    ['by themselves', { by: 'lead', removed: ['lead'] }],
    ['by nobody', { by: null, removed: ['lead'] }],
    ['beside others who do not', { removed: ['member', 'lead', 'other'] }],
    ['beside the bot', { removed: ['bot', 'lead'] }],
    ['beside somebody who comes', { added: ['member'], removed: ['lead'] }],
    ['where only the channel’s data names the tenant', { removed: ['lead'], more: inChannelData }],
  ];
  for (const [shape, event] of goes) {
    it(`takes out whoever goes ${shape}, and nobody else`, async () => {
      inTeam(...without('lead'));
      await bot.hear(event);
      await bot.hear(event);
      expect(await present()).to.deep.equal([...without('lead')].sort());
      expect((await bot.world.actor('lead')).memberships).to.deep.equal([]);
    });
  }

  const nothing: readonly (readonly [shape: string, event: TeamsEvent])[] = [
    ['that somebody left who is back', { eventType: 'teamMemberRemoved', removed: ['lead'] }],
    ['that somebody left, while everybody is there', { removed: [unnamed('x'), unnamed('y')] }],
    ['that somebody came who is gone again', { added: [newcomer] }],
    ['that somebody unknown left', { removed: ['stranger'] }],
    ['that a bot came or went', { added: [{ id: '28:another' }], removed: [{ id: '28:third' }] }],
    ['that the bot itself went', { eventType: 'teamMemberRemoved', removed: ['bot'] }],
    ['that the team is archived', { eventType: 'teamArchived' }],
    ['that the team is deleted', { eventType: 'teamDeleted' }],
    ['that the team is deleted for good', { eventType: 'teamHardDeleted' }],
    ['something that nobody knows', { eventType: 'teamPainted' }],
    ['nothing at all', { eventType: null, added: [], removed: [] }],
  ];
  for (const [shape, event] of nothing) {
    it(`changes nobody when Teams says ${shape}`, async () => {
      await bot.hear(event);
      expect(await present()).to.deep.equal(members0);
    });
  }

  for (const eventType of ['channelMemberAdded', 'channelMemberRemoved', 'channelShared', 'channelUnshared']) {
    it(`asks nothing about a private or shared channel’s own people (${eventType})`, async () => {
      inTeam('coordinator', newcomer);
      await bot.hear({ eventType, added: [newcomer], removed: ['lead'], more: {} });
      if (eventType.startsWith('channelMember')) expect(asked()).to.equal(0);
      expect((await bot.world.actor('member')).memberships).to.have.length(1);
    });
  }

  for (const [what, event] of [
    ['out who was removed and is still on the roster for a moment', { removed: ['lead'] }],
    ['out who is said to have come and is gone already', { added: ['lead'] }],
    ['in who was added and is not on the roster yet', { added: [newcomer], removed: ['lead'] }],
  ] as const) {
    it(`looks again in a minute, and takes ${what}`, async () => {
      inTeam(...('removed' in event && !('added' in event) ? everybody : without('lead')));
      await bot.hear(event);
      inTeam(...without('lead'), newcomer);
      bot.world.pass(minute);
      await bot.work();
      expect(await present()).to.deep.equal([...without('lead'), 'Uusi'].sort());
    });
  }

  it('gives somebody back all they had, in whatever order it is told that they left and returned', async () => {
    const before = await load(bot.world.deps.store, members, 'm-lead');
    for (const order of [
      ['removed', 'added'],
      ['added', 'removed'],
    ] as const) {
      inTeam(...without('lead'));
      await bot.hear({ removed: ['lead'] });
      inTeam(...everybody);
      for (const what of order) await bot.hear({ [what]: ['lead'] });
      const { leads, roles, groupIds, organisationId } = await load(bot.world.deps.store, members, 'm-lead');
      expect({ leads, roles, organisationId }).to.deep.equal({
        leads: before.leads,
        roles: before.roles,
        organisationId: before.organisationId,
      });
      expect(groupIds).to.include.members(before.groupIds);
    }
  });

  describe('when most of a team is missing', () => {
    const crowd = Array.from({ length: 195 }, (_none, place) => ({
      aadObjectId: `44444444-4444-4444-8444-${String(place).padStart(12, '0')}`,
      name: `Kunta${place} (esimerkki)`,
    }));
    beforeEach(async () => {
      inTeam(...everybody, ...crowd);
      await bot.hear({ added: [unnamed('many')] });
      inTeam(...everybody, ...crowd.slice(0, 15));
    });

    for (const [shape, event] of [
      ['somebody left', { removed: [unnamed('x')] }],
      ['all of them left', { removed: crowd.map(({ aadObjectId }) => ({ id: '29:x', aadObjectId })) }],
    ] as const) {
      it(`asks a coordinator in their own chat, and takes out nobody before their yes (${shape})`, async () => {
        await bot.hear(event);
        expect(await present()).to.have.length(200);
        const question = (await bot.work()).find(({ fallbackText }) => fallbackText?.startsWith('Ovatko he lähteneet'));
        if (!question) throw new Error('nobody was asked');
        expect(wordsOf(question)).to.include('180 verkoston jäsentä');
        const refused = await bot.press('member', question, 'Kyllä, poista');
        expect(wordsOf(refused)).to.include('ei ole oikeutta');
        expect(await present()).to.have.length(200);
        await bot.press('coordinator', question, 'Kyllä, poista');
        expect(await present()).to.have.length(20);
        inTeam(...everybody, ...crowd);
        await bot.hear({ added: [unnamed('many')] });
        expect(await present()).to.have.length(200);
      });
    }

    it('takes the question back when it was a fault', async () => {
      await bot.hear({ removed: [unnamed('x')] });
      inTeam(...everybody, ...crowd);
      await bot.hear({ removed: [unnamed('x')] });
      expect(await bot.work()).to.deep.equal([]);
      expect(await present()).to.have.length(200);
    });

    it('takes nobody out by a yes to others than are missing now', async () => {
      await bot.hear({ removed: [unnamed('x')] });
      const [question] = await bot.work();
      if (!question) throw new Error('nobody was asked');
      inTeam(...everybody, ...crowd.slice(0, 50));
      const again = await bot.press('coordinator', question, 'Kyllä, poista');
      expect(await present()).to.have.length(200);
      expect(buttonsOf(again).map(({ title }) => title)).to.include('Kyllä, poista');
    });
  });

  describe('while Teams does not answer', () => {
    it('asks again when Teams says so', async () => {
      inTeam(...everybody, newcomer);
      bot.connector.failNextQuestions(429, 429);
      await bot.hear({ added: [newcomer] });
      expect(await present()).to.deep.equal(and('Uusi'));
    });

    for (const [what, event] of [
      ['a newcomer', { added: [newcomer] }],
      ['whoever left', { removed: ['lead'] }],
    ] as const) {
      it(`reads about ${what} by a task a little later`, async () => {
        inTeam(...without('lead'), newcomer);
        bot.connector.failReading = true;
        await bot.hear(event);
        expect(await present()).to.deep.equal(members0);
        bot.connector.failReading = false;
        bot.world.pass(minute);
        await bot.work();
        expect(await present()).to.deep.equal([...without('lead'), 'Uusi'].sort());
        const { dueAt } = await load(bot.world.deps.store, tasks, 'network.sync:uudi');
        expect(dueAt).to.equal('2026-09-02T00:00:00.000Z');
      });
    }

    it('reads a group chat by the task as well, and each night', async () => {
      const { store } = bot.world.deps;
      const future = await load(store, groups, 'future');
      const chat = { ...future, id: 'chat', version: 0, channelId: chatId, chat: true as const };
      await store.commit([put(groups, chat)]);
      bot.connector.rosters[chatId] = [account('lead'), account('member')];
      bot.connector.failReading = true;
      await bot.hear({ where: 'chat', added: ['member'] });
      expect(await store.count(members, { groupIds: 'chat' })).to.equal(0);
      bot.connector.failReading = false;
      bot.world.pass(minute);
      await bot.work();
      expect(await store.count(members, { groupIds: 'chat' })).to.equal(2);
      bot.connector.rosters[chatId] = [account('lead')];
      bot.world.pass(24 * 60 * minute);
      await bot.work();
      expect(await store.count(members, { groupIds: 'chat' })).to.equal(1);
    });

    it('does not ask about a team that the bot is no longer in before the next night', async () => {
      await planRecurring(bot.world.deps);
      bot.connector.failNextQuestions(403);
      await bot.hear({ removed: ['lead'] });
      const { dueAt } = await load(bot.world.deps.store, tasks, 'network.sync:uudi');
      expect(dueAt).to.equal('2026-09-02T00:00:00.000Z');
      expect(await present()).to.deep.equal(members0);
    });
  });

  describe('of somebody who acts in the team and is not known', () => {
    const inChannel = { group: 'future' } as const;

    it('they are in, when they are on its roster, with the answer to their first word', async () => {
      expect(wordsOf(await bot.ask('stranger', 'omat', inChannel))).to.include('Et ole tämän verkoston jäsen');
      inTeam(...everybody, 'stranger');
      bot.world.pass(11 * minute);
      expect(wordsOf(await bot.ask('stranger', 'omat', inChannel))).not.to.include('Et ole tämän verkoston jäsen');
      expect(await present()).to.deep.equal(and('stranger'));
    });

    it('also when they press a button, and when they had left', async () => {
      inTeam(...without('lead'));
      await bot.hear({ removed: ['lead'] });
      inTeam(...everybody);
      const press = { type: 'Action.Execute', verb: 'command.open', data: { name: 'mine' } };
      await bot.forge('lead', press, inChannel);
      expect(await present()).to.deep.equal(members0);
    });

    it('the roster is asked once in ten minutes, however much a stranger says', async () => {
      for (let time = 0; time < 5; time += 1) await bot.say('stranger', 'omat', inChannel);
      expect(asked()).to.equal(1);
      expect(await present()).to.deep.equal(members0);
    });

    it('nothing is asked of members, nor of anybody in their own chat', async () => {
      await bot.say('member', 'omat', inChannel);
      await bot.say('stranger', 'omat');
      expect(asked()).to.equal(0);
    });
  });

  describe('when a team is back', () => {
    const future = () => load(bot.world.deps.store, groups, 'future');
    const home = () => load(bot.world.deps.store, groups, 'home');

    /** Everything is refused: both channels, and a message to a member. */
    async function refused() {
      const { store } = bot.world.deps;
      const refusedAt = '2026-08-31T09:00:00.000Z';
      const personId = (await load(store, members, 'm-member')).personId;
      await store.commit([
        put(groups, { ...(await future()), refusedAt }),
        put(groups, { ...(await home()), refusedAt }),
        put(people, { id: personId, version: 0, refusedAt }),
        put(
          deliveries,
          aDelivery({
            id: 'd-1',
            networkId: 'uudi',
            to: { type: 'person', personId },
            targetId: personId,
            state: 'notReached',
          }),
        ),
        put(
          deliveries,
          aDelivery({
            id: 'd-2',
            networkId: 'uudi',
            to: { type: 'channel', groupId: 'home' },
            targetId: 'home',
            state: 'blocked',
          }),
        ),
        put(
          deliveries,
          aDelivery({ id: 'd-3', networkId: 'uudi', kind: 'survey.reminder', targetId: personId, state: 'notReached' }),
        ),
      ]);
    }
    const stateOf = async (id: string) => (await load(bot.world.deps.store, deliveries, id)).state;

    for (const [how, event] of [
      ['the bot is added to it again', { eventType: 'teamMemberAdded', added: ['bot'] }],
      ['the bot is added by somebody unknown', { by: null, added: ['bot'] }],
      ['it comes from the archive', { eventType: 'teamUnarchived' }],
      ['it is restored', { eventType: 'teamRestored' }],
      ['the app is installed again', { more: { type: 'installationUpdate', action: 'add' } }],
    ] as const) {
      it(`all of its channels and people are, when ${how}`, async () => {
        await refused();
        inTeam(...without('other'), newcomer);
        await bot.hear(event);
        expect((await future()).refusedAt).to.equal(undefined);
        expect((await home()).refusedAt).to.equal(undefined);
        expect(await stateOf('d-1')).to.equal('waiting');
        expect(await stateOf('d-2')).to.equal('waiting');
        expect(await stateOf('d-3')).to.equal('notReached');
        expect(await present()).to.deep.equal(and('Uusi'));
      });
    }

    it('a channel that was deleted is not, until it is restored or somebody writes there', async () => {
      await bot.hear({ eventType: 'channelDeleted' });
      await bot.hear({ eventType: 'teamUnarchived' });
      expect((await future()).refusedAt).not.to.equal(undefined);
      await bot.hear({ eventType: 'channelRestored' });
      expect((await future()).refusedAt).to.equal(undefined);
    });

    it('late news of a channel changes nothing', async () => {
      const at = (hour: number) => ({ timestamp: `2026-09-01T0${hour}:00:00.000Z` });
      await bot.hear({ eventType: 'channelRestored', more: at(3) });
      await bot.hear({ eventType: 'channelDeleted', more: at(2) });
      expect((await future()).refusedAt).to.equal(undefined);
      await bot.hear({ eventType: 'channelDeleted', more: at(4) });
      await bot.hear({ eventType: 'channelRestored', more: at(3) });
      expect((await future()).refusedAt).not.to.equal(undefined);
    });
  });

  for (const by of [null, { id: '29:owner', aadObjectId: null }, 'stranger'] as const) {
    const who = by === 'stranger' ? 'a founder' : by ? 'an account without an Entra id' : 'nobody';
    it(`welcomes a team without a network, to which ${who} added the bot`, async () => {
      const team = { tenant: { id: tenantId }, team: { id: '19:other@thread.tacv2' }, eventType: 'teamMemberAdded' };
      const conversation = { id: '19:other@thread.tacv2', conversationType: 'channel', isGroup: true, tenantId };
      await bot.hear({ by, added: ['bot', newcomer], more: { conversation, channelData: team } });
      const [welcome, ...more] = bot.connector.messages;
      expect(more).to.deep.equal([]);
      expect(wordsOf(welcome?.card as Card)).to.include('Ota verkosto ensin käyttöön');
      expect(await present()).to.deep.equal(members0);
    });
  }

  it('knows whose chat begins by whom it names, when Teams does not say who began it', async () => {
    await bot.hear({ where: 'personal', by: null, added: ['member', 'bot'] });
    const person = await load(bot.world.deps.store, people, `${tenantId}:${objectIdOf('member')}`);
    expect(person.conversation?.id).to.equal('a:personal');
    expect(bot.connector.messages.map(({ conversationId }) => conversationId)).to.deep.equal(['a:personal']);
  });
});
