import { PassThrough } from 'node:stream';
import { expect } from 'chai';
import { askYes } from '../../cli/ask.ts';

describe('a question at the terminal', () => {
  async function ask(typed: string): Promise<{ answer: boolean; shown: string }> {
    const [input, output] = [new PassThrough(), new PassThrough()];
    input.end(typed);
    const answer = await askYes('Repair?', input, output);
    return { answer, shown: String(output.read()) };
  }

  it('is answered by the word yes', async () => {
    for (const typed of ['yes\n', ' YES \n']) expect((await ask(typed)).answer, typed).to.equal(true);
  });

  it('is not answered by anything else, nor by leaving', async () => {
    for (const typed of ['no\n', 'y\n', '\n', 'yes please\n', ''])
      expect((await ask(typed)).answer, typed).to.equal(false);
  });

  it('says how to answer', async () => {
    expect((await ask('no\n')).shown).to.equal('Repair? Type yes to go on: ');
  });
});
