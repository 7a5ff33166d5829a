import { expect } from 'chai';
import { createConversationLimits } from '../../../bot/delivery/conversation-limits.ts';

describe('the limits of one conversation', () => {
  /** Sends as soon as it may, and gives when. */
  function send(count: number, alone = true): number[] {
    const limits = createConversationLimits(alone);
    const sent: number[] = [];
    let now = 0;
    for (let one = 0; one < count; one += 1) {
      now = limits.freeFrom('c', now);
      limits.count('c', now);
      sent.push(now);
    }
    return sent;
  }

  it('let seven go at once and the next after it is allowed', () => {
    expect(send(9)).to.deep.equal([0, 0, 0, 0, 0, 0, 0, 1000, 2000]);
  });

  it('let no more than sixty go in half a minute, nor 1,800 in an hour', () => {
    const sent = send(1900);
    for (const [most, span] of [
      [7, 1000],
      [8, 2000],
      [60, 30_000],
      [1800, 3_600_000],
    ] as const) {
      const over = sent.filter((at, place) => place >= most && at - (sent[place - most] ?? 0) < span);
      expect(over, `${most} in ${span}`).to.deep.equal([]);
    }
  });

  it('are used for a quarter beside other instances', () => {
    expect(send(3, false)).to.deep.equal([0, 1000, 2000]);
  });

  it('do not hold up other conversations', () => {
    const limits = createConversationLimits(true);
    for (let one = 0; one < 20; one += 1) limits.count('c', 0);
    expect(limits.freeFrom('d', 0)).to.equal(0);
  });
});
