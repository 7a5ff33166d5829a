import { expect } from 'chai';
import { createReader } from '../../../cards/reader.ts';
import { endedCard } from '../../../cards/survey/ended.ts';
import type { Write } from '../../../domain/store.ts';
import { endedSurvey } from '../../../domain/survey/own.ts';
import { buttonsOf, wordsOf } from '../../cards/read.ts';
import { expectCode } from '../../storage/expect-code.ts';
import { aResponse, aSurvey } from '../example-network.ts';
import { aWorld, type Role, type World } from '../fixture.ts';

describe('a closed survey, to somebody whom it asked', () => {
  let world: World;
  beforeEach(async () => {
    world = await aWorld();
  });
  afterEach(() => world.close());

  const ofMember = { memberId: 'm-member', organisationId: 'o-association' };
  const closed = (given: object = {}) =>
    aSurvey('s', {
      groupId: 'future',
      state: 'closed',
      closedAt: '2026-08-31T13:00:00.000Z',
      questions: [{ kind: 'yesNo', code: 'enough', label: { fi: 'Riittääkö?' }, required: false }],
      ...given,
    });

  /** What a person is shown: the card's words, and where its buttons lead. */
  async function shown(role: Role, writes: readonly Write[]) {
    await world.deps.store.commit([...writes]);
    const ended = await endedSurvey(world.deps, await world.actor(role), 's');
    if (!ended) throw new Error('not ended');
    const made = endedCard(createReader('fi', 'Europe/Helsinki'), ended);
    return { ...ended, words: wordsOf(made), verbs: buttonsOf(made).map(({ verb }) => verb) };
  }

  it('shows what they answered themselves, and nothing that others did', async () => {
    const others = aResponse('s', 'm-other', { enough: 'no' }, { memberId: 'm-other', respondentId: 'm-other' });
    const own = aResponse('s', 'm-member', { enough: 'yes' }, { ...ofMember, respondentId: 'm-member' });
    const { answers, words } = await shown('member', [closed(), own, others]);
    expect(answers).to.deep.equal({ enough: 'yes' });
    expect(words).to.include('Vastasit näin').and.include('Kyllä');
  });

  it('leads to the results those for whom they are, and tells all others for whom', async () => {
    const { verbs, words } = await shown('member', [closed({ resultsFor: 'asked' })]);
    expect(verbs).to.deep.equal(['survey.results']);
    expect(words).to.include('Et vastannut').and.include('Kuka näkee tulokset');
    expect((await shown('lead', [])).verbs).to.deep.equal(['survey.results']);
  });

  it('leads nobody else there', async () => {
    const { verbs, words } = await shown('member', [closed({ resultsFor: 'leads' })]);
    expect(verbs).to.deep.equal([]);
    expect(words).to.include('Työryhmän vetäjät');
    expect((await shown('lead', [])).verbs).to.deep.equal(['survey.results']);
  });

  it('shows no answer to an anonymous one, whatever is still stored, and does not say whether there was one', async () => {
    const own = aResponse('s', 'm-member', { enough: 'yes' }, { ...ofMember, respondentId: 'm-member' });
    const { answers, words } = await shown('member', [closed({ anonymity: 'anonymous' }), own]);
    expect(answers).to.equal(undefined);
    expect(words).to.include('Vastaukset on irrotettu vastaajista').and.not.include('Et vastannut');
  });

  it('shows the answer of one’s organisation where it answers as one, and only what was sent', async () => {
    const draft = { ...ofMember, respondentId: 'o-association', state: 'draft' } as const;
    const one = closed({ respondent: 'organisation' });
    const { words } = await shown('member', [one, aResponse('s', 'o-association', { enough: 'no' }, draft)]);
    expect(words).to.include('Organisaatiosi ei vastannut');
  });

  it('is not shown before its end, nor to strangers', async () => {
    await world.deps.store.commit([aSurvey('s', { groupId: 'future', state: 'open' })]);
    expect(await endedSurvey(world.deps, await world.actor('member'), 's')).to.equal(undefined);
    await expectCode(endedSurvey(world.deps, await world.actor('stranger'), 's'), 'NOT_MEMBER');
  });
});
