import { setImmediate } from 'node:timers/promises';
import { expect } from 'chai';
import { createOffLoop, type Job, type OffLoop } from '../../../documents/off-loop/off-loop.ts';
import type { Task } from '../../../documents/off-loop/tasks.ts';
import { startWorker, type Worker } from '../../../documents/off-loop/worker.ts';
import { expectCode } from '../../storage/expect-code.ts';

type AnyJob = Job<Task>;

/** Work of a kind for somebody; what it is done with is `data`. */
function job(task: Task, person: string, data: unknown, about = JSON.stringify(data)): AnyJob {
  return { task, person, about, gather: async () => data as never };
}

/** Threads that answer when they are told to. */
function heldThreads() {
  const asked: { readonly task: Task; readonly data: unknown; answer(text: string): void }[] = [];
  let ended = 0;
  const start = (): Worker => ({
    work: ({ task, data }) =>
      new Promise((resolve) => {
        const answer = (text: string) => resolve(Buffer.from(text));
        asked.push({ task, data: JSON.parse(Buffer.from(data).toString('utf8')), answer });
      }),
    isFit: () => true,
    end: async () => {
      ended += 1;
    },
  });
  return { asked, start, ended: () => ended };
}

/** Lets everything run that waits for nothing outside. */
async function settled(): Promise<void> {
  for (let turn = 0; turn < 5; turn += 1) await setImmediate();
}

describe('work off the loop', () => {
  const open: OffLoop[] = [];
  const create: typeof createOffLoop = (other) => {
    const made = createOffLoop(other);
    open.push(made);
    return made;
  };
  afterEach(async () => {
    for (const one of open.splice(0)) await one.close();
  });

  describe('in its turn', () => {
    let threads: ReturnType<typeof heldThreads>;
    let offLoop: OffLoop;
    let now: number;
    const limits = { threads: 2, mostWaiting: 4, mostWaitingOfOne: 2, keptMs: 1000 };

    beforeEach(() => {
      threads = heldThreads();
      now = 0;
      offLoop = create({ limits, start: threads.start, elapsed: () => now });
    });

    const run = (one: AnyJob) => {
      const result = offLoop.run(one);
      result.catch(() => undefined);
      return result;
    };
    const textOf = async (result: Promise<Buffer>) => (await result).toString('utf8');
    const doing = () => threads.asked.map(({ data }) => data);

    it('is done for one person one of a kind at a time, and for several at once', async () => {
      const results = [run(job('picture', 'a', 1)), run(job('picture', 'a', 2)), run(job('picture', 'b', 3))];
      await settled();
      expect(doing()).to.deep.equal([1, 3]);
      threads.asked[0]?.answer('one');
      await settled();
      expect(doing()).to.deep.equal([1, 3, 2]);
      threads.asked[1]?.answer('three');
      threads.asked[2]?.answer('two');
      expect(await Promise.all(results.map(textOf))).to.deep.equal(['one', 'two', 'three']);
    });

    it('leaves a thread free for what is short while something long is done', async () => {
      for (const person of ['a', 'b']) void run(job('package', person, `long ${person}`));
      void run(job('picture', 'c', 'short'));
      await settled();
      expect(doing()).to.deep.equal(['long a', 'short']);
    });

    it('gathers nothing before its turn has come', async () => {
      const gathered: string[] = [];
      const counting = (person: string): AnyJob => ({
        ...job('package', person, person),
        gather: async () => {
          gathered.push(person);
          return person as never;
        },
      });
      for (const person of ['a', 'b', 'c']) void run(counting(person));
      await settled();
      expect(gathered).to.deep.equal(['a']);
    });

    it('is done once for all who ask for the same while it waits, however many they are', async () => {
      void run(job('package', 'a', 'other'));
      await settled();
      const results = Array.from({ length: 50 }, () => run(job('package', 'a', 'same')));
      threads.asked[0]?.answer('other');
      await settled();
      threads.asked[1]?.answer('made once');
      expect(new Set(await Promise.all(results.map(textOf)))).to.deep.equal(new Set(['made once']));
      expect(doing()).to.deep.equal(['other', 'same']);
    });

    it('is not done again for the same data within a little while, but for another person', async () => {
      const first = run(job('package', 'a', 'same'));
      await settled();
      threads.asked[0]?.answer('made');
      await first;
      expect(await textOf(run(job('package', 'a', 'same')))).to.equal('made');
      void run(job('package', 'b', 'same'));
      await settled();
      expect(doing()).to.deep.equal(['same', 'same']);
    });

    it('is done again when the while is over, and when the data is another', async () => {
      const first = run(job('package', 'a', 'same'));
      await settled();
      threads.asked[0]?.answer('made');
      await first;
      const changed = run(job('package', 'a', 'changed'));
      await settled();
      threads.asked[1]?.answer('made anew');
      expect(await textOf(changed)).to.equal('made anew');
      now = 1000;
      void run(job('package', 'a', 'same'));
      await settled();
      expect(doing()).to.deep.equal(['same', 'changed', 'same']);
    });

    it('is refused politely when too much waits, for one person or in all', async () => {
      for (const data of [1, 2, 3]) void run(job('picture', 'a', data));
      await expectCode(run(job('picture', 'a', 4)), 'BUSY');
      for (const person of ['b', 'c', 'd']) void run(job('picture', person, person));
      await expectCode(run(job('picture', 'e', 'e')), 'BUSY');
      await settled();
      expect(doing()).to.deep.equal([1, 'b']);
    });

    it('tells what gathering throws, and goes on with the next', async () => {
      const refused = { ...job('picture', 'a', 1), gather: async () => Promise.reject(new Error('no right')) };
      const [first, next] = [run(refused), run(job('picture', 'a', 2))];
      expect(await first.catch((error: Error) => error.message)).to.equal('no right');
      await settled();
      threads.asked[0]?.answer('two');
      expect(await textOf(next)).to.equal('two');
    });

    it('is given up when it waits too long for its turn', async () => {
      const impatient = create({ limits: { ...limits, threads: 1, waitMs: 5 }, start: threads.start });
      impatient.run(job('picture', 'a', 1)).catch(() => undefined);
      await expectCode(impatient.run(job('picture', 'b', 2)), 'BUSY');
    });

    it('is taken no more after closing, which ends the threads', async () => {
      const [, waiting] = [run(job('picture', 'a', 1)), run(job('picture', 'a', 2))];
      await settled();
      await offLoop.close();
      await expectCode(waiting, 'BUSY');
      await expectCode(run(job('picture', 'b', 3)), 'BUSY');
      expect(threads.ended()).to.equal(1);
    });
  });

  describe('in a thread', function () {
    this.timeout(40_000);
    const odd = new URL('./odd-thread.ts', import.meta.url);
    const little = { maxOldGenerationSizeMb: 24, maxYoungGenerationSizeMb: 4 };
    const withOdd = (workMs = 20_000) =>
      create({ limits: { threads: 1, workMs }, start: () => startWorker(odd, little) });
    const asked = (offLoop: OffLoop, data: object) => offLoop.run(job('picture', 'a', data));

    it('comes back as bytes', async () => {
      expect((await asked(withOdd(), { does: 'answer', text: 'ä' })).toString('utf8')).to.equal('ä!');
    });

    for (const [what, code, data] of [
      ['throws', 'INTERNAL', { does: 'throw', text: 'nobody hears this' }],
      ['says that it failed', 'INTERNAL', { does: 'fail' }],
      ['ends', 'INTERNAL', { does: 'exit' }],
      ['takes more memory than it may', 'INTERNAL', { does: 'eat' }],
      ['never comes to an end', 'BUSY', { does: 'hang' }],
    ] as const) {
      it(`fails alone when the thread ${what}, and the next piece is done`, async () => {
        const offLoop = withOdd(what === 'never comes to an end' ? 3000 : 20_000);
        await expectCode(asked(offLoop, data), code);
        expect((await asked(offLoop, { does: 'answer', text: 'next' })).toString('utf8')).to.equal('next!');
      });
    }

    it('ends with the program, whatever it does', async () => {
      const offLoop = withOdd();
      const hanging = asked(offLoop, { does: 'hang' });
      hanging.catch(() => undefined);
      await setImmediate();
      await offLoop.close();
      await expectCode(hanging, 'INTERNAL');
    });
  });
});
