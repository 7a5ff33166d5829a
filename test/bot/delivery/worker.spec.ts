import { expect } from 'chai';
import { mostAttempts } from '../../../domain/delivery/settle.ts';
import { deliveries } from '../../../domain/outbox.ts';
import { put } from '../../../domain/store.ts';
import { type Conversation, startConversation } from '../conversation.ts';

describe('the worker', () => {
  let bot: Conversation;
  beforeEach(async () => {
    bot = await startConversation();
    const form = await bot.say('lead', 'kysely');
    const typed = { template: 'handover', respondent: 'person', groupId: 'future', closesOn: '2026-09-20' };
    await bot.press('lead', await bot.press('lead', form, 'survey.draft', typed), 'survey.post');
  });
  afterEach(() => bot.close());

  async function theDelivery() {
    const [delivery] = await bot.world.deps.store.find(deliveries, { kind: 'survey.invitation' });
    if (!delivery) throw new Error('no delivery');
    return delivery;
  }

  it('sends what was committed, and keeps Teams’ ids of it', async () => {
    expect(await theDelivery()).to.include({ state: 'waiting', attempts: 0 });
    expect(await bot.work()).to.have.length(1);
    const sent = await theDelivery();
    expect(sent).to.include({ state: 'sent', attempts: 1 });
    expect(sent.conversationId).to.match(/^19:future/);
    expect(await bot.work()).to.deep.equal([]);
  });

  it('tries again later when Teams is busy, and not before', async () => {
    bot.connector.failNext(502);
    expect(await bot.work()).to.deep.equal([]);
    expect(await theDelivery()).to.include({ state: 'waiting', reason: '502', attempts: 1 });
    expect(await bot.work()).to.deep.equal([]);
    bot.world.pass(10_000);
    expect(await bot.work()).to.have.length(1);
    expect(await theDelivery()).to.include({ state: 'sent', attempts: 2 });
  });

  it('gives up at once with the reason when Teams refuses', async () => {
    bot.connector.failNext(403);
    expect(await bot.work()).to.deep.equal([]);
    bot.world.pass(3_600_000);
    expect(await bot.work()).to.deep.equal([]);
    expect(await theDelivery()).to.include({ state: 'blocked', reason: '403', attempts: 1 });
  });

  it('gives up after the last attempt', async () => {
    bot.connector.failNext(...Array.from({ length: mostAttempts }, () => 429));
    for (let attempt = 0; attempt < mostAttempts + 2; attempt += 1) {
      await bot.work();
      bot.world.pass(3_600_000);
    }
    expect(await theDelivery()).to.include({ state: 'failed', attempts: mostAttempts });
  });

  it('sends again what was being sent when the bot stopped', async () => {
    const { store } = bot.world.deps;
    await store.commit([put(deliveries, { ...(await theDelivery()), state: 'sending', attempts: 1 })]);
    expect(await bot.work()).to.have.length(1);
    expect(await theDelivery()).to.include({ state: 'sent', attempts: 2 });
  });

  it('leaves a reminder that may have been sent', async () => {
    const { store } = bot.world.deps;
    const reminder = { ...(await theDelivery()), id: 'id-r', version: 0, key: 'r', kind: 'survey.reminder' };
    await store.commit([put(deliveries, { ...reminder, state: 'sending' })]);
    expect((await bot.work()).map(({ fallbackText }) => fallbackText)).to.deep.equal([
      'Kysely: Siirto uudelle koordinaattorille',
    ]);
    expect(await store.get(deliveries, 'id-r')).to.include({ state: 'uncertain' });
  });
});
