import { expect } from 'chai';
import type { Card } from '../../cards/card.ts';
import { seenActivities } from '../../domain/outbox.ts';
import { buttonsOf, wordsOf } from '../cards/read.ts';
import { objectIdOf, tenantId } from '../domain/fixture.ts';
import { head, rawExchange, statusOf } from '../http/raw.ts';
import { type Conversation, startConversation } from './conversation.ts';

describe('somebody who is too fast', () => {
  let bot: Conversation;
  beforeEach(async () => {
    const slow = { atOnce: 3, perMinute: 6 };
    bot = await startConversation({ rates: { asking: slow, writing: slow, straying: slow } });
  });
  afterEach(() => bot.close());

  const press = { type: 'Action.Execute', verb: 'command.open', data: { name: 'help' } };
  const pressed = async (role: 'member' | 'other') => ((await bot.forge(role, press)).body as { value: Card }).value;

  it('in pressing is told when to go on, and gets the same button again', async () => {
    for (let turn = 0; turn < 3; turn += 1) expect(wordsOf(await pressed('member'))).to.include('aikataulu');
    const refused = await pressed('member');
    expect(wordsOf(refused)).to.include('Odota 10 s');
    expect(buttonsOf(refused)[0]).to.deep.include({ verb: press.verb, data: press.data });
    expect(wordsOf(await pressed('other')), 'others go on').to.include('aikataulu');
    bot.world.pass(10_000);
    expect(wordsOf(await pressed('member'))).to.include('aikataulu');
  });

  it('in writing is told so once, and nothing more is kept or answered', async () => {
    const write = (id: string) =>
      bot.post({
        type: 'message',
        id,
        text: 'apua',
        channelId: 'msteams',
        serviceUrl: bot.connector.url,
        from: { id: '29:m', aadObjectId: objectIdOf('member') },
        recipient: { id: '28:bot' },
        conversation: { id: 'a:fast', conversationType: 'personal', tenantId },
      });
    for (let turn = 0; turn < 20; turn += 1) expect((await write(`w-${turn}`)).status).to.equal(200);
    const answers = bot.connector.messages.filter(({ conversationId }) => conversationId === 'a:fast');
    expect(answers).to.have.length(4);
    expect(wordsOf(answers.at(-1)?.card as Card)).to.include('Odota 10 s');
    expect(await bot.world.deps.store.count(seenActivities, {})).to.equal(3);
  });

  it('without anybody behind it is told to wait and to come again, while others go on', async () => {
    const send = () => fetch(`${bot.url}/api/messages`, { method: 'POST', body: 'x' });
    for (let turn = 0; turn < 3; turn += 1) expect((await send()).status).to.equal(415);
    const { status, headers } = await send();
    expect([status, headers.get('retry-after'), headers.get('connection')]).to.deep.equal([429, '10', 'close']);
    expect(wordsOf(await pressed('member'))).to.include('aikataulu');
    const { port } = new URL(bot.url);
    for (const path of ['/healthz', '/readyz', '/metrics']) {
      expect(statusOf(await rawExchange(Number(port), head(`GET ${path}`))), path).to.equal(200);
    }
    bot.world.pass(10_000);
    expect((await send()).status).to.equal(415);
  });
});
