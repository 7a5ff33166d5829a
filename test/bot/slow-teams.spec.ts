import { expect } from 'chai';
import type { Card } from '../../cards/card.ts';
import { groups, members, networks, people } from '../../domain/network/network.ts';
import { put } from '../../domain/store.ts';
import { expectValid } from '../cards/golden.ts';
import { buttonsOf, inputsOf, wordsOf } from '../cards/read.ts';
import { objectIdOf, type Role, tenantId } from '../domain/fixture.ts';
import { type Conversation, startConversation } from './conversation.ts';

const future = '19:future@thread.tacv2';
const chatId = '19:chat@thread.v2';

describe('Teams that is slow to tell of a team', () => {
  let bot: Conversation;
  let sent = 0;
  let letGo: () => void;

  beforeEach(async () => {
    bot = await startConversation();
    bot.connector.channels = [{ id: future }, { id: '19:more@thread.tacv2', name: 'Lisää' }];
    onRoster('coordinator', 'lead', 'member', 'other', 'loner', 'stranger');
    const { store } = bot.world.deps;
    for (const role of ['coordinator', 'lead', 'stranger'] as const) {
      const conversation = { id: `a:${role}`, serviceUrl: bot.connector.url };
      await store.commit([put(people, { id: `${tenantId}:${objectIdOf(role)}`, version: 0, conversation })]);
    }
    slowly();
  });
  afterEach(async () => {
    letGo();
    await bot.close();
  });

  function slowly() {
    bot.connector.beforeTelling = new Promise((resolve) => {
      letGo = () => resolve(undefined);
    });
  }

  function onRoster(...roles: Role[]) {
    bot.connector.roster = roles.map((role) => ({ aadObjectId: objectIdOf(role), name: `${role} (esimerkki)` }));
  }

  const inTeam = (id: string, team = '19:team@thread.tacv2') => ({
    conversation: { id: `${id};messageid=1`, conversationType: 'channel', isGroup: true, tenantId },
    channelData: { tenant: { id: tenantId }, team: { id: team }, channel: { id } },
  });
  const inChat = { conversation: { id: chatId, conversationType: 'groupChat', isGroup: true, tenantId } };
  const ownChat = (role: Role) => ({ conversation: { id: `a:${role}`, conversationType: 'personal', tenantId } });

  /** Presses and gives the card, which is there in three seconds. */
  async function press(role: Role, where: object, verb: string, data: object = {}): Promise<Card> {
    const began = performance.now();
    const { body } = await bot.post({
      type: 'invoke',
      name: 'adaptiveCard/action',
      id: `s-${(sent += 1)}`,
      channelId: 'msteams',
      serviceUrl: bot.connector.url,
      from: { id: `29:${role}`, aadObjectId: objectIdOf(role) },
      recipient: { id: '28:bot' },
      locale: 'fi-FI',
      value: { action: { type: 'Action.Execute', verb, data } },
      ...where,
    });
    expect(performance.now() - began, verb).to.be.below(3000);
    const { value } = body as { value: Card };
    expectValid(value);
    return value;
  }

  /** The cards in a conversation, as soon as there are so many. */
  async function told(conversationId: string, count = 1): Promise<Card[]> {
    for (;;) {
      const found = bot.connector.messages.filter((message) => message.conversationId === conversationId);
      if (found.length >= count) return found.flatMap(({ card }) => card ?? []);
      await new Promise(setImmediate);
    }
  }

  const setUp = { name: 'Uusi verkosto', region: '11', channels: '19:more@thread.tacv2' };

  it('is not waited for: who pressed is told that it goes on, and in their own chat when it is done', async () => {
    const newTeam = inTeam('19:more@thread.tacv2', '19:newteam@thread.tacv2');
    const first = await Promise.all([
      press('coordinator', inTeam(future), 'network.sync'),
      press('stranger', newTeam, 'network.create', setUp),
      press('stranger', newTeam, 'network.create', setUp),
      press('lead', inChat, 'network.bindChat', { name: 'Pienryhmä', networkId: 'uudi' }),
    ]);
    for (const card of first) expect(wordsOf(card)).to.include('kerron keskustelussamme, kun se on valmis');
    letGo();
    const [synced] = await told('a:coordinator');
    expect(wordsOf(synced as Card)).to.include('Lisättiin 1 uusi jäsen.');
    const made = (await told('a:stranger', 2)).map(wordsOf).sort();
    expect(made[0]).to.include('Uusi verkosto').and.include('Vetäjät').and.not.include('ei onnistunut');
    expect(made[1]).to.include('Verkosto on käytössä');
    expect(await bot.world.deps.store.count(networks, { teamId: '19:newteam@thread.tacv2' })).to.equal(1);
    const [asked] = await told('a:lead');
    expect(wordsOf(asked as Card)).to.include('ei kuulu verkostoon');
    const yes = buttonsOf(asked as Card).find(({ verb }) => verb === 'network.bindChat');
    const bound = await press('lead', ownChat('lead'), 'network.bindChat', yes?.data);
    expect(wordsOf(bound)).to.include('Keskustelu on työryhmä: Pienryhmä');
    expect(await bot.world.deps.store.count(groups, { channelId: chatId })).to.equal(1);
  });

  it('asks in their own chat about those who are gone, and takes the answer there', async () => {
    onRoster('coordinator', 'lead', 'member', 'other');
    const [first] = await Promise.all([
      press('coordinator', inTeam(future), 'network.sync'),
      press('coordinator', inTeam('19:more@thread.tacv2'), 'network.bind'),
    ]);
    expect(wordsOf(first)).to.include('kerron keskustelussamme');
    letGo();
    const cards = await told('a:coordinator', 2);
    const asked = cards.find((card) => wordsOf(card).includes('Poistetaanko 1 jäsen'));
    const yes = buttonsOf(asked as Card).find(({ verb }) => verb === 'network.removeAbsent');
    const after = await press('coordinator', ownChat('coordinator'), 'network.removeAbsent', yes?.data);
    expect(wordsOf(after)).to.include('Poistettiin 1 jäsen');
    expect((await bot.world.deps.store.get(members, 'm-loner'))?.leftAt).to.equal('2026-09-01T09:00:00.000Z');
    expect(await bot.world.deps.store.count(groups, { channelId: '19:more@thread.tacv2' })).to.equal(1);
  });

  it('gives the form to set up a network at the next press, though it is slow again', async () => {
    const team = inTeam('19:more@thread.tacv2', '19:newteam@thread.tacv2');
    const first = await press('stranger', team, 'network.setUp');
    expect(wordsOf(first)).to.include('Teams ei antanut tietoja');
    letGo();
    while (!bot.connector.asked.some((path) => path.endsWith('/conversations'))) await new Promise(setImmediate);
    await new Promise((resolve) => setTimeout(resolve, 50));
    slowly();
    const again = buttonsOf(first).find(({ verb }) => verb === 'network.setUp');
    const form = await press('stranger', team, 'network.setUp', again?.data);
    expect(inputsOf(form).map(({ id }) => id)).to.include('channels');
  });

  it('tells also what did not work, and where they have no chat, where they pressed', async () => {
    bot.connector.failReading = true;
    await Promise.all([
      press('coordinator', inTeam(future), 'network.sync'),
      bot.world.deps.store
        .get(people, `${tenantId}:${objectIdOf('lead')}`)
        .then((lead) => lead && bot.world.deps.store.commit([put(people, { ...lead, conversation: undefined })]))
        .then(() => press('lead', inChat, 'network.bindChat', { name: 'Pienryhmä', networkId: 'uudi' })),
    ]);
    bot.connector.failNextConversations(403);
    letGo();
    const [failed] = await told('a:coordinator');
    expect(wordsOf(failed as Card)).to.include('Teams ei antanut tietoja');
    const [open] = await told(chatId);
    expect(buttonsOf(open as Card).map(({ verb }) => verb)).to.deep.equal(['command.open']);
  });

  it('does not keep the bot from stopping: who waits is told that it did not work', async () => {
    await press('coordinator', inTeam(future), 'network.sync');
    const began = performance.now();
    await bot.stop();
    expect(performance.now() - began).to.be.below(2000);
    const [failed] = await told('a:coordinator');
    expect(wordsOf(failed as Card)).to.include('Teams ei antanut tietoja');
  });
});
