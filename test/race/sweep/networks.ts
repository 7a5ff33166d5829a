import { teamComesBack } from '../../../domain/delivery/come-back.ts';
import { moveNetwork } from '../../../domain/delivery/follow-address.ts';
import { digestDue } from '../../../domain/member/digest.ts';
import { askAboutAbsent } from '../../../domain/network/absence.ts';
import { bindChannel, followChannel } from '../../../domain/network/channels.ts';
import { followChat, leaveChat } from '../../../domain/network/chat-members.ts';
import { bindChat } from '../../../domain/network/chats.ts';
import { groups, members, type Network, networks } from '../../../domain/network/network.ts';
import { followNews } from '../../../domain/network/news.ts';
import { syncAtNight, syncSoon } from '../../../domain/network/nightly.ts';
import { addOrganisation, changeOrganisation, placeMember } from '../../../domain/network/organisations.ts';
import { takeReading } from '../../../domain/network/reading.ts';
import { planRecurring } from '../../../domain/network/recurring.ts';
import { nameCoordinator, setLead, setRole } from '../../../domain/network/roles.ts';
import {
  absenceKey,
  followRoster,
  registerNewcomers,
  removeMembers,
  syncMembers,
} from '../../../domain/network/roster.ts';
import { setUpNetwork } from '../../../domain/network/set-up.ts';
import { spellPersonIds } from '../../../domain/network/spelling.ts';
import { answerTeamName, hearTeamName } from '../../../domain/network/team-name.ts';
import { seenOf } from '../../../domain/seen.ts';
import { put } from '../../../domain/store.ts';
import { load } from '../../../domain/use-case.ts';
import { objectIdOf, type Role, tenantId } from '../../domain/fixture.ts';
import type { Act } from '../interleave.ts';
import { chat } from '../records.ts';
import { actorIn, type RaceDeps, type Setting } from '../scene.ts';
import { due, nowhere, press, type Situation } from './situation.ts';

const newcomer = '33333333-3333-4333-8333-333333333331';
const otherChat = '19:other-chat';
const serviceUrl = 'http://127.0.0.1:9';

const theNetwork = (deps: RaceDeps) => load(deps.store, networks, 'uudi');
/** As they are known: of what somebody is called, a reading says nothing once they have changed otherwise. */
const person = (one: Role) => ({
  aadObjectId: objectIdOf(one),
  name: `${one} (esimerkki)`,
  guest: one !== 'coordinator',
});
/**
 * Who is in the team by now: somebody has come, and one of its members has left. Where it changes meanwhile,
 * `members.spec.ts` has the races.
 */
const roster = async () => [
  ...(['coordinator', 'lead', 'other', 'loner'] as const).map(person),
  { aadObjectId: newcomer, name: 'Kunta E (esimerkki)', guest: true },
];
/** Who is in the chat by now, and who in one that is no group yet. */
const inChat = async () => [person('coordinator'), person('other')];
const inOtherChat = async () => [person('coordinator'), person('lead')];
const readTeam = async (_serviceUrl: string, id: string) => {
  if (id === chat.channelId) return inChat();
  return id === otherChat ? inOtherChat() : roster();
};
const told = { added: [], removed: [], somebodyLeft: false };
const gone = [objectIdOf('member')];

function teams(says: string, act: (deps: RaceDeps, network: Network) => Promise<unknown>): Act {
  return { says: `Teams: ${says}`, act: async (deps) => act(deps, await theNetwork(deps)) };
}

const form = { name: 'Kirjasto X (esimerkki)', type: 'library', contactPoint: '', municipalities: [] };
const place = (says: string, organisationId: string, name: string) =>
  press(says, 'coordinator', (deps, actor) =>
    placeMember(deps, actor, {
      memberId: 'm-loner',
      organisationId,
      newOrganisationId: 'o-placed',
      fresh: { ...form, name },
    }),
  );
const role = (who: Role, whom: Role, one: 'coordinator' | 'compiler', has: boolean) =>
  press(`${has ? 'makes' : 'makes no'} ${one} of ${whom}`, who, (deps, actor) =>
    setRole(deps, actor, { memberId: `m-${whom}`, role: one, has }),
  );
const leads = (whom: Role, isLead: boolean) =>
  press(`makes ${isLead ? 'a' : 'no'} lead of ${whom}`, 'coordinator', (deps, actor) =>
    setLead(deps, actor, { memberId: `m-${whom}`, groupId: 'future', leads: isLead }),
  );

/** Both names as the question about them was asked. */
const asShown = seenOf({
  network: { fi: 'Uudenmaan verkosto', sv: 'Nylands nätverk', en: 'Network of Uusimaa' },
  team: 'Toinen nimi',
});

/** Two coordinators, two leads, and a chat that is a group. */
const setting: Setting = {
  writes: [put(groups, chat)],
  before: async ({ store, ...deps }) => {
    const change = async (who: Role, more: object) => {
      const member = await load(store, members, `m-${who}`);
      await store.commit([put(members, { ...member, ...more })]);
    };
    await change('lead', { roles: ['coordinator'] });
    await change('member', { leads: ['future'], groupIds: ['future', 'chat'] });
    await change('other', { groupIds: ['future', 'chat'] });
    await planRecurring({ store, ...deps });
    await hearTeamName({ store, ...deps }, { id: 'uudi' }, 'Toinen nimi');
  },
};

const takenOut = (who: Role) =>
  teams(`${who} is taken out`, (deps, network) => removeMembers(deps, network, [objectIdOf(who)]));

const roles: readonly Act[] = [
  role('coordinator', 'lead', 'coordinator', false),
  role('lead', 'coordinator', 'coordinator', false),
  role('coordinator', 'coordinator', 'coordinator', false),
  role('coordinator', 'member', 'coordinator', true),
  role('coordinator', 'member', 'compiler', true),
  leads('member', false),
  takenOut('coordinator'),
  takenOut('lead'),
  takenOut('member'),
];

/** What changes those of whom no reading says anything. */
const others: readonly Act[] = [
  leads('other', true),
  role('coordinator', 'loner', 'compiler', true),
  { says: 'operator: names a coordinator', act: (deps) => nameCoordinator(deps, 'uudi', 'm-other') },
  place('places loner in a new organisation', '', form.name),
  place('places loner in a library', 'o-library', ''),
];

const night = due('network.sync', 'uudi', (deps, task) => syncAtNight(deps, task, readTeam, () => undefined));

const comings: readonly Act[] = [
  takenOut('member'),
  teams('newcomers are registered', async (deps, network) =>
    registerNewcomers(deps, network, await takeReading(deps.store, network, roster)),
  ),
  teams('a newcomer joins', (deps, network) => followNews(deps, network, roster, { ...told, added: [newcomer] })),
  teams('member has left', (deps, network) => followNews(deps, network, roster, { ...told, removed: gone })),
  teams('the roster is read', async (deps, network) =>
    followRoster(deps, network, await takeReading(deps.store, network, roster)),
  ),
  press('has the roster read', 'coordinator', async (deps, actor) => {
    const absent = [await load(deps.store, members, 'm-member')];
    return syncMembers(deps, actor, await theNetwork(deps), roster, absenceKey(absent));
  }),
  night,
  teams('has been told late', (deps, network) => syncSoon(deps, network, 60_000)),
  teams('half of the team is absent', async (deps, network) =>
    askAboutAbsent(deps, network, [
      await load(deps.store, members, 'm-member'),
      await load(deps.store, members, 'm-other'),
    ]),
  ),
  teams('member leaves the chat', async (deps, network) =>
    followChat(deps, network, await load(deps.store, groups, 'chat'), inChat, { added: [], removed: gone }),
  ),
  press('has member taken out of the chat', 'coordinator', async (deps, actor) => {
    const group = await load(deps.store, groups, 'chat');
    const absent = [await load(deps.store, members, 'm-member')];
    return leaveChat(deps, actor, { network: await theNetwork(deps), group }, inChat, absenceKey(absent));
  }),
];

const groupsAndNames: readonly Act[] = [
  press('renames an organisation', 'coordinator', (deps, actor) => changeOrganisation(deps, actor, 'o-library', form)),
  press('adds an organisation of this name', 'lead', (deps, actor) =>
    addOrganisation(deps, actor, { networkId: 'uudi', organisationId: 'o-added', form }),
  ),
  press('makes a channel a group', 'coordinator', async (deps, actor) =>
    bindChannel(deps, actor, await theNetwork(deps), { id: '19:fresh', name: 'Uusi', serviceUrl }),
  ),
  press('makes a chat a group', 'lead', async (deps, actor) =>
    bindChat(deps, actor, await theNetwork(deps), {
      id: otherChat,
      name: 'Toinen',
      serviceUrl,
      read: inOtherChat,
    }),
  ),
  ...(['renamed', 'deleted', 'restored'] as const).map((event) =>
    teams(`a channel is ${event}`, (deps, network) =>
      followChannel(deps, network, { id: '19:future@thread.tacv2', name: 'Nimi' }, event),
    ),
  ),
  teams('the team is called otherwise', (deps, network) => hearTeamName(deps, network, 'Kolmas nimi')),
  ...[true, false].map((take) =>
    press(take ? 'takes over the team’s name' : 'keeps the network’s name', 'coordinator', (deps, actor) =>
      answerTeamName(deps, actor, 'uudi', { name: 'Toinen nimi', take, seen: asShown }),
    ),
  ),
  teams('moves to another address', (deps) => moveNetwork(deps, 'uudi', 'http://127.0.0.1:10')),
  teams('the team is back', (deps, network) => teamComesBack(deps, network)),
  due('member.digest', 'uudi', digestDue, 6),
  { says: 'start: what recurs', act: (deps) => planRecurring(deps) },
  { says: 'start: ids of people', act: (deps) => spellPersonIds(deps) },
  {
    says: 'founder: sets up a network for another team',
    act: async (deps) =>
      setUpNetwork(
        deps,
        { ...(await actorIn(deps, 'coordinator')), founder: true },
        {
          teamId: '19:other-team',
          name: { fi: 'Toinen' },
          region: 'Uusimaa',
          timeZone: 'Europe/Helsinki',
          language: 'fi',
          channels: [{ id: '19:general', name: 'Yleinen' }],
          serviceUrl,
          people: (await roster()).map((one) => ({ ...one, tenantId })),
        },
      ),
  },
];

export const ofNetworks: readonly Situation[] = [
  { name: 'the tasks in a network', setting, useCases: [...roles, ...others] },
  {
    name: 'a network whose team has changed',
    setting,
    useCases: [...comings, ...others, ...groupsAndNames],
    // A reading says nothing about those who have changed since it began; the next one does.
    afterwards: (deps) => night.act(deps, nowhere),
  },
];
