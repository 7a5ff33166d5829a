import { globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect } from 'chai';
import { practiceStates } from '../../domain/practice/practice.ts';
import { textLanguages, textsFor } from '../../locales/text.ts';

const folder = join(import.meta.dirname, '..', '..', 'tab', 'client');
const sources = globSync('*.{ts,tsx}', { cwd: folder }).map((file) => readFileSync(join(folder, file), 'utf8'));
const source = sources.join('\n');

/** The strings of a list that the page declares. */
function declared(name: string): string[] {
  const [, list = ''] = new RegExp(`${name} = \\[([^\\]]*)\\]`).exec(source) ?? [];
  return [...list.matchAll(/'(\w+)'/g)].map(([, word = '']) => word);
}

const whole = [...source.matchAll(/\bt\(\s*'([\w:.]+)'/g)].map(([, key = '']) => key);
const chosen = [...source.matchAll(/'(tab:[\w.]+)'/g)].map(([, key = '']) => key);
const kinds = ['surveyAnswers', 'practiceProposed', 'practiceInValidation', 'practiceValidated', 'practiceReturned'];
const made = [
  ...['no', 'begun', 'yes'].map((state) => `tab:surveys.${state}`),
  ...declared('waitedFor').map((who) => `tab:status.who.${who}`),
  ...declared('practiceStates').map((state) => `terms:practiceState.${state}`),
  ...kinds.map((kind) => `summary:waits.${kind}`),
];

describe('the page in the browser', () => {
  it('has a text for every key it names, in every language', () => {
    expect(whole.length).to.be.greaterThan(25);
    const values = { count: 1, moment: '', word: '', percent: '', submitted: 1, members: 1 };
    for (const language of textLanguages) {
      for (const key of [...whole, ...chosen, ...made]) expect(textsFor(language)(key, values), key).not.to.equal('');
    }
  });

  it('takes its texts from the files it bundles', () => {
    const [, bundled = ''] = /\{([\w,]+)\}\.json/.exec(source) ?? [];
    const named = [...whole, ...chosen, ...made].map((key) => key.split(':')[0]);
    expect(bundled.split(',')).to.include.members(named);
  });

  it('knows every state of a practice and everybody who may be waited for', () => {
    expect(declared('practiceStates')).to.deep.equal([...practiceStates]);
    expect(declared('waitedFor').sort()).to.deep.equal(['author', 'coordinator', 'lead', 'members']);
  });

  it('writes no words of its own into the pages', () => {
    const written = [...source.matchAll(/>([^<>{}]*\p{L}[^<>{}]*)<\//gu)].map(([hit]) => hit);
    expect(written).to.deep.equal([]);
  });
});
