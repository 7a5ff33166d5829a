import { getPriority } from 'node:os';
import { expect } from 'chai';
import { createReader } from '../../../cards/reader.ts';
import { drawChart } from '../../../documents/charts/chart.ts';
import { drawPicture } from '../../../documents/charts/picture.ts';
import { jsonBytes } from '../../../documents/off-loop/json-bytes.ts';
import { createOffLoop, type OffLoop } from '../../../documents/off-loop/off-loop.ts';
import type { Task, TaskData } from '../../../documents/off-loop/tasks.ts';
import { resultFile } from '../../../documents/results/files.ts';
import { resultFormats } from '../../../documents/results/format.ts';
import { put } from '../../../domain/store.ts';
import { Question } from '../../../domain/survey/kinds/kinds.ts';
import { exportedResults } from '../../../domain/survey/results/exported-results.ts';
import { surveys } from '../../../domain/survey/survey.ts';
import { aResponse, surveyRecord, withStore } from '../../domain/example-network.ts';
import { coordinatorOf } from '../../domain/survey/results/publications.ts';
import { contentsOf, zipOf } from '../package/example-package.ts';

describe('what is made off the loop', function () {
  this.timeout(60_000);
  let offLoop: OffLoop;
  const own = getPriority();
  before(() => {
    offLoop = createOffLoop();
  });
  after(() => offLoop.close());

  const made = <T extends Task>(task: T, data: TaskData[T]) =>
    offLoop.run({ task, person: 'somebody', about: '', gather: async () => data });
  const chart = { columns: ['Kyllä', 'Ei'], rows: [{ label: 'Äidinkieli <b>', values: [3, 4] }] };

  it('is the same package, byte for byte', async () => {
    const contents = await contentsOf();
    for (const language of ['fi', 'sv'] as const) {
      expect((await made('package', { contents, language })).equals(await zipOf(contents, language))).to.equal(true);
    }
  });

  it('is the same file of results in every format', async () => {
    const questions = [
      Question.parse({ kind: 'number', code: 'helpers', label: { fi: 'Kysymys' } }),
      Question.parse({ kind: 'text', code: 'why', label: { fi: 'Miksi' } }),
    ];
    const answers = [1, 2, 3, 4, 5].map((helpers) => aResponse('s', `m-${helpers}`, { helpers, why: 'Näin' }));
    const writes = [put(surveys, surveyRecord('s', { state: 'closed', questions })), ...answers];
    await withStore(writes, async (store) => {
      const seen = await exportedResults(store, coordinatorOf('uudi'), 's');
      const { groupNames, ...exported } = seen;
      for (const format of resultFormats) {
        const [language, timeZone] = ['fi', 'Europe/Helsinki'] as const;
        const data = { exported, groupNames: [...groupNames], regions: [], format, language, timeZone };
        const expected = await resultFile(createReader(language, timeZone), seen, format, []);
        expect((await made('results', data)).equals(expected), format).to.equal(true);
      }
    });
  });

  it('is the same drawing and the same picture', async () => {
    const drawn = await made('charts', { charts: [chart, { ...chart, columns: ['A', 'B'] }], look: 'dark' });
    const [first, ...others] = JSON.parse(drawn.toString('utf8')) as string[];
    expect([first, others.length]).to.deep.equal([await drawChart(chart, 'dark'), 1]);
    expect((await made('picture', chart)).equals(await drawPicture(chart))).to.equal(true);
  });

  it('takes nothing from the priority of whoever waits for it', () => {
    expect(getPriority()).to.equal(own);
  });
});

describe('a value written a part at a time', () => {
  it('reads as it does when it is written at once', async () => {
    const values = [
      null,
      'ä',
      [],
      {},
      [[], {}, undefined, [undefined]],
      { a: undefined, b: [{ c: { d: { e: [1, { f: 'x' }] } } }], '"': '\u2028' },
      Array.from({ length: 30_000 }, (_none, id) => ({ id, text: 'ä'.repeat(20) })),
    ];
    for (const value of values) {
      expect(Buffer.from(await jsonBytes(value)).toString('utf8')).to.equal(JSON.stringify(value));
    }
  });
});
