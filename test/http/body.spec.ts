import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { gzipSync } from 'node:zlib';
import { expect } from 'chai';
import { BodyRefused, readJson } from '../../http/body.ts';
import { head, post, rawAbort, rawExchange, statusOf } from './raw.ts';

const largest = 6400;

describe('a body', () => {
  let server: Server;
  let port: number;
  /** What was read, or the `BodyRefused` instead. */
  let outcomes: unknown[];
  let told: () => void;

  before(async () => {
    const answer = async (request: IncomingMessage, response: ServerResponse): Promise<void> => {
      const outcome = await readJson(request, largest).catch((error: unknown) => error);
      outcomes.push(outcome);
      told();
      const refused = outcome instanceof BodyRefused ? outcome : undefined;
      response.writeHead(refused?.status ?? 200, refused?.headers);
      response.end(refused?.fault ?? JSON.stringify(outcome));
    };
    server = createServer((request, response) => void answer(request, response));
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    ({ port } = server.address() as AddressInfo);
  });
  beforeEach(() => {
    outcomes = [];
    told = () => undefined;
  });
  after(() => server.close());

  async function expectFault(fault: string, status: number, ...parts: readonly (string | Buffer)[]) {
    const answer = await rawExchange(port, ...parts);
    expect(answer.split('\r\n\r\n')[1]).to.include(fault);
    expect(statusOf(answer)).to.equal(status);
    return answer;
  }

  const chunked = (...chunks: readonly string[]) =>
    chunks.map((chunk) => `${Buffer.byteLength(chunk).toString(16)}\r\n${chunk}\r\n`).join('');
  const chunkedHead = (more: Record<string, string> = {}) =>
    head('POST /', { 'Content-Type': 'application/json', 'Transfer-Encoding': 'chunked', ...more });

  it('is read whole, in one piece or in many', async () => {
    expect(await rawExchange(port, post('/', '{"a":"ä"}'))).to.include('{"a":"Ã¤"}');
    expect(await rawExchange(port, chunkedHead(), chunked('{"a', '":[1,', '2]}'), '0\r\n\r\n')).to.include(
      '{"a":[1,2]}',
    );
    expect(outcomes).to.deep.equal([{ a: 'ä' }, { a: [1, 2] }]);
  });

  const packed = gzipSync('{"a":1}');
  for (const [encoding, bytes] of [
    ['gzip', packed],
    ['gzip', Buffer.from('no gzip at all')],
    ['gzip', packed.subarray(0, 10)],
    ['gzip', Buffer.alloc(0)],
    ['GZIP', packed],
    ['x-gzip', packed],
    ['deflate', packed],
    ['br', packed],
    ['zstd', packed],
    ['gzip, gzip', packed],
    ['identity', Buffer.from('{"a":1}')],
    ['nonsense', Buffer.from('{"a":1}')],
    ['', Buffer.from('{"a":1}')],
  ] as const) {
    it(`that is announced as encoded (${encoding}, ${bytes.length} bytes) is not even looked at`, async () => {
      const answer = await expectFault('encoded', 415, post('/', bytes, { 'Content-Encoding': encoding }));
      expect(answer).to.match(/^Accept-Encoding: identity\r$/m);
    });
  }

  for (const type of [
    'text/plain',
    'application/x-www-form-urlencoded',
    'application/jsonx',
    'multipart/form-data',
    '',
  ]) {
    it(`of the type "${type}" is no JSON`, () =>
      expectFault('notJson', 415, post('/', '{}', { 'Content-Type': type })));
  }

  for (const charset of ['utf-16', 'iso-8859-1', '"latin1"', 'utf-8x', '']) {
    it(`in the charset ${charset} is not read`, () =>
      expectFault('charset', 415, post('/', '{}', { 'Content-Type': `application/json; charset=${charset}` })));
  }

  for (const type of [
    'application/json;charset=utf-8',
    'Application/JSON; Charset="UTF-8"',
    'application/json; charset=utf8',
    'application/json; profile=x; charset=UTF-8',
    'application/json;',
  ]) {
    it(`of the type ${type} is read`, async () => {
      expect(statusOf(await rawExchange(port, post('/', '{}', { 'Content-Type': type })))).to.equal(200);
    });
  }

  const limit = `"${'x'.repeat(largest - 2)}"`;
  it('may be as large as it may be, and no larger', async () => {
    expect(statusOf(await rawExchange(port, post('/', limit)))).to.equal(200);
    expect(statusOf(await rawExchange(port, chunkedHead(), chunked(limit), '0\r\n\r\n'))).to.equal(200);
    await expectFault('tooLarge', 413, post('/', `${limit} `));
    await expectFault('tooLarge', 413, chunkedHead(), chunked(limit, ' '), '0\r\n\r\n');
  });

  it('that says it is too large is refused before any of it has come', () =>
    expectFault(
      'tooLarge',
      413,
      head('POST /', { 'Content-Type': 'application/json', 'Content-Length': String(largest + 1) }),
    ));

  it('that goes on for ever is refused once it is too large', () =>
    expectFault('tooLarge', 413, chunkedHead(), chunked(limit, ' '.repeat(9000))));

  for (const coding of ['gzip, chunked', 'chunked, chunked']) {
    it(`that comes in the transfer coding ${coding} is not read`, async () => {
      const answer = await rawExchange(port, chunkedHead({ 'Transfer-Encoding': coding }), chunked('{}'), '0\r\n\r\n');
      expect(statusOf(answer)).to.be.oneOf([400, 501]);
    });
  }

  const malformed: readonly [string, string | Buffer][] = [
    ['nothing', ''],
    ['a blank', ' '],
    ['cut short', '{"a":'],
    ['no JSON', '{a:1}'],
    ['two values', '{}{}'],
    ['no UTF-8', Buffer.from([0x22, 0xff, 0xfe, 0x22])],
    ['half of a letter', Buffer.from([0x22, 0xc3, 0x22])],
    ['a surrogate in UTF-8', Buffer.from([0x22, 0xed, 0xa0, 0x80, 0x22])],
    ['brackets that close only', ']'.repeat(900)],
    ['a text that does not end', `"${'['.repeat(900)}`],
    ['a text that ends in its escape', '"\\'],
  ];
  for (const [name, body] of malformed) {
    it(`that is ${name} is malformed`, () => expectFault('malformed', 400, post('/', body)));
  }

  it('may begin with a byte order mark', async () => {
    await rawExchange(port, post('/', '\ufeff{"a":1}'));
    expect(outcomes).to.deep.equal([{ a: 1 }]);
  });

  it('may be 64 levels deep, and brackets in texts are no levels', async () => {
    const deep = (levels: number) => `${'['.repeat(levels)}${']'.repeat(levels)}`;
    expect(statusOf(await rawExchange(port, post('/', deep(64))))).to.equal(200);
    await expectFault('tooDeep', 400, post('/', deep(65)));
    await expectFault('tooDeep', 400, post('/', '{"a":'.repeat(65)));
    const text = JSON.stringify(`\\"${'['.repeat(100)}`);
    expect(statusOf(await rawExchange(port, post('/', text)))).to.equal(200);
  });

  it('may have 200 parts in 6,400 bytes, and no more', async () => {
    const list = (parts: number) => JSON.stringify(Array.from({ length: parts }, () => 0));
    expect(statusOf(await rawExchange(port, post('/', list(200))))).to.equal(200);
    await expectFault('tooManyParts', 400, post('/', list(201)));
    await expectFault('tooManyParts', 400, post('/', `[${'{},'.repeat(150)}{}]`));
    expect(statusOf(await rawExchange(port, post('/', JSON.stringify(','.repeat(500)))))).to.equal(200);
  });

  for (const key of ['__proto__', '\\u005f_proto__', '\\u005F\\u005Fproto__', '__pr\\u006fto__']) {
    it(`loses the key ${key}, at any depth`, async () => {
      await rawExchange(port, post('/', `{"a":1,"${key}":{"b":1},"c":[{"${key}":{"d":1}}]}`));
      expect(outcomes).to.deep.equal([{ a: 1, c: [{}] }]);
      expect(Object.getPrototypeOf(outcomes[0])).to.equal(Object.prototype);
    });
  }

  it('that breaks off is refused to nobody', async () => {
    const all = new Promise<void>((resolve) => {
      told = () => (outcomes.length === 3 ? resolve() : undefined);
    });
    await rawAbort(port, post('/', '{"a":1}', { 'Content-Length': '500' }));
    await rawAbort(port, chunkedHead(), chunked('{"a":'));
    await rawAbort(port, chunkedHead(), 'zz\r\n');
    await all;
    const faults = outcomes.flatMap((outcome) => (outcome instanceof BodyRefused ? outcome.fault : []));
    expect(faults).to.deep.equal(['cutShort', 'cutShort', 'cutShort']);
  });
});
