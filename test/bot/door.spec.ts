import { expect } from 'chai';
import type { Card } from '../../cards/card.ts';
import { collections } from '../../domain/collections.ts';
import type { Collection, StoredRecord } from '../../domain/store.ts';
import { buttonsOf, wordsOf } from '../cards/read.ts';
import { objectIdOf, tenantId } from '../domain/fixture.ts';
import { type Conversation, startConversation } from './conversation.ts';

describe('the door', () => {
  let bot: Conversation;
  before(async () => {
    bot = await startConversation();
  });
  after(() => bot.close());

  function send(body: string | Buffer, headers: Record<string, string> = { 'Content-Type': 'application/json' }) {
    return fetch(`${bot.url}/api/messages`, { method: 'POST', headers, body: new Uint8Array(Buffer.from(body)) });
  }

  const refused: readonly [string, string, number][] = [
    ['malformed JSON', '{"type": "message"', 400],
    ['an empty object', '{}', 400],
    ['an array', '[]', 400],
    ['a bare number', '42', 400],
    ['an empty body', '', 400],
    ['an activity without a type', JSON.stringify({ from: { id: 'x' } }), 400],
    ['very deep JSON', `${'['.repeat(50_000)}${']'.repeat(50_000)}`, 400],
    ['a deep object', `${'{"a":'.repeat(5_000)}1${'}'.repeat(5_000)}`, 400],
    ['two megabytes', JSON.stringify({ type: 'message', text: 'x'.repeat(2 * 1024 * 1024) }), 413],
  ];
  for (const [name, body, status] of refused) {
    it(`answers ${name} with ${status} and lives on`, async () => {
      expect((await send(body)).status).to.equal(status);
      expect((await fetch(`${bot.url}/healthz`)).status).to.equal(200);
    });
  }

  it('answers another content type with 415', async () => {
    expect((await send('type=message', { 'Content-Type': 'application/x-www-form-urlencoded' })).status).to.equal(415);
    expect((await send('<a/>', { 'Content-Type': 'text/xml' })).status).to.equal(415);
  });

  it('takes posts only', async () => {
    expect((await fetch(`${bot.url}/api/messages`)).status).to.equal(405);
  });

  it('tells that it lives and is ready', async () => {
    expect(await (await fetch(`${bot.url}/healthz`)).json()).to.deep.equal({ status: 'alive' });
    expect(await (await fetch(`${bot.url}/readyz`)).json()).to.deep.equal({ status: 'ready' });
  });
});

describe('a forged or stale press', () => {
  let bot: Conversation;
  let surveyId: string;
  beforeEach(async () => {
    bot = await startConversation();
    const form = await bot.say('lead', 'kysely');
    const typed = { template: 'handover', respondent: 'person', groupId: 'future', closesOn: '2026-09-20' };
    const draft = await bot.press('lead', form, 'survey.draft', typed);
    await bot.press('lead', draft, 'survey.post');
    await bot.work();
    surveyId = String(buttonsOf(draft)[0]?.data['surveyId']);
  });
  afterEach(() => bot.close());

  async function everything(): Promise<string> {
    const all = await Promise.all(
      collections.map((collection) => bot.world.deps.store.find(collection as Collection<StoredRecord, never>, {})),
    );
    return JSON.stringify(all);
  }

  async function refusal(role: 'member' | 'stranger', action: unknown): Promise<string> {
    const before = await everything();
    const { status, body } = await bot.forge(role, action);
    expect(status).to.equal(200);
    const answer = body as { statusCode: number; type: string; value: Card };
    expect(answer.statusCode).to.equal(200);
    expect(answer.type).to.equal('application/vnd.microsoft.card.adaptive');
    expect(await everything()).to.equal(before);
    return wordsOf(answer.value);
  }

  const press = (verb: unknown, data: unknown, type = 'Action.Execute') => ({ type, verb, data });
  const shapes: readonly [string, (id: string) => unknown, RegExp][] = [
    ['an unknown verb', () => press('survey.destroy', {}), /painiketta ei enää ole/],
    ['a verb of the prototype', () => press('__proto__', {}), /painiketta ei enää ole/],
    ['a verb of every object', () => press('toString', {}), /painiketta ei enää ole/],
    ['no verb', () => press(undefined, {}), /puuttuu tai ei kelpaa/],
    ['a verb that is no text', () => press({ a: 1 }, {}), /puuttuu tai ei kelpaa/],
    ['no action at all', () => undefined, /puuttuu tai ei kelpaa/],
    [
      'another type of action',
      (id) => press('survey.answer', { surveyId: id }, 'Action.Submit'),
      /puuttuu tai ei kelpaa/,
    ],
    ['no data', () => press('survey.answer', undefined), /puuttuu tai ei kelpaa/],
    ['data that is a text', () => press('survey.answer', 'surveyId'), /puuttuu tai ei kelpaa/],
    ['an id that is an object', () => press('survey.answer', { surveyId: { $ne: '' } }), /puuttuu tai ei kelpaa/],
    ['a survey that is not there', () => press('survey.answer', { surveyId: 'nowhere' }), /ei enää löydy/],
    ['the id __proto__', () => press('survey.answer', { surveyId: '__proto__' }), /ei enää löydy/],
    [
      'an id of 10,000 characters',
      () => press('survey.answer', { surveyId: 'x'.repeat(10_000) }),
      /puuttuu tai ei kelpaa/,
    ],
    ['a page that is a text', (id) => press('survey.page', { surveyId: id, page: 'first', to: 'next' }), /ei kelpaa/],
    ['a page beyond the last', (id) => press('survey.page', { surveyId: id, page: 99, to: 'next' }), /ei kelpaa/],
    ['a lead’s button in a member’s hand', (id) => press('survey.close', { surveyId: id }), /ei ole oikeutta/],
  ];
  for (const [name, action, expected] of shapes) {
    it(`with ${name} gets a clear sentence and changes nothing`, async () => {
      expect(await refusal('member', action(surveyId))).to.match(expected);
    });
  }

  it('of somebody outside the network is refused', async () => {
    const words = await refusal('stranger', press('survey.answer', { surveyId }));
    expect(words).to.match(/Et ole tämän verkoston jäsen/);
  });

  it('with an answer of 10,000 characters comes back as the form with the fault beside the question', async () => {
    const page = { surveyId, page: 0, to: 'next', 'q.mustNotBeLost': 'x'.repeat(10_000) };
    const { body } = await bot.forge('member', press('survey.page', page));
    expect(wordsOf((body as { value: Card }).value)).to.match(/Tarkista nämä kohdat/);
  });

  it('with keys of the prototype changes nothing but the answer', async () => {
    const data = JSON.parse(
      `{"surveyId":"${surveyId}","page":0,"to":"back","__proto__":{"admin":"1"},"q.__proto__":"x"}`,
    );
    const { status } = await bot.forge('member', press('survey.page', data));
    expect(status).to.equal(200);
    expect(({} as Record<string, unknown>)['admin']).to.equal(undefined);
  });

  it('of somebody without an Entra id is refused in words', async () => {
    const { status, body } = await bot.post({
      type: 'invoke',
      name: 'adaptiveCard/action',
      id: 'x',
      channelId: 'msteams',
      serviceUrl: bot.connector.url,
      from: { id: '29:nobody' },
      recipient: { id: '28:bot' },
      conversation: { id: 'a:nobody', tenantId },
      value: { action: press('survey.answer', { surveyId }) },
    });
    expect(status).to.equal(200);
    expect(wordsOf((body as { value: Card }).value)).to.match(/Emme tunnistaneet sinua/);
  });
});

describe('a message', () => {
  let bot: Conversation;
  before(async () => {
    bot = await startConversation();
  });
  after(() => bot.close());

  it('that is no command gets the nearest one', async () => {
    expect(wordsOf(await bot.say('member', 'aikatulu'))).to.include('**aikataulu**');
  });

  it('that begins like a command gets that one, with a button for it', async () => {
    const card = await bot.say('coordinator', 'tilannekuva');
    expect(wordsOf(card)).to.include('**tilanne**');
    expect(wordsOf(await bot.press('coordinator', card, 'tilanne'))).to.include('Tilannekuva');
  });

  it('that is near a command of others does not get that one', async () => {
    expect(wordsOf(await bot.say('member', 'kysly'))).not.to.include('**kysely**');
  });

  it('that is nothing like a command gets the help card, with what was written', async () => {
    const words = wordsOf(await bot.say('member', '**Hei** &lt;b&gt;botti&lt;/b&gt;!'));
    expect(words).to.include('Kirjoitit: **Hei** <b>botti</b>!').and.to.include('aikataulu');
  });

  it('is a command in any of three languages, in any case, with a slash too', async () => {
    for (const text of ['APUA', '/help', '  hjälp ', 'Apua']) {
      expect(wordsOf(await bot.say('member', text)), text).to.include('omat');
    }
  });

  it('that greets gets help, as the store of Teams apps asks', async () => {
    for (const text of ['Moi', 'Hei!', 'hej', 'Hello']) {
      expect(wordsOf(await bot.say('member', text)), text)
        .to.include('aikataulu')
        .and.not.to.include('Kirjoitit');
    }
  });

  it('shows a member first what waits for them, the schedule and practices', async () => {
    const words = wordsOf(await bot.say('member', 'apua'));
    const order = ['omat:', 'aikataulu:', 'käytäntö:', 'kieli:'].map((word) => words.indexOf(word));
    expect(order)
      .to.deep.equal([...order].sort((a, b) => a - b))
      .and.not.to.include(-1);
  });

  it('offers a member no command that is not theirs', async () => {
    const words = wordsOf(await bot.say('member', 'apua'));
    expect(words).to.include('käytäntö').and.not.to.include('tietopaketti:').and.not.to.include('verkosto:');
    expect(wordsOf(await bot.say('coordinator', 'apua')))
      .to.include('tietopaketti:')
      .and.to.include('verkosto:');
  });

  it('that Teams sends twice is answered once', async () => {
    const twice = {
      type: 'message',
      id: 'the-same',
      text: 'apua',
      channelId: 'msteams',
      serviceUrl: bot.connector.url,
      from: { id: '29:m', aadObjectId: objectIdOf('member') },
      recipient: { id: '28:bot' },
      conversation: { id: 'a:twice', conversationType: 'personal', tenantId },
    };
    await bot.post(twice);
    await bot.post(twice);
    expect(bot.connector.messages.filter(({ conversationId }) => conversationId === 'a:twice')).to.have.length(1);
  });

  it('is answered in the language that its writer chose, whatever the client says', async () => {
    const card = await bot.say('other', 'kieli');
    await bot.press('other', card, 'Svenska');
    expect(wordsOf(await bot.say('other', 'apua', { locale: 'en-US' }))).to.include('Så här kan jag hjälpa');
  });
});
