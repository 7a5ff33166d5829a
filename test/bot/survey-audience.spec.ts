import { expect } from 'chai';
import type { Card } from '../../cards/card.ts';
import { groups, type Member, members } from '../../domain/network/network.ts';
import { put } from '../../domain/store.ts';
import { type Survey, surveys } from '../../domain/survey/survey.ts';
import { expectValid } from '../cards/golden.ts';
import { buttonsOf, inputsOf, wordsOf } from '../cards/read.ts';
import type { Role } from '../domain/fixture.ts';
import { addSecondNetwork, secondNetworkId } from '../domain/second-network.ts';
import { type Conversation, startConversation } from './conversation.ts';

describe('whom a survey asks, chosen in Teams', () => {
  let bot: Conversation;
  beforeEach(async () => {
    bot = await startConversation();
  });
  afterEach(() => bot.close());

  const typed = { template: 'handover', respondent: 'person', closesOn: '2026-09-20' };
  const choicesIn = (card: Card, id: string) => {
    const input = inputsOf(card).find((one) => one.id === id);
    return input && 'choices' in input ? input.choices : [];
  };
  const valueIn = (card: Card, id: string) => {
    const input = inputsOf(card).find((one) => one.id === id);
    return input && 'value' in input ? input.value : undefined;
  };
  const planned = async (role: Role, groupId: string) =>
    bot.press(role, await bot.say(role, 'kysely'), 'Esikatsele', { ...typed, groupId });
  const stored = async (): Promise<Survey | undefined> =>
    (await bot.world.deps.store.find(surveys, { networkId: 'uudi' })).at(-1);
  const invited = async () => {
    await bot.work();
    const started = bot.connector.messages.filter(({ card }) => card?.fallbackText.startsWith('Kysely: '));
    return started.map(({ conversationId }) => conversationId).sort();
  };

  it('is for a lead of one group that group, without a step more', async () => {
    const form = await bot.say('lead', 'kysely');
    expectValid(form);
    expect(valueIn(form, 'groupId')).to.equal('future');
    expect(choicesIn(form, 'groupId').map(({ value }) => value)).to.deep.equal(['future', '-members']);
    const draft = await bot.press('lead', form, 'Esikatsele', { ...typed, groupId: 'future' });
    expect(wordsOf(draft)).to.include('Keneltä kysytään: Verkoston tulevaisuus');
  });

  it('is the whole network for a coordinator, in every channel and every chat', async () => {
    const draft = await planned('coordinator', '-network');
    expectValid(draft);
    expect(wordsOf(draft)).to.include('Keneltä kysytään: Koko verkosto');
    const done = await bot.press('coordinator', draft, 'Julkaise', { sentTo: 'both' });
    expect(wordsOf(done)).to.include('jokaiselle vastaajalle omaan keskusteluun ja 2 työryhmän kanavalle: ');
    const conversations = await invited();
    expect(conversations).to.have.length(7);
    expect(conversations.filter((id) => id.startsWith('19:'))).to.have.length(2);
    const invitation = bot.connector.messages.find(({ card }) => card?.fallbackText.startsWith('Kysely: '))?.card;
    const form = await bot.press('loner', invitation as Card, 'Vastaa');
    expect(wordsOf(form)).to.include('Kysyjä: Uudenmaan verkosto').and.to.include('Keneltä kysytään: Koko verkosto');
  });

  it('is several groups on a second card, which says when none is chosen and keeps those that are', async () => {
    const second = await planned('coordinator', '-groups');
    expectValid(second);
    expect(wordsOf(await bot.press('coordinator', second, 'Esikatsele', { groups: '' }))).to.include(
      'Valitse ainakin yksi',
    );
    const draft = await bot.press('coordinator', second, 'Esikatsele', { groups: 'future,home' });
    expect(wordsOf(draft)).to.include('Työryhmät: Verkoston tulevaisuus ja Kotiin vietävä tuki');
    const again = await bot.press('coordinator', draft, 'Muuta tietoja');
    expect(valueIn(again, 'groupId')).to.equal('-groups');
    const filled = { ...typed, groupId: '-groups', keep: '6' };
    const kept = await bot.press('coordinator', again, 'Esikatsele', filled);
    expect(valueIn(kept, 'groups')).to.equal('future,home');
    const back = await bot.press('coordinator', kept, 'Takaisin');
    expect(valueIn(back, 'template')).to.equal('handover');
    expect(valueIn(back, 'keep')).to.equal('6');
    await bot.press('coordinator', draft, 'Julkaise');
    expect(await invited()).to.have.length(2);
  });

  it('is types of organisations, in people’s own chats alone', async () => {
    const second = await planned('coordinator', '-organisationTypes');
    expectValid(second);
    const draft = await bot.press('coordinator', second, 'Esikatsele', { types: 'library,municipality' });
    expectValid(draft);
    expect(wordsOf(draft))
      .to.include('Keneltä kysytään: Kirjastot ja kunnat')
      .and.to.include('jokaiselle vastaajalle omaan keskusteluun');
    expect(inputsOf(draft).map(({ id }) => id)).not.to.include('sentTo');
    const done = await bot.press('coordinator', draft, 'Julkaise');
    expect(wordsOf(done)).to.include('Kirjastot ja kunnat');
    const conversations = await invited();
    expect(conversations).to.have.length(2);
    expect(conversations.some((id) => id.startsWith('19:'))).to.equal(false);
  });

  it('is people found by name or organisation, who stay chosen while others are looked for', async () => {
    const second = await planned('lead', '-members');
    expectValid(second);
    const found = await bot.press('lead', second, 'Hae', { search: 'järjestö', found: 'm-other' });
    expectValid(found);
    expect(choicesIn(found, 'people')).to.deep.equal([
      { title: 'other (esimerkki) – Kunta C (esimerkki)', value: 'm-other' },
    ]);
    expect(choicesIn(found, 'found').map(({ value }) => value)).to.deep.equal(['m-member']);
    const draft = await bot.press('lead', found, 'Esikatsele', { people: 'm-other', found: 'm-member' });
    expect(wordsOf(draft)).to.include('Keneltä kysytään: 2 valittua henkilöä');
    await bot.press('lead', draft, 'Julkaise');
    expect(await invited()).to.have.length(2);
    const survey = await stored();
    const answer = { type: 'Action.Execute', verb: 'survey.answer', data: { surveyId: survey?.id } };
    const refused = await bot.forge('loner', answer);
    expect(wordsOf((refused.body as { value: Card }).value)).to.include('Sinulla ei ole oikeutta tähän');
    const looksAfter = await bot.forge('lead', answer);
    expect(wordsOf((looksAfter.body as { value: Card }).value)).to.include('Tätä kyselyä ei ole osoitettu sinulle');
    expect(wordsOf(await bot.say('lead', 'omat'))).not.to.include(survey?.title.fi);
    expect(wordsOf(await bot.say('member', 'omat'))).to.include(survey?.title.fi);
    expect(wordsOf(await bot.say('loner', 'omat'))).not.to.include(survey?.title.fi);
  });

  it('is chosen from a network of 500 on cards that stay small', async () => {
    const long = 'Pitkäniminen Jäsen (esimerkki) '.repeat(4);
    const crowd = Array.from(
      { length: 500 },
      (_, index): Member => ({
        id: `00000000-0000-4000-8000-000000000${String(index).padStart(3, '0')}`,
        version: 0,
        networkId: 'uudi',
        personId: `p-${index}`,
        name: `${long}${index}`,
        guest: true,
        organisationId: 'o-library',
        groupIds: ['future'],
        leads: [],
        roles: [],
      }),
    );
    await bot.world.deps.store.commit(crowd.map((one) => put(members, one)));
    const second = await planned('coordinator', '-members');
    expectValid(second);
    expect(choicesIn(second, 'found')).to.have.length(30);
    expect(wordsOf(second)).to.include('Tarkenna hakua');
    const chosen = crowd.slice(0, 80).map(({ id }) => id);
    const full = await bot.press('coordinator', second, 'Hae', { people: chosen.join(','), search: 'Pitkä' });
    expectValid(full);
    expect(choicesIn(full, 'people')).to.have.length(80);
    const more = crowd.slice(80, 90).map(({ id }) => id);
    const tooMany = { people: chosen.join(','), found: more.join(',') };
    for (const button of ['Hae', 'Esikatsele']) {
      const refused = await bot.press('coordinator', full, button, tooMany);
      expectValid(refused);
      expect(wordsOf(refused)).to.include('enintään 80 henkilöä');
    }
  });

  it('is never what a forged card names: what is wider for a lead, or of another network', async () => {
    await addSecondNetwork(bot.world.deps.store);
    for (const [role, data] of [
      ['lead', { groupId: '-network' }],
      ['lead', { groupId: '-organisationTypes', chosen: true, types: 'library' }],
      ['lead', { groupId: '-groups', chosen: true, groups: 'future,home' }],
      ['lead', { groupId: 'home' }],
      ['lead', { groupId: '-members', chosen: true, people: 'z-alone' }],
      ['coordinator', { groupId: '-members', chosen: true, people: 'z-alone', inNetwork: 'uudi' }],
      ['coordinator', { groupId: '-groups', chosen: true, groups: 'kymi-group', inNetwork: 'uudi' }],
    ] as const) {
      const before = await bot.world.deps.store.count(surveys, { networkId: 'uudi' });
      const press = { type: 'Action.Execute', verb: 'survey.draft', data: { surveyId: 'forged', ...typed, ...data } };
      const { body } = await bot.forge(role, press);
      const card = (body as { value: Card }).value;
      expect(wordsOf(card), JSON.stringify(data)).to.match(/Valitse|Sinulla ei ole oikeutta/);
      expect(JSON.stringify(card)).not.to.include('Itäinen');
      expect(await bot.world.deps.store.count(surveys, { networkId: 'uudi' })).to.equal(before);
    }
    const look = { surveyId: 'forged', groupId: '-members', people: 'z-alone,m-coordinator', inNetwork: 'uudi' };
    const { body } = await bot.forge('lead', { type: 'Action.Execute', verb: 'survey.people', data: look });
    const card = (body as { value: Card }).value;
    expect(choicesIn(card, 'people').map(({ value }) => value)).to.deep.equal(['m-coordinator']);
  });

  it('is refused when nobody is of the chosen types', async () => {
    const second = await planned('coordinator', '-organisationTypes');
    const draft = await bot.press('coordinator', second, 'Esikatsele', { types: 'hospitalDistrict' });
    expect(wordsOf(await bot.press('coordinator', draft, 'Julkaise'))).to.include('ei ole verkoston jäseniä');
  });

  it('is on every earlier survey’s line, a coordinator’s own among them', async () => {
    await bot.press('coordinator', await planned('coordinator', '-network'), 'Julkaise');
    const list = await bot.press('coordinator', await bot.say('coordinator', 'kysely'), 'Kaikki kyselyt');
    expect(choicesIn(list, 'surveyId')[0]?.title).to.include('Koko verkosto');
    const status = await bot.say('coordinator', 'tilanne');
    expect(wordsOf(status)).to.include('Koordinaattorin kyselyt').and.to.include('vastannut 0/5');
  });

  describe('in several networks', () => {
    beforeEach(async () => {
      const { store } = bot.world.deps;
      await addSecondNetwork(store);
      const group = await store.get(groups, 'kymi-group');
      if (group) await store.commit([put(groups, { ...group, serviceUrl: bot.connector.url })]);
      const there = await store.get(members, 'z-coordinator');
      if (there) await store.commit([put(members, { ...there, roles: ['coordinator'] })]);
      await bot.press('coordinator', await bot.say('coordinator', 'apua'), 'Siirry: Uudenmaan verkosto');
    });

    it('is offered to those who may, and made one in each', async () => {
      const draft = await planned('coordinator', '-network');
      expectValid(draft);
      expect(choicesIn(draft, 'alsoIn')).to.deep.equal([{ title: 'Itäinen verkosto', value: secondNetworkId }]);
      const done = await bot.press('coordinator', draft, 'Julkaise', { alsoIn: secondNetworkId });
      expectValid(done);
      expect(wordsOf(done)).to.include('Sama kysely myös: Itäinen verkosto');
      const managed = await bot.press('coordinator', done, 'Hallinnoi');
      expect(wordsOf(managed)).to.include('Sama kysely myös: Itäinen verkosto');
      expect(await invited()).to.have.length(3);
      const there = await bot.world.deps.store.find(surveys, { networkId: secondNetworkId, state: 'open' });
      const { id, familyId } = (await stored()) ?? {};
      expect(familyId).to.equal(id);
      expect(there.filter((one) => one.familyId === id)).to.have.length(1);
    });

    it('is not offered to those who make surveys in one of them only, nor made by a forged press', async () => {
      const draft = await planned('lead', 'future');
      expect(inputsOf(draft).map(({ id }) => id)).not.to.include('alsoIn');
      const done = await bot.press('lead', draft, 'Julkaise', { alsoIn: secondNetworkId });
      expect(wordsOf(done)).to.include('Et ole tämän verkoston jäsen');
      expect((await stored())?.state).to.equal('draft');
    });

    it('is not spoken of in a channel', async () => {
      const form = await bot.ask('coordinator', 'kysely', { group: 'future' });
      const where = { group: 'future' } as const;
      const draft = await bot.press('coordinator', form, 'survey.draft', { ...typed, groupId: 'future' }, where);
      expect(JSON.stringify(draft)).not.to.include('Itäinen');
      expect(buttonsOf(draft).map(({ verb }) => verb)).to.include('survey.post');
    });
  });
});
