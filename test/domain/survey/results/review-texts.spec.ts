import { expect } from 'chai';
import { packageContents } from '../../../../domain/package/contents.ts';
import { seenOf } from '../../../../domain/seen.ts';
import { put, remove } from '../../../../domain/store.ts';
import { closeSurvey } from '../../../../domain/survey/close.ts';
import { Question } from '../../../../domain/survey/kinds/kinds.ts';
import { reopenSurvey } from '../../../../domain/survey/life.ts';
import { anonymousAnswers, responses } from '../../../../domain/survey/response.ts';
import { hashOf } from '../../../../domain/survey/results/read-texts.ts';
import { redactText, shareTexts, textsToReview } from '../../../../domain/survey/results/review-texts.ts';
import { seenResults } from '../../../../domain/survey/results/seen-results.ts';
import { type Anonymity, surveys } from '../../../../domain/survey/survey.ts';
import { load } from '../../../../domain/use-case.ts';
import { expectCode } from '../../../storage/expect-code.ts';
import { anAnonymousAnswer, aResponse, surveyRecord } from '../../example-network.ts';
import { aWorld, type Role, type World } from '../../fixture.ts';

const label = { fi: 'Kysymys' };
const questions = [
  Question.parse({ kind: 'text', code: 'why', label }),
  Question.parse({
    kind: 'choice',
    code: 'form',
    label,
    other: true,
    options: ['a', 'b'].map((code) => ({ code, label })),
  }),
];
const texts = ['Anna kertoi tästä.', 'Bussi ei kulje.', 'Cd-levyt.', 'Digituki.', 'Etäisyys.'];
const submittedAt = '2026-08-01T00:00:00.000Z';

describe('what people wrote in answer to a survey', () => {
  let world: World;
  beforeEach(async () => {
    world = await aWorld();
  });
  afterEach(() => world.close());

  async function survey(anonymity: Anonymity = 'named', count = texts.length) {
    const record = surveyRecord('s', { groupId: 'future', anonymity, questions, resultsFor: 'asked', state: 'closed' });
    const given = texts.slice(0, count).map((why, index) => {
      const answers = { why };
      if (anonymity === 'anonymous') return anAnonymousAnswer(`x${index}`, 's', answers);
      return aResponse('s', `m-${index}`, answers, { submittedAt });
    });
    await world.deps.store.commit([put(surveys, record), ...given]);
  }
  const review = async (role: Role = 'lead') =>
    (await textsToReview(world.deps.store, await world.actor(role), 's')).texts;
  async function redact(original: string, text: string | undefined) {
    const all = await review('lead');
    const key = all.find((one) => (one.original ?? one.read) === original)?.key ?? '';
    await redactText(world.deps, await world.actor('lead'), 's', { key, text });
  }
  async function read(role: Role) {
    const { results } = await seenResults(world.deps.store, await world.actor(role), 's');
    return results.suppressed ? [] : results.questions.flatMap((question) => question.texts ?? []);
  }

  it('is read by others only once it is shared, and then as it is to be read', async () => {
    await survey();
    expect(await read('lead')).to.deep.equal(texts);
    expect(await read('member')).to.deep.equal([]);
    await redact('Anna kertoi tästä.', 'Eräs kertoi tästä.');
    await redact('Cd-levyt.', '');
    expect(await read('member')).to.deep.equal([]);
    await shareTexts(world.deps, await world.actor('lead'), 's');
    const asRead = ['Bussi ei kulje.', 'Digituki.', 'Eräs kertoi tästä.', 'Etäisyys.'];
    expect(await read('member')).to.deep.equal(asRead);
    expect(await read('coordinator')).to.deep.equal(asRead);
    await redact('Eräs kertoi tästä.', undefined);
    expect(await read('member')).to.include('Anna kertoi tästä.');
  });

  it('is gone through by those who look after the survey alone', async () => {
    await survey();
    const member = await world.actor('member');
    await expectCode(textsToReview(world.deps.store, member, 's'), 'FORBIDDEN');
    await expectCode(shareTexts(world.deps, member, 's'), 'FORBIDDEN');
    await expectCode(redactText(world.deps, member, 's', { key: 'x', text: '' }), 'FORBIDDEN');
  });

  it('keeps the original for the coordinator, and in an anonymous survey for nobody', async () => {
    await survey('confidential');
    await redact('Anna kertoi tästä.', 'Eräs kertoi.');
    const of = async (role: Role) => (await review(role)).find(({ state }) => state === 'edited');
    expect(await of('lead')).to.include({ read: 'Eräs kertoi.', original: undefined });
    expect(await of('coordinator')).to.include({ original: 'Anna kertoi tästä.' });
    const stored = await world.deps.store.find(responses, { surveyId: 's' });
    expect(stored.some(({ answers }) => answers['why'] === 'Anna kertoi tästä.')).to.equal(true);
  });

  it('of an anonymous survey is redacted by the answer, whose original nobody is shown', async () => {
    await survey('anonymous');
    await redact('Anna kertoi tästä.', 'Eräs kertoi.');
    expect((await review('coordinator')).find(({ state }) => state === 'edited')?.original).to.equal(undefined);
    expect(await world.deps.store.count(anonymousAnswers, { surveyId: 's' })).to.equal(5);
  });

  it('comes back as it was written only for whoever replaced it, or may see it', async () => {
    const replaced = async (by: Role) => {
      const key = (await review(by)).find(({ original }) => original === 'Anna kertoi tästä.')?.key ?? '';
      await redactText(world.deps, await world.actor(by), 's', { key, text: '' });
      return async (role: Role) => redactText(world.deps, await world.actor(role), 's', { key, text: undefined });
    };
    const shown = async (role: Role) => (await review(role)).map(({ mayRestore }) => mayRestore);
    await survey('confidential');
    const undo = await replaced('coordinator');
    expect(await shown('lead')).to.include(false);
    await expectCode(undo('lead'), 'FORBIDDEN');
    await undo('coordinator');
    await (await replaced('lead'))('lead');
    expect(await read('lead')).to.include('Anna kertoi tästä.');
  });

  it('of an anonymous survey comes back for whoever replaced it alone', async () => {
    await survey('anonymous');
    await redact('Anna kertoi tästä.', '');
    const [gone] = (await review('coordinator')).filter(({ state }) => state === 'leftOut');
    expect(gone).to.include({ mayRestore: false });
    const restore = { key: gone?.key ?? '', text: undefined };
    await expectCode(redactText(world.deps, await world.actor('coordinator'), 's', restore), 'FORBIDDEN');
    await redactText(world.deps, await world.actor('lead'), 's', restore);
    expect(await read('coordinator')).to.include('Anna kertoi tästä.');
  });

  it('tells nobody which texts are one person’s, and nothing where fewer than five wrote', async () => {
    await survey('confidential', 4);
    expect(await review('coordinator')).to.deep.equal([]);
    expect(JSON.stringify(await review('coordinator'))).not.to.match(/m-\d|s-m/);
  });

  it('is not read any more when it is changed after it was redacted, until somebody looks again', async () => {
    await survey();
    await redact('Anna kertoi tästä.', 'Eräs kertoi.');
    await shareTexts(world.deps, await world.actor('lead'), 's');
    const response = await load(world.deps.store, responses, 's-m-0');
    const changed = { ...response, answers: { why: 'Anna kertoi muuta.' }, submittedAt: '2027-01-01T00:00:00.000Z' };
    await world.deps.store.commit([put(responses, changed)]);
    expect(await read('lead')).to.deep.equal(texts.slice(1));
    const [found] = (await review()).filter(({ state }) => state === 'changed');
    expect(found).to.include({ original: 'Anna kertoi muuta.', read: '', isNew: true });
    await redact('Anna kertoi muuta.', 'Eräs kertoi muuta.');
    expect(await read('lead')).to.include('Eräs kertoi muuta.');
    expect(await read('member')).not.to.include('Eräs kertoi muuta.');
  });

  it('goes into the package as it is to be read, which says whether anybody has gone through it', async () => {
    await survey();
    await redact('Anna kertoi tästä.', 'Eräs kertoi.');
    const contents = () => packageContents(world.deps.store, 'operator', 'uudi', world.deps.now(), world.deps);
    const [unread] = (await contents()).surveys;
    expect(unread?.results).to.include({ unreadTexts: true });
    expect(JSON.stringify(unread)).to.include('Eräs kertoi.').and.not.to.include('Anna');
    await shareTexts(world.deps, await world.actor('lead'), 's');
    expect((await contents()).surveys[0]?.results).to.include({ unreadTexts: false });
  });

  it('cannot be replaced by more than fits', async () => {
    await survey();
    await expectCode(redact('Digituki.', 'x'.repeat(5001)), 'INPUT_INVALID');
  });

  describe('is shared as far as it was seen', () => {
    const seenBy = async (role: Role) => (await textsToReview(world.deps.store, await world.actor(role), 's')).seen;
    const share = async (seen: string) => shareTexts(world.deps, await world.actor('lead'), 's', seen);
    const answer = async (id: string, why: string, at = world.deps.now().toISOString()) => {
      const found = await world.deps.store.get(responses, `s-m-${id}`);
      if (found) await world.deps.store.commit([put(responses, { ...found, answers: { why }, submittedAt: at })]);
      else await world.deps.store.commit([aResponse('s', `m-${id}`, { why }, { submittedAt: at })]);
    };

    it('and not when another text has come, changed or gone, or is read otherwise', async () => {
      await survey();
      const changes = [
        () => answer('9', 'Myöhässä.'),
        () => answer('0', 'Anna kertoi muuta.'),
        () => redact('Cd-levyt.', ''),
        () => redact('', undefined),
        async () => {
          await world.deps.store.commit([remove(responses, await load(world.deps.store, responses, 's-m-9'))]);
        },
      ];
      for (const change of changes) {
        const seen = await seenBy('lead');
        await change();
        await expectCode(share(seen), 'STALE');
        expect(await read('member')).to.deep.equal([]);
      }
      await share(await seenBy('lead'));
      expect(await read('member')).to.have.length(5);
    });

    for (const [clock, hours] of [
      ['ahead', 48],
      ['behind', -48],
    ] as const) {
      it(`whatever came later, with a clock that was ${clock}`, async () => {
        await survey();
        world.pass(hours * 3_600_000);
        await share(await seenBy('lead'));
        world.pass(-hours * 3_600_000);
        await answer('9', 'Myöhässä.');
        await answer('0', 'Anna kertoi muuta.');
        expect(await read('member')).to.deep.equal(texts.slice(1));
        expect((await review()).filter(({ isNew }) => isNew).map(({ read: text }) => text)).to.deep.equal([
          'Anna kertoi muuta.',
          'Myöhässä.',
        ]);
      });
    }

    it('also by whoever presses twice', async () => {
      await survey();
      const seen = await seenBy('lead');
      await share(seen);
      await share(seen);
      expect(await read('member')).to.deep.equal(texts);
    });

    it('which is nothing where a closing has not come to its end', async () => {
      const record = surveyRecord('s', {
        groupId: 'future',
        anonymity: 'anonymous',
        questions,
        resultsFor: 'asked',
        state: 'closed',
      });
      await world.deps.store.commit([put(surveys, record)]);
      await share(await seenBy('lead'));
      await world.deps.store.commit(texts.map((why, index) => anAnonymousAnswer(`x${index}`, 's', { why })));
      expect(await read('member')).to.deep.equal([]);
      expect(await read('lead')).to.deep.equal(texts);
      await share(await seenBy('lead'));
      expect(await read('member')).to.deep.equal(texts);
    });

    it('and of a survey that is not named all or nothing', async () => {
      await survey('confidential');
      await share(await seenBy('lead'));
      await answer('0', 'Anna kertoi muuta.');
      expect(await read('member')).to.deep.equal([]);
      await share(await seenBy('lead'));
      expect(await read('member')).to.have.length(5);
      await reopenSurvey(world.deps, await world.actor('lead'), 's', '2026-12-01T10:00:00.000Z');
      await closeSurvey(world.deps, await world.actor('lead'), 's');
      expect(await read('member')).to.deep.equal([]);
    });

    it('while what was shared before that was put down stays shared', async () => {
      for (const anonymity of ['named', 'anonymous'] as const) {
        await survey(anonymity);
        const record = await load(world.deps.store, surveys, 's');
        await world.deps.store.commit([put(surveys, { ...record, textsSharedAt: '2026-08-20T09:00:00.000Z' })]);
        expect(await read('member'), anonymity).to.deep.equal(texts);
        expect((await review()).some(({ isNew }) => isNew)).to.equal(false);
        await world.close();
        world = await aWorld();
      }
    });

    it('so that a redaction never meets another text than it was made for', async () => {
      await survey();
      const [one] = await review();
      await answer('0', 'Anna kertoi muuta.');
      const request = { key: one?.key ?? '', text: 'Eräs kertoi.', seen: one?.seen };
      await expectCode(redactText(world.deps, await world.actor('lead'), 's', request), 'STALE');
      const [other] = await review();
      await redactText(world.deps, await world.actor('lead'), 's', { ...request, seen: other?.seen });
      await redactText(world.deps, await world.actor('lead'), 's', { ...request, seen: other?.seen });
      const byAnother = { ...request, text: 'Joku kertoi.', seen: other?.seen };
      await expectCode(redactText(world.deps, await world.actor('coordinator'), 's', byAnother), 'STALE');
      expect(await read('lead')).to.include('Eräs kertoi.');
    });

    it('and says what stands for all texts before and after one was redacted', async () => {
      await survey();
      const before = await seenBy('lead');
      const [one] = await review();
      const request = { key: one?.key ?? '', text: '' };
      const redacted = await redactText(world.deps, await world.actor('lead'), 's', request);
      expect(redacted).to.deep.equal({ before, after: await seenBy('lead') });
      const again = await textsToReview(world.deps.store, await world.actor('lead'), 's', before);
      expect(again.changed).to.deep.equal([one?.key]);
    });

    it('without telling of an original what its reader may not see', async () => {
      await survey('confidential');
      await redact('Anna kertoi tästä.', 'Eräs kertoi.');
      const [hidden] = (await review('lead')).filter(({ state }) => state === 'edited');
      const guesses = [
        { text: 'Anna kertoi tästä.', read: [hashOf('Anna kertoi tästä.'), 'Eräs kertoi.'] },
        { mark: hashOf('Anna kertoi tästä.'), read: [hashOf('Anna kertoi tästä.'), 'Eräs kertoi.'] },
      ];
      expect(guesses.map(seenOf)).not.to.include(hidden?.seen);
    });
  });
});
