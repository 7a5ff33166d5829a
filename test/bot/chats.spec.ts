import { expect } from 'chai';
import type { Card } from '../../cards/card.ts';
import { auditEntries } from '../../domain/network/audit.ts';
import { groups, members, networks } from '../../domain/network/network.ts';
import { planRecurring } from '../../domain/network/recurring.ts';
import { put } from '../../domain/store.ts';
import { expectValid } from '../cards/golden.ts';
import { buttonsOf, inputsOf, wordsOf } from '../cards/read.ts';
import { objectIdOf, type Role, tenantId } from '../domain/fixture.ts';
import { type Conversation, startConversation } from './conversation.ts';

const chatId = '19:chat@thread.v2';

describe('a group chat', () => {
  let bot: Conversation;
  beforeEach(async () => {
    bot = await startConversation();
  });
  afterEach(() => bot.close());

  let sent = 0;
  const activity = (role: Role, more: object) => ({
    id: `c-${(sent += 1)}`,
    channelId: 'msteams',
    serviceUrl: bot.connector.url,
    from: { id: `29:${role}`, aadObjectId: objectIdOf(role) },
    recipient: { id: '28:bot' },
    locale: 'fi-FI',
    conversation: { id: chatId, conversationType: 'groupChat', isGroup: true, tenantId },
    ...more,
  });

  async function press(role: Role, verb: string, data: object = {}): Promise<Card> {
    const value = { action: { type: 'Action.Execute', verb, data } };
    const { body } = await bot.post(activity(role, { type: 'invoke', name: 'adaptiveCard/action', value }));
    const card = (body as { value: Card }).value;
    expectValid(card);
    return card;
  }

  async function pressed(role: Role, card: Card, title: string, inputs: object = {}): Promise<Card> {
    const button = buttonsOf(card).find((one) => one.title === title);
    if (!button) throw new Error(`no button ${title}: ${JSON.stringify(card.actions)}`);
    return press(role, button.verb, { ...button.data, ...inputs });
  }

  function inChat(...roles: Role[]) {
    bot.connector.roster = roles.map((role) => ({ aadObjectId: objectIdOf(role), name: `${role} (esimerkki)` }));
  }

  const form = (role: Role) => press(role, 'command.open', { name: 'network' });
  const theGroup = async () => (await bot.world.deps.store.find(groups, { channelId: chatId }))[0];
  const inGroup = async () => {
    const id = (await theGroup())?.id ?? '';
    const found = await bot.world.deps.store.find(members, { groupIds: id });
    return found.map(({ name }) => name.split(' ')[0]).sort();
  };
  const typed = { name: 'Etätuen pienryhmä', networkId: 'uudi' };

  async function bind(role: Role = 'lead') {
    inChat('lead', 'member');
    return pressed(role, await form(role), 'Ota työryhmäksi', typed);
  }

  it('is made a working group by a lead, who leads it, with those in the chat and no others', async () => {
    const asked = await form('lead');
    expect(inputsOf(asked).map(({ id }) => id)).to.deep.equal(['name', 'networkId']);
    const done = await bind();
    expect(wordsOf(done)).to.include('Keskustelu on työryhmä: Etätuen pienryhmä').and.include('Ryhmässä on 2 jäsentä.');
    const group = await theGroup();
    expect(group).to.deep.include({ chat: true, networkId: 'uudi', name: { fi: 'Etätuen pienryhmä' } });
    expect(await inGroup()).to.deep.equal(['lead', 'member']);
    expect((await bot.world.actor('lead')).memberships[0]?.leads).to.deep.equal(['future', group?.id]);
    const account = await bot.world.deps.store.find(auditEntries, { byMemberId: 'm-lead' });
    expect(account.map(({ changes }) => changes[0]?.field)).to.have.members(['binding', 'lead']);
  });

  it('makes strangers to the network members only when whoever binds it agrees to exactly them', async () => {
    inChat('lead', 'member', 'stranger');
    const asked = await pressed('lead', await form('lead'), 'Ota työryhmäksi', typed);
    expect(wordsOf(asked)).to.include('1 keskustelun jäsen ei kuulu verkostoon').and.include('stranger (esimerkki)');
    expect(await theGroup()).to.equal(undefined);
    bot.connector.roster.push({ aadObjectId: '33333333-3333-4333-8333-333333333333', name: 'Kunta E, neuvoja' });
    const again = await pressed('lead', asked, 'Kyllä, lisää');
    expect(wordsOf(again)).to.include('2 keskustelun jäsentä ei kuulu verkostoon').and.include('Kunta E');
    expect((await bot.world.actor('stranger')).memberships).to.deep.equal([]);
    expect(wordsOf(await pressed('lead', again, 'Kyllä, lisää'))).to.include('Ryhmässä on 4 jäsentä.');
    const [membership] = (await bot.world.actor('stranger')).memberships;
    expect(membership?.groupIds).to.deep.equal([(await theGroup())?.id]);
  });

  it('is bound by nobody but leads and coordinators, and by nobody who is not in it', async () => {
    inChat('lead', 'member', 'coordinator');
    expect(wordsOf(await form('member'))).to.include('ei ole oikeutta');
    for (const role of ['member', 'stranger'] as const) {
      await press(role, 'network.bindChat', typed);
    }
    inChat('member');
    expect(wordsOf(await press('lead', 'network.bindChat', typed))).to.include('Et ole tämän verkoston jäsen');
    expect(await theGroup()).to.equal(undefined);
    expect(wordsOf(await pressed('lead', await form('lead'), 'Ota työryhmäksi', { ...typed, name: ' ' }))).to.include(
      'Tämä tieto tarvitaan.',
    );
  });

  it('follows who comes to the chat and leaves it; strangers who come wait for the word of a lead', async () => {
    await bind();
    inChat('lead', 'other', 'stranger');
    await bot.post(activity('lead', { type: 'conversationUpdate', membersAdded: [{ id: '29:other' }] }));
    expect(await inGroup()).to.deep.equal(['lead', 'other']);
    expect((await bot.world.actor('member')).memberships[0]?.groupIds).to.deep.equal(['future']);
    const asked = await pressed('lead', await form('lead'), 'Päivitä ryhmän jäsenet');
    await pressed('lead', asked, 'Kyllä, lisää');
    expect(await inGroup()).to.deep.equal(['lead', 'other', 'stranger']);
    inChat('lead');
    await bot.post(activity('lead', { type: 'conversationUpdate', membersRemoved: [{ id: '29:stranger' }] }));
    expect(await inGroup()).to.deep.equal(['lead']);
    expect((await bot.world.actor('stranger')).memberships).to.deep.equal([]);
    inChat();
    await bot.post(activity('lead', { type: 'conversationUpdate', membersRemoved: [{ id: '29:lead' }] }));
    expect(await inGroup()).to.deep.equal(['lead']);
  });

  it('keeps its outsiders in the network when the team’s roster is read, and takes in none of the team', async () => {
    inChat('lead', 'stranger');
    await pressed('lead', await pressed('lead', await form('lead'), 'Ota työryhmäksi', typed), 'Kyllä, lisää');
    bot.connector.rosters[chatId] = [...bot.connector.roster];
    inChat('coordinator', 'lead', 'member', 'other', 'loner');
    bot.connector.roster.push({ aadObjectId: '33333333-3333-4333-8333-333333333333', name: 'Kunta E, neuvoja' });
    await planRecurring(bot.world.deps);
    bot.world.pass(15 * 3_600_000);
    await bot.work();
    expect(await inGroup()).to.deep.equal(['lead', 'stranger']);
    expect(await bot.world.deps.store.count(members, { networkId: 'uudi' })).to.equal(7);
  });

  it('is where its surveys are posted', async () => {
    await bind();
    const groupId = (await theGroup())?.id ?? '';
    const survey = { template: 'handover', respondent: 'person', groupId, closesOn: '2026-09-18', anonymity: 'named' };
    const draft = await bot.press('lead', await bot.say('lead', 'kysely'), 'survey.draft', survey);
    await bot.press('lead', draft, 'survey.post', { sentTo: 'channel' });
    await bot.work();
    const posted = bot.connector.messages.filter(({ conversationId }) => conversationId === chatId);
    expect(posted.map(({ card }) => card?.fallbackText?.startsWith('Kysely:'))).to.deep.equal([true]);
  });

  it('belongs to the network it was bound to, and to no other', async () => {
    await bind();
    const { store } = bot.world.deps;
    const uudi = await store.get(networks, 'uudi');
    const lead = await store.get(members, 'm-lead');
    if (!uudi || !lead) throw new Error('no network');
    await store.commit([
      put(networks, { ...uudi, id: 'zz', version: 0, teamId: 'another', name: { fi: 'Toinen verkosto' } }),
      put(members, { ...lead, id: 'zz-lead', version: 0, networkId: 'zz', leads: ['x'], groupIds: ['x'] }),
    ]);
    const here = await form('lead');
    expect(wordsOf(here)).to.include('Tämä keskustelu on verkoston työryhmä');
    await press('lead', 'network.bindChat', { name: 'Muu', networkId: 'zz' });
    expect((await store.find(groups, { channelId: chatId })).map(({ networkId }) => networkId)).to.deep.equal(['uudi']);
  });
});
