import type { IncomingMessage } from 'node:http';
import { expect } from 'chai';
import { rates } from '../../domain/limits.ts';
import { createAddressOf } from '../../http/address.ts';
import { createRateLimit } from '../../http/rate.ts';
import { createRates } from '../../http/rates.ts';

describe('a rate', () => {
  let now: number;
  beforeEach(() => {
    now = 0;
  });
  const limit = () => createRateLimit({ atOnce: 3, perMinute: 6 }, () => now);
  const times = (count: number, act: () => number) => Array.from({ length: count }, act);

  it('lets so many through at once, and says when the next may come', () => {
    const { take } = limit();
    expect(times(5, () => take('a'))).to.deep.equal([0, 0, 0, 10, 10]);
  });

  it('lets through what it says from then on, and never more at once', () => {
    const { take } = limit();
    times(4, () => take('a'));
    now += 9_999;
    expect(take('a')).to.equal(1);
    now += 1;
    expect([take('a'), take('a')]).to.deep.equal([0, 10]);
    now += 3_600_000;
    expect(times(4, () => take('a'))).to.deep.equal([0, 0, 0, 10]);
  });

  it('is not used up by asking too often', () => {
    const { take } = limit();
    times(1000, () => take('a'));
    now += 10_000;
    expect(take('a')).to.equal(0);
  });

  it('counts each for themselves, and forgets no one who goes on while many others come', () => {
    const { take } = limit();
    times(3, () => take('a'));
    for (let other = 0; other < 50_000; other += 1) {
      expect(take(`other-${other}`)).to.equal(0);
      if (other % 1000 === 0) expect(take('a')).to.equal(10);
    }
  });
});

describe('an address', () => {
  const from = (remoteAddress: string, forwarded?: string) =>
    ({
      socket: { remoteAddress },
      headers: forwarded === undefined ? {} : { 'x-forwarded-for': forwarded },
    }) as unknown as IncomingMessage;

  it('is the connection’s, whatever a client says of itself', () => {
    const addressOf = createAddressOf([]);
    expect(addressOf(from('192.0.2.1', '198.51.100.7'))).to.equal('192.0.2.1');
    expect(addressOf(from('127.0.0.1', '198.51.100.7'))).to.equal('127.0.0.1');
    expect(addressOf(from('::ffff:192.0.2.1'))).to.equal('192.0.2.1');
  });

  it('is what a proxy tells that the operator named, and of a chain the last that is none', () => {
    const addressOf = createAddressOf(['127.0.0.1', '10.0.0.0/8', 'fd00::/8']);
    expect(addressOf(from('127.0.0.1', '198.51.100.7'))).to.equal('198.51.100.7');
    expect(addressOf(from('::ffff:10.1.2.3', '203.0.113.9, 198.51.100.7, 10.9.9.9'))).to.equal('198.51.100.7');
    expect(addressOf(from('fd00::5', '198.51.100.7'))).to.equal('198.51.100.7');
    expect(addressOf(from('192.0.2.1', '198.51.100.7'))).to.equal('192.0.2.1');
    for (const nonsense of [undefined, '', 'unknown', 'me, you', '10.0.0.1']) {
      expect(addressOf(from('127.0.0.1', nonsense)), nonsense).to.equal('127.0.0.1');
    }
  });

  it('of version 6 is its network', () => {
    const addressOf = createAddressOf([]);
    for (const address of ['2001:db8:1:2::1', '2001:0DB8:0001:0002:a:b:c:d', '2001:db8:1:2:ffff::']) {
      expect(addressOf(from(address))).to.equal('2001:db8:1:2');
    }
    expect(addressOf(from('fe80::1%eth0'))).to.equal('fe80:0:0:0');
    expect(addressOf(from('::1'))).to.equal('0:0:0:0');
  });
});

describe('how often may be asked', () => {
  it('is told once a minute to whoever writes too fast', () => {
    let now = 0;
    const { writes } = createRates(() => now);
    for (let turn = 0; turn < rates.writing.atOnce; turn += 1) expect(writes('p').wait).to.equal(0);
    expect(writes('p')).to.deep.equal({ wait: 3, told: false });
    expect(writes('p')).to.deep.equal({ wait: 3, told: true });
    now += 2_000;
    expect(writes('p')).to.deep.equal({ wait: 1, told: true });
    expect(writes('another')).to.deep.equal({ wait: 0, told: false });
  });
});
