import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect } from 'chai';
import { deliveries, tasks } from '../../../domain/outbox.ts';
import type { Actor } from '../../../domain/rights.ts';
import { put, remove } from '../../../domain/store.ts';
import { openForm, savePage } from '../../../domain/survey/answer.ts';
import { closeSurvey } from '../../../domain/survey/close.ts';
import { remindPeopleDue, showClosedDue } from '../../../domain/survey/deliver.ts';
import { closeDue, openDue, remindDue } from '../../../domain/survey/due.ts';
import { remindNow } from '../../../domain/survey/life.ts';
import { discardDraft, draftSurvey, postSurvey } from '../../../domain/survey/make.ts';
import { progressOf } from '../../../domain/survey/progress.ts';
import { anonymousAnswers, responses } from '../../../domain/survey/response.ts';
import { type Anonymity, SurveyTemplate, surveys } from '../../../domain/survey/survey.ts';
import { load } from '../../../domain/use-case.ts';
import { expectCode } from '../../storage/expect-code.ts';
import { aWorld, type World } from '../fixture.ts';

const template = SurveyTemplate.parse({
  code: 'test',
  title: { fi: 'Kysely' },
  purpose: { fi: 'Miksi' },
  anonymity: 'named',
  questions: [
    { kind: 'text', code: 'first', label: { fi: 'Ensimmäinen' }, required: true },
    { kind: 'section', code: 'more', label: { fi: 'Lisää' } },
    { kind: 'text', code: 'second', label: { fi: 'Toinen' } },
  ],
  perPractice: [{ kind: 'text', code: 'verdict', label: { fi: 'Mitä mieltä: {{practice}}?' } }],
});

const day = 24 * 60 * 60 * 1000;

describe('a survey', () => {
  let world: World;
  let lead: Actor;
  let member: Actor;
  beforeEach(async () => {
    world = await aWorld();
    [lead, member] = [await world.actor('lead'), await world.actor('member')];
  });
  afterEach(() => world.close());

  const closesAt = '2026-09-15T13:00:00.000Z';

  async function drafted(more: { anonymity?: Anonymity; opensAt?: string } = {}) {
    const plan = {
      surveyId: 's-1',
      networkId: 'uudi',
      groupId: 'future',
      template,
      anonymity: 'named' as const,
      closesAt,
    };
    return draftSurvey(world.deps, lead, { ...plan, ...more });
  }

  async function posted(anonymity: Anonymity = 'named') {
    await drafted({ anonymity });
    return postSurvey(world.deps, lead, 's-1');
  }

  async function answer(actor: Actor, text: string) {
    await savePage(world.deps, actor, 's-1', { page: 0, to: 'next', typed: { first: text } });
    return savePage(world.deps, actor, 's-1', { page: 1, to: 'submit', typed: { second: 'loppu' } });
  }

  async function planned() {
    return (await world.deps.store.find(tasks, { subjectId: 's-1' })).map(({ kind }) => kind).sort();
  }

  it('asks a question for each practice, under a code of its own', async () => {
    const plan = {
      surveyId: 's-1',
      networkId: 'uudi',
      groupId: 'future',
      template,
      anonymity: 'named' as const,
      closesAt,
    };
    const survey = await draftSurvey(world.deps, lead, {
      ...plan,
      practices: [{ id: 'p-1', title: 'Etätuki $& {{practice}}' }],
    });
    expect(survey.questions.at(-1)).to.deep.include({
      code: 'verdict:p-1',
      label: { fi: 'Mitä mieltä: Etätuki $& {{practice}}?' },
    });
  });

  it('is made by leads of the group and coordinators, and by nobody else', async () => {
    await expectCode(
      draftSurvey(world.deps, member, {
        surveyId: 'x',
        networkId: 'uudi',
        groupId: 'future',
        template,
        anonymity: 'named',
        closesAt,
      }),
      'FORBIDDEN',
    );
    await expectCode(
      draftSurvey(world.deps, lead, {
        surveyId: 'x',
        networkId: 'uudi',
        groupId: 'home',
        template,
        anonymity: 'named',
        closesAt,
      }),
      'FORBIDDEN',
    );
    await expectCode(
      draftSurvey(world.deps, await world.actor('stranger'), {
        surveyId: 'x',
        networkId: 'uudi',
        groupId: 'future',
        template,
        anonymity: 'named',
        closesAt,
      }),
      'NOT_MEMBER',
    );
    await draftSurvey(world.deps, await world.actor('coordinator'), {
      surveyId: 'x',
      networkId: 'uudi',
      groupId: 'home',
      template,
      anonymity: 'named',
      closesAt,
    });
  });

  it('cannot close before it opens, nor be posted after its closing time', async () => {
    await expectCode(drafted({ opensAt: closesAt }), 'SURVEY_TIME_INVALID');
    await drafted();
    world.pass(20 * day);
    await expectCode(postSurvey(world.deps, lead, 's-1'), 'SURVEY_TIME_INVALID');
  });

  it('when posted, commits its invitation, its reminder and its closing with it', async () => {
    await posted();
    expect(await planned()).to.deep.equal(['survey.close', 'survey.remind']);
    expect((await world.deps.store.find(deliveries, { subjectId: 's-1' })).map(({ kind }) => kind)).to.deep.equal([
      'survey.invitation',
    ]);
  });

  it('that lasts less than two days is not reminded of', async () => {
    world.pass(13 * day);
    await posted();
    expect(await planned()).to.deep.equal(['survey.close']);
  });

  it('is changed while it is a draft and never afterwards', async () => {
    await drafted();
    await drafted({ anonymity: 'confidential' });
    await postSurvey(world.deps, lead, 's-1');
    expect((await drafted()).id).not.to.equal('s-1');
    await expectCode(discardDraft(world.deps, lead, 's-1'), 'SURVEY_NOT_DRAFT');
  });

  it('is never changed by the form of somebody else, though both carry one id', async () => {
    await drafted();
    const plan = {
      surveyId: 's-1',
      networkId: 'uudi',
      groupId: 'future',
      template,
      anonymity: 'anonymous' as const,
      closesAt,
    };
    const other = await draftSurvey(world.deps, await world.actor('coordinator'), plan);
    expect(other.id).not.to.equal('s-1');
    expect((await world.deps.store.get(surveys, 's-1'))?.anonymity).to.equal('named');
  });

  it('keeps what is wrong on a page when its member goes back or leaves, and holds them up going forward', async () => {
    await posted();
    const long = 'x'.repeat(1100);
    for (const to of ['back', 'leave'] as const) {
      await savePage(world.deps, member, 's-1', { page: 0, to, typed: { first: long } });
      expect((await openForm(world.deps, member, 's-1')).answers).to.deep.equal({ first: long });
    }
    const held = await savePage(world.deps, member, 's-1', { page: 0, to: 'next', typed: { first: long } });
    expect(held).to.deep.include({ page: 0, faults: { first: 'tooLong' } });
  });

  it('takes no answer that arrives while it is being closed', async () => {
    await posted();
    const { store } = world.deps;
    const late = {
      ...world.deps,
      store: {
        ...bound(store),
        find: async (...asked: Parameters<typeof store.find>) => {
          await closeSurvey(world.deps, lead, 's-1');
          return store.find(...asked);
        },
      } as typeof store,
    };
    await expectCode(savePage(late, member, 's-1', { page: 1, to: 'leave', typed: {} }), 'SURVEY_CLOSED');
    expect(await store.find(responses, { surveyId: 's-1' })).to.deep.equal([]);
  });

  it('is answered by members of its group only, while it is open', async () => {
    await drafted();
    await expectCode(openForm(world.deps, member, 's-1'), 'SURVEY_NOT_OPEN');
    await postSurvey(world.deps, lead, 's-1');
    await openForm(world.deps, member, 's-1');
    await expectCode(openForm(world.deps, await world.actor('stranger'), 's-1'), 'NOT_MEMBER');
    world.pass(Date.parse(closesAt) - world.deps.now().getTime());
    await expectCode(openForm(world.deps, member, 's-1'), 'SURVEY_CLOSED');
  });

  it('keeps what was submitted until a change is submitted too', async () => {
    await posted();
    await answer(member, 'Ensin');
    await savePage(world.deps, member, 's-1', { page: 0, to: 'next', typed: { first: '' } });
    const [kept] = await world.deps.store.find(responses, { surveyId: 's-1' });
    expect(kept).to.deep.include({ state: 'submitted', answers: { first: 'Ensin', second: 'loppu' } });
    const form = await savePage(world.deps, member, 's-1', { page: 1, to: 'submit', typed: { second: 'uusi' } });
    expect(form).to.deep.include({ page: 0, faults: { first: 'required' } });
    expect((await world.deps.store.find(responses, { surveyId: 's-1' }))[0]?.answers).to.deep.equal({
      first: 'Ensin',
      second: 'loppu',
    });
  });

  it('opens the form where it was left', async () => {
    await posted();
    await savePage(world.deps, member, 's-1', { page: 0, to: 'next', typed: { first: 'Kesken' } });
    expect(await openForm(world.deps, member, 's-1')).to.deep.include({ page: 1, answers: { first: 'Kesken' } });
  });

  it('takes two first presses at once as one answer', async () => {
    await posted();
    const typed = { page: 0, to: 'next' as const, typed: { first: 'Sama' } };
    const forms = await Promise.all([1, 2, 3].map(() => savePage(world.deps, member, 's-1', typed)));
    expect(forms.map(({ page }) => page)).to.deep.equal([1, 1, 1]);
    expect(await world.deps.store.find(responses, { surveyId: 's-1' })).to.have.length(1);
  });

  it('counts who has answered and who has begun', async () => {
    const survey = await posted();
    await answer(member, 'Valmis');
    await savePage(world.deps, lead, 's-1', { page: 0, to: 'next', typed: { first: 'Kesken' } });
    expect(await progressOf(world.deps.store, survey)).to.deep.equal({
      submitted: 1,
      begun: 1,
      members: 5,
      entered: 0,
    });
  });

  it('closes once, with its posted cards to be changed, and its answers to be deleted in their time', async () => {
    await posted();
    const [invitation] = await world.deps.store.find(deliveries, { subjectId: 's-1' });
    if (!invitation) throw new Error('no invitation');
    await world.deps.store.commit([put(deliveries, { ...invitation, state: 'sent' })]);
    await closeSurvey(world.deps, lead, 's-1');
    await closeSurvey(world.deps, lead, 's-1');
    expect(await planned()).to.deep.equal(['survey.expire', 'survey.showClosed']);
    await showClosedDue(world.deps, await load(world.deps.store, tasks, 'survey.showClosed:s-1'));
    expect(await planned()).to.deep.equal(['survey.expire']);
    const changes = await world.deps.store.find(deliveries, { kind: 'survey.closed' });
    expect(changes.map(({ replacesId }) => replacesId))
      .to.have.length(1)
      .and.not.to.include(undefined);
  });

  it('does what is due once, whatever else has happened to it meanwhile', async () => {
    await drafted({ opensAt: '2026-09-05T05:00:00.000Z' });
    await postSurvey(world.deps, lead, 's-1');
    const [opening] = await world.deps.store.find(tasks, { subjectId: 's-1' });
    if (!opening) throw new Error('no opening');
    world.pass(5 * day);
    await openDue(world.deps, opening);
    expect(await planned()).to.deep.equal(['survey.close', 'survey.remind']);
    await expectCode(openDue(world.deps, opening), 'CONFLICT');
    const [closing, reminding] = await world.deps.store.find(tasks, { subjectId: 's-1' });
    if (!closing || !reminding) throw new Error('no closing');
    world.pass(20 * day);
    await closeDue(world.deps, closing);
    await expectCode(remindDue(world.deps, reminding), 'CONFLICT');
    expect(await world.deps.store.find(deliveries, { kind: 'survey.reminder' })).to.deep.equal([]);
    expect((await world.deps.store.get(surveys, 's-1'))?.state).to.equal('closed');
  });

  it('that ended while nobody was looking is closed without being announced', async () => {
    await drafted({ opensAt: '2026-09-05T05:00:00.000Z' });
    await postSurvey(world.deps, lead, 's-1');
    const [opening] = await world.deps.store.find(tasks, { subjectId: 's-1' });
    if (!opening) throw new Error('no opening');
    world.pass(40 * day);
    await openDue(world.deps, opening);
    expect((await world.deps.store.get(surveys, 's-1'))?.state).to.equal('closed');
    expect(await world.deps.store.find(deliveries, { subjectId: 's-1' })).to.deep.equal([]);
  });

  it('that is a draft is thrown away, not closed', async () => {
    await drafted();
    await expectCode(closeSurvey(world.deps, lead, 's-1'), 'SURVEY_NOT_POSTED');
  });

  describe('that is anonymous', () => {
    const secret = 'Salaisuus-17';

    /** All that any data file holds. */
    async function onDisk(): Promise<string> {
      const entries = await readdir(world.dataDir, { recursive: true, withFileTypes: true });
      const files = entries.filter((entry) => entry.isFile() && entry.name.endsWith('.jsonl'));
      return (await Promise.all(files.map(({ parentPath, name }) => readFile(join(parentPath, name), 'utf8')))).join();
    }

    it('shows nobody an answer while it is open, and the member their own', async () => {
      await posted('anonymous');
      await answer(member, secret);
      expect(await onDisk()).not.to.include(secret);
      expect((await openForm(world.deps, member, 's-1')).answers).to.include({ first: secret });
    });

    it('keeps the answers and forgets whose they are when it closes', async () => {
      await posted('anonymous');
      await answer(member, secret);
      await answer(await world.actor('other'), 'Toinen');
      await savePage(world.deps, await world.actor('loner'), 's-1', {
        page: 0,
        to: 'next',
        typed: { first: 'Kesken' },
      });
      const earlier = await onDisk();
      await closeSurvey(world.deps, lead, 's-1');
      expect(await world.deps.store.find(responses, { surveyId: 's-1' })).to.deep.equal([]);
      const kept = await world.deps.store.find(anonymousAnswers, { surveyId: 's-1' });
      expect(kept.map(({ answers }) => answers['first'])).to.have.members([secret, 'Toinen']);
      expect(JSON.stringify(kept)).not.to.match(/m-member|m-other|2026-/);
      const closed = await load(world.deps.store, surveys, 's-1');
      expect(await progressOf(world.deps.store, closed)).to.include({ submitted: 2, begun: 0 });
      const sealed = /"sealed": ?"([^"]+)"/.exec(earlier)?.[1] ?? '';
      expect(sealed).not.to.equal('');
      await expectCode(world.deps.vault.open('s-1', sealed), 'SEAL_UNREADABLE');
    });

    it('leaves no trace on disk of who had answered, once its closing is finished', async () => {
      await posted('anonymous');
      await answer(member, secret);
      const [response] = await world.deps.store.find(responses, { surveyId: 's-1' });
      if (!response?.sealed) throw new Error('nothing was sealed');
      expect(await onDisk())
        .to.include(response.sealed)
        .and.to.include(response.id);
      await closeSurvey(world.deps, lead, 's-1');
      const task = await world.deps.store.get(tasks, 'survey.close:s-1');
      if (!task) throw new Error('nothing is left to do');
      await closeDue(world.deps, task);
      expect(await onDisk()).not.to.include(response.sealed);
      expect(await onDisk()).not.to.include(response.id);
      expect(await planned()).to.deep.equal(['survey.expire', 'survey.showClosed']);
    });

    it('leaves no reminder that waits or is held back', async () => {
      await posted('anonymous');
      await answer(member, secret);
      await remindNow(world.deps, lead, 's-1');
      await remindPeopleDue(world.deps, await load(world.deps.store, tasks, 'survey.remindPeople:s-1'));
      const reminders = () => world.deps.store.find(deliveries, { kind: 'survey.secretReminder' });
      const [held, leaving] = await reminders();
      if (!held || !leaving) throw new Error('nobody is reminded');
      await world.deps.store.commit([
        put(deliveries, { ...held, state: 'paused' }),
        put(deliveries, { ...leaving, state: 'sending' }),
      ]);
      const forgotten: string[] = [];
      const store = bound(world.deps.store);
      store.forget = async (...from) => void forgotten.push(...from.map(({ name }) => name));
      const finishing = async () => closeDue({ ...world.deps, store }, await load(store, tasks, 'survey.close:s-1'));
      await closeSurvey(world.deps, lead, 's-1');
      await finishing();
      // What is just leaving is deleted by whoever sends it; until then the closing is not over.
      expect((await reminders()).map(({ id }) => id)).to.deep.equal([leaving.id]);
      expect([await planned(), forgotten]).to.deep.equal([['survey.close', 'survey.expire', 'survey.showClosed'], []]);
      const [gone] = await reminders();
      if (gone) await world.deps.store.commit([remove(deliveries, gone)]);
      await finishing();
      expect(forgotten).to.deep.equal(['responses', 'deliveries']);
      expect(await planned()).to.deep.equal(['survey.expire', 'survey.showClosed']);
    });

    it('keeps no key and no name when an answer arrives while it is being closed', async () => {
      await posted('anonymous');
      await answer(member, secret);
      const { vault } = world.deps;
      const slow = {
        ...world.deps,
        vault: {
          ...vault,
          seal: async (id: string, mark: string, text: string) => {
            await closeSurvey(world.deps, lead, 's-1');
            return vault.seal(id, mark, text);
          },
        },
      };
      const other = await world.actor('other');
      await expectCode(
        savePage(slow, other, 's-1', { page: 0, to: 'next', typed: { first: 'Myöhässä' } }),
        'SURVEY_CLOSED',
      );
      expect(await world.deps.store.find(responses, { surveyId: 's-1' })).to.deep.equal([]);
      expect(await readdir(join(world.dataDir, 'keys', 'surveys'))).to.deep.equal([]);
    });

    it('destroys its key in a later round when the first try failed', async () => {
      await posted('anonymous');
      await answer(member, secret);
      const { vault } = world.deps;
      const failing = {
        ...vault,
        destroy: () => Promise.reject(new Error('disk')),
      };
      await closeSurvey({ ...world.deps, vault: failing }, lead, 's-1').catch(() => undefined);
      const task = await world.deps.store.get(tasks, 'survey.close:s-1');
      if (!task) throw new Error('nothing is left to do');
      await closeDue(world.deps, task);
      expect(await readdir(join(world.dataDir, 'keys', 'surveys'))).to.deep.equal([]);
      expect(await planned()).to.deep.equal(['survey.expire', 'survey.showClosed']);
      expect(await world.deps.store.find(anonymousAnswers, { surveyId: 's-1' })).to.have.length(1);
    });

    it('gives the answers in an order that chance decides', async () => {
      await posted('anonymous');
      await answer(member, 'A');
      await answer(await world.actor('other'), 'B');
      await closeSurvey({ ...world.deps, randomBelow: () => 0 }, lead, 's-1');
      const kept = await world.deps.store.find(anonymousAnswers, { surveyId: 's-1' });
      expect(kept.map(({ answers }) => answers['first'])).to.deep.equal(['B', 'A']);
    });
  });
});

/** A store's own functions, to be replaced one by one. */
function bound(store: World['deps']['store']): { -readonly [K in keyof typeof store]: (typeof store)[K] } {
  return {
    get: (...asked) => store.get(...asked),
    find: (...asked) => store.find(...asked),
    count: (...asked) => store.count(...asked),
    stream: (...asked) => store.stream(...asked),
    commit: (writes) => store.commit(writes),
    take: (...asked) => store.take(...asked),
    forget: (...from) => store.forget(...from),
    snapshot: (read) => store.snapshot(read),
    ready: () => store.ready(),
    close: () => store.close(),
  };
}
