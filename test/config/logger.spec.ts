import { expect } from 'chai';
import type { Logger } from 'pino';
import { createLogger } from '../../config/logger.ts';
import { AppError } from '../../domain/errors.ts';

describe('the log', () => {
  let lines: string[];
  let log: Logger;

  beforeEach(() => {
    lines = [];
    log = createLogger('info', { write: (line: string) => void lines.push(line) });
  });

  const logged = (): Record<string, unknown> => JSON.parse(lines.at(-1) ?? '');

  it('holds one JSON line per event, from the given level on', () => {
    log.debug('unheard');
    log.info({ networkId: 'uudi', attempts: 2, at: new Date(0) }, 'sent');
    expect(lines).to.have.length(1);
    expect(logged()).to.include({ msg: 'sent', networkId: 'uudi', attempts: 2, at: '1970-01-01T00:00:00.000Z' });
  });

  const guarded = ['text', 'value', 'answers', 'password', 'token', 'authorization', 'Authorization', 'sealed', 'body'];
  for (const name of [...guarded, 'accessToken', 'set-cookie', 'MicrosoftAppPassword', 'client_secret'])
    it(`never shows "${name}", at any depth`, () => {
      log.info({ [name]: 'hush', a: { [name]: { inner: 'hush' }, b: [{ c: { d: { [name]: 'hush', kept: 1 } } }] } });
      expect(lines.join()).not.to.contain('hush');
      expect(logged()).to.deep.include({
        [name]: '[redacted]',
        a: { [name]: '[redacted]', b: [{ c: { d: { [name]: '[redacted]', kept: 1 } } }] },
      });
    });

  it('leaves the logged object as it was', () => {
    const activity = { id: '1', text: 'hush' };
    log.info({ activity });
    expect(activity).to.deep.equal({ id: '1', text: 'hush' });
  });

  it('guards what child loggers always say, too', () => {
    log.child({ token: 'hush', activity: { id: '1', text: 'hush' } }).info({ value: 'hush' }, 'said');
    expect(lines.join()).not.to.contain('hush');
    expect(logged()).to.deep.include({ activity: { id: '1', text: '[redacted]' }, value: '[redacted]' });
  });

  it('keeps name, code, message, stack and cause of an error, and nothing of its request', () => {
    const cause = Object.assign(new Error('refused'), { code: 'ECONNREFUSED', request: { url: 'hush' } });
    log.error(Object.assign(new AppError('INTERNAL', 'not sent', { cause }), { response: { data: 'hush' } }));
    expect(lines.join()).not.to.contain('hush');
    const error = logged()['err'] as Record<string, unknown>;
    expect(error).to.include({ type: 'AppError', code: 'INTERNAL', message: 'not sent' });
    expect(error['stack']).to.contain('logger.spec.ts');
    expect(error['cause']).to.include({ type: 'Error', code: 'ECONNREFUSED', message: 'refused' });
  });

  it('survives an object that holds itself', () => {
    const turn: Record<string, unknown> = { id: '1' };
    turn['turn'] = turn;
    log.info({ turn });
    expect(logged()).to.have.nested.property('turn.turn.id', '1');
  });

  it('does not print bytes', () => {
    log.info({ file: Buffer.from('hush') });
    expect(logged()).to.include({ file: '[redacted]' });
  });
});
