import { expect } from 'chai';
import { wordsOf } from '../cards/read.ts';
import { aPostedSurvey } from '../domain/delivery/messages.ts';
import type { Role } from '../domain/fixture.ts';
import { type Conversation, startConversation } from './conversation.ts';

describe('what people type', () => {
  let bot: Conversation;
  beforeEach(async () => {
    bot = await startConversation();
  });
  afterEach(() => bot.close());

  const title = async (role: Role, text: string) => (await bot.say(role, text)).fallbackText;

  it('is understood with all that stands around a command', async () => {
    const plain = await title('lead', 'tilanne');
    const others = [
      'tilanne?',
      '«Tilanne»!',
      ' ”TILANNE”…',
      '👋 tilanne 🙏',
      '/tilanne',
      'tilanne, kiitos',
      'Tilanne\u00A0?!',
    ];
    for (const text of [...others, 'läge.', 'ｔｉｌａｎｎｅ']) expect(await title('lead', text), text).to.equal(plain);
  });

  it('changes the language when it is a language’s name', async () => {
    for (const [text, words] of [
      ['svenska', 'Språk och meddelanden'],
      ['English!', 'Language and messages'],
      ['ruotsiksi', 'Språk och meddelanden'],
      ['language english', 'Language and messages'],
      ['på finska', 'Kieli ja viestit'],
    ] as const) {
      expect(await title('member', text), text).to.equal(words);
    }
  });

  it('gives a member their own open surveys and coming meetings', async () => {
    await aPostedSurvey(bot.world);
    for (const text of ['kysely', 'Enkät?', 'survey'])
      expect(await title('member', text), text).to.equal('Avoimet kyselysi');
    expect(await title('member', 'kokous')).to.equal(await title('member', 'aikataulu'));
    expect(await title('lead', 'kokous')).to.equal('Uusi kokous');
  });

  it('is answered when it thanks, greets or wants to stop', async () => {
    expect(wordsOf(await bot.say('member', 'Kiitos!')))
      .to.include('Ole hyvä!')
      .and.include('aikataulu');
    expect(wordsOf(await bot.say('member', 'stop'))).to.include('Mitään ei ole kesken');
    expect(await title('member', 'hei :)')).to.equal(await title('member', 'apua'));
    expect(await title('member', '- @apua')).to.equal(await title('member', 'apua'));
    expect(wordsOf(await bot.say('member', 'aikatalu'))).to.include('aikataulu');
  });
});
