import { expect } from 'chai';
import type { Card } from '../../cards/card.ts';
import { attendances } from '../../domain/meeting/meeting.ts';
import { members, people } from '../../domain/network/network.ts';
import { comments, practices, validations } from '../../domain/practice/practice.ts';
import { responses } from '../../domain/survey/response.ts';
import { expectValid } from '../cards/golden.ts';
import { buttonsOf, wordsOf } from '../cards/read.ts';
import { fillNetwork } from '../tab/busy-network.ts';
import { type Conversation, startConversation } from './conversation.ts';

const inChannel = { group: 'future' } as const;

/** `other` is a guest of the team who has neither a chat with the bot nor the page. */
describe('a guest who has nothing but the channel', () => {
  let bot: Conversation;
  beforeEach(async () => {
    bot = await startConversation();
    await fillNetwork(bot.world.deps.store);
    expect(await bot.world.deps.store.get(members, 'm-other')).to.include({ guest: true });
  });
  afterEach(async () => {
    const { personId } = await bot.world.actor('other');
    expect((await bot.world.deps.store.get(people, personId))?.conversation).to.equal(undefined);
    await bot.close();
  });

  const ask = (word: string) => bot.ask('other', word, inChannel);
  async function press(card: Card, button: string, inputs: Readonly<Record<string, string>> = {}) {
    const next = await bot.press('other', card, button, inputs, inChannel);
    expectValid(next);
    return next;
  }
  const store = () => bot.world.deps.store;

  it('answers a survey from what waits for them', async () => {
    const form = await press(await ask('omat'), 'Vastaa: Tuen tarve');
    const second = await press(form, 'Seuraava', { 'q.form': 'place' });
    const review = await press(second, 'Seuraava', { 'q.visits': '3', 'q.goesOn': 'yes' });
    expect(wordsOf(await press(review, 'Lähetä vastaus'))).to.include('Kiitos');
    const given = await store().find(responses, { surveyId: 'open', memberId: 'm-other' });
    expect(given.map(({ state, organisationId }) => [state, organisationId])).to.deep.equal([
      ['submitted', 'o-municipality'],
    ]);
  });

  it('replies to a meeting from the schedule', async () => {
    const view = await press(await ask('aikataulu'), 'meeting.show', { meetingId: 'autumn' });
    await press(view, 'Tulen');
    const given = await store().find(attendances, { meetingId: 'autumn', memberId: 'm-other' });
    expect(given.map(({ reply }) => reply)).to.deep.equal(['yes']);
  });

  it('writes a practice and proposes it to the group', async () => {
    const kind = { kind: 'developmentTarget', groupId: 'future' };
    let page = await press(await ask('käytäntö'), 'practice.write', kind);
    page = await press(page, 'Seuraava', { title: 'Etätuki', supportForms: 'remote', targetGroups: 'young' });
    page = await press(page, 'Seuraava', { 's.missing': 'Puuttuu.', 's.forWhom': 'Kaikille.', 's.why': 'Rahoitus.' });
    page = await press(page, 'Seuraava', { 's.proposal': 'Yhdessä.' });
    await press(page, 'Ehdota ryhmälle');
    const written = await store().find(practices, { networkId: 'uudi', state: 'proposed' });
    expect(written.map(({ authorMemberId }) => authorMemberId)).to.include('m-other');
  });

  it('comments on a practice and validates it for their organisation', async () => {
    const opened = await press(await ask('omat'), 'practice.open');
    const commenting = await press(await press(opened, 'practice.read'), 'practice.commentForm');
    await press(commenting, 'practice.comment', { text: 'Näin meilläkin.' });
    const verdict = await press(opened, 'practice.validateForm');
    await press(verdict, 'practice.validate', { verdict: 'correct' });
    expect(await store().find(validations, { organisationId: 'o-municipality' })).to.have.length(1);
    const said = await store().find(comments, { practiceId: 'validated' });
    expect(said.map(({ memberId }) => memberId)).to.include('m-other');
  });

  it('searches, reads what is kept about them and chooses a language', async () => {
    for (const word of ['apua', 'haku kirjasto', 'tietoni']) {
      const card = await ask(word);
      expectValid(card);
      expect(wordsOf(card), word).not.to.include('ei ole oikeutta');
    }
    const languages = await ask('kieli');
    expect(buttonsOf(languages).map(({ verb }) => verb)).to.include('member.language');
    await press(languages, 'Svenska');
    expect((await ask('apua')).lang).to.equal('sv');
  });
});
