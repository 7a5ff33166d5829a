import { execFile } from 'node:child_process';
import { once } from 'node:events';
import { connect } from 'node:net';
import { networkInterfaces } from 'node:os';
import { promisify } from 'node:util';
import { expect } from 'chai';
import { type Playground, startPlayground } from '../../demo/playground.ts';
import { freePort } from '../../demo/port.ts';

/** Addresses of this machine that a listener on every address answers at, and one on 127.0.0.1 alone does not. */
const others = Object.values(networkInterfaces())
  .flatMap((addresses) => addresses ?? [])
  .filter(({ internal, scopeid }) => !internal && !scopeid)
  .map(({ address }) => address);

async function connects(host: string, port: number): Promise<boolean> {
  const socket = connect({ host, port });
  try {
    await once(socket, 'connect');
    return true;
  } catch {
    return false;
  } finally {
    socket.destroy();
  }
}

describe('the Playground', function () {
  this.timeout(30_000);
  let playground: Playground;

  before(async () => {
    playground = await startPlayground({ botUrl: 'http://127.0.0.1:1/api/messages', port: await freePort(0) });
  });
  after(() => playground.stop());

  it('is reached on this machine', async () => {
    expect((await fetch(`${playground.url}/_debug/ping`)).status).to.equal(200);
  });

  it('is reached at no other address of this machine', async () => {
    const port = Number(new URL(playground.url).port);
    expect(await connects('127.0.0.1', port)).to.equal(true);
    for (const host of ['127.0.0.2', '::1', ...others]) expect(await connects(host, port), host).to.equal(false);
  });

  it('reaches no name but that of this machine', async () => {
    const guard = new URL('../../demo/loopback-only.ts', import.meta.url).href;
    const script = `
      const look = (name) => new Promise((resolve) => require('node:dns').lookup(name, (error) => resolve(error?.message)));
      look('localhost').then(async (here) => console.log(here, await look('example.org')));`;
    const { stdout } = await promisify(execFile)(process.execPath, ['--import', guard, '--eval', script]);
    expect(stdout.trim()).to.equal('undefined example.org is not on this machine');
  });

  it('ends when it is stopped', async () => {
    const second = await startPlayground({ botUrl: 'http://127.0.0.1:1/api/messages', port: await freePort(0) });
    await second.stop();
    expect(await connects('127.0.0.1', Number(new URL(second.url).port))).to.equal(false);
  });
});
