import { expect } from 'chai';
import { inMemory, type KeptPostgres, keptPostgres, type OpenScene, onLowdb, type Setting } from '../race/scene.ts';
import { sweep } from '../race/sweep/law.ts';
import { situations } from '../race/sweep/situations.ts';
import { soakSeed } from './seed.ts';

const isFull = process.env['SOAK'] === 'full';
const seed = soakSeed();
/** Otherwise a few, since `test/race/sweep.spec.ts` has all of them, in memory. */
const tried = situations
  .filter(({ name }) => isFull || name === 'a meeting')
  .map((situation) => (isFull ? situation : { ...situation, useCases: situation.useCases.slice(0, 4) }));

let kept: KeptPostgres | undefined;

/** A store, and which of the interleavings of a pair are tried on it: one takes 60 ms on PostgreSQL, and 1 in memory. */
interface Place {
  readonly store: string;
  readonly step: number;
  readonly settingOn: (setting: Setting) => OpenScene;
}

const places: readonly Place[] = [
  ...(isFull ? [{ store: 'memory', step: 1, settingOn: inMemory }] : []),
  { store: 'lowdb', step: 10, settingOn: onLowdb },
  {
    store: 'PostgreSQL',
    step: 10,
    settingOn: (setting) => {
      let open: OpenScene | undefined;
      return async () => {
        kept ??= await keptPostgres();
        open ??= kept.onPostgres(setting);
        return open();
      };
    },
  },
];

for (const { store, step, settingOn } of places) {
  const from = seed % step;
  describe(`use cases that meet on ${store}`, () => {
    let [pairs, interleavings] = [0, 0];
    let began = 0;
    before(() => {
      began = performance.now();
    });

    for (const situation of tried) {
      it(`come out as one after the other: ${situation.name} (SOAK_SEED=${seed})`, async () => {
        const swept = await sweep(situation, settingOn, { step, from });
        pairs += swept.pairs;
        interleavings += swept.interleavings;
        expect(swept.faults.map(({ acts, story }) => [acts.join(' × '), story].join('\n'))).to.deep.equal([]);
      }).timeout(3_600_000);
    }

    after(async () => {
      await kept?.close();
      kept = undefined;
      const which = step === 1 ? 'all' : `every ${step}th from place ${from} on`;
      const seconds = Math.round((performance.now() - began) / 1000);
      console.log(`      ${pairs} pairs, ${interleavings} interleavings (${which}) in ${seconds} s`);
    });
  });
}
