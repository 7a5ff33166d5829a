import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect } from 'chai';
import { benches } from '../../bench/benches.ts';
import { runBenches } from '../../bench/run.ts';

describe('a bench', () => {
  let rawFolder: string;

  before(async () => {
    rawFolder = await mkdtemp(join(tmpdir(), 'verkostobotti-raw-'));
  });
  after(() => rm(rawFolder, { recursive: true }));

  for (const bench of benches)
    it(`runs at a tiny size and measures something: ${bench.name}`, async function () {
      this.timeout(60_000);
      const lines: string[] = [];
      await runBenches([bench], {
        size: 'tiny',
        json: true,
        rawFolder,
        out: (text) => lines.push(text),
        progress: undefined,
      });
      const { benches: found } = JSON.parse(lines.join('')) as Printed;
      const figures = found.flatMap((one) => one.figures);
      expect(figures.some(({ bar }) => bar !== undefined)).to.equal(true);
      for (const { value, unit } of figures) if (unit !== '') expect(value.median).to.be.greaterThan(0);
      expect(JSON.parse(await readFile(join(rawFolder, `${bench.name}.json`), 'utf8'))).to.include.keys(
        'raw',
        'machine',
      );
    });
});

interface Printed {
  readonly benches: { figures: { unit: string; bar?: object; value: { median: number } }[] }[];
}
