import { once } from 'node:events';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo, Socket } from 'node:net';
import { setTimeout as wait } from 'node:timers/promises';
import { expect } from 'chai';
import { type Guard, guardServer, isUnambiguous, type Limits } from '../../http/guard.ts';
import { head, rawExchange, rawSocket, statusOf } from './raw.ts';

const soon: Partial<Limits> = { headMs: 150, requestMs: 300, checkMs: 50, silenceMs: 400, lingerMs: 100 };

describe('a guarded server', () => {
  let server: Server;
  let guard: Guard;
  let port: number;
  /** Resolves what `/slow` waits for. */
  let letGo: () => void;
  /** Each connection as the server has it, until it is closed. */
  let closings: Promise<void>[];

  async function start(limits: Partial<Limits>): Promise<void> {
    const gate = new Promise<void>((resolve) => {
      letGo = resolve;
    });
    const answer = async (request: IncomingMessage, response: ServerResponse): Promise<void> => {
      if (request.url === '/slow') await gate;
      if (request.url === '/endless') {
        response.write('x'.repeat(100));
        return;
      }
      response.statusCode = isUnambiguous(request) ? 200 : 400;
      response.end('answer');
    };
    server = createServer((request, response) => void answer(request, response));
    closings = [];
    server.on('connection', (socket: Socket) => {
      closings.push(new Promise((resolve) => socket.once('close', () => resolve())));
    });
    guard = guardServer(server, limits);
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    ({ port } = server.address() as AddressInfo);
  }

  const ended = async (socket: Socket): Promise<void> => {
    if (!socket.closed) await once(socket, 'close');
  };
  const asks = async () => statusOf(await rawExchange(port, head('GET /')));
  afterEach(async () => {
    letGo();
    await guard.close(0);
  });

  describe('whose clients are slow', () => {
    beforeEach(() => start(soon));

    const slow: readonly [string, (socket: Socket) => void][] = [
      ['say nothing', () => undefined],
      ['begin a request and stop', (socket) => socket.write('GET / HTTP/1.1\r\nHost: x\r\n')],
      ['send a byte now and then', (socket) => drip(socket, 'GET / HTTP/1.1\r\nHost: x\r\nX: '.padEnd(2000, 'y'))],
      ['never finish a body', (socket) => socket.write(head('POST /slow', { 'Content-Length': '1000' }))],
      ['ask again and stop', (socket) => socket.write('GET / HTTP/1.1\r\nHost: x\r\n\r\nGET / HTTP/1.1\r\n')],
      ['do not read what they asked for', (socket) => socket.pause().write(head('GET /endless'))],
      ['speak no HTTP', (socket) => socket.write('\x16\x03\x01\x02\x00')],
    ];
    for (const [name, act] of slow) {
      it(`ends connections that ${name}`, async () => {
        const accepted = once(server, 'connection');
        const socket = await rawSocket(port);
        await accepted;
        act(socket);
        await Promise.all(closings);
        expect(await asks()).to.equal(200);
      });
    }

    it('ends two hundred of them at once, and answers others meanwhile', async () => {
      await Promise.all(Array.from({ length: 200 }, () => rawSocket(port)));
      expect(await asks()).to.equal(200);
      expect(closings).to.have.length(201);
      await Promise.all(closings);
    });

    it('reads on for a moment what follows an early answer, and no longer', async () => {
      const socket = await rawSocket(port);
      socket.write('POST / HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: chunked\r\n\r\n');
      const [answer] = (await once(socket, 'data')) as [Buffer];
      expect(statusOf(answer.toString())).to.equal(200);
      const sending = setInterval(() => socket.write('1\r\nx\r\n'), 10);
      await ended(socket.resume());
      clearInterval(sending);
    });
  });

  describe('that is full', () => {
    it('lets the one that waits longest make room for who asks', async () => {
      await start({ connections: 3, ofOneAddress: 3 });
      const idle = [];
      for (let place = 0; place < 3; place += 1) idle.push((await rawSocket(port)).resume());
      expect(await asks()).to.equal(200);
      await ended(idle[0] as Socket);
      expect(idle.slice(1).every((socket) => !socket.closed)).to.equal(true);
    });

    it('ends none in which something is answered', async () => {
      await start({ connections: 10, ofOneAddress: 2 });
      const busy = await Promise.all([rawSocket(port), rawSocket(port)]);
      const asked = new Promise<void>((resolve) => {
        let seen = 0;
        server.on('request', () => ((seen += 1) === busy.length ? resolve() : undefined));
      });
      for (const socket of busy) socket.resume().write(head('GET /slow'));
      await asked;
      expect(await asks()).to.equal(0);
      letGo();
      await Promise.all(busy.map(ended));
      expect(await asks()).to.equal(200);
    });
  });

  describe('answers as any other request', () => {
    beforeEach(() => start(soon));

    for (const upgrade of ['websocket', 'h2c', 'TLS/1.0']) {
      it(`one that asks for ${upgrade}`, async () => {
        const asked = head('GET /', { Connection: 'Upgrade, close', Upgrade: upgrade });
        expect(statusOf(await rawExchange(port, asked))).to.equal(200);
      });
    }

    it('one that expects a go-ahead, of HTTP/1.0, and several in one', async () => {
      const expecting = await rawExchange(port, head('POST /', { Expect: '100-continue', 'Content-Length': '1' }), 'x');
      expect(expecting).to.match(/^HTTP\/1\.1 100 Continue\r\n\r\nHTTP\/1\.1 200/);
      expect(statusOf(await rawExchange(port, 'GET / HTTP/1.0\r\n\r\n'))).to.equal(200);
      const several = await rawExchange(port, 'GET / HTTP/1.1\r\nHost: x\r\n\r\n'.repeat(5) + head('GET /'));
      expect(several.match(/200 OK/g)).to.have.length(6);
    });

    it('or refuses at once what it does not know', async () => {
      expect(statusOf(await rawExchange(port, head('POST /', { Expect: 'a miracle' })))).to.equal(417);
      expect(await rawExchange(port, 'CONNECT x:1 HTTP/1.1\r\nHost: x\r\n\r\n')).to.equal('');
      expect(statusOf(await rawExchange(port, 'GET / HTTP/9.9\r\n\r\n'))).to.equal(400);
      expect(
        statusOf(await rawExchange(port, `GET / HTTP/1.1\r\nHost: x\r\nX: ${'y'.repeat(20_000)}\r\n\r\n`)),
      ).to.equal(431);
    });

    for (const name of ['Host', 'Content-Type', 'content-encoding', 'AUTHORIZATION', 'Origin']) {
      it(`and sees that ${name} stands twice`, async () => {
        const twice = head('GET /').replace('\r\n\r\n', `\r\n${name}: a\r\n${name.toLowerCase()}: b\r\n\r\n`);
        expect(statusOf(await rawExchange(port, twice))).to.equal(400);
      });
    }

    it('and sees two lengths, or a length and chunks', async () => {
      const faulty: readonly Record<string, string>[] = [
        { 'Content-Length': '1', 'content-length': '2' },
        { 'Content-Length': '1', 'Transfer-Encoding': 'chunked' },
        { 'Content-Length': '-1' },
        { 'Content-Length': '1e3' },
      ];
      for (const lengths of faulty) {
        expect(statusOf(await rawExchange(port, head('POST /', lengths), 'x'))).to.equal(400);
      }
    });
  });

  describe('that stops', () => {
    it('waits for what it was asked, for nobody else, and closes behind it', async () => {
      await start({});
      const silent = (await rawSocket(port)).resume();
      const asking = (await rawSocket(port)).resume();
      const arrived = once(server, 'request');
      asking.write('GET /slow HTTP/1.1\r\nHost: x\r\n\r\n');
      await arrived;
      const stopped = guard.close(60_000);
      await ended(silent);
      const [answer] = await Promise.all([once(asking, 'data'), Promise.resolve(letGo())]);
      expect(statusOf(String(answer[0]))).to.equal(200);
      await Promise.all([stopped, ended(asking)]);
    });

    it('gives up those that will not come to an end', async () => {
      await start({});
      const clients = await Promise.all([rawSocket(port), rawSocket(port), rawSocket(port)]);
      const arrived = new Promise<void>((resolve) => {
        let seen = 0;
        server.on('request', () => ((seen += 1) === clients.length ? resolve() : undefined));
      });
      clients[0]?.write(head('POST /slow', { 'Content-Length': '5' }));
      clients[1]?.write(head('GET /endless'));
      clients[2]?.write(head('GET /slow', { Connection: 'Upgrade', Upgrade: 'websocket' }));
      await arrived;
      await guard.close(20);
      await Promise.all(closings);
    });
  });
});

/** Writes a byte every few milliseconds for as long as it may. */
function drip(socket: Socket, text: string): void {
  void (async () => {
    for (const letter of text) {
      if (socket.destroyed) return;
      socket.write(letter);
      await wait(5);
    }
  })();
}
