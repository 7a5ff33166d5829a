import { expect } from 'chai';
import type { Card } from '../../cards/card.ts';
import { AppError } from '../../domain/errors.ts';
import { members, networks } from '../../domain/network/network.ts';
import { removeMembers } from '../../domain/network/roster.ts';
import { remove } from '../../domain/store.ts';
import { cancelSurvey, closeSurvey } from '../../domain/survey/close.ts';
import { reopenSurvey } from '../../domain/survey/life.ts';
import { draftSurvey, postSurvey } from '../../domain/survey/make.ts';
import { responses } from '../../domain/survey/response.ts';
import { rewordPart } from '../../domain/survey/reword.ts';
import { SurveyTemplate, surveys } from '../../domain/survey/survey.ts';
import { load } from '../../domain/use-case.ts';
import { expectValid } from '../cards/golden.ts';
import { buttonsOf, inputsOf, wordsOf } from '../cards/read.ts';
import { aPostedSurvey } from '../domain/delivery/messages.ts';
import { objectIdOf } from '../domain/fixture.ts';
import { expectCode } from '../storage/expect-code.ts';
import { type Conversation, startConversation } from './conversation.ts';

const label = { fi: 'Kysymys' };

/** A survey of these questions, posted by its lead, as the form that a member fills in. */
async function aForm(bot: Conversation, questions: readonly object[]): Promise<Card> {
  const { deps } = bot.world;
  const lead = await bot.world.actor('lead');
  const template = SurveyTemplate.parse({ code: 'test', title: label, purpose: label, anonymity: 'named', questions });
  const closesAt = '2026-09-15T13:00:00.000Z';
  await draftSurvey(deps, lead, {
    surveyId: 's-1',
    networkId: 'uudi',
    groupId: 'future',
    closesAt,
    template,
    anonymity: 'named',
  });
  await postSurvey(deps, lead, 's-1');
  const [invitation] = await bot.work();
  if (!invitation) throw new Error('nothing was posted');
  return bot.press('member', invitation, 'Vastaa');
}

describe('a long survey', () => {
  let bot: Conversation;
  beforeEach(async () => {
    bot = await startConversation();
  });
  afterEach(() => bot.close());

  const stored = async () => (await bot.world.deps.store.find(responses, { surveyId: 's-1' }))[0];

  it('of 200 questions is answered to its end, page by page, and gone through before it is sent', async () => {
    let card = await aForm(
      bot,
      Array.from({ length: 200 }, (_, index) => ({ kind: 'text', code: `q${index}`, label, required: true })),
    );
    for (let page = 0; page < 40; page += 1) {
      expectValid(card);
      expect(wordsOf(card)).to.include(`Sivu ${page + 1}/40`);
      const typed = Object.fromEntries(inputsOf(card).map(({ id }) => [id, `Vastaus ${id}`]));
      card = await bot.press('member', card, 'Seuraava', typed);
    }
    expect(card.fallbackText).to.equal('Tarkista vastauksesi');
    const receipt = await bot.press('member', card, 'Lähetä vastaus');
    expectValid(receipt);
    expect(wordsOf(receipt)).to.include('Kiitos');
    const { answers = {} } = (await stored()) ?? {};
    expect(Object.keys(answers)).to.have.length(200);
    expect(answers['q199']).to.equal('Vastaus q.q199');
  });

  for (const letter of ['ä', '😀', '"']) {
    it(`takes an answer of 5,000 characters, and not one more: ${letter}`, async () => {
      const form = await aForm(bot, [{ kind: 'text', code: 'long', label, maxLength: 5000 }]);
      const send = (length: number) => bot.press('member', form, 'Lähetä vastaus', { 'q.long': letter.repeat(length) });
      const held = await send(5001);
      expectValid(held);
      expect(wordsOf(held)).to.include('liian pitkä');
      expect((await stored())?.state).to.equal('draft');
      const receipt = await send(5000);
      expectValid(receipt);
      expect(wordsOf(receipt)).to.include('Kiitos');
      expect((await stored())?.answers).to.deep.equal({ long: letter.repeat(5000) });
      const again = await bot.press('member', receipt, 'Muuta vastausta');
      expectValid(again);
      expect(inputsOf(again)[0]).to.include({ value: letter.repeat(5000) });
    });
  }

  it('of more questions than 200, or of none, is not posted', async () => {
    const asked = (count: number) =>
      Array.from({ length: count }, (_, at) => ({ kind: 'yesNo', code: `q${at}`, label }));
    await expectCode(aForm(bot, asked(201)), 'SURVEY_QUESTIONS_INVALID');
    const section = { kind: 'section', code: 'alone', label };
    await bot.world.deps.store.commit([remove(surveys, await load(bot.world.deps.store, surveys, 's-1'))]);
    await expectCode(aForm(bot, [section]), 'SURVEY_WITHOUT_QUESTIONS');
  });

  it('leads to the page when the answers of one of its pages do not fit into a card, and loses nothing', async () => {
    const codes = ['a', 'b', 'c', 'd', 'e'];
    const form = await aForm(
      bot,
      [...codes, 'f'].map((code) => ({ kind: 'text', code, label: { fi: 'ä'.repeat(450) } })),
    );
    const typed = Object.fromEntries(codes.map((code) => [`q.${code}`, '😀'.repeat(1000)]));
    const next = await bot.press('member', form, 'Seuraava', typed);
    const large = await bot.press('member', next, 'Takaisin');
    expectValid(large);
    expect(wordsOf(large)).to.include('Jatka vastaamista verkkosivulla');
    const urls = (large.actions ?? []).flatMap((action) => (action.type === 'Action.OpenUrl' ? action.url : []));
    expect(urls).to.deep.equal(['http://127.0.0.1/tab/surveys/s-1/answer']);
    expect((await stored())?.draft?.['e']).to.equal('😀'.repeat(1000));
    expect(buttonsOf(await bot.press('member', large, 'Keskeytä')).map(({ title }) => title)).to.include(
      'Jatka vastaamista',
    );
  });
});

describe('an answer that comes at a bad moment', () => {
  let bot: Conversation;
  let form: Card;
  beforeEach(async () => {
    bot = await startConversation();
    await aPostedSurvey(bot.world);
    const [invitation] = await bot.work();
    if (!invitation) throw new Error('nothing was posted');
    form = await bot.press('member', invitation, 'Vastaa');
  });
  afterEach(() => bot.close());

  const stored = () => bot.world.deps.store.find(responses, { surveyId: 's-1' });
  const send = (text = 'Vastaus') => bot.press('member', form, 'Lähetä vastaus', { 'q.first': text });
  const lead = () => bot.world.actor('lead');

  it('is stored once, however often and from however many devices it is sent', async () => {
    const receipts = await Promise.all([1, 2, 3, 4].map(() => send()));
    for (const receipt of [...receipts, await send()]) expect(wordsOf(receipt)).to.include('Kiitos');
    expect(await stored()).to.have.length(1);
  });

  it('is one of the two that were sent at once from two devices', async () => {
    await Promise.all([send('Puhelin'), send('Tietokone')]);
    expect(await stored()).to.have.length(1);
    expect((await stored())[0]?.answers['first']).to.be.oneOf(['Puhelin', 'Tietokone']);
  });

  it('is refused in the second of closing, even before the closing is done', async () => {
    const { closesAt } = await load(bot.world.deps.store, surveys, 's-1');
    bot.world.pass(Date.parse(closesAt) - bot.world.deps.now().getTime() - 1);
    expect(wordsOf(await send())).to.include('Kiitos');
    bot.world.pass(1);
    expect(wordsOf(await send('Myöhässä'))).to.include('suljettu');
    expect((await stored())[0]?.answers).to.deep.equal({ first: 'Vastaus' });
  });

  it('is refused when the survey was closed, cancelled or deleted meanwhile', async () => {
    const { deps } = bot.world;
    await closeSurvey(deps, await lead(), 's-1');
    expect(wordsOf(await send())).to.include('suljettu');
    await reopenSurvey(deps, await lead(), 's-1', '2026-09-20T13:00:00.000Z');
    await cancelSurvey(deps, await lead(), 's-1', 'Syy');
    expect(wordsOf(await send())).to.include('peruttu');
    await deps.store.commit([remove(surveys, await load(deps.store, surveys, 's-1'))]);
    const refused = await send();
    expectValid(refused);
    expect(inputsOf(refused)).to.deep.equal([]);
    expect(await stored()).to.deep.equal([]);
  });

  it('is not lost while nothing can be saved: its page stays as it was typed', async () => {
    const { store } = bot.world.deps;
    const { commit } = store;
    store.commit = () => Promise.reject(new AppError('STORE_UNAVAILABLE', 'the disk is full'));
    const again = await send('Pitkään mietitty');
    store.commit = commit;
    expectValid(again);
    expect(wordsOf(again)).to.include('Sivua ei tallennettu');
    expect(inputsOf(again)[0]).to.include({ value: 'Pitkään mietitty' });
    expect(await stored()).to.deep.equal([]);
  });

  it('is not lost while nothing can be read either: the same press is offered again', async () => {
    const { store } = bot.world.deps;
    const { find } = store;
    store.find = () => Promise.reject(new AppError('STORE_UNAVAILABLE', 'no server answers'));
    const refused = await send('Pitkään mietitty');
    const vast = await send('ä'.repeat(20_000));
    const unknown = await bot.forge('member', { type: 'Action.Execute', verb: 'survey.destroy', data: {} });
    store.find = find;
    expectValid(refused);
    expect(wordsOf(refused)).to.include('Yritä hetken päästä uudelleen');
    expectValid(vast);
    for (const card of [vast, (unknown.body as { value: Card }).value]) {
      expect(buttonsOf(card).map(({ verb }) => verb)).to.deep.equal(['command.open', 'command.open']);
    }
    expect(wordsOf(await bot.press('member', refused, 'Yritä uudelleen'))).to.include('Kiitos');
    expect((await stored())[0]?.answers).to.deep.equal({ first: 'Pitkään mietitty' });
  });

  it('is taken when the survey was reworded meanwhile', async () => {
    const text = { fi: 'Selvempi' };
    await rewordPart(bot.world.deps, await lead(), 's-1', { part: 'question', code: 'first', text });
    expect(wordsOf(await send())).to.include('Selvempi');
    expect((await stored())[0]).to.deep.include({ revision: 2, answers: { first: 'Vastaus' } });
  });

  it('is refused from somebody whom the survey does not ask, and says nothing about it', async () => {
    const { verb, data } = { verb: 'survey.page', data: { surveyId: 's-1', page: 0, to: 'submit', 'q.first': 'x' } };
    const { status, body } = await bot.forge('stranger', { type: 'Action.Execute', verb, data });
    expect(status).to.equal(200);
    expect(JSON.stringify(body)).not.to.include('Tuen tarve');
    expect(await stored()).to.deep.equal([]);
  });

  it('is taken although the survey’s author has left, and another lead or coordinator goes on', async () => {
    const network = await load(bot.world.deps.store, networks, 'uudi');
    await removeMembers(bot.world.deps, network, [objectIdOf('lead')]);
    expect((await load(bot.world.deps.store, members, 'm-lead')).leftAt).not.to.equal(undefined);
    expect(wordsOf(await send())).to.include('Kiitos');
    const list = await bot.press('coordinator', await bot.say('coordinator', 'kysely'), 'Kaikki kyselyt');
    const managed = await bot.press('coordinator', list, 'Näytä', { surveyId: 's-1' });
    const asked = await bot.press('coordinator', managed, 'Sulje kysely');
    expect(wordsOf(await bot.press('coordinator', asked, 'Kyllä, sulje'))).to.include('Suljettu');
  });

  for (const text of [
    '**a** <script>x</script>',
    'שלום',
    'e\u0301',
    '👩‍👩‍👧',
    '[a](https://example.org)',
    '__proto__',
  ]) {
    it(`is kept and shown letter by letter: ${text}`, async () => {
      expect(wordsOf(await send(text))).to.include(text);
      expect((await stored())[0]?.answers).to.deep.equal({ first: text });
    });
  }

  for (const [name, text, kept] of [
    ['a thousand emoji', '😀'.repeat(1000), '😀'.repeat(1000)],
    ['one word of a thousand letters', 'x'.repeat(1000), 'x'.repeat(1000)],
    ['control characters and half an emoji', 'a\0b\u0007c\ud83d', 'abc\ufffd'],
  ] as const) {
    it(`is taken, and its receipt fits into a card: ${name}`, async () => {
      const receipt = await send(text);
      expectValid(receipt);
      expect(wordsOf(receipt)).to.include('Kiitos');
      expect((await stored())[0]?.answers).to.deep.equal({ first: kept });
    });
  }

  it('is none when nothing of it can be seen', async () => {
    const again = await send('\u200b \u00ad');
    expect(wordsOf(again)).to.include('Vastaa tähän kysymykseen.');
    expect((await stored())[0]?.state).to.equal('draft');
  });

  it('is told that it is too long, and nothing of it is lost that can be shortened', async () => {
    const again = await send('ä'.repeat(1001));
    expectValid(again);
    expect(wordsOf(again)).to.include('liian pitkä').and.to.include('1000');
    expect(inputsOf(again)[0]).to.include({ value: 'ä'.repeat(1001) });
    expect((await stored())[0]?.state).to.equal('draft');
    expect(wordsOf(await send('ä'.repeat(1000)))).to.include('Kiitos');
  });
});
