import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect } from 'chai';
import type { z } from 'zod';
import { features } from '../../bot/features.ts';
import { verbs } from '../../cards/verbs.ts';
import type { Operation } from '../../tab/contract/operation.ts';
import { operations } from '../../tab/contract/operations.ts';

const text = readFileSync(join(import.meta.dirname, '..', '..', 'docs', 'irreversible-steps.md'), 'utf8');
const [, byPress = '', byTask = '', takenBack = ''] = text.split(/^## .*$/m);

/** What stands in code in each cell of a table's rows. */
function rowsOf(table: string): string[][][] {
  const lines = table.split('\n').filter((line) => line.startsWith('| `'));
  return lines.map((line) => line.split('|').slice(1, -1).map(namesIn));
}

function namesIn(part: string): string[] {
  return [...part.matchAll(/`([^`]+)`/g)].map(([, name = '']) => name);
}

const presses = rowsOf(byPress);
const [verbsBack = '', operationsBack = ''] = takenBack.split('\n').filter((line) => line.startsWith('- '));
const isOnPage = (name: string) => /^(POST|PUT|DELETE) /.test(name);

describe('what is decided for good', () => {
  it('is told of every verb, once', () => {
    const told = [...presses.flatMap(([names = []]) => names), ...namesIn(verbsBack)];
    expect(told.toSorted()).to.deep.equal(Object.keys(verbs).toSorted());
  });

  it('is told of every operation of the page', () => {
    const told = new Set([...presses.flatMap(([, names = []]) => names), ...namesIn(operationsBack)]);
    expect([...told].toSorted()).to.deep.equal(Object.keys(operations).filter(isOnPage).toSorted());
    const both = presses.flatMap(([, names = []]) => names).filter((name) => namesIn(operationsBack).includes(name));
    expect(both).to.deep.equal([]);
  });

  it('is told of every task, once', () => {
    const known = features.flatMap(({ tasks }) => Object.keys(tasks ?? {}));
    expect(
      rowsOf(byTask)
        .flatMap(([names = []]) => names)
        .toSorted(),
    ).to.deep.equal(known.toSorted());
  });

  for (const line of byPress.split('\n').filter((one) => one.startsWith('| `'))) {
    const [verb = '', paths = '', , mark = ''] = line.split('|').slice(1, -1);
    const [name = ''] = namesIn(verb);
    const [carried] = namesIn(mark);

    it(`rests on what it says, or says why on nothing: ${name}`, () => {
      const { shape } = verbs[name as keyof typeof verbs] as { shape: Readonly<Record<string, z.ZodType>> };
      const marks = ['seen', 'textSeen', 'version', 'revision', 'agreed'].filter((one) => one in shape);
      if (carried === undefined) {
        expect(marks).to.deep.equal([]);
        expect(mark).to.match(/none.{20}/);
        return;
      }
      expect(marks).to.include(carried);
      if (!/asked for|looked at/.test(mark)) return;
      // What a press without it is taken for: something that was never shown, or nothing said at all.
      const without = shape[carried]?.safeParse(undefined);
      const isAskedFor = without?.success !== true || without.data !== undefined;
      expect(isAskedFor).to.equal(mark.includes('asked for'));
      for (const path of namesIn(paths).filter((one) => !one.endsWith('/{key}') && carried !== 'revision')) {
        const { changes, restsOn } = operations[path as keyof typeof operations] as Operation;
        expect(changes ?? restsOn, path).to.match(/^GET /);
      }
    });
  }
});
