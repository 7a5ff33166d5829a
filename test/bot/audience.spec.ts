import { expect } from 'chai';
import type { Card } from '../../cards/card.ts';
import { expectValid } from '../cards/golden.ts';
import { buttonsOf, wordsOf } from '../cards/read.ts';
import { tenantId } from '../domain/fixture.ts';
import { type Conversation, startConversation } from './conversation.ts';

const inChannel = { group: 'future' } as const;
const openTitle = 'Avaa (vain sinä näet vastauksen)';

describe('a command in a channel', () => {
  let bot: Conversation;
  beforeEach(async () => {
    bot = await startConversation();
  });
  afterEach(() => bot.close());

  for (const word of ['tietopaketti', 'omat', 'tilanne', 'verkosto', 'käytäntö', 'kysely', 'kokous', 'kieli']) {
    it(`shows everybody one button and nothing else for «${word}»`, async () => {
      const card = await bot.say('coordinator', word, inChannel);
      expectValid(card);
      expect(card.actions?.map(({ type, title }) => ({ type, title }))).to.deep.equal([
        { type: 'Action.Execute', title: openTitle },
      ]);
      expect(JSON.stringify(card)).not.to.include('http://127.0.0.1').and.not.to.include('esimerkki');
      expectValid(await bot.press('coordinator', card, openTitle, {}, inChannel));
    });
  }

  it('opens for its presser what they would see in their own chat', async () => {
    const card = await bot.say('coordinator', 'tietopaketti', inChannel);
    const opened = await bot.press('coordinator', card, openTitle, {}, inChannel);
    expect(opened).to.deep.equal(await bot.say('coordinator', 'tietopaketti'));
    expect(JSON.stringify(opened)).to.include('/package/uudi-fi.zip');
  });

  it('gives another presser what is theirs, not what the writer sees', async () => {
    const card = await bot.say('coordinator', 'tietopaketti', inChannel);
    const theirs = await bot.press('member', card, openTitle, {}, inChannel);
    expect(wordsOf(theirs)).to.include('Sinulla ei ole oikeutta tähän');
    const mine = await bot.say('lead', 'omat', inChannel);
    expect(wordsOf(await bot.press('stranger', mine, openTitle, {}, inChannel))).to.include(
      'Et ole tämän verkoston jäsen',
    );
  });

  it('that everybody may see is answered at once', async () => {
    expect(wordsOf(await bot.say('member', 'apua', inChannel))).to.include('Näin voin auttaa');
    expect((await bot.say('member', 'aikataulu', inChannel)).fallbackText).to.equal('Aikataulu');
  });

  it('is answered for oneself in a group chat too', async () => {
    const conversation = { id: '19:chat@thread.v2', conversationType: 'groupChat', isGroup: true, tenantId };
    await bot.post({
      type: 'message',
      id: 'g-1',
      text: 'tietopaketti',
      channelId: 'msteams',
      serviceUrl: bot.connector.url,
      from: { id: '29:c', aadObjectId: '22222222-2222-4222-8222-000000000000' },
      recipient: { id: '28:bot' },
      locale: 'fi-FI',
      conversation,
    });
    const card = bot.connector.messages.at(-1)?.card as Card;
    expect(buttonsOf(card).map(({ title }) => title)).to.deep.equal([openTitle]);
    expect(JSON.stringify(card)).not.to.include('.zip');
  });

  it('keeps the argument that was written after it, however long', async () => {
    const card = await bot.say('member', `omat ${'x'.repeat(5000)}`, inChannel);
    expectValid(card);
    expect(wordsOf(await bot.press('member', card, openTitle, {}, inChannel))).to.include('Mikään ei odota sinua');
  });

  it('that is forged is none', async () => {
    for (const name of ['nothing', '__proto__', 'toString']) {
      const { body } = await bot.forge('member', { type: 'Action.Execute', verb: 'command.open', data: { name } });
      expect(wordsOf((body as { value: Card }).value), name).to.include('painiketta ei enää ole');
    }
  });
});
