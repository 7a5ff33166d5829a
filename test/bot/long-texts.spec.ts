import { threadCpuUsage } from 'node:process';
import { expect } from 'chai';
import { wordsOf } from '../cards/read.ts';
import { type Conversation, startConversation } from './conversation.ts';

const long = 120_000;

describe('an answer that is too large for Teams', () => {
  let bot: Conversation;
  before(async () => {
    bot = await startConversation();
  });
  after(() => bot.close());

  it('is said to be so to whoever asked, once', async () => {
    bot.connector.failNext(413);
    const card = await bot.say('coordinator', 'verkosto');
    expect(wordsOf(card)).to.include('liian suuri').and.to.include('verkkosivulla');
    expect(bot.connector.messages).to.have.length(1);
  });
});

describe('a message of 120,000 characters', () => {
  let bot: Conversation;
  before(async () => {
    bot = await startConversation();
  });
  after(() => bot.close());

  for (const [name, text, title = 'En tunne tätä komentoa'] of [
    ['exclamation marks and a letter', `${'!'.repeat(long)}a`],
    ['full stops within words', `${'a.'.repeat(long / 2)}a`],
    ['blanks and a letter', `a${' '.repeat(long)}a`],
    ['line breaks', `a${'\n'.repeat(long)}a`],
    // Without its mentions it says nothing.
    ['beginnings of mentions', '<at>'.repeat(long / 4), 'Näin voin auttaa'],
  ] as [string, string, string?][]) {
    it(`is answered with help, and holds up nobody, when it is ${name}`, async () => {
      await bot.say('member', 'apua');
      const before = threadCpuUsage();
      const card = await bot.say('member', text);
      const { user, system } = threadCpuUsage(before);
      expect((user + system) / 1000).to.be.below(500);
      expect(card.fallbackText).to.equal(title);
    });
  }

  it('is a command when it begins with one', async () => {
    expect((await bot.say('member', `aikataulu ${'!'.repeat(long)}`)).fallbackText).to.equal('Aikataulu');
  });
});
