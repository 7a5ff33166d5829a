import { request } from 'node:http';
import { text } from 'node:stream/consumers';
import { expect } from 'chai';
import pino from 'pino';
import { createApp } from '../../bot/app.ts';
import type { BotDeps } from '../../bot/feature.ts';
import { features } from '../../bot/features.ts';
import * as loopback from '../../tab/server/loopback.ts';
import { objectIdOf, tenantId } from '../domain/fixture.ts';
import { type Conversation, startConversation } from './conversation.ts';
import { loneInstance } from './lone-instance.ts';

describe('the door in local mode', () => {
  let bot: Conversation;
  before(async () => {
    bot = await startConversation();
  });
  after(() => bot.close());

  let sent = 0;
  function activity(more: object = {}) {
    return {
      type: 'message',
      id: `d-${(sent += 1)}`,
      text: 'apua',
      channelId: 'msteams',
      serviceUrl: bot.connector.url,
      from: { id: '29:m', aadObjectId: objectIdOf('member') },
      recipient: { id: '28:bot' },
      conversation: { id: 'a:door', conversationType: 'personal', tenantId },
      ...more,
    };
  }

  /** Unlike fetch, lets any Host through. */
  async function send(headers: Record<string, string>, body: object = activity(), url = bot.url): Promise<number> {
    const outgoing = request(`${url}/api/messages`, {
      method: 'POST',
      headers: { 'Content-Type': 'application/json', ...headers },
    });
    const answered = Promise.withResolvers<number>();
    outgoing.on('error', answered.reject);
    outgoing.on('response', (response) => {
      void text(response).then(() => answered.resolve(response.statusCode ?? 0));
    });
    outgoing.end(JSON.stringify(body));
    return answered.promise;
  }

  const answers = () => bot.connector.messages.length;

  for (const host of ['localhost', 'localhost:3978', '127.0.0.1:1', '[::1]:3978']) {
    it(`opens under the name ${host}`, async () => {
      const before = answers();
      expect(await send({ host })).to.equal(200);
      expect(answers()).to.equal(before + 1);
    });
  }

  for (const headers of [
    { host: 'bot.example.org' },
    { host: 'localhost.example.org' },
    { host: '10.0.0.1' },
    { origin: 'https://page.example.org' },
    { origin: 'http://127.0.0.1:1' },
    { origin: 'null' },
    { origin: 'https://127.0.0.1' },
    { origin: 'file://' },
    { host: 'localhost:3978', origin: 'https://localhost:3978' },
    { host: 'localhost:3978', origin: 'http://localhost:3979' },
    { host: 'localhost:3978', origin: 'http://127.0.0.1:3978' },
    { host: 'localhost:3978', origin: 'http://localhost' },
    { 'x-forwarded-for': '127.0.0.1' },
    { forwarded: 'for=127.0.0.1' },
  ] as Record<string, string>[]) {
    it(`is shut to ${JSON.stringify(headers)}`, async () => {
      const before = answers();
      expect(await send(headers)).to.equal(403);
      expect(answers()).to.equal(before);
    });
  }

  it('is open to a page of its own', async () => {
    expect(await send({ origin: bot.url })).to.equal(200);
    expect(await send({ host: 'localhost:80', origin: 'http://localhost' })).to.equal(200);
    expect(await send({ host: '[::1]:3978', origin: 'http://[::1]:3978' })).to.equal(200);
    expect(await send({ host: bot.url.replace('http://', ''), origin: bot.url.replace('http:', 'HTTP:') })).to.equal(
      200,
    );
  });

  it('is shut to its own page under another scheme', async () => {
    expect(await send({ origin: bot.url.replace('http:', 'https:') })).to.equal(403);
  });

  for (const serviceUrl of [
    'https://smba.trafficmanager.net/emea/',
    'http://10.0.0.1:1',
    'http://localhost.example.org',
    'http://localhost@example.org',
    'http://someone:word@localhost/',
    'http://[::2]/',
    'file:///etc/passwd',
    'no address',
    '',
    42,
    null,
  ]) {
    it(`takes no activity that would be answered at ${JSON.stringify(serviceUrl)}`, async () => {
      expect(await send({}, activity({ serviceUrl }))).to.equal(403);
    });
  }

  for (const [name, host] of [
    ['localhost', 'localhost'],
    ['127.0.0.1', '127.0.0.1'],
    ['127.8.9.10', '127.8.9.10'],
    ['::1', '[::1]'],
  ] as const) {
    it(`may answer at ${name}`, async () => {
      const { port } = new URL(bot.connector.url);
      const press = { type: 'invoke', name: 'adaptiveCard/action', value: {} };
      expect(await send({}, activity({ ...press, serviceUrl: `http://${host}:${port}/_connector` }))).to.equal(200);
    });
  }

  it('is another with a registration, where the token decides', async () => {
    const app = createApp({
      deps: bot.world.deps as BotDeps,
      features,
      sdk: {
        MicrosoftAppId: '44444444-4444-4444-8444-444444444444',
        MicrosoftAppPassword: 'x',
        MicrosoftAppType: 'SingleTenant',
        MicrosoftAppTenantId: tenantId,
      },
      ...loneInstance(bot.world.deps),
      registration: { id: '44444444-4444-4444-8444-444444444444', tenantId },
      loopback,
      log: pino({ level: 'silent' }),
    });
    const port = await app.listen(0, '127.0.0.1');
    try {
      const headers = { host: 'bot.example.org', origin: 'https://page.example.org' };
      const foreign = activity({ serviceUrl: 'https://smba.trafficmanager.net/emea/' });
      expect(await send(headers, foreign, `http://127.0.0.1:${port}`)).to.equal(401);
    } finally {
      await app.close();
    }
  });
});
