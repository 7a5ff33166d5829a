import { expect } from 'chai';
import pino from 'pino';
import { readActivity, tenantOf } from '../../bot/activity.ts';
import { happeningsIn } from '../../bot/network/happenings.ts';
import { wordsOf } from '../cards/read.ts';
import { objectIdOf, tenantId } from '../domain/fixture.ts';
import { type Conversation, startConversation } from './conversation.ts';

const good = {
  type: 'message',
  id: 'i-1',
  text: 'apua',
  channelId: 'msteams',
  serviceUrl: 'http://127.0.0.1:9/',
  locale: 'fi-FI',
  from: { id: '29:m', name: 'Maija', aadObjectId: 'ABCDEF01-2222-4222-8222-000000000002' },
  recipient: { id: '28:bot' },
  conversation: { id: 'a:m', conversationType: 'personal', tenantId: 'ABCDEF01-1111-4111-8111-111111111111' },
  channelData: { tenant: { id: 'ABCDEF01-1111-4111-8111-111111111111' }, team: { id: '19:team' } },
};

function known(body: object) {
  const read = readActivity(body);
  if ('faults' in read) throw new Error(read.faults);
  return read.activity;
}

const plainly = (body: object) => JSON.stringify(known(body));

describe('an activity', () => {
  it('is read with its ids in one case', () => {
    const { from, conversation, channelData } = known(good);
    expect(from.aadObjectId).to.equal('abcdef01-2222-4222-8222-000000000002');
    expect(conversation.tenantId).to.equal('abcdef01-1111-4111-8111-111111111111');
    expect(channelData.tenant.id).to.equal(conversation.tenantId);
    const braced = withAt('from.aadObjectId', ' {ABCDEF01-2222-4222-8222-000000000002} ');
    expect(known(braced).from.aadObjectId).to.equal(from.aadObjectId);
  });

  it('tells of nothing when its event is called as every object’s own things are', () => {
    for (const eventType of ['constructor', 'toString', '__proto__']) {
      const event = { ...good, channelData: { ...good.channelData, eventType, channel: { id: '19:channel' } } };
      expect(happeningsIn(known(event)), eventType).to.deep.equal([]);
    }
  });

  const mayLack = [
    'id',
    'text',
    'locale',
    'channelId',
    'from',
    'recipient',
    'channelData',
    'entities',
    'membersAdded',
    'value',
    'from.id',
    'from.name',
    'from.aadObjectId',
    'conversation.conversationType',
    'conversation.tenantId',
    'channelData.tenant',
    'channelData.tenant.id',
    'channelData.team',
    'channelData.team.id',
    'channelData.eventType',
  ];
  for (const path of mayLack) {
    it(`is the same with ${path} absent and null`, () => {
      expect(plainly(withAt(path, null))).to.equal(plainly(withAt(path, undefined)));
    });
  }

  it('is the same with a text absent and empty', () => {
    for (const path of ['id', 'locale', 'from.aadObjectId', 'conversation.tenantId', 'channelData.team.id']) {
      expect(plainly(withAt(path, '')), path).to.equal(plainly(withAt(path, undefined)));
    }
  });

  const wrong: readonly [string, unknown][] = [
    ['type', 7],
    ['type', ''],
    ['type', null],
    ['serviceUrl', 'javascript:alert(1)'],
    ['serviceUrl', 'no address'],
    ['serviceUrl', 'http://127.0.0.1:9/\u0000'],
    ['conversation.id', 'a:\u0000'],
    ['conversation.id', 'a:\ud800'],
    ['conversation.id', 'a:€'],
    ['channelData.team.id', '19:\ud800'],
    ['serviceUrl', undefined],
    ['conversation', undefined],
    ['conversation', null],
    ['conversation', []],
    ['conversation.id', ''],
    ['conversation.id', { $ne: '' }],
    ['conversation.tenantId', 7],
    ['conversation.conversationType', ['personal']],
    ['locale', 7],
    ['locale', { toLowerCase: 1 }],
    ['id', 7],
    ['name', []],
    ['text', { toString: 1 }],
    ['from', 'me'],
    ['from.name', 7],
    ['from.aadObjectId', ['x']],
    ['recipient', 7],
    ['channelData', 'x'],
    ['channelData.team', 'x'],
    ['channelData.team.id', 7],
    ['channelData.eventType', {}],
    ['entities', {}],
    ['entities', Array.from({ length: 5000 }, () => ({}))],
    ['membersAdded', {}],
    ['membersAdded', [null]],
    ['membersAdded', [{ id: 7 }]],
    ['membersRemoved', 'all'],
  ];
  for (const [path, value] of wrong) {
    it(`is none with ${path} ${JSON.stringify(value)?.slice(0, 40)}`, () => {
      const read = readActivity(withAt(path, value));
      expect('faults' in read && read.faults)
        .to.be.a('string')
        .that.includes(path.split('.')[0]);
    });
  }

  it('is none when it is no object', () => {
    for (const body of [null, undefined, 7, 'text', [], [good]]) {
      expect(readActivity(body)).to.deep.equal({ faults: 'the whole' });
    }
  });

  it('keeps mentions that can be read, and nothing else that stands beside a text', () => {
    const mention = { type: 'mention', text: '<at>Botti</at>', mentioned: { id: '28:bot' } };
    const entities = [mention, null, 7, {}, { type: 7 }, { type: 'mention' }, { ...mention, mentioned: null }];
    expect(known({ ...good, entities }).entities).to.deep.equal([mention]);
  });

  it('comes from the tenant of its conversation, or else of its channel’s data', () => {
    const other = { ...good, channelData: { tenant: { id: 'Other' } } };
    expect(tenantOf(known(other))).to.equal('abcdef01-1111-4111-8111-111111111111');
    expect(tenantOf(known({ ...other, conversation: { id: 'a' } }))).to.equal('other');
    expect(tenantOf(known({ ...good, channelData: null, conversation: { id: 'a' } }))).to.equal(undefined);
  });
});

describe('an activity at the door', () => {
  const lines: { level: number; msg: string }[] = [];
  let bot: Conversation;
  before(async () => {
    bot = await startConversation({ log: pino({}, { write: (line: string) => lines.push(JSON.parse(line)) }) });
  });
  after(() => bot.close());
  beforeEach(() => lines.splice(0));

  const from = { id: '29:m', aadObjectId: objectIdOf('member') };
  const activity = (more: object) => ({
    type: 'message',
    text: 'apua',
    channelId: 'msteams',
    serviceUrl: bot.connector.url,
    from,
    recipient: { id: '28:bot' },
    conversation: { id: 'a:member', conversationType: 'personal', tenantId },
    ...more,
  });

  const faulty: readonly object[] = [
    { locale: 7 },
    { locale: {} },
    { from: 'me' },
    { conversation: null },
    { channelData: 'x' },
    { membersAdded: [null], type: 'conversationUpdate' },
    { text: ['apua'] },
  ];
  for (const more of faulty) {
    it(`that is faulty (${JSON.stringify(more)}) is its sender’s fault`, async () => {
      expect((await bot.post(activity(more))).status).to.equal(400);
      expect(lines.filter(({ level }) => level > 30)).to.deep.equal([]);
    });
  }

  it('in which much is null is answered', async () => {
    const nothing = { locale: null, channelData: null, entities: null, value: null, id: null, membersAdded: null };
    const conversation = { id: 'a:null', conversationType: null, tenantId };
    const sender = { ...from, name: null, role: null };
    await bot.post(activity({ ...nothing, conversation, from: sender }));
    const answer = bot.connector.messages.at(-1);
    expect(answer?.conversationId).to.equal('a:null');
    expect(wordsOf(answer?.card as never)).to.include('aikataulu');
  });

  for (const type of [
    'message',
    'messageUpdate',
    'messageDelete',
    'conversationUpdate',
    'installationUpdate',
    'event',
  ]) {
    it(`of the type ${type} with nothing but its place is no failure of ours`, async () => {
      const { serviceUrl } = activity({}) as { serviceUrl: string };
      for (const channelData of [undefined, { eventType: 'channelRenamed' }, { eventType: 'teamRenamed' }]) {
        const bare = { type, channelId: 'msteams', serviceUrl, conversation: { id: 'a:bare' }, channelData };
        expect((await bot.post(bare)).status).to.equal(200);
      }
      expect(lines.filter(({ level, msg }) => level > 40 || msg === 'turn failed')).to.deep.equal([]);
    });
  }

  async function refusedFor(reason: string): Promise<number> {
    const told = await (await fetch(`${bot.url}/metrics`)).text();
    return Number(new RegExp(`requests_refused_total\\{reason="${reason}"\\} (\\d+)`).exec(told)?.[1] ?? 0);
  }

  for (const name of ['fileConsent/invoke', 'task/fetch', 'composeExtension/query', 'no/such', undefined]) {
    it(`that asks for ${name}, which the app never offered, is told so`, async () => {
      const counted = await refusedFor('invoke');
      for (const value of [undefined, null, 7, {}]) {
        expect((await bot.post(activity({ type: 'invoke', name, value }))).status).to.equal(501);
      }
      expect(lines.filter(({ level }) => level > 30)).to.deep.equal([]);
      expect(await refusedFor('invoke')).to.equal(counted + 4);
    });
  }

  it('of somebody whose id comes in capitals is theirs', async () => {
    const { aadObjectId } = from;
    await bot.post(activity({ text: 'kieli', id: 'lower' }));
    const lower = wordsOf(bot.connector.messages.at(-1)?.card as never);
    const loud = { id: 'a:loud', conversationType: 'personal', tenantId: tenantId.toUpperCase() };
    await bot.post(
      activity({ text: 'kieli', from: { ...from, aadObjectId: aadObjectId.toUpperCase() }, conversation: loud }),
    );
    expect(wordsOf(bot.connector.messages.at(-1)?.card as never)).to.equal(lower);
  });
});

/** The good activity with something else, or nothing, at a place. */
function withAt(path: string, value: unknown): object {
  const [first = '', second, third] = path.split('.');
  const whole = structuredClone(good) as Record<string, unknown>;
  const within = (part: unknown, name: string, rest: string | undefined): unknown => {
    const fields = { ...(part as Record<string, unknown>) };
    if (rest !== undefined) fields[name] = within(fields[name], rest, undefined);
    else if (value === undefined) delete fields[name];
    else fields[name] = value;
    return fields;
  };
  if (second === undefined) return within(whole, first, undefined) as object;
  return { ...whole, [first]: within(whole[first], second, third) };
}
