import { expect } from 'chai';
import { inMemory } from './scene.ts';
import { sweep } from './sweep/law.ts';
import { situations } from './sweep/situations.ts';

describe('use cases that meet', function () {
  this.timeout(300_000);
  let [pairs, interleavings] = [0, 0];
  const step = Number(process.env['RACE_STEP'] ?? 10);

  for (const situation of situations) {
    it(`come out as one after the other: ${situation.name}`, async () => {
      const swept = await sweep(situation, inMemory, { step });
      pairs += swept.pairs;
      interleavings += swept.interleavings;
      expect(swept.faults.map(({ acts, story }) => [acts.join(' × '), story].join('\n'))).to.deep.equal([]);
    });
  }

  after(() => console.log(`      ${pairs} pairs, ${interleavings} interleavings`));
});
