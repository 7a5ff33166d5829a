import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect } from 'chai';
import { type RunningBot, startBot } from '../../demo/bot.ts';
import { demoPerson } from '../../demo/people.ts';
import { freePort } from '../../demo/port.ts';
import { textsFor } from '../../locales/text.ts';
import { type Line, openLine } from '../postgres/line.ts';
import { type Server, startServer } from '../postgres/server.ts';
import { type FakeConnector, startConnector } from './fake-connector.ts';

/** The ways in which the database goes away; each gives what brings it back. */
const faults: Readonly<Record<string, (server: Server, line: Line) => Promise<() => unknown>>> = {
  'is stopped': async (server) => {
    await server.kill();
    return () => server.restart();
  },
  'is frozen': (server) => server.freeze(),
  'is cut off': async (_server, line) => {
    line.cut();
    return () => line.mend();
  },
};

/**
 * How long (ms) an answer may take: of the store's patience, 2500, when the database has just gone, half a second once
 * that is known, and a second for readiness; the rest is for a slow machine.
 */
const within = { atFirst: 4500, thenOn: 2400, ready: 2400 };

const sorry = textsFor('fi')('errors:STORE_UNAVAILABLE');

describe('the bot while PostgreSQL is away', function () {
  this.timeout(120_000);
  let folder: string;
  let server: Server;
  let line: Line;
  let teams: FakeConnector;
  let bot: RunningBot;
  let cookie: string;
  let asked = 0;

  before(async () => {
    folder = await mkdtemp(join(tmpdir(), 'verkostobotti-away-'));
    server = await startServer();
    const databaseUrl = new URL(await server.createDatabase());
    line = await openLine(Number(databaseUrl.port));
    databaseUrl.port = String(line.port);
    teams = await startConnector();
    bot = await startBot({ dataDir: folder, port: await freePort(0), databaseUrl: databaseUrl.href });
    const session = await fetch(`${bot.url}/api/v1/session`, { method: 'POST' });
    cookie = session.headers.get('set-cookie')?.split(';')[0] ?? '';
  });
  after(async () => {
    await bot.kill();
    await teams.close();
    await line.close();
    await server.stop();
    await rm(folder, { recursive: true, force: true });
  });

  function post(conversationId: string, more: object): Promise<Response> {
    const activity = {
      id: `i-${(asked += 1)}`,
      channelId: 'msteams',
      serviceUrl: teams.url,
      from: { id: '29:demo', aadObjectId: demoPerson.aadObjectId },
      recipient: { id: '28:bot' },
      locale: 'fi-FI',
      conversation: { id: conversationId, conversationType: 'personal', tenantId: demoPerson.tenantId },
      ...more,
    };
    const headers = { 'Content-Type': 'application/json' };
    return fetch(`${bot.url}/api/messages`, { method: 'POST', headers, body: JSON.stringify(activity) });
  }

  /** All that people and machines ask; each gives what is answered. */
  const questions = {
    async typed() {
      const conversationId = `a:${(asked += 1)}`;
      await post(conversationId, { type: 'message', text: 'omat' });
      const answers = teams.messages.filter((message) => message.conversationId === conversationId);
      return JSON.stringify(answers.map(({ card }) => card));
    },
    async pressed() {
      const action = { type: 'Action.Execute', verb: 'member.reminders', data: { wanted: true } };
      return (await post('a:press', { type: 'invoke', name: 'adaptiveCard/action', value: { action } })).text();
    },
    async opened() {
      return (await fetch(`${bot.url}/api/v1/mine?language=fi`, { headers: { cookie } })).text();
    },
    async ready() {
      return String((await fetch(`${bot.url}/readyz`)).status);
    },
  };
  type Question = keyof typeof questions;
  const byPeople = ['typed', 'pressed', 'opened'] as const;

  /** Asks, and expects to be told in time that it does not work now. */
  async function refused(question: Question, ms: number): Promise<void> {
    const begun = performance.now();
    const answer = await questions[question]();
    expect(performance.now() - begun, question).to.be.lessThan(ms);
    expect(answer, question).to.include(question === 'ready' ? '503' : sorry);
  }

  async function answered(question: Question): Promise<void> {
    expect(await questions[question](), question)
      .not.to.include(sorry)
      .and.not.to.match(/503|Toiminto ei onnistunut/);
  }

  for (const [what, goAway] of Object.entries(faults))
    it(`that ${what} tells everybody in time that it does not work now, and goes on when that is over`, async () => {
      for (const question of byPeople) await answered(question);
      const comeBack = await goAway(server, line);
      try {
        const many = Array.from({ length: 8 }, () => byPeople).flat();
        const atFirst = many.map((question) => refused(question, within.atFirst));
        await Promise.all([refused('ready', within.ready), ...atFirst]);
        for (const question of [...many.slice(0, 6), 'ready'] as const) await refused(question, within.thenOn);
      } finally {
        await comeBack();
      }
      while ((await questions.ready()) !== '200');
      for (const question of byPeople) await answered(question);
    });
});
