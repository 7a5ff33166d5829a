import { expect } from 'chai';
import { packageContents } from '../../../domain/package/contents.ts';
import { put } from '../../../domain/store.ts';
import { redactText, shareTexts, textsToReview } from '../../../domain/summary/review-texts.ts';
import { seenResults } from '../../../domain/summary/seen-results.ts';
import { anonymousAnswers, responses } from '../../../domain/survey/response.ts';
import { type Anonymity, Question, surveys } from '../../../domain/survey/survey.ts';
import { load } from '../../../domain/use-case.ts';
import { expectCode } from '../../storage/expect-code.ts';
import { aWorld, type Role, type World } from '../fixture.ts';
import { anAnonymousAnswer, aResponse, surveyRecord } from './example-network.ts';

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
    const contents = () => packageContents(world.deps.store, 'uudi', world.deps.now());
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
});
