import { expect } from 'chai';
import { groups, networks, people } from '../../domain/network/network.ts';
import { planRecurring } from '../../domain/network/recurring.ts';
import { deliveries, send } from '../../domain/outbox.ts';
import { put } from '../../domain/store.ts';
import { surveys } from '../../domain/survey/survey.ts';
import { buttonsOf } from '../cards/read.ts';
import { objectIdOf, type Role, tenantId } from '../domain/fixture.ts';
import { type Conversation, startConversation } from './conversation.ts';
import { type FakeConnector, startConnector } from './fake-connector.ts';

const hour = 60 * 60 * 1000;
const teamId = '19:team@thread.tacv2';
const chatId = '19:chat@thread.v2';

describe('Teams at another address', () => {
  let bot: Conversation;
  let fresh: FakeConnector;
  let sent = 0;

  beforeEach(async () => {
    bot = await startConversation();
    fresh = await startConnector();
    const { store } = bot.world.deps;
    const chat = {
      id: 'chat',
      version: 0,
      networkId: 'uudi',
      name: { fi: 'Keskustelu' },
      chat: true,
      language: 'fi',
    } as const;
    await store.commit([put(groups, { ...chat, channelId: chatId, serviceUrl: bot.connector.url })]);
    for (const role of ['lead', 'member', 'coordinator'] as const) await bot.say(role, 'omat');
    await bot.say('lead', 'omat', { group: 'future' });
  });
  afterEach(async () => {
    await bot.close();
    await fresh.close();
  });

  /** Posts a survey to one channel and to everybody, and the same to all other groups, where nobody answers any more. */
  async function postInVain() {
    const form = await bot.say('lead', 'kysely');
    const typed = {
      template: 'handover',
      respondent: 'person',
      groupId: 'future',
      closesOn: '2026-09-18',
      anonymity: 'named',
    };
    await bot.press('lead', await bot.press('lead', form, 'survey.draft', typed), 'survey.post', { sentTo: 'both' });
    const { deps } = bot.world;
    const [survey] = await deps.store.find(surveys, { state: 'open' });
    const others = ['home', 'chat'].map((groupId) =>
      send(deps, {
        networkId: 'uudi',
        kind: 'survey.invitation',
        subjectId: survey?.id ?? '',
        to: { type: 'channel', groupId },
      }),
    );
    await deps.store.commit(others);
    bot.connector.gone = true;
    await bot.work();
    expect(await states()).to.deep.equal(['blocked', 'notReached']);
  }

  const invitations = () => bot.world.deps.store.find(deliveries, { kind: 'survey.invitation' });
  const states = async () => [...new Set((await invitations()).map(({ state }) => state))].sort();
  const places = () =>
    fresh.messages
      .filter(({ card }) => card?.fallbackText?.startsWith('Kysely:'))
      .map(({ conversationId }) => conversationId.split(';')[0])
      .sort();
  const everywhere = [
    '19:chat@thread.v2',
    '19:future@thread.tacv2',
    '19:home@thread.tacv2',
    'a:coordinator',
    'a:lead',
    'a:member',
    `a:${objectIdOf('other')}`,
    `a:${objectIdOf('loner')}`,
  ].sort();

  async function tell(activity: object) {
    return bot.post({
      id: `m-${(sent += 1)}`,
      channelId: 'msteams',
      serviceUrl: fresh.url,
      recipient: { id: '28:bot' },
      ...activity,
    });
  }
  const by = (role: Role) => ({ from: { id: `29:${role}`, aadObjectId: objectIdOf(role) } });
  const inChannel = (id: string, more: object = {}) => ({
    conversation: { id, conversationType: 'channel', isGroup: true, tenantId },
    channelData: { tenant: { id: tenantId }, team: { id: teamId }, channel: { id }, ...more },
  });
  const inOwnChat = (role: Role) => ({
    ...by(role),
    conversation: { id: `a:${role}`, conversationType: 'personal', tenantId },
  });
  const press = {
    type: 'invoke',
    name: 'adaptiveCard/action',
    value: { action: { type: 'Action.Execute', verb: 'command.open', data: { name: 'help' } } },
  };
  const future = '19:future@thread.tacv2';

  const ways: Readonly<Record<string, object>> = {
    'a message in a channel': { type: 'message', text: 'apua', ...by('other'), ...inChannel(future) },
    'a press in a channel': { ...press, ...by('other'), ...inChannel(future) },
    'a press in a channel that is no working group': { ...press, ...by('other'), ...inChannel('19:more@thread.tacv2') },
    'a message in a chat': { type: 'message', text: 'apua', ...inOwnChat('member') },
    'a press in a chat': { ...press, ...inOwnChat('member') },
    'a press in a group chat': {
      ...press,
      ...by('lead'),
      conversation: { id: chatId, conversationType: 'groupChat', isGroup: true, tenantId },
    },
    'somebody who joined': { type: 'conversationUpdate', membersAdded: [{ id: '29:x' }], ...inChannel(future) },
    'a renamed channel': {
      type: 'conversationUpdate',
      ...inChannel(future, { eventType: 'channelRenamed', channel: { id: future, name: 'Uusi' } }),
    },
    'a renamed team': { type: 'conversationUpdate', ...inChannel(teamId, { eventType: 'teamRenamed' }) },
    'a newer version of the app': {
      type: 'installationUpdate',
      action: 'add-upgrade',
      ...by('lead'),
      ...inChannel(teamId),
    },
    'a reaction to a message': { type: 'messageReaction', ...by('lead'), ...inChannel(future) },
  };
  for (const [what, activity] of Object.entries(ways)) {
    it(`is known from ${what}: all that the old one refused arrives, in every channel and chat`, async () => {
      await postInVain();
      await tell(activity);
      await bot.work();
      expect(places()).to.deep.equal(everywhere);
      expect(await states()).to.deep.equal(['sent']);
    });
  }

  it('changes cards there, and reads the team there at night', async () => {
    const form = await bot.say('lead', 'kysely');
    const typed = {
      template: 'handover',
      respondent: 'person',
      groupId: 'future',
      closesOn: '2026-09-18',
      anonymity: 'named',
    };
    const posted = await bot.press('lead', await bot.press('lead', form, 'survey.draft', typed), 'survey.post');
    await bot.work();
    fresh.messages.push(...bot.connector.messages);
    const surveyId = buttonsOf(posted).find(({ data }) => data['surveyId'])?.data['surveyId'];
    bot.connector.gone = true;
    await bot.forge('lead', { type: 'Action.Execute', verb: 'survey.close', data: { surveyId } });
    await bot.work();
    const [closing] = await bot.world.deps.store.find(deliveries, { kind: 'survey.closed' });
    expect(closing).to.include({ state: 'failed', reason: '404' });
    await tell({ ...press, ...by('member'), ...inChannel(future) });
    await bot.work();
    expect((await bot.world.deps.store.get(deliveries, closing?.id ?? ''))?.state).to.equal('sent');
    await planRecurring(bot.world.deps);
    bot.world.pass(15 * hour);
    await bot.work();
    expect(fresh.asked).to.include(`/v3/conversations/${teamId}/pagedmembers`);
  });

  it('is kept once, and costs nothing when it is no news', async () => {
    const network = async () => bot.world.deps.store.get(networks, 'uudi');
    await tell({ ...press, ...by('member'), ...inChannel(future) });
    const moved = await network();
    expect(moved?.serviceUrls).to.deep.equal({ current: fresh.url, former: [bot.connector.url] });
    let commits = 0;
    const { store } = bot.world.deps;
    const commit = store.commit.bind(store);
    Object.assign(store, {
      commit: (writes: Parameters<typeof commit>[0]) => {
        commits += 1;
        return commit(writes);
      },
    });
    await tell({ ...press, ...by('member'), ...inChannel(future) });
    expect(commits).to.equal(1);
    await tell({ ...press, ...by('member'), ...inChannel(future) });
    await tell({ ...press, ...inOwnChat('member') });
    expect(commits).to.equal(1);
    expect(await network()).to.deep.equal(moved);
  });

  it('may be the one that Teams has left, too: what is kept of either leads to where it is now', async () => {
    await tell({ ...press, ...by('member'), ...inChannel(future) });
    await bot.say('member', 'omat', { group: 'future' });
    const network = await bot.world.deps.store.get(networks, 'uudi');
    expect(network?.serviceUrls).to.deep.equal({ current: bot.connector.url, former: [fresh.url] });
  });

  it('is known of all channels where an older program kept it of one', async () => {
    await postInVain();
    const { store } = bot.world.deps;
    const group = await store.get(groups, 'future');
    if (group) await store.commit([put(groups, { ...group, serviceUrl: fresh.url })]);
    await tell({ type: 'message', text: 'apua', ...by('other'), ...inChannel(future) });
    await bot.work();
    expect(places()).to.deep.equal(everywhere);
  });

  it('is not taken from elsewhere, nor is that of one person’s chat taken for a team’s that is served elsewhere', async () => {
    const { status } = await tell({
      ...press,
      ...by('lead'),
      ...inChannel(future),
      serviceUrl: 'https://evil.example.org/',
    });
    expect(status).to.equal(403);
    const { store } = bot.world.deps;
    const id = `${tenantId}:${objectIdOf('lead')}`;
    const person = await store.get(people, id);
    const chat = { id: 'a:lead', serviceUrl: 'http://127.0.0.1:9' };
    if (person) await store.commit([put(people, { ...person, conversation: chat })]);
    await tell({ ...press, ...inOwnChat('lead') });
    expect((await store.get(people, id))?.conversation?.serviceUrl).to.equal(fresh.url);
    expect((await store.get(networks, 'uudi'))?.serviceUrls).to.equal(undefined);
  });
});
