import { expect } from 'chai';
import type { Card } from '../../cards/card.ts';
import { organisations } from '../../domain/network/network.ts';
import { taskId, tasks } from '../../domain/outbox.ts';
import { put } from '../../domain/store.ts';
import { responses } from '../../domain/survey/response.ts';
import { surveys } from '../../domain/survey/survey.ts';
import { expectValid } from '../cards/golden.ts';
import { buttonsOf, inputsOf, wordsOf } from '../cards/read.ts';
import { type Conversation, startConversation } from './conversation.ts';

/** Types something that fits into every input of a form's page. */
function filled(card: Card, text = 'Vastaus'): Record<string, string> {
  return Object.fromEntries(
    inputsOf(card).map((input) => {
      // What may be said instead of an answer is not said beside one.
      if (input.id.endsWith('.none')) return [input.id, ''];
      if (input.type === 'Input.ChoiceSet') return [input.id, input.choices[0]?.value ?? ''];
      if (input.type === 'Input.Number') return [input.id, '5'];
      if (input.type === 'Input.Date') return [input.id, '2026-10-01'];
      return [input.id, text];
    }),
  );
}

describe('a survey in Teams', () => {
  let bot: Conversation;
  beforeEach(async () => {
    bot = await startConversation();
  });
  afterEach(() => bot.close());

  async function posted(template = 'handover'): Promise<Card> {
    const form = await bot.say('lead', 'kysely');
    const draft = await bot.press('lead', form, 'survey.draft', {
      template,
      respondent: 'person',
      groupId: 'future',
      closesOn: '2026-09-20',
      closesTime: '16:00',
    });
    await bot.press('lead', draft, 'survey.post');
    const [invitation] = await bot.work();
    if (!invitation) throw new Error('nothing was posted');
    return invitation;
  }

  async function answered(invitation: Card, text?: string): Promise<Card> {
    let page = await bot.press('member', invitation, 'Vastaa', {}, { group: 'future' });
    while (buttonsOf(page).some(({ title }) => title === 'Seuraava')) {
      expectValid(page);
      page = await bot.press('member', page, 'Seuraava', filled(page, text));
    }
    return bot.press('member', page, 'Lähetä vastaus', filled(page, text));
  }

  it('is chosen, previewed and posted to the channel by a lead', async () => {
    const form = await bot.say('lead', 'KYSELY');
    expect(wordsOf(form)).to.include('Uusi kysely');
    const draft = await bot.press('lead', form, 'Esikatsele', {
      template: 'handover',
      respondent: 'person',
      groupId: 'future',
      closesOn: '2026-09-22',
    });
    expect(wordsOf(draft)).to.include('ti 22.9.2026 klo 16.00');
    // Two days before is a Sunday.
    expect(wordsOf(draft)).to.include('Muistutukset: ma 21.9.2026 klo 7.00');
    expect(JSON.stringify(draft)).to.include('"Työryhmän kanavalle: Verkoston tulevaisuus"');
    const seen = await bot.press('lead', draft, 'Katso vastaajana');
    expectValid(seen);
    const done = await bot.press('lead', draft, 'Julkaise');
    expect(wordsOf(done)).to.include('Kysely on julkaistu').and.include('ma 21.9.2026 klo 7.00');
    expect(wordsOf(done)).to.include('Kysely lähetetään työryhmän kanavalle: Verkoston tulevaisuus.');
    const [made] = await bot.world.deps.store.find(surveys, {});
    const reminds = await bot.world.deps.store.get(tasks, taskId('survey.remind', made?.id ?? ''));
    expect(reminds?.dueAt).to.equal('2026-09-21T04:00:00.000Z');
    expect(await bot.work()).to.have.length(1);
    const [message] = bot.connector.messages.slice(-1);
    expect(message?.conversationId).to.match(/^19:future@thread.tacv2/);
  });

  it('is written on the page when it starts from empty, and keeps what was written there', async () => {
    const typed = { template: 'empty', groupId: 'future', closesOn: '2026-09-20' };
    const draft = await bot.press('lead', await bot.say('lead', 'kysely'), 'Esikatsele', typed);
    expectValid(draft);
    expect(wordsOf(draft)).to.include('Esikatselu: Kysely ilman nimeä');
    const [made] = await bot.world.deps.store.find(surveys, {});
    const link = draft.actions?.find((action) => action.type === 'Action.OpenUrl');
    expect(link).to.deep.include({ title: 'Muokkaa sivulla' });
    expect(decodeURIComponent(link?.url ?? '')).to.include(`surveys/${made?.id}/edit`);
    expect(buttonsOf(draft).map(({ title }) => title)).to.not.include('Katso vastaajana');
    const forged = { type: 'Action.Execute', verb: 'survey.post', data: { surveyId: made?.id } };
    expect(JSON.stringify(await bot.forge('lead', forged))).to.include('Kyselyssä ei ole yhtään kysymystä');
    if (!made) throw new Error('nothing was made');
    await bot.world.deps.store.commit([put(surveys, { ...made, title: { fi: 'Sivulla kirjoitettu' } })]);
    const again = await bot.press('lead', await bot.press('lead', draft, 'Muuta tietoja'), 'Esikatsele', typed);
    expect(wordsOf(again)).to.include('Esikatselu: Sivulla kirjoitettu');
    const [named] = await bot.world.deps.store.find(surveys, {});
    if (!named) throw new Error('nothing is left');
    const asked = { code: 'q', kind: 'text' as const, label: { fi: 'Mitä kuuluu?' } };
    const questions = [{ ...asked, required: false, multiline: false, maxLength: 100 }];
    await bot.world.deps.store.commit([put(surveys, { ...named, questions })]);
    const ready = await bot.press('lead', again, 'Päivitä');
    expect(wordsOf(ready)).to.include('Mitä kuuluu?');
    expect(buttonsOf(ready).map(({ title }) => title)).to.include('Julkaise');
  });

  it('is copied from an earlier round, with which it is compared, and stays a copy when its form comes back', async () => {
    const { store } = bot.world.deps;
    await posted('feedback');
    const [round] = await store.find(surveys, {});
    if (!round) throw new Error('nothing was posted');
    const title = { fi: 'Kevään palaute' };
    const said = { title, respondent: 'organisation', anonymity: 'confidential' } as const;
    await store.commit([put(surveys, { ...round, ...said, state: 'closed', closedAt: '2026-08-31T09:00:00.000Z' })]);
    const form = await bot.say('lead', 'kysely');
    expectValid(form);
    const [sources] = inputsOf(form);
    const choices = sources && 'choices' in sources ? sources.choices : [];
    expect(choices.at(-1)?.title).to.equal('Kopio: Kevään palaute · Suljettu · ma 31.8.2026');
    const typed = { template: choices.at(-1)?.value ?? '', groupId: 'future', closesOn: '2026-09-20' };
    const draft = await bot.press('lead', form, 'Esikatsele', typed);
    expectValid(draft);
    expect(wordsOf(draft)).to.include('Esikatselu: Kevään palaute').and.to.include('yhden yhteisen vastauksen');
    const [made] = await store.find(surveys, { state: 'draft' });
    expect(made).to.deep.include({ ...said, earlierRoundId: round.id, questions: round.questions });
    if (!made) throw new Error('nothing was made');
    await store.commit([put(surveys, { ...made, title: { fi: 'Syksyn palaute' } })]);
    const back = await bot.press('lead', draft, 'Muuta tietoja');
    expect(inputsOf(back)[0]).to.include({ id: 'template', value: typed.template });
    const again = await bot.press('lead', back, 'Esikatsele', { ...typed, closesOn: '2026-09-21' });
    expect(wordsOf(again)).to.include('Esikatselu: Syksyn palaute').and.to.include('ma 21.9.2026');
  });

  it('leads everybody it asks from the closed card to its results, where these are for them', async () => {
    const draft = await bot.press('lead', await bot.say('lead', 'kysely'), 'survey.draft', {
      template: 'handover',
      respondent: 'person',
      groupId: 'future',
      closesOn: '2026-09-20',
    });
    const rule = await bot.press('lead', draft, 'survey.resultsRule');
    await bot.press(
      'lead',
      await bot.press('lead', rule, 'survey.limitResults', { resultsFor: 'asked' }),
      'survey.post',
    );
    const [invitation] = await bot.work();
    const [made] = await bot.world.deps.store.find(surveys, {});
    if (!invitation || !made) throw new Error('nothing was posted');
    await answered(invitation);
    const close = { type: 'Action.Execute', verb: 'survey.close', data: { surveyId: made.id } };
    await bot.forge('lead', close);
    const [over] = await bot.work();
    if (!over) throw new Error('nothing was changed');
    expectValid(over);
    const results = await bot.press('member', over, 'Tulokset', {}, { group: 'future' });
    expect(wordsOf(results)).to.include('Tulokset');
    expect(buttonsOf(results).map(({ verb }) => verb)).not.to.include('survey.manage');
  });

  it('offers results only to those for whom they are, also among those who look after it', async () => {
    await posted();
    const [made] = await bot.world.deps.store.find(surveys, {});
    if (!made) throw new Error('nothing was made');
    const press = async (role: 'lead' | 'coordinator', verb: string, more: object = {}) => {
      const data = { surveyId: made.id, ...more };
      const { body } = await bot.forge(role, { type: 'Action.Execute', verb, data });
      return buttonsOf((body as { value: Card }).value).map((button) => button.verb);
    };
    expect(await press('lead', 'survey.close')).to.include('survey.results');
    await press('coordinator', 'survey.limitResults', { resultsFor: 'coordinators' });
    expect(await press('lead', 'survey.manage')).not.to.include('survey.results');
    expect(await press('coordinator', 'survey.manage')).to.include('survey.results');
  });

  it('is posted once however often the button is pressed', async () => {
    const form = await bot.say('lead', 'enkät');
    const draft = await bot.press('lead', form, 'survey.draft', {
      template: 'handover',
      respondent: 'person',
      groupId: 'future',
      closesOn: '2026-09-20',
    });
    await Promise.all([1, 2, 3].map(() => bot.press('lead', draft, 'survey.post')));
    await bot.press('lead', draft, 'survey.post');
    expect(await bot.work()).to.have.length(1);
  });

  it('is answered page by page in the channel, and the answer is changed later', async () => {
    const invitation = await posted();
    const receipt = await answered(invitation, 'Ensimmäinen');
    expect(wordsOf(receipt)).to.include('Kiitos, vastauksesi on tallennettu').and.to.include('Ensimmäinen');
    await answered(invitation, 'Toinen');
    const stored = await bot.world.deps.store.find(responses, { memberId: bot.world.memberId('member') });
    expect(stored).to.have.length(1);
    expect(stored[0]?.state).to.equal('submitted');
    expect(JSON.stringify(stored[0]?.answers)).to.include('Toinen').and.not.to.include('Ensimmäinen');
  });

  it('keeps a page that was saved when the card is lost', async () => {
    const invitation = await posted();
    const first = await bot.press('member', invitation, 'Vastaa');
    const second = await bot.press('member', first, 'Seuraava', filled(first, 'Ei katoa'));
    expect(wordsOf(second)).to.include('Sivu 2/');
    const again = await bot.press('member', invitation, 'Vastaa');
    expect(wordsOf(again)).to.include('Sivu 2/');
    const back = await bot.press('member', again, 'Takaisin');
    expect(inputsOf(back).some((input) => 'value' in input && input.value === 'Ei katoa')).to.equal(true);
  });

  it('says before the first answer who asks and why, who sees it and how long it is kept', async () => {
    const invitation = await posted();
    const notice = wordsOf(await bot.press('member', invitation, 'Vastaa'));
    expect(notice).to.include('Kysyjä: Verkoston tulevaisuus · Uudenmaan verkosto').and.to.include('Miksi kysytään: ');
    expect(notice).to.include('organisaatiosi nimellä');
    expect(notice).to.include('Kuka näkee tulokset: Työryhmän vetäjät ja verkoston koordinaattorit.');
    expect(notice).to.include(
      'Vastausten säilytysaika: 2 vuotta kyselyn päättymisestä. Kun kysely sulkeutuu su 20.9.2026',
    );
    const first = await bot.press('member', invitation, 'Vastaa');
    const left = await bot.press('member', first, 'Keskeytä', filled(first));
    expect(wordsOf(left)).to.include('Keskeneräinen vastauksesi on tallessa.');
    expect(left.actions?.map(({ title }) => title)).to.deep.equal(['Jatka vastaamista', 'Avaa verkkosivulla']);
    expect(wordsOf(await bot.press('member', invitation, 'Vastaa'))).not.to.include('Kysyjä: ');
  });

  it('keeps answers for as long as its form says, shorter on its lead’s word, and then only numbers', async () => {
    const form = await bot.say('lead', 'kysely');
    const typed = {
      template: 'handover',
      respondent: 'person',
      groupId: 'future',
      closesOn: '2026-09-20',
      closesTime: '16:00',
      keep: '60',
    };
    const draft = await bot.press('lead', form, 'survey.draft', typed);
    expect(wordsOf(draft)).to.include('5 vuotta kyselyn päättymisestä');
    const changed = await bot.press('lead', draft, 'Muuta tietoja');
    expect(inputsOf(changed).find(({ id }) => id === 'keep')).to.include({ value: '60' });
    await bot.press('lead', draft, 'survey.post');
    const [invitation] = await bot.work();
    if (!invitation) throw new Error('nothing was posted');
    await answered(invitation, 'Kirjoitettu omin sanoin');
    const [survey] = await bot.world.deps.store.find(surveys, {});
    const managed = await bot.press('lead', await bot.say('lead', 'kysely'), 'survey.list');
    const own = await bot.press('lead', managed, 'Näytä', { surveyId: survey?.id ?? '' });
    const asked = await bot.press('lead', own, 'Lyhennä säilytysaikaa');
    expectValid(asked);
    const shorter = await bot.press('lead', asked, 'Tallenna', { keep: '3' });
    expect(wordsOf(shorter)).to.include('3 kuukautta kyselyn päättymisestä');
    const closed = await bot.press('lead', await bot.press('lead', shorter, 'Sulje kysely'), 'Kyllä, sulje');
    expect(wordsOf(await bot.press('lead', closed, 'Tulokset'))).to.include('1 vapaa teksti');
    // The clock says it twice, a day apart.
    for (const days of [91, 1]) {
      bot.world.pass(days * 24 * 60 * 60 * 1000);
      await bot.work();
    }
    const results = await bot.press('lead', closed, 'Tulokset');
    expect(wordsOf(results)).to.include('1 vastaus').and.to.include('Vastaukset poistettiin ke 2.12.2026');
    expect(wordsOf(results)).not.to.include('vapaa teksti');
    expect(await bot.world.deps.store.count(responses, {})).to.equal(0);
    const again = await bot.press('lead', closed, 'Avaa uudelleen');
    const late = await bot.press('lead', again, 'survey.reopen', { closesOn: '2026-12-24', closesTime: '16:00' });
    expect(wordsOf(late)).to.include('säilytysaika on päättynyt');
    const changes = await bot.press('coordinator', await bot.say('coordinator', 'verkosto'), 'Muutokset');
    expect(wordsOf(changes)).to.include('säilytysaika päättyi').and.to.include('– Botti');
    const another = { template: `-${survey?.id}`, groupId: 'future', closesOn: '2027-01-20', closesTime: '16:00' };
    const copy = await bot.press('lead', await bot.say('lead', 'kysely'), 'survey.draft', another);
    expect(wordsOf(copy)).to.include('3 kuukautta kyselyn päättymisestä');
  });

  it('shows all answers before they are sent, and changes a page from there', async () => {
    const invitation = await posted();
    let page = await bot.press('member', invitation, 'Vastaa');
    while (buttonsOf(page).some(({ title }) => title === 'Seuraava')) {
      page = await bot.press('member', page, 'Seuraava', filled(page, 'Ensin'));
    }
    expectValid(page);
    expect(wordsOf(page)).to.include('Tarkista vastauksesi').and.to.include('Ensin');
    const mine = { memberId: bot.world.memberId('member') };
    expect((await bot.world.deps.store.find(responses, mine))[0]?.state).to.equal('draft');
    const first = await bot.press('member', page, 'Muuta sivua 1');
    await bot.press('member', first, 'Keskeytä', filled(first, 'Muutettu'));
    const again = await bot.press('member', invitation, 'Vastaa');
    expect(wordsOf(again)).to.include('Muutettu');
    const receipts = await Promise.all([1, 2].map(() => bot.press('member', again, 'Lähetä vastaus')));
    for (const receipt of receipts) expect(wordsOf(receipt)).to.include('Kiitos, vastauksesi on tallennettu');
    const stored = await bot.world.deps.store.find(responses, mine);
    expect(stored).to.have.length(1);
    expect(JSON.stringify(stored[0]?.answers)).to.include('Muutettu').and.to.include('Ensin');
  });

  it('says in words what a page lacks and keeps what was typed', async () => {
    const invitation = await posted('supportNeed');
    const first = await bot.press('member', invitation, 'Vastaa');
    const same = await bot.press('member', first, 'Seuraava', {});
    expect(wordsOf(same)).to.include('Tarkista nämä kohdat:').and.to.include('Vastaa tähän kysymykseen.');
    expect(wordsOf(same)).to.include('Sivu 1/');
  });

  it('closes when its time comes, and the posted card says so', async () => {
    const invitation = await posted();
    bot.world.pass(20 * 24 * 60 * 60 * 1000);
    await bot.work();
    const cards = bot.connector.messages.map((message) => message.card?.fallbackText);
    expect(cards.some((title) => title?.startsWith('Kysely on suljettu'))).to.equal(true);
    const refused = await bot.press('member', invitation, 'Vastaa');
    expect(wordsOf(refused)).to.include('Kysely on suljettu');
  });

  it('shows from its posted card, once closed, what somebody answered, and from when on who sees the results', async () => {
    const receipt = wordsOf(await answered(await posted(), 'Hyvä näin'));
    expect(receipt).to.include('Työryhmän vetäjät').and.include('Kun kysely sulkeutuu su 20.9.2026 klo 16.00');
    bot.world.pass(20 * 24 * 60 * 60 * 1000);
    await bot.work();
    const cards = bot.connector.messages.flatMap(({ card }) => card ?? []);
    const closed = cards.findLast(({ fallbackText }) => fallbackText?.startsWith('Kysely on suljettu'));
    const own = await bot.press('member', closed as Card, 'Oma vastaus ja tulokset');
    expectValid(own);
    expect(wordsOf(own)).to.include('Vastasit näin').and.include('Hyvä näin').and.include('Tulokset ovat valmiit.');
    const none = wordsOf(await bot.press('lead', closed as Card, 'Oma vastaus ja tulokset'));
    expect(none).to.include('Et vastannut tähän kyselyyn.').and.not.include('Hyvä näin');
  });

  it('reminds the channel two days before it closes', async () => {
    await posted();
    bot.world.pass(17.25 * 24 * 60 * 60 * 1000);
    const cards = await bot.work();
    expect(cards.map((card) => card.fallbackText)[0]).to.match(/^Muistutus/);
    expect(await bot.work()).to.deep.equal([]);
  });

  it('opens at the day it was scheduled for', async () => {
    const form = await bot.say('lead', 'survey');
    const typed = { template: 'feedback', groupId: 'future', opensOn: '2026-09-10', closesOn: '2026-09-20' };
    const draft = await bot.press('lead', form, 'survey.draft', typed);
    expect(wordsOf(await bot.press('lead', draft, 'survey.post'))).to.include('Kysely on ajastettu');
    expect(await bot.work()).to.deep.equal([]);
    bot.world.pass(9 * 24 * 60 * 60 * 1000);
    expect((await bot.work())[0]?.fallbackText).to.match(/^Kysely: /);
  });

  it('gives the form back when it would close in the past', async () => {
    const form = await bot.say('lead', 'kysely');
    const again = await bot.press('lead', form, 'survey.draft', {
      template: 'handover',
      respondent: 'person',
      groupId: 'future',
      closesOn: '2026-08-01',
    });
    expect(wordsOf(again)).to.include('sulkeutua tulevaisuudessa');
    expect(inputsOf(again).find(({ id }) => id === 'closesOn')).to.include({ value: '2026-08-01' });
  });

  it('is closed by its lead only after being asked', async () => {
    const form = await bot.say('lead', 'kysely');
    const draft = await bot.press('lead', form, 'survey.draft', {
      template: 'handover',
      respondent: 'person',
      groupId: 'future',
      closesOn: '2026-09-20',
    });
    const done = await bot.press('lead', draft, 'survey.post');
    const managed = await bot.press('lead', done, 'Hallinnoi');
    const asked = await bot.press('lead', managed, 'Sulje kysely');
    expect(wordsOf(asked)).to.include('Suljetaanko kysely?');
    const closed = await bot.press('lead', asked, 'Kyllä, sulje');
    expect(wordsOf(closed)).to.include('Suljettu');
  });

  async function managed(): Promise<Card> {
    const list = await bot.press('lead', await bot.say('lead', 'kysely'), 'Kaikki kyselyt');
    const [choice] = inputsOf(list);
    return bot.press('lead', list, 'Näytä', { surveyId: choice && 'value' in choice ? String(choice.value) : '' });
  }

  it('has its lead enter the answer of an organisation without Teams', async () => {
    const without = { version: 0, networkId: 'uudi', type: 'association' as const, municipalities: [] };
    const paper = { ...without, id: 'o-paper', name: 'Järjestö D (esimerkki)' };
    await bot.world.deps.store.commit([put(organisations, paper)]);
    await posted();
    const choose = await bot.press('lead', await managed(), 'Kirjaa vastaus organisaation puolesta');
    expectValid(choose);
    let page = await bot.press('lead', choose, 'Jatka', { organisationId: 'o-paper' });
    expect(wordsOf(page)).to.include('Järjestö D (esimerkki)');
    while (buttonsOf(page).some(({ title }) => title === 'Seuraava')) {
      page = await bot.press('lead', page, 'Seuraava', filled(page, 'Puhelimessa kerrottu'));
    }
    const receipt = await bot.press('lead', page, 'Lähetä vastaus');
    expect(wordsOf(receipt)).to.include('Kirjattu vastaus').and.to.include('Järjestö D (esimerkki)');
    const [stored] = await bot.world.deps.store.find(responses, { respondentId: 'o-paper' });
    expect(stored).to.include({ state: 'submitted', enteredBy: bot.world.memberId('lead') });
    expect(wordsOf(await bot.press('lead', receipt, 'Kirjaa toinen vastaus'))).to.include('kirjattu');
  });

  it('is answered once by an organisation, whoever of it does', async () => {
    const form = await bot.say('lead', 'kysely');
    // As what it is made from suggests, unless the form says otherwise.
    const typed = { template: 'handover', groupId: 'future', closesOn: '2026-09-20' };
    const secret = await bot.press('lead', form, 'survey.draft', { ...typed, anonymity: 'anonymous' });
    expect(wordsOf(secret)).to.include('ei voi kysyä nimettömänä');
    const draft = await bot.press('lead', secret, 'survey.draft', typed);
    expect(wordsOf(draft)).to.include('yhden yhteisen vastauksen');
    await bot.press('lead', draft, 'survey.post');
    const [invitation] = await bot.work();
    if (!invitation) throw new Error('nothing was posted');
    expect(wordsOf(await bot.press('member', invitation, 'Vastaa'))).to.include('yhden yhteisen vastauksen');
    expect(wordsOf(await bot.press('loner', invitation, 'Vastaa'))).to.include(
      'eikä sinulle ole merkitty organisaatiota',
    );
  });

  it('reminds at the times its lead chooses, and asks again when one cannot be', async () => {
    await posted();
    const form = await bot.press('lead', await managed(), 'Muistutukset');
    expect(inputsOf(form)[0]).to.include({ id: 'when', value: 'usual' });
    const late = await bot.press('lead', form, 'Tallenna', { when: 'chosen', day1: '2027-12-24', time: '09:00' });
    expect(wordsOf(late)).to.include('Muistutusajan on oltava tulevaisuudessa');
    expect(inputsOf(late)[1]).to.include({ id: 'day1', value: '2027-12-24' });
    const chosen = { when: 'chosen', day1: '2026-09-08', day2: '2026-09-10', time: '10:00' };
    const saved = await bot.press('lead', late, 'Tallenna', chosen);
    expect(wordsOf(saved)).to.include('ti 8.9.2026 klo 10.00').and.to.include('to 10.9.2026 klo 10.00');
    await bot.work();
    bot.world.pass(6.95 * 24 * 60 * 60 * 1000);
    const reminded = await bot.work();
    expect(reminded.map((card) => card.fallbackText?.split(':')[0])).to.deep.equal(Array(5).fill('Muistutus'));
  });

  it('takes days that are typed into an empty form for the chosen ones', async () => {
    await posted();
    const form = await bot.press('lead', await managed(), 'Muistutukset');
    const saved = await bot.press('lead', form, 'Tallenna', { when: 'usual', day1: '2026-09-08', time: '10:00' });
    expect(wordsOf(saved)).to.include('ti 8.9.2026 klo 10.00');
    const again = await bot.press('lead', saved, 'Muistutukset');
    const usual = await bot.press('lead', again, 'Tallenna', { when: 'usual', day1: '2026-09-08', time: '10:00' });
    expect(wordsOf(usual)).not.to.include('ti 8.9.2026');
  });

  it('is open longer when its lead moves the closing, and the posted card says so', async () => {
    await posted();
    const asked = await bot.press('lead', await managed(), 'Siirrä sulkemista');
    const again = await bot.press('lead', asked, 'Siirrä sulkemista', { closesOn: '2026-08-01' });
    expect(wordsOf(again)).to.include('Kyselyn pitää sulkeutua tulevaisuudessa');
    // The hour that is skipped when summer time begins.
    const skipped = { closesOn: '2027-03-28', closesTime: '03:30' };
    expect(wordsOf(await bot.press('lead', asked, 'Siirrä sulkemista', skipped))).to.include(
      'Kyselyn pitää sulkeutua tulevaisuudessa',
    );
    const winter = await bot.press('lead', asked, 'Siirrä sulkemista', { closesOn: '2026-10-26', closesTime: '12:00' });
    expect(wordsOf(winter)).to.include('ma 26.10.2026 klo 12.00');
    const [survey] = await bot.world.deps.store.find(surveys, { state: 'open' });
    expect(survey?.closesAt).to.equal('2026-10-26T10:00:00.000Z');
    const moved = await bot.press('lead', again, 'Siirrä sulkemista', { closesOn: '2026-09-28', closesTime: '12:00' });
    expect(wordsOf(moved)).to.include('ma 28.9.2026 klo 12.00');
    const changed = await bot.work();
    expect(changed).to.have.length(1);
    expect(wordsOf(changed[0] as Card)).to.include('Vastaa viimeistään ma 28.9.2026 klo 12.00');
  });

  it('is cancelled with a reason that those it asked read', async () => {
    const invitation = await posted();
    await answered(invitation);
    const asked = await bot.press('lead', await managed(), 'Peru kysely');
    expect(wordsOf(await bot.press('lead', asked, 'Kyllä, peru', { reason: ' ' }))).to.include('Kirjoita, miksi');
    const done = await bot.press('lead', asked, 'Kyllä, peru', { reason: 'Kysyimme <b>väärää</b>.' });
    expect(wordsOf(done)).to.include('Peruttu');
    const [changed] = await bot.work();
    expect(changed && wordsOf(changed))
      .to.include('Kysely on peruttu')
      .and.to.include('Kysyimme <b>väärää</b>.');
    expect(wordsOf(await bot.press('member', invitation, 'Vastaa'))).to.include('Kysely on peruttu');
  });

  it('shows its lead who has not answered, and reminds them in their own chats', async () => {
    await answered(await posted());
    const list = await bot.press('lead', await managed(), 'Ketkä eivät ole vastanneet');
    expectValid(list);
    expect(wordsOf(list)).to.include('4 jäsentä ei ole vielä vastannut');
    const done = await bot.press('lead', list, 'Muistuta niitä, jotka eivät ole vastanneet');
    expect(wordsOf(done)).to.include('Muistutus lähtee niille').and.to.include('Muistutettu');
    expect(wordsOf(await managed())).not.to.include('Muistutus lähtee niille');
    const again = await bot.press('lead', list, 'Muistuta niitä, jotka eivät ole vastanneet');
    expect(wordsOf(again)).to.include('Odota huomiseen');
  });

  it('is reworded while it is open, question by question', async () => {
    const invitation = await posted('supportNeed');
    const list = await bot.press('lead', await managed(), 'Muuta sanamuotoja');
    const title = await bot.press('lead', list, 'Muuta tekstiä', { code: '-title' });
    expect(wordsOf(await bot.press('lead', title, 'Tallenna', { fi: '', sv: '' }))).to.include('ainakin yhdellä');
    const again = await bot.press('lead', title, 'Tallenna', { fi: 'Uusi **nimi**' });
    const [changed] = await bot.work();
    expect(changed?.fallbackText).to.equal('Kysely: Uusi **nimi**');
    const [choice] = inputsOf(again);
    const code = choice && 'choices' in choice ? (choice.choices[3]?.value ?? '') : '';
    const question = await bot.press('lead', again, 'Muuta tekstiä', { code });
    await bot.press('lead', question, 'Tallenna', { fi: 'Selvempi kysymys?', 'help.fi': 'Neuvo' });
    const form = await bot.press('member', invitation, 'Vastaa');
    expect(wordsOf(form)).to.include('Selvempi kysymys?').and.to.include('Neuvo');
    expect(wordsOf(await bot.press('lead', title, 'Tallenna', { fi: 'Vanhentunut' }))).not.to.include('Vanhentunut');
  });

  it('is reworded down to the options of a question, whose answers stay', async () => {
    const invitation = await posted('supportNeed');
    const list = await bot.press('lead', await managed(), 'Muuta sanamuotoja');
    const [survey] = await bot.world.deps.store.find(surveys, {});
    const question = survey?.questions.find(({ kind }) => kind === 'choice');
    if (question?.kind !== 'choice') throw new Error('nothing is chosen');
    const edited = await bot.press('lead', list, 'Muuta tekstiä', { code: question.code });
    const options = await bot.press('lead', edited, 'Muuta vaihtoehtoja');
    expectValid(options);
    const [choice] = inputsOf(options);
    const keys = choice && 'choices' in choice ? choice.choices : [];
    expect(keys).to.have.length(question.options.length);
    const option = await bot.press('lead', options, 'Muuta tekstiä', { code: keys[0]?.value ?? '' });
    expectValid(option);
    expect(inputsOf(option).map(({ id }) => id)).to.deep.equal(['fi', 'sv', 'en']);
    expect(wordsOf(await bot.press('lead', option, 'Tallenna', { fi: '' }))).to.include('ainakin yhdellä');
    const saved = await bot.press('lead', option, 'Tallenna', { fi: 'Selvempi vaihtoehto' });
    expect(JSON.stringify(inputsOf(saved))).to.include('Vaihtoehto: Selvempi vaihtoehto');
    expect(JSON.stringify(await bot.press('member', invitation, 'Vastaa'))).to.include('Selvempi vaihtoehto');
    const [reworded] = await bot.world.deps.store.find(surveys, {});
    expect(reworded?.questions.map(({ code }) => code)).to.deep.equal(survey?.questions.map(({ code }) => code));
  });

  it('is opened again after closing, with the answers there were, and archived in the end', async () => {
    const invitation = await posted();
    await answered(invitation, 'Säilyy');
    const closed = await bot.press('lead', await bot.press('lead', await managed(), 'Sulje kysely'), 'Kyllä, sulje');
    await bot.work();
    expect(wordsOf(await bot.press('member', invitation, 'Vastaa'))).to.include('Kysely on suljettu');
    const asked = await bot.press('lead', closed, 'Avaa uudelleen');
    const open = await bot.press('lead', asked, 'Avaa uudelleen', { closesOn: '2026-09-28', closesTime: '12:00' });
    expect(wordsOf(open)).to.include('Avattu uudelleen');
    const [changed] = await bot.work();
    if (!changed) throw new Error('the card was not changed');
    const form = await bot.press('member', changed, 'Vastaa');
    expect(JSON.stringify(form)).to.include('Säilyy');
    const again = await bot.press('lead', await bot.press('lead', open, 'Sulje kysely'), 'Kyllä, sulje');
    expect(wordsOf(await bot.press('lead', again, 'Arkistoi'))).to.include('Arkistoitu');
  });

  it('speaks Swedish and English to those who do', async () => {
    expect(wordsOf(await bot.say('lead', 'kysely', { locale: 'sv-FI' }))).to.include('Ny enkät');
    expect(wordsOf(await bot.say('lead', 'kysely', { locale: 'en-GB' }))).to.include('New survey');
  });

  it('is not for members to make', async () => {
    expect((await bot.say('member', 'kysely')).fallbackText).to.equal('Avoimet kyselysi');
    const forged = { type: 'Action.Execute', verb: 'survey.new', data: {} };
    expect(JSON.stringify((await bot.forge('member', forged)).body)).to.include('Sinulla ei ole oikeutta tähän');
  });
});
