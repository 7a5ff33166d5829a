import { expect } from 'chai';
import { groups, members, networks } from '../../domain/network/network.ts';
import { expectValid } from '../cards/golden.ts';
import { inputsOf, wordsOf } from '../cards/read.ts';
import { objectIdOf, tenantId } from '../domain/fixture.ts';
import { type Conversation, startConversation } from './conversation.ts';

describe('a network', () => {
  let bot: Conversation;
  beforeEach(async () => {
    bot = await startConversation();
    bot.connector.channels = [{ id: '19:new@thread.tacv2' }, { id: '19:second@thread.tacv2', name: 'Toinen ryhmä' }];
    bot.connector.roster = [
      { aadObjectId: objectIdOf('stranger'), name: 'Koordinaattori (esimerkki)' },
      { aadObjectId: objectIdOf('member'), name: 'Kirjasto D, neuvoja', userRole: 'guest' },
    ];
  });
  afterEach(() => bot.close());

  const newTeam = {
    conversation: { id: '19:new@thread.tacv2', conversationType: 'channel', isGroup: true, tenantId },
    channelData: { tenant: { id: tenantId }, team: { id: '19:newteam' }, channel: { id: '19:new@thread.tacv2' } },
  };

  function activity(more: object, role: 'stranger' | 'member' = 'stranger') {
    return {
      id: 'i-1',
      channelId: 'msteams',
      serviceUrl: bot.connector.url,
      from: { id: '29:s', aadObjectId: objectIdOf(role) },
      recipient: { id: '28:bot' },
      locale: 'fi-FI',
      ...newTeam,
      ...more,
    };
  }

  async function press(verb: string, data: object, role: 'stranger' | 'member' = 'stranger') {
    const action = { type: 'Action.Execute', verb, data };
    const { body } = await bot.post(activity({ type: 'invoke', name: 'adaptiveCard/action', value: { action } }, role));
    const { value } = body as { value: Parameters<typeof wordsOf>[0] };
    expectValid(value);
    return value;
  }

  it('is welcomed once, though Teams tells of one installation twice', async () => {
    await bot.post(activity({ type: 'installationUpdate', action: 'add' }));
    await bot.post(activity({ type: 'conversationUpdate', membersAdded: [{ id: '28:bot' }] }));
    const welcomes = bot.connector.messages.filter(({ card }) => card?.fallbackText === 'Hei, olen Verkostobotti');
    expect(welcomes).to.have.length(1);
  });

  it('is set up by a founder: a working group per chosen channel, the roster its members', async () => {
    const form = await press('network.setUp', {});
    expect(inputsOf(form).map(({ id }) => id)).to.deep.equal(['name', 'region', 'projectEndsOn', 'channels']);
    const typed = {
      name: 'Uusi verkosto',
      region: '11',
      projectEndsOn: '2026-12-31',
      channels: '19:second@thread.tacv2',
    };
    const ready = await press('network.create', typed);
    expect(wordsOf(ready)).to.include('Verkosto on käytössä');
    const [made] = await bot.world.deps.store.find(networks, { teamId: '19:newteam' });
    expect(made).to.include({ region: 'Pohjois-Savo', projectEndsOn: '2026-12-31' });
    const inIt = await bot.world.deps.store.find(groups, { networkId: made?.id ?? '' });
    expect(inIt.map(({ name }) => name.fi)).to.deep.equal(['Toinen ryhmä']);
    const registered = await bot.world.deps.store.find(members, { networkId: made?.id ?? '' });
    expect(registered.map(({ guest, roles }) => ({ guest, roles }))).to.deep.equal([
      { guest: false, roles: ['coordinator'] },
      { guest: true, roles: [] },
    ]);
  });

  it('is set up beside others: each team of a founder has its own, with its own coordinator and members', async () => {
    const typed = { name: 'Uusi verkosto', region: '11', channels: '19:second@thread.tacv2' };
    await press('network.create', typed);
    bot.connector.roster = [{ aadObjectId: objectIdOf('stranger'), name: 'Koordinaattori (esimerkki)' }];
    const third = {
      conversation: { id: '19:third@thread.tacv2', conversationType: 'channel', isGroup: true, tenantId },
      channelData: { tenant: { id: tenantId }, team: { id: '19:third' }, channel: { id: '19:third@thread.tacv2' } },
    };
    const action = { type: 'Action.Execute', verb: 'network.create', data: { ...typed, name: 'Kolmas verkosto' } };
    await bot.post(activity({ type: 'invoke', name: 'adaptiveCard/action', value: { action }, ...third }));
    const found = await bot.world.deps.store.find(networks, { tenantId });
    expect(found.map(({ name }) => name.fi)).to.include.members(['Uusi verkosto', 'Kolmas verkosto']);
    const actor = await bot.world.actor('stranger');
    expect(actor.memberships.map(({ roles }) => roles)).to.deep.equal([['coordinator'], ['coordinator']]);
    const { memberships } = await bot.world.actor('member');
    expect(memberships.map(({ networkId, roles }) => [networkId === 'uudi', roles])).to.deep.equal([
      [true, []],
      [false, []],
    ]);
    expect(wordsOf(await bot.say('stranger', 'omat')))
      .to.include('Uusi verkosto')
      .and.to.include('Kolmas verkosto');
  });

  it('is set up once, however often the button is pressed', async () => {
    const typed = { name: 'Uusi verkosto', region: '11', channels: '19:second@thread.tacv2' };
    await press('network.create', typed);
    await press('network.create', typed);
    expect(await bot.world.deps.store.find(networks, { teamId: '19:newteam' })).to.have.length(1);
  });

  it('is not set up by anybody else', async () => {
    expect(wordsOf(await press('network.setUp', {}, 'member'))).to.include('ei ole oikeutta');
  });

  it('may have more channels than fit in 2,000 characters', async () => {
    const ids = Array.from({ length: 150 }, (_, index) => `19:${String(index).padStart(43, 'x')}1@thread.tacv2`);
    bot.connector.channels = ids.map((id, index) => ({ id, name: `Työryhmä ${index}` }));
    const form = await press('network.setUp', {});
    expect(inputsOf(form).find(({ id }) => id === 'channels')).to.include({ value: '' });
    const ready = await press('network.create', { name: 'Suuri', region: '11', channels: ids.join(',') });
    expect(wordsOf(ready)).to.include('Verkosto on käytössä').and.to.include('Työryhmiä: 150');
  });

  it('gives the form back with what was typed when something is missing', async () => {
    const again = await press('network.create', { name: 'Nimi', region: '', channels: '' });
    expect(wordsOf(again)).to.include('Maakunta: Valitse yksi vaihtoehto.').and.include('Tämä tieto tarvitaan.');
    expect(inputsOf(again)[0]).to.include({ value: 'Nimi' });
  });

  it('gets leads from its coordinator, who may take the task away again', async () => {
    const overview = await bot.say('coordinator', 'verkosto');
    expect(wordsOf(overview)).to.include('Verkoston tulevaisuus');
    const form = await bot.press('coordinator', overview, 'Vetäjät');
    const chosen = { memberId: 'm-member', groupId: 'future', search: '' };
    expect(wordsOf(await bot.press('coordinator', form, 'Nimeä vetäjäksi', chosen))).to.include('on nyt vetäjä');
    expect((await bot.world.actor('member')).memberships[0]?.leads).to.deep.equal(['future']);
    await bot.press('coordinator', form, 'Poista vetäjän tehtävä', chosen);
    expect((await bot.world.actor('member')).memberships[0]?.leads).to.deep.equal([]);
  });

  it('tells those who are in none what to do', async () => {
    for (const word of ['omat', 'tilanne', 'tietopaketti']) {
      expect(wordsOf(await bot.say('stranger', word)), word).to.include(
        'Et kuulu vielä mihinkään verkostoon. Kirjoita minulle verkostosi tiimissä.',
      );
    }
  });

  it('lets only its coordinator choose leads', async () => {
    const data = { memberId: 'm-member', groupId: 'future' };
    const { body } = await bot.forge('lead', { type: 'Action.Execute', verb: 'network.makeLead', data });
    expect(wordsOf((body as { value: Parameters<typeof wordsOf>[0] }).value)).to.include('ei ole oikeutta');
    expect((await bot.world.actor('member')).memberships[0]?.leads).to.deep.equal([]);
  });

  it('takes in those who join its team', async () => {
    bot.connector.roster = [{ aadObjectId: '33333333-3333-4333-8333-333333333333', name: 'Kunta E, neuvoja' }];
    await bot.post(
      activity({
        type: 'conversationUpdate',
        membersAdded: [{ id: '29:new' }],
        channelData: {
          tenant: { id: tenantId },
          team: { id: '19:team@thread.tacv2' },
          channel: { id: '19:future@thread.tacv2' },
        },
      }),
    );
    const found = await bot.world.deps.store.find(members, { networkId: 'uudi' });
    expect(found.map(({ name }) => name)).to.include('Kunta E, neuvoja');
  });
});
