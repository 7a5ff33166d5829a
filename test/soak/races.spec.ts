import { expect } from 'chai';
import { type KeptPostgres, keptPostgres, type OpenScene, onLowdb, type Setting } from '../race/scene.ts';
import { sweep } from '../race/sweep/law.ts';
import { situations } from '../race/sweep/situations.ts';

const isFull = process.env['SOAK'] === 'full';
/** Otherwise a few, since `test/race/sweep.spec.ts` has all of them, in memory. */
const tried = situations
  .filter(({ name }) => isFull || name === 'a meeting')
  .map((situation) => (isFull ? situation : { ...situation, useCases: situation.useCases.slice(0, 4) }));

let kept: KeptPostgres | undefined;
const places: Readonly<Record<string, (setting: Setting) => OpenScene>> = {
  lowdb: onLowdb,
  PostgreSQL: (setting) => {
    let open: OpenScene | undefined;
    return async () => {
      kept ??= await keptPostgres();
      open ??= kept.onPostgres(setting);
      return open();
    };
  },
};

for (const [store, settingOn] of Object.entries(places)) {
  describe(`use cases that meet on ${store}`, () => {
    let [pairs, interleavings] = [0, 0];

    for (const situation of tried) {
      it(`come out as one after the other: ${situation.name}`, async () => {
        const swept = await sweep(situation, settingOn, { step: isFull ? 1 : 10 });
        pairs += swept.pairs;
        interleavings += swept.interleavings;
        expect(swept.faults.map(({ acts, story }) => [acts.join(' × '), story].join('\n'))).to.deep.equal([]);
      }).timeout(3_600_000);
    }

    after(async () => {
      await kept?.close();
      kept = undefined;
      console.log(`      ${pairs} pairs, ${interleavings} interleavings`);
    });
  });
}
