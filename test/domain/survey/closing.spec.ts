import { mkdir, readdir, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect } from 'chai';
import { AppError } from '../../../domain/errors.ts';
import { tasks } from '../../../domain/outbox.ts';
import type { Actor } from '../../../domain/rights.ts';
import { put, remove, type Store } from '../../../domain/store.ts';
import { openForm, savePage, unsavedPage } from '../../../domain/survey/answer.ts';
import { type CloseDeps, cancelSurvey, closeSurvey } from '../../../domain/survey/close.ts';
import { closeDue } from '../../../domain/survey/due.ts';
import { anonymousAnswers, responses } from '../../../domain/survey/response.ts';
import { surveyResults } from '../../../domain/survey/results/survey-results.ts';
import { putKeysInOrder, sealKeys } from '../../../domain/survey/seal-key.ts';
import { type Survey, surveys } from '../../../domain/survey/survey.ts';
import { load } from '../../../domain/use-case.ts';
import { openLowdbStore } from '../../../storage/lowdb/open.ts';
import { openPostgresStore } from '../../../storage/postgres/store.ts';
import { createVault } from '../../../storage/vault/vault.ts';
import { emptiedDatabase } from '../../postgres/shared-server.ts';
import { expectCode } from '../../storage/expect-code.ts';
import { aPostedSurvey } from '../delivery/messages.ts';
import { aWorld, type Role, type World } from '../fixture.ts';

const day = 24 * 60 * 60 * 1000;

const stores: Readonly<Record<string, (dataDir: string) => Promise<Store>>> = {
  lowdb: (dataDir) => openLowdbStore({ dataDir }),
  PostgreSQL: async () => openPostgresStore({ databaseUrl: await emptiedDatabase() }),
};

for (const [kind, openStore] of Object.entries(stores)) {
  describe(`the closing of an anonymous survey on ${kind}`, () => {
    let world: World;
    let lead: Actor;
    beforeEach(async () => {
      await begin();
    });
    afterEach(() => world.close());

    async function begin(): Promise<void> {
      world = await aWorld(openStore);
      lead = await world.actor('lead');
      await aPostedSurvey(world, { anonymity: 'anonymous' });
    }

    async function anew(): Promise<void> {
      await world.close();
      await begin();
    }

    const keyDir = () => join(world.dataDir, 'keys');
    const keyFile = () => join(keyDir(), 'surveys', 's-1.key');
    const survey = (): Promise<Survey> => load(world.deps.store, surveys, 's-1');
    const task = () => load(world.deps.store, tasks, 'survey.close:s-1');
    const keysLeft = () => readdir(join(keyDir(), 'surveys'));

    async function answer(role: Role, text: string, deps: CloseDeps = world.deps) {
      return savePage(deps, await world.actor(role), 's-1', { page: 0, to: 'submit', typed: { first: text } });
    }

    async function said(): Promise<unknown[]> {
      const anonymised = await world.deps.store.find(anonymousAnswers, { surveyId: 's-1' });
      return anonymised.map(({ answers }) => answers['first']).sort();
    }

    /** Does what the closing left to its task, which is gone then. */
    async function finish(): Promise<void> {
      await closeDue(world.deps, await task());
      expect(await world.deps.store.get(tasks, 'survey.close:s-1')).to.equal(undefined);
    }

    async function expectDone(...texts: string[]): Promise<void> {
      expect(await said()).to.deep.equal(texts.sort());
      expect(await world.deps.store.count(responses, { surveyId: 's-1' })).to.equal(0);
      expect(await survey()).not.to.have.any.keys('unsettled', 'lostAnswers');
      expect(await keysLeft()).to.deep.equal([]);
    }

    /** An answer that is sealed, and committed only once the closing opens what came before it. */
    async function closedBeside(
      late: (deps: CloseDeps) => Promise<unknown>,
      close: (deps: CloseDeps) => Promise<unknown>,
    ) {
      const { vault } = world.deps;
      const [isSealed, isClosing] = [Promise.withResolvers<void>(), Promise.withResolvers<void>()];
      const answering = late({
        ...world.deps,
        vault: {
          ...vault,
          seal: async (...given) => {
            const sealed = await vault.seal(...given);
            isSealed.resolve();
            await isClosing.promise;
            return sealed;
          },
        },
      });
      const refused = expectCode(answering, 'SURVEY_CLOSED').catch((error: unknown) => error);
      await isSealed.promise;
      await close({
        ...world.deps,
        vault: {
          ...vault,
          open: async (...given) => {
            isClosing.resolve();
            await refused;
            return vault.open(...given);
          },
        },
      });
      return refused;
    }

    it('keeps its key while answers come too late, until all that were in time are opened', async () => {
      await answer('member', 'Ajoissa');
      await answer('loner', 'Tämäkin');
      const refused = await closedBeside(
        (deps) => answer('other', 'Myöhässä', deps),
        (deps) => closeSurvey(deps, lead, 's-1'),
      );
      expect(refused).to.include({ code: 'SURVEY_CLOSED' });
      await expectDone('Ajoissa', 'Tämäkin');
      await finish();
    });

    it('by its time does so too, and takes no change of an answer', async () => {
      await answer('member', 'Ajoissa');
      const refused = await closedBeside(
        (deps) => answer('member', 'Muutettu', deps),
        async (deps) => {
          world.pass(30 * day);
          await closeDue(deps, await task());
        },
      );
      expect(refused).to.include({ code: 'SURVEY_CLOSED' });
      await expectDone('Ajoissa');
    });

    const losses: Readonly<Record<string, () => Promise<unknown>>> = {
      'folder is away': () => rename(keyDir(), join(world.dataDir, 'away')),
      'folder is replaced by an empty one': async () => {
        await rename(keyDir(), join(world.dataDir, 'away'));
        await mkdir(keyDir());
      },
      'file is away': () => rm(keyFile()),
      'file is half written': async () => writeFile(keyFile(), (await readFile(keyFile())).subarray(0, 16)),
      'file is empty': () => writeFile(keyFile(), ''),
      'place holds a key made anew': () => writeFile(keyFile(), Buffer.alloc(32, 7)),
      'place holds another survey’s key': async () => {
        await world.deps.vault.make('s-2');
        await rename(join(keyDir(), 'surveys', 's-2.key'), keyFile());
      },
    };

    /** Brings everything back as it was, whatever lies there now. */
    async function restore(key: Uint8Array): Promise<void> {
      await rm(keyDir(), { recursive: true, force: true });
      await mkdir(join(keyDir(), 'surveys'), { recursive: true });
      await writeFile(keyFile(), key);
    }

    // What the files of keys may come to has nothing to do with the kind of the store.
    for (const [loss, lose] of Object.entries(losses).slice(0, kind === 'lowdb' ? undefined : 1)) {
      it(`keeps the sealed answers while the key's ${loss}, and ends when it is back`, async () => {
        await answer('member', 'Yksi');
        await answer('other', 'Kaksi');
        const key = await readFile(keyFile());
        await lose();
        await closeSurvey(world.deps, lead, 's-1');
        for (const _round of [1, 2]) {
          expect(await survey()).to.deep.include({ state: 'closed', unsettled: (await survey()).unsettled });
          expect((await survey()).unsettled).to.include({ unreadable: 2 });
          expect(await survey()).not.to.have.property('lostAnswers');
          expect(await world.deps.store.count(responses, { surveyId: 's-1', state: 'submitted' })).to.equal(2);
          const { message } = await expectCode(closeDue(world.deps, await task()), 'SURVEY_KEY_MISSING');
          expect(message).to.contain('2 sealed answers do not open');
        }
        expect(await surveyResults(world.deps.store, await survey())).to.deep.equal({
          suppressed: true,
          submitted: undefined,
          reason: 'unsettled',
        });
        await expectCode(answer('loner', 'Myöhässä'), 'SURVEY_CLOSED');
        await restore(key);
        await finish();
        await expectDone('Yksi', 'Kaksi');
      });
    }

    const endings: Readonly<Record<string, (deps: CloseDeps) => Promise<unknown>>> = {
      'closed by hand': (deps) => closeSurvey(deps, lead, 's-1'),
      cancelled: (deps) => cancelSurvey(deps, lead, 's-1', 'Väärä aika'),
      'closed by its time': async (deps) => {
        world.pass(30 * day);
        await closeDue(deps, await task());
      },
    };

    for (const [ending, end] of Object.entries(endings)) {
      it(`waits for a key that is away when it is ${ending}`, async () => {
        await answer('member', 'Yksi');
        await rename(keyDir(), join(world.dataDir, 'away'));
        await end(world.deps).catch((error: unknown) => expect(error).to.include({ code: 'SURVEY_KEY_MISSING' }));
        expect((await survey()).unsettled).to.include({ unreadable: 1 });
        await rename(join(world.dataDir, 'away'), keyDir());
        await finish();
        await expectDone('Yksi');
      });
    }

    if (kind !== 'lowdb') return;

    for (const [ending, end] of Object.entries(endings)) {
      it(`ends whole when it is ${ending} and stopped before any of its steps`, async () => {
        for (let steps = 0, isDone = false; !isDone; steps += 1) {
          if (steps > 0) await anew();
          await answer('member', 'Yksi');
          await answer('other', 'Kaksi');
          isDone = await end(stoppingAfter(world.deps, steps)).then(() => true, isStopped);
          const { store, vault } = world.deps;
          const anonymised = await store.count(anonymousAnswers, { surveyId: 's-1' });
          const sealed = await store.count(responses, { surveyId: 's-1' });
          // At no moment is there an answer twice, or one without the key that opens it.
          expect([anonymised, sealed], `after ${steps} steps`).to.be.deep.oneOf([
            [2, 0],
            [0, 2],
          ]);
          if (sealed > 0) expect(await vault.mark('s-1')).not.to.equal(undefined);
          if (steps === 0) await end(world.deps);
          if (await store.get(tasks, 'survey.close:s-1')) await finish();
          await expectDone('Kaksi', 'Yksi');
          if (isDone) expect(steps).to.be.greaterThan(5);
        }
      });
    }

    it('does not take its key for destroyed when that cannot be found after its answers are anonymised', async () => {
      await answer('member', 'Yksi');
      const away = join(world.dataDir, 'away');
      const { vault } = world.deps;
      const destroy: typeof vault.destroy = async (...given) => {
        await rename(keyDir(), away);
        return vault.destroy(...given);
      };
      await closeSurvey({ ...world.deps, vault: { ...vault, destroy } }, lead, 's-1');
      expect(await said()).to.deep.equal(['Yksi']);
      await expectCode(closeDue(world.deps, await task()), 'SURVEY_KEY_MISSING');
      await rename(away, keyDir());
      expect(await keysLeft()).to.deep.equal(['s-1.key']);
      await finish();
      await expectDone('Yksi');
    });

    it('destroys no key while a sealed answer is left, or fewer answers are there than were opened', async () => {
      await answer('member', 'Yksi');
      await answer('other', 'Kaksi');
      const { store, vault } = world.deps;
      const failing = { ...vault, destroy: () => Promise.reject(new Error('disk')) };
      await closeSurvey({ ...world.deps, vault: failing }, lead, 's-1').catch(() => undefined);
      const [one] = await store.find(anonymousAnswers, { surveyId: 's-1' });
      if (!one) throw new Error('nothing was anonymised');
      await store.commit([remove(anonymousAnswers, one)]);
      await expectCode(closeDue(world.deps, await task()), 'INTERNAL');
      expect(await keysLeft()).to.deep.equal(['s-1.key']);
      await store.commit([put(anonymousAnswers, { ...one, version: 0 })]);
      await finish();
      await expectDone('Yksi', 'Kaksi');
    });

    it('leaves no key of a first answer that comes when it is over', async () => {
      const { vault } = world.deps;
      const make: typeof vault.make = async (...given) => {
        await closeSurvey(world.deps, lead, 's-1');
        await finish();
        return vault.make(...given);
      };
      await expectCode(answer('member', 'Myöhässä', { ...world.deps, vault: { ...vault, make } }), 'SURVEY_CLOSED');
      await finish();
      await expectDone();
    });

    it('refuses a first answer as too late whose key cannot be made, since the closing took it away half made', async () => {
      const { vault } = world.deps;
      const make: typeof vault.make = async () => {
        await closeSurvey(world.deps, lead, 's-1');
        throw new AppError('SURVEY_KEY_MISSING', 'ENOENT');
      };
      await expectCode(answer('member', 'Myöhässä', { ...world.deps, vault: { ...vault, make } }), 'SURVEY_CLOSED');
      await finish();
      expect(await said()).to.deep.equal([]);
      expect(await keysThere()).to.equal(undefined);
    });

    it('leaves no key of a process that was killed while it made one too late', async () => {
      await closeSurvey(world.deps, lead, 's-1');
      await finish();
      await world.deps.vault.make('s-1');
      await world.deps.vault.make('unknown');
      await putKeysInOrder(world.deps, ['s-1', 'unknown']);
      await finish();
      expect(await keysLeft()).to.deep.equal(['unknown.key']);
    });

    it('opens what was sealed before keys were put down', async () => {
      await answer('member', 'Yksi');
      await answer('other', 'Kaksi');
      await forgetKey();
      await closeSurvey(world.deps, lead, 's-1');
      await finish();
      await expectDone('Yksi', 'Kaksi');
    });

    /** The store as an earlier version left it, which kept nothing about keys. */
    async function forgetKey(): Promise<void> {
      await world.deps.store.commit([remove(sealKeys, await load(world.deps.store, sealKeys, 's-1'))]);
    }

    it('is waited for by a key, of which there is one alone from the first answer on', async () => {
      await answer('member', 'Yksi');
      const earlier: readonly (() => Promise<void>)[] = [async () => undefined, forgetKey];
      for (const before of earlier) {
        await before();
        const key = await readFile(keyFile());
        for (const lose of Object.values(losses)) {
          await lose();
          const there = await keysThere();
          for (const role of ['member', 'other'] as const) {
            await expectCode(answer(role, 'Toinen'), 'SURVEY_KEY_MISSING');
          }
          expect(await keysThere()).to.deep.equal(there);
          await rm(join(world.dataDir, 'away'), { recursive: true, force: true });
          await restore(key);
        }
        expect((await openForm(world.deps, await world.actor('member'), 's-1')).answers).to.deep.equal({
          first: 'Yksi',
        });
      }
      await answer('other', 'Kaksi');
      await closeSurvey(world.deps, lead, 's-1');
      await expectDone('Yksi', 'Kaksi');
    });

    async function keysThere(): Promise<readonly string[] | undefined> {
      return keysLeft().catch(() => undefined);
    }

    it('loses nothing that somebody types while its key is away', async () => {
      await answer('member', 'Yksi');
      await rename(keyDir(), join(world.dataDir, 'away'));
      const member = await world.actor('member');
      await expectCode(openForm(world.deps, member, 's-1'), 'SURVEY_KEY_MISSING');
      const page = { page: 0, to: 'submit', typed: { first: 'Muutettu' } } as const;
      await expectCode(savePage(world.deps, member, 's-1', page), 'SURVEY_KEY_MISSING');
      expect(await unsavedPage(world.deps, member, 's-1', page)).to.deep.include({
        answers: { first: 'Muutettu' },
        unreadable: false,
      });
      await rename(join(world.dataDir, 'away'), keyDir());
      expect((await openForm(world.deps, member, 's-1')).answers).to.deep.equal({ first: 'Yksi' });
      await savePage(world.deps, member, 's-1', page);
      await closeSurvey(world.deps, lead, 's-1');
      await expectDone('Muutettu');
    });

    it('makes no key for another survey where the keys that are needed are all away', async () => {
      await answer('member', 'Yksi');
      await aPostedSurvey(world, { anonymity: 'anonymous', surveyId: 's-2' });
      await rename(keyDir(), join(world.dataDir, 'away'));
      const restarted = { ...world.deps, vault: createVault(keyDir()) };
      const member = await world.actor('member');
      const page = { page: 0, to: 'submit', typed: { first: 'Toinen' } } as const;
      await expectCode(savePage(restarted, member, 's-2', page), 'SURVEY_KEY_MISSING');
      expect(await keysThere()).to.equal(undefined);
      await rename(join(world.dataDir, 'away'), keyDir());
      await savePage(restarted, member, 's-2', page);
      expect(await keysLeft()).to.deep.equal(['s-1.key', 's-2.key']);
    });
  });
}

const stopped = new Error('stopped');

function isStopped(error: unknown): false {
  if (error !== stopped) throw error;
  return false;
}

/** What closing needs, of which the first so many steps that change anything are done, and the next one stops it. */
function stoppingAfter(deps: CloseDeps, steps: number): CloseDeps {
  let left = steps;
  const step = async <T>(act: () => Promise<T>): Promise<T> => {
    if (left === 0) throw stopped;
    left -= 1;
    return act();
  };
  const { store, vault } = deps;
  const stopping: Store = {
    get: (...asked) => store.get(...asked),
    find: (...asked) => store.find(...asked),
    count: (...asked) => store.count(...asked),
    stream: (...asked) => store.stream(...asked),
    take: (...asked) => store.take(...asked),
    snapshot: (read) => store.snapshot(read),
    ready: () => store.ready(),
    close: () => store.close(),
    commit: (writes) => step(() => store.commit(writes)),
    forget: (...from) => step(() => store.forget(...from)),
  };
  const destroy: typeof vault.destroy = (...given) => step(() => vault.destroy(...given));
  const clear: typeof vault.clear = (...given) => step(() => vault.clear(...given));
  return { ...deps, store: stopping, vault: { ...vault, destroy, clear } };
}
