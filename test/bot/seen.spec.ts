import { expect } from 'chai';
import type { Card } from '../../cards/card.ts';
import { practices } from '../../domain/practice/practice.ts';
import { put } from '../../domain/store.ts';
import { sharedTexts } from '../../domain/survey/response.ts';
import { type Survey, surveys } from '../../domain/survey/survey.ts';
import { load } from '../../domain/use-case.ts';
import { buttonsOf, wordsOf } from '../cards/read.ts';
import { aResponse } from '../domain/example-network.ts';
import { fillNetwork } from '../tab/busy-network.ts';
import { type Conversation, startConversation } from './conversation.ts';

describe('what was seen on a card', () => {
  let bot: Conversation;
  beforeEach(async () => {
    bot = await startConversation();
    await fillNetwork(bot.world.deps.store);
  });
  afterEach(() => bot.close());

  const store = () => bot.world.deps.store;
  const survey = (id: string) => load(store(), surveys, id);
  async function change(id: string, to: Partial<Survey>): Promise<void> {
    await store().commit([put(surveys, { ...(await survey(id)), ...to })]);
  }
  async function open(verb: string, data: object): Promise<Card> {
    const { body } = await bot.forge('coordinator', { type: 'Action.Execute', verb, data });
    return (body as { value: Card }).value;
  }
  const press = (card: Card, button: string, inputs?: Readonly<Record<string, string>>) =>
    bot.press('coordinator', card, button, inputs);
  const manage = (surveyId: string) => open('survey.manage', { surveyId });

  it('is what is posted: else the draft comes back with what has changed', async () => {
    const confidential = { anonymity: 'confidential', keepMonths: 3 } as const;
    await change('draft', confidential);
    const draft = await manage('draft');
    await change('draft', {
      anonymity: 'named',
      keepMonths: 120,
      resultsFrom: 'live',
      questions: (await survey('draft')).questions.slice(0, 2),
    });
    const again = await press(draft, 'survey.post');
    expect(wordsOf(again)).to.include(
      'Muuttunut: kysymykset, vastaamisen tapa (organisaation nimellä, luottamuksellisesti tai nimettömästi), ' +
        'tulosten näkyvyys, ' +
        'vastausten säilytysaika.',
    );
    expect((await survey('draft')).state).to.equal('draft');
    await press(again, 'survey.post');
    expect(await survey('draft')).to.include({ state: 'open', anonymity: 'named' });
  });

  it('says nothing of what it does not show: a draft that is saved as it is, is the same', async () => {
    const draft = await manage('draft');
    await change('draft', {});
    await press(draft, 'survey.post');
    expect((await survey('draft')).state).to.equal('open');
  });

  it('is missing on a card from before there were marks, which is shown anew', async () => {
    const shown = await open('survey.post', { surveyId: 'draft', sentTo: 'channel' });
    expect((await survey('draft')).state).to.equal('draft');
    await press(shown, 'survey.post');
    expect((await survey('draft')).state).to.equal('open');
  });

  for (const [asked, button, inputs, becomes] of [
    ['survey.askClose', 'survey.close', {}, { state: 'closed' }],
    ['survey.askCancel', 'survey.cancel', { reason: 'Ei tarvita.' }, { state: 'cancelled' }],
    ['survey.keeping', 'survey.limitKeeping', { keep: '3' }, { keepMonths: 3 }],
    ['survey.resultsRule', 'survey.limitResults', { resultsFor: 'coordinators' }, { resultsFor: 'coordinators' }],
  ] as const) {
    it(`stays from the card that led there to the step: ${button}`, async () => {
      const question = await press(await manage('open'), asked);
      await change('open', { closesAt: '2026-10-05T13:00:00.000Z' });
      const anew = await press(question, button, inputs);
      expect(wordsOf(anew)).to.include('Muuttunut: sulkeutumisaika.').and.to.include('5.10.2026');
      expect(await survey('open')).not.to.include(becomes);
      await press(await press(anew, asked), button, inputs);
      expect(await survey('open')).to.include(becomes);
    });
  }

  it('is not changed by an answer that comes meanwhile', async () => {
    const question = await press(await manage('open'), 'survey.askClose');
    await store().commit([aResponse('open', 'm-member', { visits: 3, goesOn: 'yes', form: ['place'] })]);
    await press(question, 'survey.close');
    expect((await survey('open')).state).to.equal('closed');
  });

  describe('of what people wrote', () => {
    const texts = (card: Card) => buttonsOf(card).map(({ verb }) => verb);
    async function last(): Promise<Card> {
      return press(await open('survey.texts', { surveyId: 'closed', at: 0 }), 'survey.texts');
    }

    it('is what is shared, once somebody has come to the last text', async () => {
      const first = await open('survey.texts', { surveyId: 'closed', at: 0 });
      expect(texts(first)).not.to.include('survey.shareTexts');
      await press(await last(), 'survey.shareTexts');
      expect((await load(store(), sharedTexts, 'closed')).texts).to.have.length(2);
    });

    it('is shown again from the first that is new or another, and only then shared', async () => {
      const seen = await last();
      await store().commit([aResponse('closed', 'm-loner', { more: 'Aivan uusi.' })]);
      const anew = await press(seen, 'survey.shareTexts');
      expect(wordsOf(anew)).to.include('1 teksti on tullut tai muuttunut').and.to.include('Aivan uusi.');
      expect(await store().get(sharedTexts, 'closed')).to.equal(undefined);
      await press(await press(anew, 'Seuraava teksti'), 'survey.shareTexts');
      expect((await load(store(), sharedTexts, 'closed')).texts).to.have.length(3);
    });

    it('may be changed by whoever goes through it, and what they have not seen is told', async () => {
      const seen = await last();
      const changed = await press(seen, 'Jätä pois');
      expect(wordsOf(changed)).not.to.include('on tullut tai muuttunut');
      await store().commit([aResponse('closed', 'm-loner', { more: 'Aivan uusi.' })]);
      const overtaken = await press(changed, 'Palauta alkuperäinen');
      expect(wordsOf(overtaken)).to.include('on tullut tai muuttunut').and.to.include('Aivan uusi.');
    });

    it('is not redacted when another text has taken its place', async () => {
      const seen = await last();
      const response = aResponse('closed', 'm-lead', { more: 'Toista mieltä.' });
      if (response.op !== 'put') throw new Error('not put');
      await store().commit([{ ...response, record: { ...response.record, version: 1 } }]);
      const anew = await press(seen, 'Tallenna', { text: 'Kokouksista pidetään.' });
      expect(wordsOf(anew)).to.include('Toista mieltä.');
      const [left] = buttonsOf(anew).filter(({ verb }) => verb === 'survey.redact');
      expect(left).not.to.equal(undefined);
      expect(wordsOf(await open('survey.texts', { surveyId: 'closed', at: 1 }))).not.to.include(
        'Kokouksista pidetään.',
      );
    });
  });

  describe('of a practice', () => {
    const practice = (id: string) => load(store(), practices, id);

    it('is what is decided about: another text, state or objection is shown first', async () => {
      const card = await open('practice.open', { practiceId: 'home' });
      await store().commit([put(practices, { ...(await practice('home')), revision: 2, title: { fi: 'Toinen' } })]);
      const anew = await press(await press(card, 'practice.askOpenValidation'), 'practice.openValidation');
      expect(wordsOf(anew)).to.include('Muuttunut: teksti.').and.to.include('Toinen');
      expect((await practice('home')).state).to.equal('proposed');
      await press(await press(anew, 'practice.askOpenValidation'), 'practice.openValidation');
      expect((await practice('home')).state).to.equal('inValidation');
    });

    it('is what is thrown away, and what is proposed', async () => {
      const review = await open('practice.open', { practiceId: 'mine' });
      const question = await press(review, 'practice.askDiscard');
      await store().commit([put(practices, { ...(await practice('mine')), title: { fi: 'Uudempi' } })]);
      for (const [card, button] of [
        [question, 'practice.discard'],
        [review, 'practice.propose'],
      ] as const) {
        const anew = await press(card, button);
        expect(wordsOf(anew)).to.include('Joku muu on muuttanut').and.to.include('Uudempi');
      }
      expect(await practice('mine')).to.include({ state: 'draft' });
    });

    it('is read from the beginning when its text has become another, and validated as it was read', async () => {
      const read = await open('practice.read', { practiceId: 'validated', page: 0 });
      await store().commit([put(practices, { ...(await practice('validated')), revision: 2 })]);
      const form = await bot.press('other', read, 'practice.validateForm').catch(() => undefined);
      const shown = form ?? (await press(read, 'practice.validateForm'));
      expect(wordsOf(shown)).to.include('Käytännöstä on uusi versio.');
    });
  });
});
