import { connect } from 'node:net';
import { text } from 'node:stream/consumers';
import { expect } from 'chai';
import pino from 'pino';
import type { Server } from 'restify';
import type { Door } from '../../bot/door.ts';
import { createServer } from '../../bot/server.ts';

describe('the server', () => {
  let server: Server;
  let port: number;

  before(async () => {
    server = createServer({
      log: pino({ level: 'silent' }),
      refused: () => undefined,
      strays: () => 0,
    } as unknown as Door);
    await new Promise<void>((resolve) => void server.listen(0, '127.0.0.1', () => resolve()));
    ({ port } = server.address());
  });

  after(async () => {
    await new Promise<void>((resolve) => server.close(() => resolve()));
  });

  async function send(path: string, host: string): Promise<string> {
    const socket = connect(port, '127.0.0.1');
    socket.write(`GET ${path} HTTP/1.1\r\nHost: ${host}\r\nConnection: close\r\n\r\n`);
    return (await text(socket)).split('\r\n')[0] ?? '';
  }

  it('lives', async () => {
    expect(await send('/healthz', 'bot.example.org')).to.equal('HTTP/1.1 200 OK');
  });

  for (const [path, host] of [
    ['/healthz', ':3978'],
    ['/healthz', 'a b'],
    ['/healthz', '[::1'],
    ['http://[', 'bot.example.org'],
  ] as const) {
    it(`refuses the address ${path} at the host "${host}" and lives on`, async () => {
      expect(await send(path, host)).to.equal('HTTP/1.1 400 Bad Request');
      expect(await send('/healthz', 'bot.example.org')).to.equal('HTTP/1.1 200 OK');
    });
  }
});
