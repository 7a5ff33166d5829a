import { request } from 'node:http';
import { expect } from 'chai';
import pino from 'pino';
import { createApp } from '../../../bot/app.ts';
import type { BotDeps } from '../../../bot/feature.ts';
import { features } from '../../../bot/features.ts';
import { loadContent } from '../../../content/content.ts';
import * as loopback from '../../../tab/server/loopback.ts';
import { type Conversation, startConversation } from '../conversation.ts';
import { loneInstance } from '../lone-instance.ts';

/** A status and a body, asked for with any headers: fetch sets its own Host. */
async function get(url: string, headers: Record<string, string> = {}) {
  return new Promise<{ status: number; text: string }>((resolve, reject) => {
    const asking = request(`${url}/metrics`, { headers }, (response) => {
      let text = '';
      response.on('data', (chunk: Buffer) => (text += chunk.toString()));
      response.on('end', () => resolve({ status: response.statusCode ?? 0, text }));
    });
    asking.on('error', reject);
    asking.end();
  });
}

describe('the metrics', () => {
  let bot: Conversation;
  beforeEach(async () => {
    bot = await startConversation();
  });
  afterEach(() => bot.close());

  it('count messages by what became of them, and what waits', async () => {
    const form = await bot.say('lead', 'kysely');
    const typed = { template: 'handover', respondent: 'person', groupId: 'future', closesOn: '2026-09-18' };
    await bot.press('lead', await bot.press('lead', form, 'survey.draft', typed), 'survey.post');
    bot.world.pass(5000);
    const before = await get(bot.url);
    expect(before.status).to.equal(200);
    expect(before.text).to.match(/^verkostobotti_deliveries_waiting 1$/m);
    expect(before.text).to.match(/^verkostobotti_deliveries_oldest_waiting_seconds 5$/m);
    bot.connector.failNext(429);
    await bot.work();
    bot.world.pass(5000);
    await bot.work();
    const { text } = await get(bot.url);
    expect(text).to.match(
      /^verkostobotti_deliveries_total\{state="waiting",reason="429",kind="survey.invitation"\} 1$/m,
    );
    expect(text).to.match(/^verkostobotti_deliveries_total\{state="sent",reason="",kind="survey.invitation"\} 1$/m);
    expect(text).to.match(/^verkostobotti_deliveries_waiting 0$/m);
    expect(text).to.match(/^verkostobotti_requests_last_second\{lane="bulk"\} \d+$/m);
    expect(text).to.include('process_cpu_seconds_total');
    expect(text).not.to.include('esimerkki');
  });

  it('are shown to this machine alone, not through a proxy', async () => {
    expect((await get(bot.url, { 'X-Forwarded-For': '192.0.2.1' })).status).to.equal(404);
    expect((await get(bot.url, { Host: 'bot.example.org' })).status).to.equal(404);
  });

  async function registered(metricsToken: string | undefined, use: (url: string) => Promise<void>): Promise<void> {
    const log = pino({ level: 'silent' });
    const deps = { ...(bot.world.deps as BotDeps), builtIn: loadContent() };
    const registration = { id: '44444444-4444-4444-8444-444444444444', tenantId: 'x' };
    const sdk = { MicrosoftAppId: registration.id, MicrosoftAppTenantId: 'x', MicrosoftAppPassword: 'x' };
    const app = createApp({ deps, features, sdk, ...loneInstance(deps), registration, loopback, metricsToken, log });
    try {
      await use(`http://127.0.0.1:${await app.listen(0, '127.0.0.1')}`);
    } finally {
      await app.close();
    }
  }

  it('are not there with a registration and no token: what comes from this machine may be a proxy', async () => {
    await registered(undefined, async (url) => {
      expect((await get(url)).status).to.equal(404);
      expect((await get(url, { Authorization: 'Bearer ' })).status).to.equal(404);
      expect((await get(url, { Authorization: 'Bearer undefined' })).status).to.equal(404);
    });
  });

  it('are shown to whoever brings the token, once there is one', async () => {
    const metricsToken = 'a-token-for-metrics';
    await registered(metricsToken, async (url) => {
      expect((await get(url)).status).to.equal(404);
      expect((await get(url, { Authorization: 'Bearer another' })).status).to.equal(404);
      const proxied = { Authorization: `Bearer ${metricsToken}`, 'X-Forwarded-For': '192.0.2.1' };
      expect((await get(url, proxied)).status).to.equal(200);
    });
  });
});
