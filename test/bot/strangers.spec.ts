import { expect } from 'chai';
import { verbs } from '../../cards/verbs.ts';
import { collections } from '../../domain/collections.ts';
import type { Collection, StoredRecord } from '../../domain/store.ts';
import { wordsOf } from '../cards/read.ts';
import { objectIdOf, tenantId } from '../domain/fixture.ts';
import { type Conversation, startConversation } from './conversation.ts';

describe('people who are in no network', () => {
  let bot: Conversation;
  let sent = 0;
  let before: string;
  beforeEach(async () => {
    bot = await startConversation();
    before = await everything();
  });
  afterEach(async () => {
    expect(await everything(), 'nothing is stored').to.equal(before);
    await bot.close();
  });

  async function everything(): Promise<string> {
    const all = await Promise.all(
      collections.map((collection) => bot.world.deps.store.find(collection as Collection<StoredRecord, never>, {})),
    );
    return JSON.stringify(all);
  }

  const tell = (more: object) =>
    bot.post({
      id: `s-${(sent += 1)}`,
      channelId: 'msteams',
      serviceUrl: bot.connector.url,
      from: { id: '29:stranger', aadObjectId: objectIdOf('stranger') },
      recipient: { id: '28:bot' },
      conversation: { id: 'a:stranger', conversationType: 'personal', tenantId },
      ...more,
    });
  const answers = () => bot.connector.messages.filter(({ conversationId }) => conversationId === 'a:stranger');

  it('are answered, once each time, and leave nothing behind', async () => {
    for (const text of ['apua', 'omat', 'kieli', 'kysely', 'hei', '']) {
      const message = { type: 'message', id: `once-${text}`, text };
      await Promise.all([tell(message), tell(message)]);
    }
    expect(answers()).to.have.length(6);
  });

  it('are answered when Teams asks again after it did not take the answer', async () => {
    const message = { type: 'message', id: 'again', text: 'apua' };
    bot.connector.failNext(500);
    await tell(message);
    await tell(message);
    expect(answers()).to.have.length(1);
  });

  it('leave nothing behind with any press', async () => {
    for (const verb of Object.keys(verbs)) {
      const { status } = await bot.forge('stranger', {
        type: 'Action.Execute',
        verb,
        data: { language: 'sv', wanted: false },
      });
      expect(status).to.equal(200);
    }
    const { body } = await bot.forge('stranger', {
      type: 'Action.Execute',
      verb: 'member.language',
      data: { language: 'sv' },
    });
    expect(wordsOf((body as { value: never }).value)).to.include('Et kuulu vielä mihinkään verkostoon');
  });

  it('are welcomed once in each chat, which is remembered and not stored', async () => {
    for (const conversation of [
      { id: 'a:stranger', conversationType: 'personal', tenantId },
      { id: '19:x@thread.v2', conversationType: 'groupChat', isGroup: true, tenantId },
    ]) {
      const welcomes = () => bot.connector.messages.filter(({ conversationId }) => conversationId === conversation.id);
      await tell({ type: 'installationUpdate', action: 'add', conversation });
      await tell({ type: 'conversationUpdate', membersAdded: [{ id: '28:bot' }], conversation });
      await tell({ type: 'installationUpdate', action: 'add-upgrade', conversation });
      expect(welcomes()).to.have.length(1);
      await tell({ type: 'installationUpdate', action: 'remove', conversation });
      await tell({ type: 'installationUpdate', action: 'add', conversation });
      expect(welcomes()).to.have.length(2);
    }
  });
});
