import { expect } from 'chai';
import type { Card } from '../../cards/card.ts';
import { attendances, meetings } from '../../domain/meeting/meeting.ts';
import { put } from '../../domain/store.ts';
import { expectValid } from '../cards/golden.ts';
import { buttonsOf, inputsOf, wordsOf } from '../cards/read.ts';
import { type Conversation, startConversation } from './conversation.ts';

const inChannel = { group: 'future' } as const;
const filled = {
  groupId: 'future',
  title: 'Syksyn aloitus',
  day: '2026-09-30',
  start: '14:00',
  end: '15:30',
  place: 'Kirjasto A, https://kokous.example/1',
  agenda: 'Tilanne',
};

describe('a meeting in Teams', () => {
  let bot: Conversation;
  beforeEach(async () => {
    bot = await startConversation();
  });
  afterEach(() => bot.close());

  async function scheduled(): Promise<Card> {
    return bot.press('lead', await bot.say('lead', 'kokous'), 'Sovi kokous', filled);
  }

  async function invited(): Promise<Card> {
    await scheduled();
    const [invitation] = await bot.work();
    if (!invitation) throw new Error('nothing was posted');
    return invitation;
  }

  /** The value of an input. */
  function value(card: Card, id: string) {
    return inputsOf(card).find((input) => input.id === id)?.value;
  }

  it('is scheduled by a lead, confirmed with its time and zone, and posted to the channel', async () => {
    const done = await scheduled();
    expectValid(done);
    expect(wordsOf(done)).to.include('Kokous on sovittu');
    expect(wordsOf(done)).to.include('ke 30.9.2026 klo 14.00–15.30');
    const links = (done.actions ?? []).flatMap((action) => (action.type === 'Action.OpenUrl' ? [action.url] : []));
    expect(links).to.have.length(1);
    expect(links[0]).to.match(/\/calendar\/meeting-.+\.ics$/);
    expect(await bot.work()).to.have.length(1);
    expect(bot.connector.messages.at(-1)?.conversationId).to.match(/^19:future@thread.tacv2/);
  });

  it('leads from its confirmation to the schedule', async () => {
    const schedule = await bot.press('lead', await scheduled(), 'Näytä aikataulu');
    expect(wordsOf(schedule)).to.include('Syksyn aloitus');
  });

  it('is made once however often the button is pressed', async () => {
    const form = await bot.say('lead', 'möte');
    const cards = await Promise.all([1, 2, 3].map(() => bot.press('lead', form, 'meeting.schedule', filled)));
    for (const card of cards) expect(wordsOf(card)).to.include('Kokous on sovittu');
    expect(await bot.work()).to.have.length(1);
  });

  it('is offered for the group of the channel first', async () => {
    expect(value(await bot.ask('coordinator', 'kokous', { group: 'home' }), 'groupId')).to.equal('home');
    expect(value(await bot.ask('coordinator', 'kokous', inChannel), 'groupId')).to.equal('future');
  });

  it('gives the form back with everything typed when the time cannot be', async () => {
    const form = await bot.say('lead', 'kokous');
    const typed = { ...filled, day: '2027-03-28', start: '03:30', end: '04:30' };
    const again = await bot.press('lead', form, 'Sovi kokous', typed);
    expectValid(again);
    expect(wordsOf(again)).to.include('Tätä kellonaikaa ei ole');
    expect(Object.fromEntries(inputsOf(again).map((input) => [input.id, input.value]))).to.deep.equal(typed);
    const late = await bot.press('lead', again, 'Sovi kokous', { ...filled, end: '13:00' });
    expect(wordsOf(late)).to.include('Päättymisajan on oltava alkamisajan jälkeen.');
    const done = await bot.press('lead', late, 'Sovi kokous', filled);
    expect(wordsOf(done)).to.include('Kokous on sovittu');
    expect(await bot.world.deps.store.count(meetings, { networkId: 'uudi' })).to.equal(1);
  });

  it('can be followed by another from the form that everybody in the channel sees', async () => {
    const form = await bot.ask('lead', 'kokous', inChannel);
    await bot.press('lead', form, 'Sovi kokous', filled, inChannel);
    const other = { ...filled, title: 'Toinen kokous' };
    const again = await bot.press('coordinator', form, 'Sovi kokous', other, inChannel);
    expect(wordsOf(again)).to.include('Tällä lomakkeella on jo sovittu toinen kokous');
    expect(value(again, 'title')).to.equal('Toinen kokous');
    const done = await bot.press('coordinator', again, 'Sovi kokous', other, inChannel);
    expect(wordsOf(done)).to.include('Kokous on sovittu');
    expect(await bot.work()).to.have.length(2);
  });

  it('is answered by members, each in their own view, while the posted card stays as it is', async () => {
    const invitation = await invited();
    expectValid(invitation);
    const posted = JSON.stringify(bot.connector.messages.at(-1)?.card);
    const mine = await bot.press('member', invitation, 'Tulen', {}, inChannel);
    expectValid(mine);
    expect(wordsOf(mine)).to.include('Vastauksesi on tallennettu: tulet kokoukseen.');
    expect(wordsOf(mine)).to.include('tulossa 1, ehkä 0, ei pääse 0');
    const theirs = await bot.press('other', invitation, 'En pääse', {}, { ...inChannel, locale: 'sv-FI' });
    expect(wordsOf(theirs)).to.include('Ditt svar är sparat: du kan inte komma till mötet.');
    expect(wordsOf(theirs)).to.include('kommer 1, kanske 0, kan inte 1');
    expect(await bot.work()).to.deep.equal([]);
    expect(JSON.stringify(bot.connector.messages.at(-1)?.card)).to.equal(posted);
  });

  it('takes a changed reply in place of the first', async () => {
    const invitation = await invited();
    const first = await bot.press('member', invitation, 'Tulen', {}, inChannel);
    const second = await bot.press('member', first, 'Ehkä', {}, inChannel);
    await bot.press('member', second, 'Ehkä', {}, inChannel);
    const stored = await bot.world.deps.store.find(attendances, { memberId: bot.world.memberId('member') });
    expect(stored.map(({ reply }) => reply)).to.deep.equal(['maybe']);
  });

  it('is cancelled after asking: the posted card changes, the channel hears of it, and replies end', async () => {
    const invitation = await invited();
    const view = await bot.press('lead', await bot.press('lead', invitation, 'Tulen', {}, inChannel), 'Peru kokous');
    expect(wordsOf(view)).to.include('Perutaanko kokous?');
    const kept = await bot.press('lead', view, 'Takaisin');
    expect(wordsOf(kept)).to.include('Kokous: Syksyn aloitus');
    const done = await bot.press('lead', view, 'Kyllä, peru kokous');
    expect(wordsOf(done)).to.include('Kokous on peruttu: Syksyn aloitus');
    await bot.work();
    const inChannelNow = bot.connector.messages.filter(({ conversationId }) => conversationId.startsWith('19:future'));
    expect(inChannelNow.map(({ card }) => card?.fallbackText)).to.deep.equal([
      'Kokous on peruttu: Syksyn aloitus',
      'Kokous on peruttu: Syksyn aloitus',
    ]);
    const late = await bot.press('member', invitation, 'Tulen', {}, inChannel);
    expect(wordsOf(late)).to.include('Kokous on peruttu, joten siihen ei voi enää ilmoittautua.');
  });

  it('is not posted any more when it was cancelled before that', async () => {
    const view = await bot.press('lead', await scheduled(), 'Avaa kokous');
    await bot.press('lead', await bot.press('lead', view, 'Peru kokous'), 'Kyllä, peru kokous');
    expect(await bot.work()).to.deep.equal([]);
  });

  it('is reminded of in the channel on the day before', async () => {
    await bot.press('member', await invited(), 'Tulen', {}, inChannel);
    bot.world.pass(Date.parse('2026-09-29T11:00:00.000Z') - bot.world.deps.now().getTime());
    const [reminder, ...others] = await bot.work();
    expect(others).to.deep.equal([]);
    expect(reminder?.fallbackText).to.equal('Kokous lähestyy: Syksyn aloitus');
    expect(reminder && wordsOf(reminder)).to.include('tulossa 1, ehkä 0, ei pääse 0');
  });

  it('takes no id that could mean something else', async () => {
    for (const meetingId of ['a b|c', 'x'.repeat(65), '']) {
      await bot.forge('lead', { type: 'Action.Execute', verb: 'meeting.schedule', data: { ...filled, meetingId } });
    }
    expect(await bot.world.deps.store.count(meetings, { networkId: 'uudi' })).to.equal(0);
  });

  it('is nothing that members or strangers schedule or cancel', async () => {
    expect(wordsOf(await bot.say('member', 'kokous'))).to.include('Verkostolla ei ole tulevia kokouksia.');
    const forged = { type: 'Action.Execute', verb: 'meeting.schedule', data: { ...filled, meetingId: 'forged' } };
    expect(JSON.stringify((await bot.forge('member', forged)).body)).to.include('Sinulla ei ole oikeutta tähän.');
    expect(wordsOf(await bot.say('stranger', 'kokous'))).to.include('Et kuulu vielä mihinkään verkostoon.');
    const invitation = await invited();
    const { meetingId } = buttonsOf(invitation)[0]?.data ?? {};
    const action = { type: 'Action.Execute', verb: 'meeting.cancel', data: { meetingId } };
    await bot.forge('member', action);
    const [stored] = await bot.world.deps.store.find(meetings, { networkId: 'uudi' });
    expect(stored?.state).to.equal('scheduled');
  });

  describe('in the schedule', () => {
    it('says what to do when there are none', async () => {
      expect(wordsOf(await bot.say('member', 'aikataulu'))).to.include('Verkostolla ei ole tulevia kokouksia.');
      expect(wordsOf(await bot.say('stranger', 'aikataulu'))).to.include('Et kuulu vielä mihinkään verkostoon.');
    });

    it('stands with the own reply, and is opened from there', async () => {
      await bot.press('member', await invited(), 'Ehkä', {}, inChannel);
      const schedule = await bot.say('member', 'tidtabell');
      expectValid(schedule);
      expect(wordsOf(schedule)).to.include('Oma vastauksesi: ehkä');
      const meetingId = value(schedule, 'meetingId');
      const opened = await bot.press('member', schedule, 'Näytä kokous', { meetingId: String(meetingId) });
      expect(wordsOf(opened)).to.include('Kokous: Syksyn aloitus');
    });

    it('stands without anybody’s own reply in a channel, until somebody presses', async () => {
      await bot.press('member', await invited(), 'Ehkä', {}, inChannel);
      const posted = await bot.say('member', 'aikataulu', inChannel);
      expect(wordsOf(posted)).to.include('Syksyn aloitus').and.not.include('Oma vastauksesi');
      const action = { type: 'Action.Execute', verb: 'meeting.coming', data: { networkId: 'uudi', page: 0 } };
      const { body } = await bot.forge('member', action);
      expect(wordsOf((body as { value: Card }).value)).to.include('Oma vastauksesi: ehkä');
    });

    it('comes in small pages when there are two hundred', async () => {
      await scheduled();
      const { store } = bot.world.deps;
      const [first] = await store.find(meetings, { networkId: 'uudi' });
      if (!first) throw new Error('no meeting');
      const copies = Array.from({ length: 199 }, (_, index) => {
        const startsAt = new Date(Date.parse(first.startsAt) + (index + 1) * 86_400_000).toISOString();
        const title = `Kokous ${index} ${'ä'.repeat(130)}`;
        return put(meetings, {
          ...first,
          id: `copy-${index}`,
          version: 0,
          title,
          startsAt,
          endsAt: '2027-12-31T12:00:00.000Z',
        });
      });
      await store.commit(copies);
      const abroad = wordsOf(await bot.say('member', 'schedule', { zone: 'Europe/Stockholm' }));
      expect(abroad).to.match(/ klo [\d.–]+ \(Helsinki\)/);
      let page = await bot.say('member', 'schedule');
      expect(wordsOf(page)).not.to.include('(Helsinki)');
      const titles = new Set<string>();
      for (let number = 1; number <= 20; number += 1) {
        expectValid(page);
        expect(wordsOf(page)).to.include(`Sivu ${number}/20`);
        for (const line of wordsOf(page).split('\n')) if (/ klo \d/.test(line)) titles.add(line);
        if (number < 20) page = await bot.press('member', page, 'Seuraava');
      }
      expect(titles.size).to.equal(200);
      expect(buttonsOf(page).map(({ title }) => title)).to.not.include('Seuraava');
      expect(wordsOf(await bot.press('member', page, 'Takaisin'))).to.include('Sivu 19/20');
    });
  });
});
