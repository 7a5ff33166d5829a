import { deflateSync, gzipSync } from 'node:zlib';
import { expect } from 'chai';
import pino from 'pino';
import { objectIdOf, tenantId } from '../domain/fixture.ts';
import { head, post, rawAbort, rawExchange, statusOf } from '../http/raw.ts';
import { startConversation } from './conversation.ts';
import { startRegistered } from './registered.ts';

interface Door {
  readonly port: number;
  readonly serviceUrl: string;
  readonly logged: { readonly level: number; readonly msg: string }[];
  metrics(): Promise<string>;
  close(): Promise<void>;
}

async function localDoor(): Promise<Door> {
  const logged: Door['logged'] = [];
  const bot = await startConversation({ log: pino({}, { write: (line: string) => logged.push(JSON.parse(line)) }) });
  const metrics = async () => (await fetch(`${bot.url}/metrics`)).text();
  return { port: Number(new URL(bot.url).port), serviceUrl: bot.connector.url, logged, metrics, close: bot.close };
}

async function registeredDoor(): Promise<Door> {
  const logged: Door['logged'] = [];
  const log = pino({}, { write: (line: string) => logged.push(JSON.parse(line)) });
  const bot = await startRegistered({ log });
  const metrics = async () => (await fetch(`${bot.url}/metrics`)).text();
  return { port: bot.port, serviceUrl: bot.teamsUrl, logged, metrics, close: bot.close };
}

for (const [name, start, unknown] of [
  ['without a registration', localDoor, 200],
  ['with a registration', registeredDoor, 401],
] as const) {
  describe(`the bytes of a stranger at the door ${name}`, () => {
    let door: Door;
    before(async () => {
      door = await start();
    });
    after(() => door.close());
    beforeEach(() => door.logged.splice(0));
    afterEach(async () => {
      expect(statusOf(await rawExchange(door.port, head('GET /healthz')))).to.equal(200);
      expect(door.logged.filter(({ level }) => level > 30)).to.deep.equal([]);
    });

    const activity = (more: object = {}) =>
      JSON.stringify({
        type: 'invoke',
        name: 'adaptiveCard/action',
        channelId: 'msteams',
        serviceUrl: door.serviceUrl,
        from: { id: '29:x', aadObjectId: objectIdOf('stranger') },
        recipient: { id: '28:bot' },
        conversation: { id: 'a:x', tenantId },
        value: { action: { type: 'Action.Execute', verb: 'command.open', data: { name: 'help' } } },
        ...more,
      });
    const statusFor = async (body: string | Buffer, headers: Record<string, string> = {}) =>
      statusOf(await rawExchange(door.port, post('/api/messages', body, headers)));

    it('are read when they are an activity, whoever may have sent it', async () => {
      expect(await statusFor(activity())).to.equal(unknown);
    });

    it('are never unpacked, whole, broken, cut short or missing', async () => {
      const packed = gzipSync(activity());
      for (const bytes of [packed, Buffer.from('no gzip'), packed.subarray(0, 20), Buffer.alloc(0)]) {
        for (const encoding of ['gzip', 'GZIP', 'x-gzip', 'deflate', 'br', 'identity', 'gzip, gzip']) {
          expect(await statusFor(bytes, { 'Content-Encoding': encoding }), encoding).to.equal(415);
        }
      }
      expect(await statusFor(deflateSync(activity()), { 'Content-Encoding': 'deflate' })).to.equal(415);
    });

    it('may break off anywhere', async () => {
      const whole = post('/api/messages', activity());
      for (let length = 1; length < whole.length; length += 97) await rawAbort(door.port, whole.subarray(0, length));
      const encoded = post('/api/messages', gzipSync(activity()), { 'Content-Encoding': 'gzip' });
      for (let length = 1; length < encoded.length; length += 61)
        await rawAbort(door.port, encoded.subarray(0, length));
    });

    it('are counted before they are kept, packed or not', async () => {
      const bomb = gzipSync(Buffer.alloc(20_000_000, ' '));
      expect(await statusFor(bomb, { 'Content-Encoding': 'gzip' })).to.equal(415);
      expect(await statusFor(activity({ text: 'x'.repeat(262_144) }))).to.equal(413);
      const announced = head('POST /api/messages', {
        'Content-Type': 'application/json',
        'Content-Length': '1000000000',
      });
      expect(statusOf(await rawExchange(door.port, announced))).to.equal(413);
    });

    it('may be as deep as they like, and hold whatever keys', async () => {
      expect(await statusFor('['.repeat(262_000))).to.equal(400);
      expect(await statusFor('{"a":'.repeat(50_000))).to.equal(400);
      const keys = (count: number) => Object.fromEntries(Array.from({ length: count }, (_, place) => [`k${place}`, 1]));
      expect(await statusFor(activity({ value: keys(5_000) }))).to.equal(unknown);
      expect(await statusFor(activity({ value: keys(20_000) }))).to.equal(400);
      const proto = activity().replace('"name":"help"', '"name":"help","__proto__":{"admin":true}');
      expect(await statusFor(proto)).to.equal(unknown);
      expect(({} as { admin?: unknown }).admin).to.equal(undefined);
    });

    it('say one thing in one header', async () => {
      const body = activity();
      const twice = post('/api/messages', body, { 'Content-Type': 'application/json\r\nContent-Type: text/plain' });
      expect(statusOf(await rawExchange(door.port, twice))).to.equal(400);
      const hosts = post('/api/messages', body, { Host: '127.0.0.1\r\nHost: bot.example.org' });
      expect(statusOf(await rawExchange(door.port, hosts))).to.equal(400);
    });

    const tokens = [
      'Bearer',
      'Bearer ',
      'Bearer x',
      'Bearer a.b.c',
      'Bearer a.b.c.d',
      'Basic YTpi',
      `Bearer ${jwt({ typ: 'JWT' }, 'no JSON')}`,
      `Bearer ${jwt({ alg: 'none' }, {})}`,
      `Bearer ${jwt({ alg: 'RS256', kid: 'k1' }, { iss: 'https://api.botframework.com' })}`,
      `Bearer ${jwt({ alg: 'RS256', kid: { a: 1 } }, { iss: 'https://api.botframework.com', aud: ['x'] })}`,
      `Bearer ${jwt({ alg: 'RS256' }, { iss: [], ver: {}, aud: 7, appid: null })}`,
      `Bearer ${jwt([], null)}`,
      `Bearer ${'a'.repeat(9000)}`,
    ];
    it('may pretend to be a token', async () => {
      for (const token of tokens) {
        expect(await statusFor(activity(), { Authorization: token }), token.slice(0, 60)).to.equal(unknown);
      }
    });

    it('cost no more when a token claims a thousand things', async () => {
      const claims = Object.fromEntries(Array.from({ length: 1200 }, (_none, place) => [`${place}`, 1]));
      const token = `Bearer ${jwt({ alg: 'RS256', kid: 'k1' }, claims)}`;
      const from = process.cpuUsage();
      for (let time = 0; time < 20; time += 1) await statusFor(activity(), { Authorization: token });
      const { user, system } = process.cpuUsage(from);
      expect((user + system) / 20 / 1000).to.be.below(20);
    });

    it('that are no activity are counted', async () => {
      const before = counted(await door.metrics(), 'activity');
      for (const more of [{ locale: 7 }, { conversation: null }, { from: [] }]) {
        expect(await statusFor(activity(more))).to.equal(400);
      }
      if (unknown === 200) expect(counted(await door.metrics(), 'activity')).to.equal(before + 3);
    });

    const paths = [
      '/',
      '/healthz',
      '/readyz',
      '/metrics',
      '/tab/',
      '/api/v1/me',
      '/calendar/x.ics',
      '/%',
      '/%00',
      '//',
      '/..;/',
    ];
    it('ask for anything by any method and are answered', async () => {
      for (const path of paths) {
        for (const method of [
          'GET',
          'HEAD',
          'POST',
          'PUT',
          'PATCH',
          'DELETE',
          'OPTIONS',
          'TRACE',
          'PROPFIND',
          'QUERY',
        ]) {
          const status = statusOf(await rawExchange(door.port, head(`${method} ${path}`)));
          expect(status, `${method} ${path}`).to.be.within(200, 499);
        }
      }
    });

    it('accept, prefer and upgrade whatever they like', async () => {
      const odd: Record<string, string>[] = [
        { Accept: 'image/png' },
        { Accept: 'application/javascript' },
        { Accept: `${'a/b;q=0.1,'.repeat(800)}c/d` },
        { Accept: '\x7f;;;,,,' },
        { 'Accept-Version': '~9' },
        { 'Accept-Language': `${'fi;q=0.1,'.repeat(800)}sv` },
        { Connection: 'Upgrade', Upgrade: 'websocket' },
        { Range: 'bytes=0-1,5-3,-9' },
      ];
      for (const headers of odd) {
        for (const path of ['/healthz', '/no/such']) {
          const asked = head(`GET ${path}`, { ...headers, Connection: `${headers['Connection'] ?? 'x'}, close` });
          expect(statusOf(await rawExchange(door.port, asked)), JSON.stringify(headers)).to.be.within(200, 499);
        }
      }
    });
  });
}

/** A token with a signature that is none. */
function jwt(header: unknown, payload: unknown): string {
  const part = (value: unknown) =>
    Buffer.from(typeof value === 'string' ? value : JSON.stringify(value)).toString('base64url');
  return `${part(header)}.${part(payload)}.c2ln`;
}

/** How often something was turned away for a reason. */
function counted(metrics: string, reason: string): number {
  return Number(
    new RegExp(`^verkostobotti_requests_refused_total{reason="${reason}"} (\\d+)$`, 'm').exec(metrics)?.[1] ?? 0,
  );
}
