import { expect } from 'chai';
import { helpCard } from '../../cards/help/help.ts';
import { withNetwork } from '../../cards/help/network.ts';
import { openCard } from '../../cards/help/open.ts';
import { languageCard } from '../../cards/member/language.ts';
import { digestCard, mineCard } from '../../cards/member/mine.ts';
import { changesCard, changesShown } from '../../cards/network/changes.ts';
import { askNewcomersCard, chatCard } from '../../cards/network/chat.ts';
import { organisationCard, organisationsCard, organisationsShown } from '../../cards/network/organisations.ts';
import { leadsCard, overviewCard } from '../../cards/network/overview.ts';
import { memberCard, peopleCard } from '../../cards/network/people.ts';
import { networkReadyCard, setUpCard, teamWelcomeCard, welcomeCard } from '../../cards/network/set-up.ts';
import { askAbsentCard, askRemovalCard } from '../../cards/network/sync.ts';
import { askNameCard, nameAnsweredCard } from '../../cards/network/team-name.ts';
import { createReader } from '../../cards/reader.ts';
import { workingCard } from '../../cards/working.ts';
import { loadContent } from '../../content/content.ts';
import type { AuditLine } from '../../domain/network/audit.ts';
import {
  groups,
  type Member,
  members,
  type Network,
  networks,
  type Organisation,
  organisations,
} from '../../domain/network/network.ts';
import type { MineItem } from '../../domain/noun.ts';
import { aWorld, type World } from '../domain/fixture.ts';
import { expectGolden, expectValid } from './golden.ts';
import { buttonsOf, wordsOf } from './read.ts';

const fi = createReader('fi', 'Europe/Helsinki');

describe('the cards of a network', () => {
  let world: World;
  before(async () => {
    world = await aWorld();
  });
  after(() => world.close());

  async function known() {
    const { store } = world.deps;
    const network = await store.get(networks, 'uudi');
    if (!network) throw new Error('no network');
    return { network, groups: await store.find(groups, {}), members: await store.find(members, {}) };
  }

  it('greet a team and a person', () => {
    expectGolden('network-welcome-team', teamWelcomeCard(fi));
    expectGolden('network-welcome', welcomeCard(fi, ['help', 'mine']));
  });

  it('set a network up', () => {
    const channels = [
      { id: 'c1', name: '' },
      { id: 'c2', name: 'Kotiin vietävä tuki' },
    ];
    const form = {
      name: 'Verkosto',
      region: '',
      projectEndsOn: '',
      channels,
      picked: { chosen: new Set(['c1']), search: '', page: 0 },
      people: 24,
    };
    const { regions } = loadContent();
    expectGolden('network-set-up', setUpCard(fi, { ...form, regions }));
    expectValid(
      setUpCard(fi, {
        ...form,
        regions,
        channels: Array.from({ length: 200 }, (_, index) => ({ id: `c${index}`, name: `Työryhmä ${index}` })),
      }),
    );
    expectGolden('network-ready', networkReadyCard(fi, { name: 'Verkosto', groups: 2, members: 24 }));
  });

  it('show its groups and choose leads', async () => {
    const { network, groups: all, members: people } = await known();
    const overview = {
      network,
      members: 6,
      withoutOrganisation: 2,
      groups: all.map((group) => ({ group, members: 5, leads: people.slice(0, 1) })),
      organisations: new Map<string, string>(),
    };
    expectGolden('network-overview', overviewCard(fi, overview, { inTeam: true, synced: { joined: 1, left: 2 } }));
    expectGolden('network-overview-personal', overviewCard(fi, overview, { inTeam: false }));
    expectValid(overviewCard(fi, overview, { inTeam: true, synced: { joined: 0, left: 0 } }));
    expectValid(overviewCard(fi, overview, { inTeam: true, synced: 'refused' }));
    expectGolden('network-leads', leadsCard(fi, { found: people, more: true, search: 'esim', groups: all }));
    const many = Array.from({ length: 100 }, (_, index) => ({
      ...all[0]!,
      id: `g-${index}`,
      name: { fi: 'Työryhmä ä'.repeat(15) },
    }));
    const leads = many.map(({ id }) => id);
    const leading = Array.from({ length: 20 }, () => ({ ...people[0]!, name: '€'.repeat(256), leads }));
    expectValid(leadsCard(fi, { found: leading, more: true, search: '', groups: many }));
    const done = { key: 'madeLead' as const, name: '<b>Nimi</b>', group: 'Ryhmä' };
    expectValid(leadsCard(fi, { found: [], more: false, search: 'x', groups: all, done }));
  });

  it('show twelve groups of a hundred, and say how many there are besides', async () => {
    const { network, groups: all, members: people } = await known();
    const [group] = all;
    const [lead] = people;
    if (!group || !lead) throw new Error('no group or no member');
    const leads = Array.from({ length: 20 }, () => ({ ...lead, name: '€'.repeat(256) }));
    const crowd = Array.from({ length: 100 }, (_, index) => ({
      group: { ...group, name: { fi: `${index} `.padEnd(150, '€') } },
      members: 500,
      leads,
    }));
    const overview = {
      network,
      members: 500,
      withoutOrganisation: 2,
      groups: crowd,
      organisations: new Map<string, string>(),
    };
    const crowded = overviewCard(fi, overview, { inTeam: false, synced: 'refused' });
    expectValid(crowded);
    expect(wordsOf(crowded)).to.include('… ja 88 muuta työryhmää').and.include('11 €').and.not.include('12 €');
    const few = overviewCard(fi, { ...overview, groups: crowd.slice(0, 12) }, { inTeam: false });
    expect(wordsOf(few)).not.to.include('… ja');
  });

  it('name those who would leave, up to twenty, before they are removed', async () => {
    const { members: people } = await known();
    expectGolden('network-ask-removal', askRemovalCard(fi, { joined: 1, absent: people.slice(0, 2) }));
    const absent = Array.from({ length: 300 }, (_, index) => ({
      ...(people[0] as Member),
      id: `m-${index}`,
      name: `${index} `.padEnd(250, '€'),
    }));
    const crowded = askRemovalCard(fi, { joined: 0, absent });
    expectValid(crowded);
    expect(wordsOf(crowded))
      .to.include('Poistetaanko 300 jäsentä, joita ei ole enää tiimissä?')
      .and.include('19 €')
      .and.include('… ja 280 muuta')
      .and.not.include('20 €');
  });

  it('ask whether those have left whom Teams no longer shows, in a team and in a chat', async () => {
    const { members: people, groups: all } = await known();
    const group = { ...all[0]!, chat: true as const };
    expectGolden('network-absent', askAbsentCard(fi, { absent: people.slice(0, 2), group: undefined }));
    expectGolden('network-absent-chat', askAbsentCard(fi, { absent: people.slice(0, 1), group }));
    const absent = Array.from({ length: 300 }, () => ({ ...(people[0] as Member), name: '€'.repeat(250) }));
    const crowded = askAbsentCard(fi, { absent, group });
    expectValid(crowded);
    expect(wordsOf(crowded)).to.include('300 työryhmän jäsentä').and.include('… ja 280 muuta');
    const newcomers = [{ aadObjectId: 'a-1', name: 'Kunta D, neuvoja', guest: true }];
    const both = { name: 'Pienryhmä', chatId: '19:chat@thread.v2', network: aNetwork('uudi'), newcomers };
    const asked = askNewcomersCard(fi, { ...both, leaving: absent });
    expectValid(asked);
    expect(wordsOf(asked)).to.include('ei kuulu verkostoon').and.include('300 työryhmän jäsentä');
    expect(buttonsOf(asked).map(({ title }) => title)).to.include('Kyllä, päivitä');
  });

  it('ask whether the network takes over the new name of its team, however long it is', async () => {
    const network = aNetwork('uudi');
    const question = { network, name: 'Uudenmaan *neuvojat*', since: '2026-09-01T09:00:00.000Z', seen: 'mark' };
    expectGolden('network-team-name', askNameCard(fi, question));
    const long = { fi: '€'.repeat(256) };
    const crowded = askNameCard(fi, { ...question, name: long.fi, network: { ...network, name: long } });
    expectValid(crowded);
    expectValid(nameAnsweredCard(fi, network));
    expect(buttonsOf(crowded)[0]?.data['name']).to.equal(long.fi);
  });

  it('list members and organisations', async () => {
    const { members: people } = await known();
    const list = {
      found: people,
      more: true,
      search: 'esim',
      organisations: await theOrganisations(),
      groups: [],
      nobodyChosen: false,
    };
    expectGolden('network-people', peopleCard(fi, list));
    expectValid(peopleCard(fi, { ...list, found: [], nobodyChosen: true }));
    const chosen = { found: list.organisations, more: false, search: '', noneChosen: false };
    expectGolden('network-organisations', organisationsCard(fi, { ...chosen, saved: '<b>Kirjasto</b>' }));
    expectValid(organisationsCard(fi, { ...chosen, found: [], noneChosen: true }));
    expectValid(organisationsCard(fi, { ...chosen, found: many(organisationsShown), more: true }));
  });

  it('show one member and one organisation', async () => {
    const { members: people } = await known();
    const member = people.find(({ id }) => id === 'm-coordinator');
    if (!member) throw new Error('no member');
    const typed = { organisationId: 'o-council', name: '', type: '', contactPoint: '', municipalities: '', region: '' };
    const form = { member, organisations: await theOrganisations(), search: '', newOrganisationId: 'o-new', typed };
    expectGolden('network-member', memberCard(fi, form));
    const wrong = { ...typed, name: '<b>Uusi</b>', contactPoint: 'a@example.org' };
    expectGolden('network-member-fault', memberCard(fi, { ...form, typed: wrong, fault: 'errors:STALE' }));
    for (const done of ['placed', 'roleChanged'] as const) expectValid(memberCard(fi, { ...form, done }));
    const lone = { ...member, organisationId: 'o-199', roles: [] };
    const crowded = memberCard(fi, { ...form, member: lone, organisations: many(200) });
    expectValid(crowded);
    expect(JSON.stringify(crowded)).to.include('"o-199"');
    expectGolden('network-organisation', organisationCard(fi, { organisationId: 'o-1', typed: wrong }));
    expectValid(organisationCard(fi, { organisationId: 'o-1', typed: wrong, fault: 'network:nameTaken' }));
  });

  it('tell what was changed, by whom and when', () => {
    const line = (index: number): AuditLine => ({
      id: `a-${index}`,
      at: '2026-09-01T09:00:00.000Z',
      by: index === 1 ? undefined : 'Koordinaattori *A* (esimerkki)',
      kind: 'member',
      subjectId: 'm-1',
      about: { fi: 'Kirjasto A, neuvoja' },
      changes: [
        { field: 'role', before: undefined, after: { fi: 'compiler' } },
        { field: 'organisation', before: {}, after: { fi: 'Järjestö B (esimerkki)' } },
      ],
    });
    expectGolden('network-changes', changesCard(fi, { items: [line(0), line(1)], next: 'x', total: 30 }));
    expectGolden('network-changes-none', changesCard(fi, { items: [], next: undefined, total: 0 }));
    const long = '😀'.repeat(2000);
    const crowded = Array.from({ length: changesShown }, (_, index) => ({
      ...line(index),
      by: long,
      about: { fi: long },
      changes: (['name', 'contactPoint', 'municipalities'] as const).map((field) => ({
        field,
        before: { fi: long },
        after: { fi: long },
      })),
    }));
    expectValid(changesCard(fi, { items: crowded, next: 'x'.repeat(200), total: 300 }));
    const byOperator = { ...line(1), byOperator: true as const };
    expect(wordsOf(changesCard(fi, { items: [byOperator], next: undefined, total: 1 }))).to.include('Ylläpito');
  });

  it('make a group chat a working group, and ask about up to twenty who would become members', () => {
    const networks = [aNetwork('uudi'), aNetwork('toinen')];
    const form = { name: '', networks, networkId: '', group: undefined };
    expectGolden('network-chat', chatCard(fi, form));
    const network = aNetwork('uudi');
    const chatId = '19:chat@thread.v2';
    const people = Array.from({ length: 200 }, (_, index) => ({
      aadObjectId: `a-${index}`,
      name: index === 0 ? '😀'.repeat(500) : `Kunta ${index}, neuvoja`,
      guest: true,
    }));
    const asked = askNewcomersCard(fi, { name: 'Pienryhmä', chatId, network, newcomers: people });
    expectValid(asked);
    expect(wordsOf(asked)).to.include('200 keskustelun jäsentä').and.include('… ja 180 muuta');
    expectGolden(
      'network-chat-ask',
      askNewcomersCard(fi, { name: 'Pienryhmä', chatId, network, newcomers: people.slice(1, 3) }),
    );
  });

  it('give everybody in a channel a button to their own answer', () => {
    expectGolden('command-open', openCard(fi, 'mine', ''));
    expectGolden('working', workingCard(fi));
    expectValid(openCard(fi, 'package', '😀'.repeat(5000)));
  });

  async function theOrganisations() {
    return world.deps.store.find(organisations, { networkId: 'uudi' });
  }
});

function many(count: number): Organisation[] {
  return Array.from({ length: count }, (_, index) => ({
    id: `o-${index}`,
    version: 1,
    networkId: 'uudi',
    name: '€'.repeat(100),
    type: 'library' as const,
    municipalities: [],
  }));
}

function aNetwork(id: string): Network {
  return {
    id,
    version: 1,
    tenantId: 't',
    teamId: `team-${id}`,
    name: { fi: id === 'uudi' ? 'Uudenmaan verkosto' : `Verkosto *${id}* (esimerkki)` },
    region: 'Uusimaa',
    timeZone: 'Europe/Helsinki',
    language: 'fi',
    createdAt: '2026-09-01T09:00:00.000Z',
  };
}

function part(items: readonly MineItem[], network = 'uudi') {
  return { items, network: aNetwork(network), reader: fi };
}

describe('the cards of one person', () => {
  it('offer help, with the nearest word for one that is unknown', () => {
    expectGolden('help', helpCard(fi, { commands: ['help', 'mine', 'schedule'] }));
    expectGolden(
      'help-unknown',
      helpCard(fi, { commands: ['help'], unknown: 'kysly', suggestion: { name: 'survey', word: 'kysely' } }),
    );
    expectValid(helpCard(fi, { commands: ['help'], unknown: '😀'.repeat(5000) }));
  });

  it('say what waits, and that nothing does', () => {
    expectGolden('mine-nothing', mineCard(fi, [part([])]));
  });

  it('lead to what waits', () => {
    const little = part([waiting(0), aPractice(0)]);
    expectGolden('mine', mineCard(fi, [little]));
    const many = Array.from({ length: 200 }, (_, index) => index);
    const much = part([...many.map(waiting), ...many.map(aPractice)]);
    expectValid(mineCard(fi, [much]));
    const nothing = part([], 'toinen');
    expectGolden('mine-two-networks', mineCard(fi, [little, nothing]));
    expectValid(
      mineCard(
        fi,
        many.map((index) => ({ ...much, network: { ...much.network, id: `n-${index}` } })),
      ),
    );
  });

  it('say once a week what waits, why, and how to end that', () => {
    expectGolden('digest', digestCard(part([waiting(0), aPractice(0)])));
    const many = Array.from({ length: 200 }, (_, index) => index);
    expectValid(digestCard(part([...many.map(waiting), ...many.map(aPractice)])));
  });

  it('say which of several networks they are about, and lead to the others', () => {
    const [one, two] = [aNetwork('uudi'), aNetwork('toinen')];
    const help = helpCard(fi, { commands: ['help', 'mine'] });
    expectGolden('help-two-networks', withNetwork(fi, help, { current: one, all: [one, two], command: 'help' }));
    const all = Array.from({ length: 200 }, (_, index) => aNetwork(`n-${index}`));
    const current = all[3] as Network;
    const made = withNetwork(fi, help, { current, all, command: 'help' });
    expectValid(made);
    const next = buttonsOf(made).flatMap(({ data }) => (data['choose'] ? [data['inNetwork']] : []));
    expect(next).to.deep.equal(['n-4', 'n-5', 'n-6', 'n-7', 'n-8']);
    expectValid(withNetwork(fi, help, { current: one, all: [], command: undefined }));
  });

  it('offer the languages', () => {
    expectGolden('language', languageCard(fi, { reminders: true, digest: false }));
    expectGolden('language-chosen', languageCard(fi, { reminders: false, digest: true, chosen: 'fi' }));
  });
});

function waiting(index: number): MineItem {
  const title = { fi: 'Siirto uudelle koordinaattorille, jonka nimi on pitkä' };
  const dueAt = '2026-11-27T14:00:00.000Z';
  return { noun: 'survey', id: `s-${index}`, groupId: 'future', title, state: 'open', dueAt };
}

function aPractice(index: number): MineItem {
  const title = { fi: 'Lainattava laite mukaan kotiin' };
  const updatedAt = '2026-11-20T09:00:00.000Z';
  return { noun: 'practice', id: `p-${index}`, groupId: 'future', title, state: 'open', updatedAt };
}
