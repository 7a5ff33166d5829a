import { expect } from 'chai';
import pino from 'pino';
import { runTasks } from '../../bot/delivery/scheduler.ts';
import type { TurnDeps } from '../../bot/feature.ts';
import { features } from '../../bot/features.ts';
import { createRegistry } from '../../bot/registry.ts';
import type { Card } from '../../cards/card.ts';
import { auditEntries } from '../../domain/network/audit.ts';
import { groups, members, networks } from '../../domain/network/network.ts';
import { planRecurring } from '../../domain/network/recurring.ts';
import { tasks } from '../../domain/outbox.ts';
import { expectValid } from '../cards/golden.ts';
import { buttonsOf, wordsOf } from '../cards/read.ts';
import { objectIdOf, type Role, tenantId } from '../domain/fixture.ts';
import { type Conversation, startConversation } from './conversation.ts';

const hour = 3_600_000;
const inChannel = { group: 'future' } as const;

describe('the roster of a team', () => {
  let bot: Conversation;
  beforeEach(async () => {
    bot = await startConversation();
  });
  afterEach(() => bot.close());

  function onRoster(...roles: Role[]) {
    bot.connector.roster = roles.map((role) => ({ aadObjectId: objectIdOf(role), name: `${role} (esimerkki)` }));
  }

  let sent = 0;
  async function teamEvent(more: object, eventType?: string) {
    await bot.post({
      type: 'conversationUpdate',
      id: `e-${(sent += 1)}`,
      channelId: 'msteams',
      serviceUrl: bot.connector.url,
      recipient: { id: '28:bot' },
      conversation: { id: '19:future@thread.tacv2', conversationType: 'channel', isGroup: true, tenantId },
      channelData: {
        tenant: { id: tenantId },
        team: { id: '19:team@thread.tacv2' },
        channel: { id: '19:future@thread.tacv2' },
        ...(eventType ? { eventType } : {}),
      },
      ...more,
    });
  }

  const removed = (role: Role) => [{ id: `29:${role}`, aadObjectId: objectIdOf(role) }];
  const stored = (role: Role) => bot.world.deps.store.get(members, bot.world.memberId(role));

  async function sync(): Promise<Card> {
    const overview = await bot.ask('coordinator', 'verkosto', inChannel);
    const after = await bot.press('coordinator', overview, 'Päivitä jäsenet tiimistä', {}, inChannel);
    expectValid(after);
    return after;
  }

  async function agree(asked: Card): Promise<Card> {
    const after = await bot.press('coordinator', asked, 'Kyllä, poista', {}, inChannel);
    expectValid(after);
    return after;
  }

  it('registers newcomers at once, and removes nobody before a coordinator says yes', async () => {
    onRoster('coordinator', 'member', 'other', 'loner');
    bot.connector.roster.push({ aadObjectId: '33333333-3333-4333-8333-333333333331', name: 'Kunta E, neuvoja' });
    const asked = await sync();
    expect(wordsOf(asked))
      .to.include('Lisättiin 1 uusi jäsen.')
      .and.include('Poistetaanko 1 jäsen, jota ei ole enää tiimissä?')
      .and.include((await stored('lead'))?.name);
    expect((await bot.world.actor('lead')).memberships).to.have.length(1);
    expect(await bot.world.deps.store.count(members, { networkId: 'uudi' })).to.equal(6);
    const back = await bot.press('coordinator', asked, 'Peruuta', {}, inChannel);
    expect(wordsOf(back)).not.to.include('Poistettiin');
    expect((await bot.world.actor('lead')).memberships).to.have.length(1);
  });

  it('is read again at the yes, which holds only for those who were named', async () => {
    onRoster('coordinator', 'member', 'other', 'loner');
    const asked = await sync();
    onRoster('coordinator', 'lead', 'other', 'loner');
    const again = await agree(asked);
    expect(wordsOf(again))
      .to.include((await stored('member'))?.name)
      .and.include('Poistetaanko');
    for (const role of ['lead', 'member'] as const) {
      expect((await bot.world.actor(role)).memberships).to.have.length(1);
    }
    onRoster('coordinator', 'lead', 'member', 'other', 'loner');
    expect(wordsOf(await agree(again))).to.include('Jäsenluettelo on ajan tasalla.');
    expect((await bot.world.actor('member')).memberships).to.have.length(1);
  });

  it('asks nothing the second time that the same yes is pressed', async () => {
    onRoster('coordinator', 'member', 'other', 'loner');
    const asked = await sync();
    await agree(asked);
    expect(wordsOf(await agree(asked))).to.include('Jäsenluettelo on ajan tasalla.');
  });

  it('is no member’s to agree about', async () => {
    onRoster('coordinator', 'member', 'other', 'loner');
    const refused = await bot.press('member', await sync(), 'Kyllä, poista', {}, inChannel);
    expect(wordsOf(refused)).to.include('Sinulla ei ole oikeutta tähän');
    expect((await bot.world.actor('lead')).memberships).to.have.length(1);
  });

  it('is offered to be read in a channel only; a personal chat says where', async () => {
    const personal = await bot.say('coordinator', 'verkosto');
    expect(buttonsOf(personal).map(({ verb }) => verb)).not.to.include('network.sync');
    expect(wordsOf(personal)).to.include('Päivitä jäsenet kirjoittamalla tiimin kanavalla: @Verkostobotti verkosto');
    const inTeam = await bot.ask('coordinator', 'verkosto', inChannel);
    expect(buttonsOf(inTeam).map(({ verb }) => verb)).to.include('network.sync');
    expect(wordsOf(inTeam)).not.to.include('kirjoittamalla tiimin kanavalla');
  });

  it('of several pages registers everybody', async () => {
    onRoster('coordinator', 'lead', 'member', 'other', 'loner');
    bot.connector.roster.push(
      { aadObjectId: '33333333-3333-4333-8333-333333333331', name: 'Kunta E, neuvoja' },
      { aadObjectId: '33333333-3333-4333-8333-333333333332', name: 'Kunta F, neuvoja' },
    );
    bot.connector.rosterPage = 4;
    expect(wordsOf(await sync()))
      .to.include('Lisättiin 2 uutta jäsentä.')
      .and.not.to.include('Poistettiin');
    const found = await bot.world.deps.store.find(members, { networkId: 'uudi' });
    expect(found.map(({ name }) => name)).to.include.members(['Kunta E, neuvoja', 'Kunta F, neuvoja']);
    expect(found.filter(({ leftAt }) => leftAt)).to.deep.equal([]);
  });

  it('takes the rights of those who are no longer on it, and gives them back what they had when they return', async () => {
    onRoster('coordinator', 'member', 'other', 'loner');
    expect(wordsOf(await agree(await sync()))).to.include('Poistettiin 1 jäsen, joka ei ole enää tiimissä.');
    expect((await bot.world.actor('lead')).memberships).to.deep.equal([]);
    expect(wordsOf(await bot.say('lead', 'kysely'))).to.match(/Et (ole tämän|kuulu vielä mihinkään)/);
    expect(await stored('lead')).to.include({ name: 'lead (esimerkki)', leftAt: '2026-09-01T09:00:00.000Z' });

    onRoster('coordinator', 'lead', 'member', 'other', 'loner');
    expect(wordsOf(await sync())).to.include('Lisättiin 1 uusi jäsen.');
    const [membership] = (await bot.world.actor('lead')).memberships;
    const had = { memberId: 'm-lead', organisationId: 'o-library', leads: ['future'], roles: [] };
    expect(membership).to.deep.include(had);
    expect(membership?.groupIds).to.have.members(['future', 'home']);
  });

  for (const [name, roles] of [
    ['an empty', []],
    ['a coordinatorless', ['lead', 'member']],
  ] as const) {
    it(`changes nobody when Teams gives ${name} one, and says so`, async () => {
      const before = await bot.world.deps.store.find(members, {});
      onRoster(...roles);
      bot.connector.roster.push({ aadObjectId: '33333333-3333-4333-8333-333333333331', name: 'Kunta E' });
      if (roles.length === 0) bot.connector.roster = [];
      expect(wordsOf(await sync())).to.include('ketään ei muutettu');
      expect(await bot.world.deps.store.find(members, {})).to.deep.equal(before);
    });
  }

  it('takes away whoever Teams says was removed, however often it says so', async () => {
    for (const eventType of ['teamMemberRemoved', 'teamMemberRemoved', undefined]) {
      await teamEvent({ membersRemoved: removed('lead') }, eventType);
      bot.world.pass(hour);
    }
    expect((await bot.world.actor('lead')).memberships).to.deep.equal([]);
    expect(await stored('lead')).to.deep.include({
      groupIds: [],
      leads: [],
      roles: [],
      leftAt: '2026-09-01T09:00:00.000Z',
    });
    expect((await bot.world.actor('member')).memberships).to.have.length(1);
  });

  it('is asked when Teams does not say by Entra id who was removed', async () => {
    onRoster('coordinator', 'lead', 'other', 'loner');
    await teamEvent({ membersRemoved: [{ id: '29:member' }] }, 'teamMemberRemoved');
    expect((await bot.world.actor('member')).memberships).to.deep.equal([]);
    expect((await bot.world.actor('other')).memberships).to.have.length(1);
    onRoster();
    await teamEvent({ membersRemoved: [{ id: '29:other' }] }, 'teamMemberRemoved');
    expect((await bot.world.actor('other')).memberships).to.have.length(1);
  });

  it('does not lose those who leave one of its shared channels, nor anybody when the bot itself goes', async () => {
    onRoster('coordinator');
    await teamEvent({ membersRemoved: removed('member') }, 'channelMemberRemoved');
    await teamEvent({ membersRemoved: [{ id: '28:bot' }] }, 'teamMemberRemoved');
    expect((await bot.world.actor('member')).memberships).to.have.length(1);
    expect((await bot.world.actor('lead')).memberships).to.have.length(1);
  });

  it('gives the last coordinator their task back when they return', async () => {
    await teamEvent({ membersRemoved: removed('coordinator') }, 'teamMemberRemoved');
    expect((await bot.world.actor('coordinator')).memberships).to.deep.equal([]);
    onRoster('coordinator', 'lead');
    const from = { id: '29:lead', aadObjectId: objectIdOf('lead') };
    await teamEvent({ from, membersAdded: [{ id: '29:coordinator' }] }, 'teamMemberAdded');
    expect((await bot.world.actor('coordinator')).memberships[0]?.roles).to.deep.equal(['coordinator']);
  });

  const ofTwoThousand = () =>
    Array.from({ length: 2000 }, (_, index) => ({
      aadObjectId: `44444444-4444-4444-8444-${String(index).padStart(12, '0')}`,
      name: `Organisaatio ${index}, neuvoja (esimerkki)`,
      userRole: 'guest',
    }));

  /** How many records each commit writes from now on. */
  function watchCommits(): number[] {
    const { store } = bot.world.deps;
    const sizes: number[] = [];
    const commit = store.commit.bind(store);
    store.commit = (writes) => {
      sizes.push(writes.filter(({ op }) => op !== 'check').length);
      return commit(writes);
    };
    return sizes;
  }

  async function night() {
    await planRecurring(bot.world.deps);
    bot.world.pass(15 * hour);
    await bot.work();
  }

  it('of 2,000 is read page by page at night, in commits of a bounded size, and once', async function () {
    this.timeout(20_000);
    onRoster('coordinator', 'lead', 'member', 'other', 'loner');
    bot.connector.roster.push(...ofTwoThousand());
    bot.connector.rosterPage = 500;
    const sizes = watchCommits();
    await night();
    expect(await bot.world.deps.store.count(members, { networkId: 'uudi' })).to.equal(2005);
    expect(Math.max(...sizes)).to.be.at.most(200);
    const metrics = await (await fetch(`${bot.url}/metrics`)).text();
    expect(metrics).to.match(/^verkostobotti_requests_last_second\{lane="bulk"\} 5$/m);
    const before = sizes.length;
    await bot.work();
    expect(sizes.length).to.equal(before);
    const overview = await bot.say('coordinator', 'verkosto');
    expect(wordsOf(overview)).to.include('Jäseniä: 2005');
    expectValid(overview);
    bot.connector.roster = bot.connector.roster.slice(0, -100);
    bot.world.pass(24 * hour);
    await bot.work();
    expect(await bot.world.deps.store.count(members, { groupIds: 'future' })).to.equal(1905);
  });

  it('is read by one of several instances', async () => {
    await planRecurring(bot.world.deps);
    await planRecurring(bot.world.deps);
    bot.world.pass(15 * hour);
    let readings = 0;
    const deps = {
      ...bot.world.deps,
      teams: {
        people: async () => {
          readings += 1;
          return [{ aadObjectId: objectIdOf('coordinator'), name: 'coordinator (esimerkki)', guest: false }];
        },
      },
    } as unknown as TurnDeps;
    const registry = createRegistry(features);
    const log = pino({ level: 'silent' });
    await Promise.all([1, 2, 3].map(() => runTasks(deps, registry, log)));
    expect(readings).to.equal(1);
    const task = await bot.world.deps.store.get(tasks, 'network.sync:uudi');
    expect(task).to.include({ dueAt: '2026-09-03T00:00:00.000Z' });
  });

  it('takes nobody out at night when so many are missing that a fault is likelier', async () => {
    onRoster('coordinator');
    bot.connector.roster.push(...ofTwoThousand().slice(0, 60));
    await night();
    bot.connector.roster = bot.connector.roster.slice(0, 40);
    bot.world.pass(24 * hour);
    await bot.work();
    const all = await bot.world.deps.store.find(members, { networkId: 'uudi' });
    expect(all.filter(({ leftAt }) => leftAt)).to.have.length(4);
    expect(all).to.have.length(65);
  });

  it('that cannot be read at night changes nobody, and is read again in an hour', async () => {
    onRoster('coordinator', 'lead');
    bot.connector.failReading = true;
    await night();
    expect((await bot.world.actor('member')).memberships).to.have.length(1);
    bot.connector.failReading = false;
    bot.world.pass(hour);
    await bot.work();
    expect((await bot.world.actor('member')).memberships).to.deep.equal([]);
  });

  it('brings the names people have now', async () => {
    onRoster('coordinator', 'lead', 'member', 'other', 'loner');
    bot.connector.roster[1] = { aadObjectId: objectIdOf('lead'), name: 'Uusi nimi (esimerkki)', userRole: 'guest' };
    await sync();
    expect(await stored('lead')).to.include({ name: 'Uusi nimi (esimerkki)', guest: true });
    bot.connector.roster[1] = { aadObjectId: objectIdOf('lead'), name: 'Uusi nimi (esimerkki)', userRole: 'user' };
    await sync();
    expect(await stored('lead')).to.include({ name: 'Uusi nimi (esimerkki)', guest: false });
  });

  it('shows names letter by letter, however odd, and somebody without one as a dash', async () => {
    onRoster('coordinator', 'lead', 'member', 'other', 'loner');
    const names = ['   ', '\u200b', '**Kunta** <b>G</b>', '\u202eytnuK', `${'x'.repeat(255)}😀`, 'Ma\u0308ki\0'];
    names.forEach((name, place) => {
      bot.connector.roster.push({ aadObjectId: `33333333-3333-4333-8333-33333333333${place}`, name });
    });
    await sync();
    const known = (await bot.world.deps.store.find(members, { networkId: 'uudi' })).map(({ name }) => name);
    const kept = ['–', '–', '**Kunta** <b>G</b>', '\u202eytnuK', `${'x'.repeat(255)}😀`, 'Ma\u0308ki'];
    expect(known.filter((name) => !name.endsWith('(esimerkki)'))).to.have.members(kept);
    bot.connector.roster[1] = { aadObjectId: objectIdOf('lead'), name: ' ' };
    await sync();
    expect(await stored('lead')).to.include({ name: 'lead (esimerkki)' });
    expectValid(await bot.press('coordinator', await bot.say('coordinator', 'verkosto'), 'network.people'));
  });

  it('is read whatever its accounts lack: absent, null and empty are the same', async () => {
    onRoster('coordinator', 'lead', 'member', 'other', 'loner');
    const id = (place: number) => `33333333-3333-4333-8333-33333333333${place}`;
    bot.connector.roster.push(
      { aadObjectId: id(0), name: null },
      { aadObjectId: id(1), name: 'Kunta F', userRole: null, tenantId: null },
      { aadObjectId: null, objectId: id(2), name: 'Kunta G' },
      { aadObjectId: id(3).toUpperCase(), objectId: null, name: 'Kunta H', tenantId: tenantId.toUpperCase() },
      { aadObjectId: id(3), name: 'Kunta H' },
      { aadObjectId: objectIdOf('member').toUpperCase(), name: '' },
      { aadObjectId: '', objectId: null, name: 'Tuntematon' },
    );
    await sync();
    const known = await bot.world.deps.store.find(members, { networkId: 'uudi' });
    const names = known.map(({ name }) => name).filter((name) => !name.endsWith('(esimerkki)'));
    expect(names).to.have.members(['–', 'Kunta F', 'Kunta G', 'Kunta H']);
    expect(await stored('member')).to.include({ name: 'member (esimerkki)' });
  });

  it('makes nobody a member who is no person of the tenant: bots, anonymous visitors, people of other tenants', async () => {
    onRoster('coordinator', 'lead', 'member', 'other', 'loner');
    const id = (place: number) => `33333333-3333-4333-8333-33333333333${place}`;
    const elsewhere = '99999999-9999-4999-8999-999999999999';
    bot.connector.roster.push(
      { id: '28:another-bot', aadObjectId: id(0), name: 'Toinen botti' },
      { aadObjectId: id(1), name: 'Nimetön', userRole: 'anonymous' },
      { aadObjectId: '00000000-0000-0000-0000-000000000000', name: 'Nimetön' },
      { aadObjectId: id(2), name: 'Toinen organisaatio', userRole: 'user', tenantId: elsewhere },
      { aadObjectId: id(3), name: 'Vieras (esimerkki)', userRole: 'guest', tenantId: elsewhere },
    );
    expect(wordsOf(await sync())).to.include('Lisättiin 1 uusi jäsen.');
    const known = await bot.world.deps.store.find(members, { networkId: 'uudi' });
    expect(known.filter(({ guest, name }) => guest && name === 'Vieras (esimerkki)')).to.have.length(1);
    expect(known).to.have.length(6);
  });

  const group = async () => bot.world.deps.store.get(groups, 'future');
  const channel = (name: string, eventType: string) => ({
    channelData: {
      tenant: { id: tenantId },
      team: { id: '19:team@thread.tacv2' },
      channel: { id: '19:future@thread.tacv2', name },
      eventType,
    },
  });

  it('comes with its channels: a new name is the group’s, a deleted one takes nothing until it is restored', async () => {
    await teamEvent(channel('Uusi kanava', 'channelRenamed'));
    expect((await group())?.name).to.deep.equal({ fi: 'Uusi kanava' });
    await teamEvent(channel('Uusi kanava', 'channelDeleted'));
    await teamEvent(channel('Uusi kanava', 'channelDeleted'));
    expect((await group())?.refusedAt).to.equal('2026-09-01T09:00:00.000Z');
    await teamEvent(channel('Uusi kanava', 'channelRestored'));
    expect((await group())?.refusedAt).to.equal(undefined);
    const account = await bot.world.deps.store.find(auditEntries, { subjectId: 'future' });
    expect(account.map(({ byMemberId, changes }) => [byMemberId, changes])).to.deep.equal([
      [undefined, [{ field: 'binding', before: 'Verkoston tulevaisuus', after: 'Uusi kanava' }]],
      [undefined, [{ field: 'binding', before: 'Uusi kanava' }]],
      [undefined, [{ field: 'binding', after: 'Uusi kanava' }]],
    ]);
  });

  it('is read when the bot is added to the team again, and whoever is named on two of its pages comes once', async () => {
    onRoster('coordinator', 'lead', 'member', 'other', 'loner');
    const fresh = { aadObjectId: '33333333-3333-4333-8333-333333333331', name: 'Kunta E, neuvoja' };
    bot.connector.roster.push(fresh, { ...fresh, name: 'Kunta E, uusi neuvoja' });
    bot.connector.rosterPage = 6;
    const from = { id: '29:lead', aadObjectId: objectIdOf('lead') };
    await teamEvent({ from, type: 'installationUpdate', action: 'add' });
    await teamEvent({ from, membersAdded: [{ id: '28:bot' }] });
    const found = await bot.world.deps.store.find(members, { networkId: 'uudi' });
    expect(found).to.have.length(6);
    expect(found.map(({ name }) => name)).to.include('Kunta E, uusi neuvoja');
  });

  it('is read when a channel is made or the team renamed', async () => {
    for (const [index, eventType] of ['channelCreated', 'teamRenamed'].entries()) {
      onRoster('coordinator', 'lead', 'member', 'other', 'loner');
      bot.connector.roster.push({ aadObjectId: `33333333-3333-4333-8333-33333333333${index}`, name: `Kunta ${index}` });
      const from = { id: '29:lead', aadObjectId: objectIdOf('lead') };
      await teamEvent({ from, ...channel('Uusi', eventType) });
      expect(await bot.world.deps.store.count(members, { networkId: 'uudi' })).to.equal(6 + index);
    }
  });

  it('whose name changes is offered to the network, once to each coordinator, for whoever may decide', async () => {
    onRoster('coordinator', 'lead', 'member', 'other', 'loner');
    const from = { id: '29:lead', aadObjectId: objectIdOf('lead') };
    const rename = (name: string) => {
      const there = channel('', 'teamRenamed');
      const team = { id: '19:team@thread.tacv2', name };
      return teamEvent({ from, ...there, channelData: { ...there.channelData, team } });
    };
    /** The questions that the worker sends now. */
    async function asked(): Promise<Card[]> {
      return (await bot.work()).filter(({ fallbackText }) => fallbackText === 'Tiimin nimi on vaihtunut');
    }
    const name = async () => (await bot.world.deps.store.get(networks, 'uudi'))?.name;
    const own = await name();

    await rename('Uusi nimi');
    await rename('Uusi nimi');
    const [first, ...more] = await asked();
    expect(more).to.deep.equal([]);
    expectValid(first as Card);
    expect(wordsOf(first as Card))
      .to.include('Tiimin nimi on nyt Uusi nimi.')
      .and.include('Verkoston nimi on Uudenmaan verkosto.');
    const keep = await bot.press('coordinator', first as Card, 'Pidä Uudenmaan verkosto');
    expect(wordsOf(keep)).to.include('Verkoston nimi on Uudenmaan verkosto.');
    expect(await name()).to.deep.equal(own);

    // What was kept is not asked again; another name is, and a card of before decides nothing about it.
    await rename('Kolmas');
    await rename('Uusi nimi');
    await rename('Neljäs');
    const all = await asked();
    expect(all.map(wordsOf).join()).to.include('Neljäs').and.not.include('Uusi nimi');
    const stale = await bot.press('coordinator', first as Card, 'Ota uusi nimi käyttöön');
    expect(wordsOf(stale)).to.include('Neljäs');
    expect(await name()).to.deep.equal(own);
    const last = all.at(-1) as Card;
    const refused = await bot.press('lead', last, 'Ota uusi nimi käyttöön');
    expect(buttonsOf(refused).map(({ verb }) => verb)).not.to.include('network.answerName');
    expect(await name()).to.deep.equal(own);
    const taken = await bot.press('coordinator', last, 'Ota uusi nimi käyttöön');
    expect(wordsOf(taken)).to.include('Verkoston nimi on Neljäs.');
    expect(await name()).to.deep.equal({ fi: 'Neljäs' });
    await rename('Neljäs');
    expect(await asked()).to.deep.equal([]);
    const accounts = await bot.world.deps.store.find(auditEntries, { subjectId: 'uudi' });
    expect(accounts.at(-1)).to.deep.include({
      byMemberId: 'm-coordinator',
      changes: [{ field: 'name', before: 'Uudenmaan verkosto', after: 'Neljäs' }],
    });
  });

  it('is joined by a channel that its coordinator makes a working group, with everybody in it', async () => {
    bot.connector.channels = [{ id: '19:new@thread.tacv2', name: 'Etäpalvelut' }];
    const there = {
      conversation: { id: '19:new@thread.tacv2', conversationType: 'channel', isGroup: true, tenantId },
      channelData: {
        tenant: { id: tenantId },
        team: { id: '19:team@thread.tacv2' },
        channel: { id: '19:new@thread.tacv2' },
      },
    };
    const press = async (role: Role, verb: string, data = {}) => {
      const from = { id: `29:${role}`, aadObjectId: objectIdOf(role) };
      const value = { action: { type: 'Action.Execute', verb, data } };
      const invoke = { type: 'invoke', name: 'adaptiveCard/action', locale: 'fi-FI' };
      const { body } = await bot.post({
        id: `b-${(sent += 1)}`,
        channelId: 'msteams',
        serviceUrl: bot.connector.url,
        recipient: { id: '28:bot' },
        ...invoke,
        value,
        from,
        ...there,
      });
      return (body as { value: Card }).value;
    };
    expect(wordsOf(await press('lead', 'network.bind'))).to.include('ei ole oikeutta');
    const overview = await press('coordinator', 'network.show');
    expect(buttonsOf(overview).map(({ title }) => title)).to.include('Ota kanava työryhmäksi');
    for (let time = 0; time < 2; time++) {
      const bound = await press('coordinator', 'network.bind');
      expectValid(bound);
      expect(wordsOf(bound)).to.include('Etäpalvelut');
      expect(buttonsOf(bound).map(({ verb }) => verb)).not.to.include('network.bind');
    }
    const [made, ...more] = await bot.world.deps.store.find(groups, { channelId: '19:new@thread.tacv2' });
    expect(more).to.deep.equal([]);
    expect(await bot.world.deps.store.count(members, { groupIds: made?.id ?? '' })).to.equal(5);
    const [entry] = await bot.world.deps.store.find(auditEntries, { subjectId: made?.id ?? '' });
    expect(entry).to.deep.include({
      byMemberId: 'm-coordinator',
      changes: [{ field: 'binding', after: 'Etäpalvelut' }],
    });
  });

  it('is not counted with those who left', async () => {
    await teamEvent({ membersRemoved: removed('lead') }, 'teamMemberRemoved');
    const words = wordsOf(await bot.say('coordinator', 'verkosto'));
    expect(words).to.include('Jäseniä: 4').and.not.to.include('Jäseniä: 5').and.not.to.include('lead (esimerkki)');
  });
});
