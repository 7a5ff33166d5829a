import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect } from 'chai';
import type { Card } from '../../cards/card.ts';
import { type RunningBot, startBot } from '../../demo/bot.ts';
import { groupId } from '../../demo/ids.ts';
import { demoPerson } from '../../demo/people.ts';
import { freePort } from '../../demo/port.ts';
import { surveys } from '../../domain/survey/survey.ts';
import { openLowdbStore } from '../../storage/lowdb/open.ts';
import { bareEnvironment } from '../bare-environment.ts';
import { buttonsOf, inputsOf } from '../cards/read.ts';
import { type FakeConnector, startConnector } from './fake-connector.ts';

describe('the bot as a process', function () {
  this.timeout(60_000);
  let folder: string;
  let dataDir: string;
  let teams: FakeConnector;
  let bot: RunningBot;
  let port: number;

  before(async () => {
    folder = await mkdtemp(join(tmpdir(), 'verkostobotti-process-'));
    dataDir = join(folder, 'data');
    teams = await startConnector();
    port = await freePort(0);
    bot = await startBot({ dataDir, port });
  });
  after(async () => {
    await bot.kill();
    await teams.close();
    await rm(folder, { recursive: true, force: true });
  });

  async function post(more: object) {
    const activity = {
      id: `i-${Math.random()}`,
      channelId: 'msteams',
      serviceUrl: teams.url,
      from: { id: '29:demo', aadObjectId: demoPerson.aadObjectId },
      recipient: { id: '28:bot' },
      locale: 'fi-FI',
      conversation: { id: 'a:demo', conversationType: 'personal', tenantId: demoPerson.tenantId },
      ...more,
    };
    const headers = { 'Content-Type': 'application/json' };
    return fetch(`${bot.url}/api/messages`, { method: 'POST', headers, body: JSON.stringify(activity) });
  }

  async function press(card: Card, verb: string, inputs: object = {}): Promise<Card> {
    const action = buttonsOf(card).find((button) => button.verb === verb);
    const untouched = Object.fromEntries(inputsOf(card).map(({ id, value }) => [id, String(value ?? '')]));
    const value = { action: { ...action, data: { ...untouched, ...inputs, ...action?.data } } };
    const response = await post({ type: 'invoke', name: 'adaptiveCard/action', value });
    return ((await response.json()) as { value: Card }).value;
  }

  async function theForm(): Promise<Card> {
    await post({ type: 'message', text: 'kysely' });
    const card = teams.messages.at(-1)?.card;
    if (!card) throw new Error('no form');
    return card;
  }

  async function openSurveys(): Promise<number> {
    const store = await openLowdbStore({ dataDir, readOnly: true });
    const open = await store.find(surveys, { networkId: 'uudi', state: 'open' });
    await store.close();
    return open.length;
  }

  it('has everything it acknowledged after being killed at once', async () => {
    const before = await openSurveys();
    const form = await theForm();
    const draft = await press(form, 'survey.draft', {
      template: 'handover',
      respondent: 'person',
      groupId: groupId('future'),
    });
    await press(draft, 'survey.post');
    await bot.kill();
    expect(await openSurveys()).to.equal(before + 1);
    bot = await startBot({ dataDir, port });
    expect((await fetch(`${bot.url}/readyz`)).status).to.equal(200);
  });

  it('stops cleanly when it is asked to, and moves keys of an earlier version when it starts again, and says so', async () => {
    await bot.stop();
    expect(await readFile(join(dataDir, 'bot.log'), 'utf8')).to.match(/"msg":"stopped"}\n$/);
    await mkdir(join(dataDir, 'keys', 'surveys'), { recursive: true });
    await writeFile(join(dataDir, 'keys', 'surveys', 'one.key'), Buffer.alloc(32, 7));
    bot = await startBot({ dataDir, port });
    expect((await fetch(`${bot.url}/readyz`)).status).to.equal(200);
    expect((await readFile(join(folder, 'data-keys', 'surveys', 'one.key')))[31]).to.equal(7);
    const log = await readFile(join(dataDir, 'bot.log'), 'utf8');
    expect(log).to.include('"msg":"the keys were moved out of the data folder"');
    expect(log).to.include(`"to":"${join(folder, 'data-keys')}"`);
  });

  it('refuses to keep keys inside the data folder', async () => {
    const { code, err } = await run({ DATA_DIR: dataDir, KEY_DIR: join(dataDir, 'keys') });
    expect([code, err.includes('KEY_DIR')]).to.deep.equal([1, true]);
  });

  it('refuses a second writer of the same data, and says so', async () => {
    const second = await run({ DATA_DIR: dataDir, PORT: '0' });
    expect(second.code).to.equal(1);
    expect(second.err).to.include(dataDir);
  });
});

async function run(environment: Record<string, string>) {
  const main = join(import.meta.dirname, '..', '..', 'bot', 'main.ts');
  const child = spawn(process.execPath, [main], { env: { ...bareEnvironment(), ...environment } });
  let err = '';
  child.stderr.on('data', (chunk: Buffer) => {
    err += chunk.toString();
  });
  const [code] = (await once(child, 'exit')) as [number];
  return { code, err };
}
