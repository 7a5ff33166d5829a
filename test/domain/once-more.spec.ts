import { expect } from 'chai';
import { AppError, type ErrorCode } from '../../domain/errors.ts';
import { onceMore } from '../../domain/once-more.ts';
import { expectCode } from '../storage/expect-code.ts';

describe('doing something once more', () => {
  /** Fails so many times and then gives how often it was tried. */
  function failing(times: number, code: ErrorCode) {
    let tries = 0;
    const act = async () => {
      tries += 1;
      if (tries <= times) throw new AppError(code, 'overtaken');
      return tries;
    };
    return { act, tries: () => tries };
  }

  it('happens when somebody else committed in between', async () => {
    expect(await onceMore(failing(1, 'CONFLICT').act)).to.equal(2);
    expect(await onceMore(failing(3, 'DUPLICATE').act)).to.equal(4);
  });

  it('ends after four tries', async () => {
    const { act, tries } = failing(9, 'CONFLICT');
    await expectCode(onceMore(act), 'CONFLICT');
    expect(tries()).to.equal(4);
  });

  it('does not happen after any other error', async () => {
    const { act, tries } = failing(1, 'FORBIDDEN');
    await expectCode(onceMore(act), 'FORBIDDEN');
    expect(tries()).to.equal(1);
  });
});
