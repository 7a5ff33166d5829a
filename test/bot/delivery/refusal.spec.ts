import { expect } from 'chai';
import { refusalOf } from '../../../bot/delivery/refusal.ts';

const now = new Date('2026-12-01T09:00:00.000Z');

/** An error as the connector throws it for an answer. */
function answered(statusCode: number, retryAfter?: string): object {
  return { name: 'RestError', code: 'Fault', statusCode, response: { headers: { get: () => retryAfter } } };
}

describe('what an error says about a message', () => {
  it('is Teams’ status, and how long it asks to wait, in seconds or until a date', () => {
    expect(refusalOf(answered(429, '7'), now)).to.include({ reason: '429', status: 429, retryAfterMs: 7000 });
    const until = 'Tue, 01 Dec 2026 09:00:30 GMT';
    expect(refusalOf(answered(429, until), now)).to.include({ retryAfterMs: 30_000 });
  });

  it('is no wait when none is asked, or it is over, or cannot be read', () => {
    for (const asked of [undefined, '0', '-5', 'soon', 'Tue, 01 Dec 2026 08:00:00 GMT']) {
      expect(refusalOf(answered(429, asked), now)).not.to.have.property('retryAfterMs');
    }
    expect(refusalOf(answered(429, '999999'), now)).to.include({ retryAfterMs: 3_600_000 });
  });

  it('is a doubt only where Teams may have taken the message', () => {
    const doubtful = (error: unknown) => refusalOf(error, now).doubtful;
    for (const status of [500, 502, 504]) expect(doubtful(answered(status)), String(status)).to.equal(true);
    for (const status of [400, 403, 404, 412, 429, 503])
      expect(doubtful(answered(status)), String(status)).to.equal(false);
    for (const code of ['ECONNRESET', 'EPIPE', 'ETIMEDOUT']) expect(doubtful({ code }), code).to.equal(true);
    for (const code of ['ECONNREFUSED', 'ENOTFOUND', 'EAI_AGAIN']) expect(doubtful({ code }), code).to.equal(false);
    expect(refusalOf({ name: 'AbortError' }, now)).to.include({ reason: 'timeout', doubtful: true });
    expect(refusalOf(new Error('no token'), now)).to.include({ reason: 'connection', doubtful: false });
  });

  it('never quotes what Teams wrote', () => {
    const told = JSON.stringify(refusalOf({ ...answered(400), message: 'Salainen', body: 'Salainen' }, now));
    expect(told).not.to.include('Salainen');
  });
});
