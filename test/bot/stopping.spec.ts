import { expect } from 'chai';
import { surveys } from '../../domain/survey/survey.ts';
import { wordsOf } from '../cards/read.ts';
import { startConversation } from './conversation.ts';

describe('stopping', () => {
  it('waits until what is in flight is kept and answered', async () => {
    const bot = await startConversation();
    const form = await bot.say('lead', 'kysely');
    const typed = { template: 'handover', respondent: 'person', groupId: 'future', closesOn: '2026-09-20' };
    const draft = await bot.press('lead', form, 'survey.draft', typed);
    const { store } = bot.world.deps;
    const commit = store.commit.bind(store);
    const entered = Promise.withResolvers<void>();
    const gate = Promise.withResolvers<void>();
    Object.assign(store, {
      commit: async (writes: Parameters<typeof commit>[0]) => {
        entered.resolve();
        await gate.promise;
        return commit(writes);
      },
    });
    const pressed = bot.press('lead', draft, 'survey.post');
    await entered.promise;
    const stopped = bot.stop();
    gate.resolve();
    expect(wordsOf(await pressed)).to.include('Kysely on julkaistu');
    await stopped;
    expect(await store.count(surveys, { state: 'open' })).to.equal(1);
    await bot.close();
  });
});
