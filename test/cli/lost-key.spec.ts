import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import { expect } from 'chai';
import { type LostKeyDeps, lostKeyCommand } from '../../cli/lost-key.ts';
import { tasks } from '../../domain/outbox.ts';
import { savePage } from '../../domain/survey/answer.ts';
import { closeSurvey } from '../../domain/survey/close.ts';
import { closeDue } from '../../domain/survey/due.ts';
import { giveUpKey } from '../../domain/survey/give-up.ts';
import { anonymousAnswers, responses } from '../../domain/survey/response.ts';
import { assertKeysThere, sealKeys } from '../../domain/survey/seal-key.ts';
import { surveys } from '../../domain/survey/survey.ts';
import { load } from '../../domain/use-case.ts';
import { openLowdbStore } from '../../storage/lowdb/open.ts';
import { aPostedSurvey } from '../domain/delivery/messages.ts';
import { aWorld, type Role, type World } from '../domain/fixture.ts';
import { expectCode } from '../storage/expect-code.ts';
import { type Run, runCli } from './run-cli.ts';

describe('the command that gives up a key', () => {
  let world: World;
  beforeEach(async () => {
    world = await aWorld();
    await aPostedSurvey(world, { anonymity: 'anonymous' });
    await answer('member', 'Yksi');
    await answer('other', 'Kaksi', 'leave');
  });
  afterEach(() => world.close());

  async function answer(role: Role, first: string, to: 'submit' | 'leave' = 'submit') {
    return savePage(world.deps, await world.actor(role), 's-1', { page: 0, to, typed: { first } });
  }

  const loseKey = () => rm(join(world.dataDir, 'keys', 'surveys', 's-1.key'));
  const survey = () => load(world.deps.store, surveys, 's-1');
  const count = () => world.deps.store.count(responses, { surveyId: 's-1' });
  const close = async () => closeSurvey(world.deps, await world.actor('lead'), 's-1');

  async function finish(): Promise<void> {
    await closeDue(world.deps, await load(world.deps.store, tasks, 'survey.close:s-1'));
    expect(await world.deps.store.get(tasks, 'survey.close:s-1')).to.equal(undefined);
  }

  /** Runs it while no bot holds the store, and opens it again. */
  async function run(args: readonly string[], ask?: LostKeyDeps['ask']): Promise<Run> {
    const { dataDir, deps } = world;
    await deps.store.close();
    const open = async () => ({ ...deps, store: await openLowdbStore({ dataDir }) });
    const ran = await runCli({ 'lost-key': lostKeyCommand({ open, ask }) }, ['lost-key', ...args]);
    deps.store = await openLowdbStore({ dataDir });
    return ran;
  }

  it('says what goes, asks, and lets a closing end that waited', async () => {
    await loseKey();
    await close();
    const asked: string[] = [];
    const { code, err, out } = await run(['s-1'], async (question) => asked.push(question) > 0);
    expect([code, asked]).to.deep.equal([0, ['Give them up?']]);
    expect(err).to.include('Survey s-1 (Tuen tarve): 1 of 1 answer and 1 draft open with no key in KEY_DIR');
    expect(out).to.include('Given up: 1 answer');
    await finish();
    expect(await survey())
      .to.include({ state: 'closed', lostAnswers: 1 })
      .and.not.to.have.property('unsettled');
    expect(await count()).to.equal(0);
    expect(await assertKeysThere(world.deps)).to.deep.equal([]);
  });

  it('lets an open survey be answered again, with a new key', async () => {
    const before = await load(world.deps.store, sealKeys, 's-1');
    await loseKey();
    expect((await run(['s-1', '--yes', '--json'])).out).to.equal('{"survey":"s-1","givenUp":1,"lostAnswers":1}\n');
    expect(await count()).to.equal(0);
    await answer('other', 'Uusi');
    expect((await load(world.deps.store, sealKeys, 's-1')).mark).not.to.equal(before.mark);
    await close();
    const anonymised = await world.deps.store.find(anonymousAnswers, { surveyId: 's-1' });
    expect(anonymised.map(({ answers }) => answers)).to.deep.equal([{ first: 'Uusi' }]);
    expect(await survey()).to.include({ lostAnswers: 1 });
  });

  it('gives up a key that could not be found to be destroyed', async () => {
    const { vault } = world.deps;
    const destroy: typeof vault.destroy = async (...given) => {
      await loseKey();
      return vault.destroy(...given);
    };
    await closeSurvey({ ...world.deps, vault: { ...vault, destroy } }, await world.actor('lead'), 's-1');
    expect(await world.deps.store.count(anonymousAnswers, { surveyId: 's-1' })).to.equal(1);
    expect((await run(['s-1', '--yes'])).code).to.equal(0);
    await finish();
    expect(await survey()).not.to.have.property('lostAnswers');
  });

  it('changes nothing where no key is lost, on no, where nobody can be asked, or of what is no survey', async () => {
    const { err } = await run(['s-1', '--yes']);
    expect(err).to.include('Survey s-1 lacks no key: there is nothing to give up.');
    expect((await run(['s-9', '--yes'])).err).to.include('There is no survey s-9.');
    await loseKey();
    expect((await run(['s-1'], async () => false)).err).to.include('Nothing was changed.');
    expect((await run(['s-1'])).code).to.equal(2);
    expect((await run([])).code).to.equal(2);
    expect(await count()).to.equal(2);
    await expectCode(giveUpKey(world.deps, 's-1', 0), 'STALE');
    expect(await count()).to.equal(2);
  });
});
