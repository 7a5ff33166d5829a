import { expect } from 'chai';
import { readActivity } from '../../bot/activity.ts';
import { plainWords } from '../../bot/plain-words.ts';
import { wordsOf } from '../cards/read.ts';
import { objectIdOf, tenantId } from '../domain/fixture.ts';
import { type Conversation, startConversation } from './conversation.ts';

const at = '<at>Verkostobotti</at>';

describe('what somebody wrote', () => {
  let bot: Conversation;
  before(async () => {
    bot = await startConversation();
  });
  after(() => bot.close());

  function activity(text: string, mention = at) {
    return {
      type: 'message',
      id: text.slice(0, 100),
      text,
      channelId: 'msteams',
      serviceUrl: bot.connector.url,
      from: { id: '29:member', aadObjectId: objectIdOf('member') },
      recipient: { id: '28:bot', name: 'Verkostobotti' },
      conversation: { id: 'a:member', conversationType: 'personal', tenantId },
      entities: [{ type: 'mention', text: mention, mentioned: { id: '28:bot', name: 'Verkostobotti' } }],
    };
  }

  function understood(text: string, mention = at): string {
    const read = readActivity(activity(text, mention));
    return 'activity' in read ? plainWords(read.activity) : '';
  }

  for (const [text, mention] of [
    ['apua'],
    ['<p>apua</p>'],
    ['<p>apua</p>\n<p>&nbsp;</p>'],
    ['<div><div>apua<br></div>\n</div>'],
    ['<p dir="auto" style="margin:0"><strong>apua</strong></p>'],
    ['<P>apua</P><BR/>'],
    ['&nbsp;apua&nbsp;'],
    ['&#160;apua&#xA0;'],
    ['\u00a0apua\u202f'],
    ['\u200bapua\ufeff'],
    ['ap\u200bua\u2060'],
    ['\u2800apua\u2800'],
    ['\u00adapua\u180e'],
    [`${at} apua`],
    [`${at}apua`],
    [`apua ${at}`],
    [`${at} apua ${at}`],
    [`${at}&nbsp;apua`],
    [`<p>${at}&nbsp;apua</p>`],
    ['<p><at id="0">Verkostobotti</at> apua</p>'],
    ['@Verkostobotti apua', '@Verkostobotti'],
    ['@verkostobotti apua', ''],
    ['apua', ''],
    ['apua @Verkostobotti @Verkostobotti', '@Verkostobotti'],
  ] as const) {
    it(`is understood as ${JSON.stringify(text)}`, () => {
      expect(understood(text, mention)).to.equal('apua');
    });
  }

  it('keeps what is meant by its signs', () => {
    expect(understood('k&auml;yt&auml;nt&ouml; &Aring;bo &amp; Co &lt;1 &gt; 2 &quot;a&quot; &unknown;')).to.equal(
      'käytäntö Åbo & Co <1 > 2 "a" &unknown;',
    );
    expect(understood('a < b, c > d')).to.equal('a < b, c > d');
    expect(understood('&#1234567; &#x110000;')).to.equal('');
  });

  it('takes no time however it is made', () => {
    for (const part of ['<', '<a', '<at>', '<at', '&#', '&#1', '&a', '\u2800', '\u200b', ' ', at]) {
      const began = process.cpuUsage();
      understood(part.repeat(Math.ceil(65_536 / part.length)));
      const { user, system } = process.cpuUsage(began);
      expect((user + system) / 1000, JSON.stringify(part)).to.be.below(50);
    }
  });

  it('is answered whatever it is wrapped in', async () => {
    await bot.post(activity('<p>&nbsp;ap\u200bua&nbsp;</p>'));
    expect(wordsOf(bot.connector.messages.at(-1)?.card as never)).to.include('Näin voin auttaa');
  });
});
