import { expect } from 'chai';
import { tasks } from '../../domain/outbox.ts';
import { savePage, submitForm } from '../../domain/survey/answer.ts';
import { cancelSurvey, closeSurvey } from '../../domain/survey/close.ts';
import { closeDue, openDue } from '../../domain/survey/due.ts';
import type { Question } from '../../domain/survey/kinds/kinds.ts';
import { archiveSurvey, moveClosing, reopenSurvey } from '../../domain/survey/life.ts';
import { limitRetention } from '../../domain/survey/limit-retention.ts';
import { draftSurvey, postSurvey } from '../../domain/survey/make.ts';
import { type AnonymousAnswer, anonymousAnswers, responses } from '../../domain/survey/response.ts';
import { expireDue } from '../../domain/survey/results/expire.ts';
import { publishedResults } from '../../domain/survey/results/published-results.ts';
import { rewordSurvey } from '../../domain/survey/reword.ts';
import { sealKeys } from '../../domain/survey/seal-key.ts';
import { type Anonymity, surveys } from '../../domain/survey/survey.ts';
import { load } from '../../domain/use-case.ts';
import type { Role } from '../domain/fixture.ts';
import { type Act, type Ended, interleave, type Race } from './interleave.ts';
import { template } from './records.ts';
import { actorIn, inMemory, type RaceDeps, type Scene, type Setting } from './scene.ts';
import { inDays } from './sweep/situation.ts';

const closesAt = inDays(14);
/** The same things at another time. */
const at = (deps: RaceDeps, moment: string): RaceDeps => ({ ...deps, now: () => new Date(moment) });
const afterClosing = inDays(15);

const lead = (deps: RaceDeps) => actorIn(deps, 'lead');
const survey = (deps: RaceDeps) => load(deps.store, surveys, 's');

interface Made {
  readonly answered?: readonly Role[];
  readonly opensAt?: string;
  readonly then?: (deps: RaceDeps) => Promise<unknown>;
}

/** A posted survey that is divided by the type of organisation, and answered by some. */
function posted(anonymity: Anonymity, { answered = [], opensAt, then }: Made = {}): Setting {
  return {
    writes: [],
    before: async (deps) => {
      const actor = await lead(deps);
      const plan = { surveyId: 's', networkId: 'uudi', groupId: 'future', closesAt, template, anonymity };
      const settings = { breakdowns: ['organisationType' as const] };
      await draftSurvey(deps, actor, { ...plan, opensAt, settings });
      await postSurvey(deps, actor, 's');
      for (const role of answered) await answering(role, 'Ajoissa').act(deps, async () => undefined);
      await then?.(deps);
    },
  };
}

const answering = (role: Role, first: string, more: Record<string, string> = {}): Act => ({
  says: `${role} answers`,
  act: async (deps) =>
    savePage(deps, await actorIn(deps, role), 's', { page: 0, to: 'submit', typed: { first, ...more } }),
});

const ways: Readonly<Record<string, (deps: RaceDeps) => Promise<unknown>>> = {
  'closed by hand': async (deps) => closeSurvey(deps, await lead(deps), 's'),
  'closed by its time': async (deps) => runTask(at(deps, afterClosing), 'survey.close'),
  cancelled: async (deps) => cancelSurvey(deps, await lead(deps), 's', 'Väärä aika'),
};
const endings: readonly Act[] = Object.entries(ways).map(([says, act]) => ({ says, act }));

const reopening: Act = {
  says: 'opened again',
  act: async (deps) => reopenSurvey(deps, await lead(deps), 's', inDays(20)),
};
const archiving: Act = { says: 'archived', act: async (deps) => archiveSurvey(deps, await lead(deps), 's') };
const closingTask: Act = { says: 'its closing task', act: (deps) => runTask(deps, 'survey.close') };

async function runTask(deps: RaceDeps, kind: 'survey.close' | 'survey.open'): Promise<void> {
  const task = await deps.store.get(tasks, `${kind}:s`);
  if (task) await (kind === 'survey.close' ? closeDue : openDue)(deps, task);
}

/** What the closing task leaves when it comes again after its lease, and what must then be true of a survey. */
async function expectWhole({ scene }: Ended, acknowledged: readonly string[] = []): Promise<void> {
  const { deps } = scene;
  const now = await survey(deps);
  const task = await deps.store.get(tasks, 'survey.close:s');
  if (now.state === 'open') {
    expect(task?.dueAt, 'an open survey closes when it says').to.equal(now.closesAt);
    expect(now).not.to.have.property('unsettled');
    return;
  }
  await runTask(at(deps, afterClosing), 'survey.close');
  const ended = await survey(deps);
  expect(ended).not.to.have.property('unsettled');
  expect(await deps.store.get(tasks, 'survey.close:s'), 'nothing is left to do').to.equal(undefined);
  if (ended.anonymity === 'anonymous') await expectParted(scene, acknowledged);
  if (ended.anonymity === 'confidential' && ended.state !== 'cancelled') await expectClassed(deps);
}

async function expectParted({ deps, vault }: Scene, acknowledged: readonly string[]): Promise<void> {
  const anonymised: AnonymousAnswer[] = await deps.store.find(anonymousAnswers, { surveyId: 's' });
  expect(anonymised.map(({ answers }) => answers['first']).sort()).to.deep.equal([...acknowledged].sort());
  expect(await deps.store.count(responses, { surveyId: 's' })).to.equal(0);
  expect(await survey(deps)).not.to.have.property('lostAnswers');
  expect(vault.has('s'), 'no key is left').to.equal(false);
}

async function expectClassed(deps: RaceDeps): Promise<void> {
  const given = await deps.store.find(responses, { surveyId: 's', state: 'submitted' });
  for (const { counted } of given) expect(counted?.classes).to.have.property('organisationType');
}

/** Two acts, met in every way, or so that one of them stands still at most; gives how often. */
async function raced(race: Race, meet: 'parts' | 'whole' = 'parts'): Promise<number> {
  return (await interleave({ ...race, meet })) + (await interleave({ ...race, meet: 'killed' }));
}

describe('the end of a survey, raced', function () {
  this.timeout(120_000);
  let interleavings = 0;

  for (const ending of endings) {
    for (const [late, answered] of [
      ['a first answer', []],
      ['a late answer', ['other']],
      ['a changed answer', ['member', 'other']],
    ] as const) {
      it(`beside ${late}, it is ${ending.says} with what was acknowledged, and no key is left`, async () => {
        const act = answering('member', 'Myöhässä');
        interleavings += await raced({
          open: inMemory(posted('anonymous', { answered })),
          acts: [act, ending],
          expectThat: async (ended) => {
            const { outcomes, scene, killed } = ended;
            const isTaken = outcomes[act.says]?.code === 'done' || (await isStored(scene.deps, killed === act.says));
            const before = answered.filter((role) => role !== 'member' || !isTaken).map(() => 'Ajoissa');
            if (killed !== act.says)
              expect(outcomes[act.says]?.code).to.be.oneOf(['done', 'SURVEY_CLOSED', 'SURVEY_CANCELLED']);
            // One that was killed leaves its answer open, or its survey; whoever comes next ends it.
            if ((await survey(scene.deps)).state === 'open') await ending.act(scene.deps, async () => undefined);
            await expectWhole(ended, isTaken ? [...before, 'Myöhässä'] : before);
          },
        });
      });
    }
  }

  /** Whether an answer whose giver was never told came in all the same. */
  async function isStored({ store, vault }: RaceDeps, wasKilled: boolean): Promise<boolean> {
    if (!wasKilled) return false;
    const anonymised = await store.find(anonymousAnswers, { surveyId: 's' });
    const sealed = await store.find(responses, { surveyId: 's', memberId: 'm-member' });
    const open = await Promise.all(sealed.map(async (one) => vault.open('s', one.sealed ?? '')));
    return JSON.stringify([anonymised, open]).includes('Myöhässä');
  }

  it('beside a draft that is sent, takes it or has it refused as closed', async () => {
    const sending: Act = {
      says: 'sending',
      act: async (deps) => (await submitForm(deps, await actorIn(deps, 'member'), 's')).faults,
    };
    const draft = async (deps: RaceDeps) =>
      savePage(deps, await actorIn(deps, 'member'), 's', { page: 0, to: 'leave', typed: { first: 'Kesken' } });
    for (const ending of endings) {
      interleavings += await interleave({
        open: inMemory(posted('anonymous', { then: draft })),
        acts: [sending, ending],
        expectThat: async (ended) => {
          const sent = ended.outcomes['sending'];
          if (sent?.code === 'done') expect(sent.value).to.deep.equal({});
          else expect(sent?.code).to.be.oneOf(['SURVEY_CLOSED', 'SURVEY_CANCELLED']);
          await expectWhole(ended, sent?.code === 'done' ? ['Kesken'] : []);
        },
      });
    }
  });

  it('comes after two first answers that came at once, and neither of which was refused', async () => {
    const [one, other] = [answering('member', 'Ensin'), answering('other', 'Samalla')];
    interleavings += await raced({
      open: inMemory(posted('anonymous')),
      acts: [one, other],
      expectThat: async (ended) => {
        const { outcomes, scene, killed } = ended;
        for (const { code } of Object.values(outcomes)) expect(code).to.equal('done');
        await closeSurvey(scene.deps, await lead(scene.deps), 's');
        if (killed === undefined) await expectWhole(ended, ['Ensin', 'Samalla']);
      },
    });
  });

  it('comes once, however many end it at once', async () => {
    for (const anonymity of ['named', 'confidential', 'anonymous'] as const) {
      for (const [place, one] of endings.entries()) {
        for (const other of endings.slice(place)) {
          const again = { ...other, says: `${other.says} too` };
          const race: Race = {
            open: inMemory(posted(anonymity, { answered: ['member', 'other'] })),
            acts: [one, again],
            expectThat: async (ended) => {
              const { state, cancelReason } = await survey(ended.scene.deps);
              const done =
                ended.outcomes['cancelled']?.code === 'done' || ended.outcomes['cancelled too']?.code === 'done';
              if (done) expect([state, cancelReason]).to.deep.equal(['cancelled', 'Väärä aika']);
              await expectWhole(ended, ['Ajoissa', 'Ajoissa']);
            },
          };
          interleavings += await raced(race, 'whole');
        }
      }
    }
  });

  it('keeps what its results hold when it is opened again or put aside meanwhile, and closes when it says', async () => {
    const answered = ['coordinator', 'lead', 'member', 'other', 'loner'] as const;
    const interrupted = posted('confidential', { answered, then: beginClosing });
    for (const [open, acts] of [
      [interrupted, [closingTask, reopening]],
      [interrupted, [closingTask, archiving]],
      [interrupted, [reopening, archiving]],
      [posted('confidential', { answered }), [endings[0] as Act, reopening]],
      [posted('confidential', { answered }), [endings[1] as Act, reopening]],
    ] as const) {
      interleavings += await raced({
        open: inMemory(open),
        acts: [acts[0], acts[1]],
        expectThat: async (ended) => {
          await expectWhole(ended);
          const { deps } = ended.scene;
          if ((await survey(deps)).reopenedAt !== undefined) await expectClassed(deps);
        },
      });
    }
  });

  /** Closes, and is killed before anything is put down of what the results hold. */
  async function beginClosing(deps: RaceDeps): Promise<void> {
    let commits = 0;
    const { store } = deps;
    const stopping = Object.create(store, {
      commit: {
        value: async (writes: Parameters<typeof store.commit>[0]) => {
          commits += 1;
          if (commits > 1) throw new Error('killed');
          return store.commit(writes);
        },
      },
    }) as typeof store;
    await closeSurvey({ ...deps, store: bound(store, stopping) }, await lead(deps), 's').catch(() => undefined);
    expect((await survey(deps)).unsettled).not.to.equal(undefined);
  }

  function bound(store: RaceDeps['store'], { commit }: Pick<RaceDeps['store'], 'commit'>): RaceDeps['store'] {
    return new Proxy(store, {
      get(target, key) {
        if (key === 'commit') return commit;
        const value: unknown = Reflect.get(target, key);
        return typeof value === 'function' ? value.bind(target) : value;
      },
    });
  }

  it('comes when it was last said to, or not at all', async () => {
    const moving: Act = { says: 'moved', act: async (deps) => moveClosing(deps, await lead(deps), 's', inDays(30)) };
    for (const ending of endings) {
      interleavings += await raced({
        open: inMemory(posted('named', { answered: ['member'] })),
        acts: [moving, ending],
        expectThat: expectWhole,
      });
    }
  });

  it('and the deletion of its answers leave all of them, or numbers and none', async () => {
    const expiring: Act = { says: 'its answers deleted', act: expireAll };
    for (const [anonymity, other] of [
      ['named', reopening],
      ['confidential', reopening],
      ['confidential', archiving],
      ['anonymous', archiving],
      ['named', { ...expiring, says: 'its answers deleted too' }],
    ] as const) {
      const answered = ['coordinator', 'lead', 'member', 'other', 'loner'] as const;
      const then = async (deps: RaceDeps) => {
        await closeSurvey(deps, await lead(deps), 's');
        await runTask(deps, 'survey.close');
        await limitRetention(deps, await lead(deps), 's', 1);
      };
      interleavings += await raced({
        open: inMemory(posted(anonymity, { answered, then })),
        acts: [expiring, other],
        expectThat: async ({ scene: { deps }, killed }) => {
          const now = await survey(deps);
          if (killed && now.answersDeleted) await expireAll(deps);
          const given = await deps.store.count(responses, { surveyId: 's' });
          const anonymised = await deps.store.count(anonymousAnswers, { surveyId: 's' });
          expect(given + anonymised, now.answersDeleted ? 'deleted' : 'kept').to.equal(now.answersDeleted ? 0 : 5);
          expect(await deps.store.get(publishedResults, 's').then((kept) => kept !== undefined)).to.equal(
            !!now.answersDeleted,
          );
          if (now.answersDeleted) expect(now.state).not.to.equal('open');
        },
      });
    }
  });

  /** The rounds of the clock in which answers go whose time has passed. */
  async function expireAll(deps: RaceDeps): Promise<void> {
    for (let days = 40; days < 48; days += 1) {
      const task = await deps.store.get(tasks, 'survey.expire:s');
      if (task) await expireDue(at(deps, inDays(days)), task);
    }
  }

  it('before its opening leaves it closed for good, and invites nobody', async () => {
    const opening: Act = { says: 'opened', act: (deps) => runTask(at(deps, inDays(2)), 'survey.open') };
    for (const ending of endings.filter(({ says }) => says !== 'closed by its time')) {
      interleavings += await raced({
        open: inMemory(posted('anonymous', { opensAt: inDays(1) })),
        acts: [opening, ending],
        expectThat: async (ended) => {
          const { deps } = ended.scene;
          if ((await survey(deps)).state === 'scheduled') return;
          await expectWhole(ended);
          const { state, neverOpened } = await survey(deps);
          const key = await deps.store.get(sealKeys, 's');
          if (state !== 'open') expect(neverOpened === true || key?.state === 'destroyed').to.equal(true);
        },
      });
    }
  });

  after(() => console.log(`      ${interleavings} interleavings`));
});

describe('rewording, raced', function () {
  this.timeout(60_000);

  const changes: Readonly<Record<string, (questions: readonly Question[]) => Question[]>> = {
    'an option is taken away': (questions) =>
      questions.map((one) =>
        one.kind === 'choice' ? { ...one, options: one.options.filter(({ code }) => code !== 'b') } : one,
      ),
    'a question is taken away': (questions) => questions.filter(({ code }) => code !== 'second'),
  };

  for (const [says, change] of Object.entries(changes)) {
    it(`never has anybody’s answer lose what it answered: ${says}`, async () => {
      const rewording: Act = {
        says,
        act: async (deps) => {
          const { title, purpose, questions } = await survey(deps);
          return rewordSurvey(deps, await lead(deps), 's', { title, purpose, questions: change(questions) });
        },
      };
      for (const answered of [[], ['other']] as const) {
        await interleave({
          open: inMemory(posted('named', { answered })),
          acts: [answering('member', 'Vastaus', { second: 'b' }), rewording],
          meet: 'parts',
          expectThat: async ({ scene: { deps } }) => {
            const { questions } = await survey(deps);
            const asked = questions.find(({ code }) => code === 'second');
            const options = asked?.kind === 'choice' ? asked.options.map(({ code }) => code) : [];
            for (const { answers } of await deps.store.find(responses, { surveyId: 's' })) {
              if (answers['second'] !== undefined) expect(options).to.include(answers['second']);
            }
          },
        });
      }
    });
  }
});
