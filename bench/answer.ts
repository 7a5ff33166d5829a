import { cp, rm } from 'node:fs/promises';
import { join } from 'node:path';
import type { Answering, AnsweringInput } from './answer-side.ts';
import type { Bench, Figure } from './bench.ts';
import { inChild } from './child.ts';
import { measurePairs } from './pairs.ts';
import type { PlainInput, PlainWriting } from './plain-side.ts';
import { type Pair, ratioOf, spreadOf } from './ratio.ts';
import { seedLowdb } from './seeded.ts';

const sizes = {
  full: { pairs: 7, few: 1000, many: 100_000, members: 500, answers: 60_000, plain: { pairs: 3, few: 100, many: 6 } },
  tiny: { pairs: 1, few: 40, many: 80, members: 30, answers: 60, plain: { pairs: 1, few: 2, many: 2 } },
} as const;

/**
 * Members of the same network answer the same survey, through the use case, with few and with many answers of other
 * surveys stored. Each measurement has a process and a folder of its own.
 */
export const answerBench: Bench = {
  name: 'answer',
  about: 'CPU of a durable answer when much is stored, folding included',
  async run(size, folder, tell) {
    const { pairs: count, few, many, members, answers, plain } = sizes[size];
    const seeds = { many: join(folder, 'many'), few: join(folder, 'few') };
    tell('seeding');
    await seedLowdb(seeds.few, { members, responses: few });
    await seedLowdb(seeds.many, { members, responses: many });
    const answering = (from: string) =>
      withCopy(from, join(folder, 'copy'), (dataDir) =>
        inChild<Answering>('answer-side.ts', { dataDir, answers, inFlight: 32 } satisfies AnsweringInput),
      );
    const sides = { a: () => answering(seeds.many), b: () => answering(seeds.few) };
    const pairs = await measurePairs(count, sides, tell);
    const plainly = (dataDir: string, writes: number) => () =>
      inChild<PlainWriting>('plain-side.ts', {
        dataDir,
        file: join(folder, 'plain.json'),
        writes,
      } satisfies PlainInput);
    const plainSides = { a: plainly(seeds.many, plain.many), b: plainly(seeds.few, plain.few) };
    const plainPairs = await measurePairs(plain.pairs, plainSides, (progress) => tell(`lowdb’s own file, ${progress}`));
    return { figures: figuresOf(`${many} / ${few} answers stored`, pairs, plainPairs), raw: { pairs, plainPairs } };
  },
};

async function withCopy<R>(from: string, to: string, use: (folder: string) => Promise<R>): Promise<R> {
  await cp(from, to, { recursive: true });
  try {
    return await use(to);
  } finally {
    await rm(to, { recursive: true, force: true });
  }
}

interface Both<T> {
  readonly a: T;
  readonly b: T;
}

function figuresOf(what: string, pairs: readonly Both<Answering>[], plain: readonly Both<PlainWriting>[]): Figure[] {
  const cpu = ({ a, b }: Both<Answering | PlainWriting>): Pair => ({ a: a.cpuMicros, b: b.cpuMicros });
  const folds = (side: (pair: Both<Answering>) => Answering) => spreadOf(pairs.map((pair) => side(pair).folds));
  return [
    { what: `CPU per answer, ${what}`, unit: '×', value: ratioOf(pairs.map(cpu)), bar: { atMost: 1.25 } },
    { what: 'folds during one measurement, many stored', unit: '', value: folds(({ a }) => a) },
    { what: 'folds during one measurement, few stored', unit: '', value: folds(({ b }) => b) },
    { what: `lowdb’s own single file, CPU per write, ${what}`, unit: '×', value: ratioOf(plain.map(cpu)) },
  ];
}
