import type { TurnContext } from 'botbuilder';
import { expect } from 'chai';
import { createReply } from '../../bot/reply.ts';
import { paragraph } from '../../cards/build.ts';
import type { Card } from '../../cards/card.ts';

const card = { type: 'AdaptiveCard', fallbackText: 'Vastaus', body: [paragraph('Vastaus')] } as unknown as Card;

/** Teams' answer with a status, as the SDK throws it. */
function answer(statusCode: number, retryAfter?: string) {
  return Object.assign(new Error('refused'), {
    statusCode,
    response: { headers: { get: (name: string) => (name === 'retry-after' ? retryAfter : undefined) } },
  });
}

describe('an answer', () => {
  let now: number;
  let tries: number;
  let waits: number[];
  beforeEach(() => {
    now = Date.UTC(2026, 8, 1);
    tries = 0;
    waits = [];
  });

  /** Answers through a Teams that refuses so often before it takes the answer. */
  async function answered(...refusals: Error[]): Promise<unknown> {
    const context = {
      sendActivity: async () => {
        tries += 1;
        const refusal = refusals[tries - 1];
        if (refusal) throw refusal;
      },
    } as unknown as TurnContext;
    const sleep = async (ms: number) => {
      waits.push(ms);
      now += ms;
    };
    return createReply({ now: () => now, sleep })(context, card).catch((error: unknown) => error);
  }

  it('that Teams is too busy for is tried again a little later, or after what Teams asks for', async () => {
    expect(await answered(answer(429), answer(503))).to.equal(undefined);
    expect(waits).to.deep.equal([1000, 2000]);
    tries = 0;
    expect(await answered(answer(429, '3'))).to.equal(undefined);
    expect(waits.at(-1)).to.equal(3000);
  });

  it('is given up when nobody would wait so long', async () => {
    expect(await answered(answer(429, '30'))).to.have.property('statusCode', 429);
    expect(waits).to.deep.equal([]);
    tries = 0;
    expect(await answered(...Array.from({ length: 9 }, () => answer(412)))).to.have.property('statusCode', 412);
    expect(tries).to.equal(3);
  });

  it('that Teams may have taken, or refuses for good, is not sent again', async () => {
    for (const refusal of [answer(502), answer(403), Object.assign(new Error('gone'), { code: 'ECONNRESET' })]) {
      tries = 0;
      expect(await answered(refusal)).to.equal(refusal);
      expect(tries).to.equal(1);
    }
  });
});
