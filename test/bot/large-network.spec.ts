import { expect } from 'chai';
import type { Card } from '../../cards/card.ts';
import { groups, members, networks } from '../../domain/network/network.ts';
import { surveys } from '../../domain/survey/survey.ts';
import { expectValid } from '../cards/golden.ts';
import { buttonsOf, inputsOf, wordsOf } from '../cards/read.ts';
import { aGroup, aMember, anOrganisation } from '../domain/example-network.ts';
import { objectIdOf, type Role, tenantId } from '../domain/fixture.ts';
import { type Conversation, startConversation } from './conversation.ts';

const size = 400;
const number = (place: number) => String(place).padStart(3, '0');

/** What a client sends of a card's inputs: what stands in them, and what is typed over it. */
function typedInto(card: Card, over: Readonly<Record<string, string>>): Record<string, string> {
  const held = inputsOf(card).map((input) => [input.id, 'value' in input ? String(input.value ?? '') : '']);
  return { ...Object.fromEntries(held), ...over };
}

function choicesOf(card: Card, id: string) {
  const input = inputsOf(card).find((one) => one.id === id);
  if (input?.type !== 'Input.ChoiceSet') throw new Error(`no choices ${id}`);
  return { values: input.choices.map(({ value }) => value), chosen: (input.value ?? '').split(',').filter(Boolean) };
}

describe('a network of hundreds', () => {
  let bot: Conversation;
  let where: object;
  let role: Role;

  async function send(verb: string, data: object): Promise<Card> {
    const { body } = await bot.post({
      type: 'invoke',
      name: 'adaptiveCard/action',
      channelId: 'msteams',
      serviceUrl: bot.connector.url,
      from: { id: `29:${role}`, aadObjectId: objectIdOf(role) },
      recipient: { id: '28:bot' },
      locale: 'fi-FI',
      value: { action: { type: 'Action.Execute', verb, data } },
      ...where,
    });
    const { value } = body as { value: Card };
    expectValid(value);
    return value;
  }

  /** Presses a button as a client does, with all inputs of the card. */
  async function press(card: Card, title: string, over: Readonly<Record<string, string>> = {}): Promise<Card> {
    const button = buttonsOf(card).find((one) => one.title === title);
    if (!button)
      throw new Error(
        `no button ${title}: ${buttonsOf(card)
          .map((one) => one.title)
          .join(', ')}`,
      );
    const inputs = button.associatedInputs === 'none' ? {} : typedInto(card, over);
    return send(button.verb, { ...button.data, ...inputs });
  }

  describe('of channels', () => {
    const idOf = (place: number) => `19:${number(place)}${'x'.repeat(40)}@thread.tacv2`;
    const nameOf = (place: number) => `Kanava ${number(place)} ${'漢'.repeat(37)}`;
    const typed = { name: 'Suuri verkosto', region: '11' };

    beforeEach(async () => {
      bot = await startConversation();
      role = 'stranger';
      bot.connector.roster = [{ aadObjectId: objectIdOf('stranger'), name: 'Koordinaattori (esimerkki)' }];
      bot.connector.channels = Array.from({ length: size }, (_none, place) => ({
        id: idOf(place),
        name: nameOf(place),
      }));
      where = {
        conversation: { id: `${idOf(0)};messageid=1`, conversationType: 'channel', tenantId },
        channelData: { tenant: { id: tenantId }, team: { id: '19:large' }, channel: { id: idOf(0) } },
      };
    });
    afterEach(() => bot.close());

    async function made(): Promise<string[]> {
      const [network] = await bot.world.deps.store.find(networks, { teamId: '19:large' });
      const found = await bot.world.deps.store.find(groups, { networkId: network?.id ?? '' });
      return found.map(({ channelId }) => channelId).sort();
    }

    it('is set up with all of them by one press', async () => {
      const all = await press(await send('network.setUp', {}), 'Valitse kaikki', typed);
      expect(wordsOf(all)).to.include('Valittu 400/400');
      expect(typedInto(all, {})).to.include(typed);
      expect(wordsOf(await press(all, 'Ota verkosto käyttöön'))).to.include('Työryhmiä: 400');
      expect(await made()).to.have.length(size);
    });

    it('is set up with those chosen on several pages and by searching, and nothing typed is lost on the way', async () => {
      const first = await send('network.setUp', {});
      expect(choicesOf(first, 'channels').chosen).to.deep.equal([]);
      const second = await press(first, 'Seuraavat', { ...typed, channels: [idOf(3), idOf(5)].join(',') });
      expect(choicesOf(second, 'channels').values[0]).to.equal(idOf(25));
      const found = await press(second, 'Hae', { channels: idOf(30), pickSearch: 'kanava 39' });
      expect(choicesOf(found, 'channels').values).to.deep.equal(
        Array.from({ length: 10 }, (_none, at) => idOf(390 + at)),
      );
      const none = await press(found, 'Hae', { channels: idOf(399), pickSearch: 'ei ole' });
      expect(wordsOf(none)).to.include('Haulla ei löytynyt mitään').and.include('Valittu 4/400');
      const back = await press(none, 'Hae', { pickSearch: '' });
      expect(choicesOf(back, 'channels').chosen).to.deep.equal([idOf(3), idOf(5)]);
      expect(typedInto(back, {})).to.include(typed);
      await press(back, 'Ota verkosto käyttöön', { channels: idOf(5) });
      expect(await made()).to.deep.equal([5, 30, 399].map(idOf));
    });

    it('is set up with all but a few', async () => {
      const all = await press(await send('network.setUp', {}), 'Valitse kaikki', typed);
      const page = choicesOf(all, 'channels').chosen;
      const next = await press(all, 'Seuraavat', { channels: page.slice(1).join(',') });
      expect(wordsOf(next)).to.include('Valittu 399/400');
      const last = await press(next, 'Hae', { channels: choicesOf(next, 'channels').chosen.slice(1).join(',') });
      expect(wordsOf(await press(last, 'Ota verkosto käyttöön'))).to.include('Työryhmiä: 398');
      expect(await made()).not.to.include.members([idOf(0), idOf(25)]);
    });

    it('keeps what is chosen when something else is missing, or nothing when all is taken away', async () => {
      const all = await press(await send('network.setUp', {}), 'Valitse kaikki', { name: 'Suuri verkosto' });
      const missing = await press(all, 'Ota verkosto käyttöön');
      expect(wordsOf(missing)).to.include('Maakunta: Valitse yksi vaihtoehto.').and.include('Valittu 400/400');
      const nothing = await press(missing, 'Poista valinnat', { region: '11' });
      expect(wordsOf(nothing)).to.include('Valittu 0/400').and.not.include('Maakunta: Valitse yksi vaihtoehto.');
      const none = await press(nothing, 'Ota verkosto käyttöön');
      expect(wordsOf(none)).to.include('Työryhmien kanavat: Tämä tieto tarvitaan.').and.not.include('Maakunta:');
      expect(await made()).to.deep.equal([]);
    });
  });

  describe('of groups, organisations and members', () => {
    const named = (kind: string, place: number) => `${kind} ${number(place)} ${'漢'.repeat(60)}`;

    beforeEach(async () => {
      bot = await startConversation();
      role = 'coordinator';
      where = { conversation: { id: 'a:coordinator', conversationType: 'personal', tenantId } };
      const all = Array.from({ length: size }, (_none, place) => place);
      await bot.world.deps.store.commit([
        ...all.map((place) => aGroup(`g-${number(place)}`, { name: { fi: named('Ryhmä', place) } })),
        ...all.map((place) => anOrganisation(`o-${number(place)}`, { name: named('Järjestö', place) })),
        ...all.map((place) =>
          aMember(`m-${number(place)}`, { name: named('Jäsen', place), groupIds: [`g-${number(place)}`] }),
        ),
      ]);
    });
    afterEach(() => bot.close());

    const open = (name: string) => send('command.open', { name });

    it('gives a group a lead, whichever they are', async () => {
      const form = await press(await open('network'), 'Vetäjät');
      const found = await press(form, 'Hae', { search: 'jäsen 377', groupIdSearch: 'ryhmä 388' });
      expect(choicesOf(found, 'memberId').values).to.deep.equal(['m-377']);
      const other = await press(found, 'Hae', { memberId: 'm-377', groupId: 'g-388', search: '', groupIdSearch: '' });
      expect(choicesOf(other, 'memberId').values).to.have.length(21).and.include('m-377');
      const done = await press(other, 'Nimeä vetäjäksi');
      expect(wordsOf(done)).to.include('Jäsen 377').and.include('on nyt vetäjä');
      expect((await bot.world.deps.store.get(members, 'm-377'))?.leads).to.deep.equal(['g-388']);
    });

    it('brings a member and any organisation together, and keeps what was typed of a new one', async () => {
      const list = await press(await open('network'), 'Jäsenet ja organisaatiot', { search: 'jäsen 377' });
      const member = await press(list, 'Avaa jäsen', { memberId: 'm-000' });
      const found = await press(member, 'Hae', { organisationIdSearch: 'järjestö 39', name: 'Uusi' });
      expect(choicesOf(found, 'organisationId').values).to.have.length(10);
      expect(typedInto(found, {})['name']).to.equal('Uusi');
      const done = await press(found, 'Tallenna organisaatio', { organisationId: 'o-399', name: '' });
      expect(wordsOf(done)).to.include('Tallennettu');
      expect((await bot.world.deps.store.get(members, 'm-000'))?.organisationId).to.equal('o-399');
    });

    it('asks one group of all, or several over pages, and keeps what else was typed', async () => {
      const form = await open('survey');
      const found = await press(form, 'Hae', {
        template: 'handover',
        respondent: 'person',
        groupIdSearch: 'ryhmä 39',
        closesOn: '2026-09-20',
      });
      expect(choicesOf(found, 'groupId').values.slice(0, 10)).to.include('g-399');
      expect(typedInto(found, {})).to.include({ template: 'handover', closesOn: '2026-09-20' });
      expect(wordsOf(await press(found, 'Esikatsele', { groupId: 'g-399' }))).to.include('Ryhmä 399');
      const several = await press(found, 'Esikatsele', { groupId: '-groups' });
      const next = await press(several, 'Seuraavat', { groups: 'future,g-001' });
      const searched = await press(next, 'Hae', {
        groups: choicesOf(next, 'groups').values[0] ?? '',
        pickSearch: 'ryhmä 377',
      });
      await press(searched, 'Esikatsele', { groups: 'g-377' });
      const [survey] = await bot.world.deps.store.find(surveys, { networkId: 'uudi' });
      expect(survey?.audience).to.have.property('groupIds').with.length(5);
      expect(survey?.audience)
        .to.have.property('groupIds')
        .that.includes.members(['future', 'g-001', 'g-377', 'g-399']);
      await press(await press(several, 'Valitse kaikki'), 'Esikatsele');
      const [wider] = await bot.world.deps.store.find(surveys, { networkId: 'uudi' });
      expect(wider?.audience)
        .to.have.property('groupIds')
        .with.length(size + 2);
    });

    it('looks for people in any group', async () => {
      const form = await open('survey');
      const people = await press(form, 'Esikatsele', {
        template: 'handover',
        respondent: 'person',
        groupId: '-members',
      });
      const searched = await press(people, 'Hae', { fromSearch: 'ryhmä 388' });
      const from = await press(searched, 'Hae', { from: 'g-388' });
      expect(choicesOf(from, 'found').values).to.deep.equal(['m-388']);
    });

    it('schedules a meeting for, and writes a practice in, any group', async () => {
      const meeting = await press(await open('meeting'), 'Hae', { title: 'Kokous', groupIdSearch: 'ryhmä 377' });
      expect(typedInto(meeting, {})).to.include({ title: 'Kokous' });
      const when = { groupId: 'g-377', day: '2026-10-01', start: '09:00', end: '10:00' };
      expect(wordsOf(await press(meeting, 'Sovi kokous', when))).to.include('Kokous');
      const practice = await press(await open('practice'), 'Hae', {
        kind: 'goodPractice',
        groupIdSearch: 'ryhmä 377',
        organisationIdSearch: 'järjestö 388',
      });
      expect(typedInto(practice, {})).to.include({ kind: 'goodPractice' });
      const chosen = { groupId: 'g-377', organisationId: 'o-388' };
      expect(wordsOf(await press(practice, 'Aloita kirjoittaminen', chosen))).to.include('Järjestö 388');
    });

    it('has no card that is too large behind any of its first buttons', async () => {
      for (const name of [
        'help',
        'mine',
        'schedule',
        'practice',
        'survey',
        'meeting',
        'status',
        'package',
        'network',
        'messages',
      ]) {
        const card = await open(name);
        for (const { verb, data, associatedInputs } of buttonsOf(card)) {
          await send(verb, associatedInputs === 'none' ? data : { ...typedInto(card, {}), ...data });
        }
      }
    });
  });
});
