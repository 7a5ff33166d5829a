import { alsoOnPage } from '../../cards/build.ts';
import type { Card } from '../../cards/card.ts';
import { changesCard, changesShown } from '../../cards/network/changes.ts';
import { chatBoundCard } from '../../cards/network/chat.ts';
import { leadsCard, overviewCard } from '../../cards/network/overview.ts';
import { networkReadyCard, setUpCard } from '../../cards/network/set-up.ts';
import { askAbsentCard, askRemovalCard, type SyncOutcome } from '../../cards/network/sync.ts';
import { within } from '../../cards/within.ts';
import { AppError, isAppError } from '../../domain/errors.ts';
import { absenceMessage, absentFrom } from '../../domain/network/absence.ts';
import { auditPage } from '../../domain/network/audit.ts';
import { bindChannel } from '../../domain/network/channels.ts';
import { leaveChat } from '../../domain/network/chat-members.ts';
import { mayBindChat } from '../../domain/network/chats.ts';
import { groups, members, networks } from '../../domain/network/network.ts';
import { syncAtNight } from '../../domain/network/nightly.ts';
import { findMembers, networkOverview } from '../../domain/network/overview.ts';
import { setLead } from '../../domain/network/roles.ts';
import { syncMembers } from '../../domain/network/roster.ts';
import { maySetUp, setUpNetwork } from '../../domain/network/set-up.ts';
import { can } from '../../domain/rights.ts';
import { load } from '../../domain/use-case.ts';
import { type DataOf, feature, type MessageCard, type Turn } from '../feature.ts';
import { whileWaited } from '../later.ts';
import { pauseAfter } from '../team-reader.ts';
import { networkOf } from '../turn.ts';
import { bind as bindChatHere, chatForm } from './chat.ts';
import {
  addTyped,
  assign,
  changeRole,
  editOrganisation,
  listPeople,
  newOrganisation,
  saveOrganisation,
  showMember,
  showOrganisations,
} from './people.ts';

const anHour = 3_600_000;

const membersShown = 20;
/** Of more channels than this none is chosen beforehand: so many are not all working groups, nor fit a card twice. */
const mostChosen = 50;

async function overview(turn: Turn, synced?: SyncOutcome) {
  const seen = await networkOverview(turn.deps.store, turn.actor, networkOf(turn));
  const inTeam = turn.place.type === 'channel';
  const made = overviewCard(turn.reader, seen, { inTeam, unbound: inTeam && turn.group === undefined, synced });
  return alsoOnPage(turn.reader, made, turn.deps.links.tab('groups'));
}

type SetUp = DataOf<'network.create'>;

/** The form to set up a network: with the channels chosen, or with what was typed. */
async function setUpForm(turn: Turn, typed?: SetUp) {
  if (turn.network)
    return can(turn.actor, 'network.manage', { networkId: turn.network.id }) ? overview(turn) : refuse();
  if (!maySetUp(turn.actor)) return refuse();
  const team = await whileWaited(turn.team({ mayBeOld: true }));
  return setUpCard(turn.reader, {
    name: typed?.name ?? team.name,
    region: typed?.region ?? '',
    projectEndsOn: typed?.projectEndsOn ?? '',
    channels: team.channels,
    chosen: typed?.channels ?? (team.channels.length > mostChosen ? [] : team.channels.map(({ id }) => id)),
    people: team.size,
    regions: turn.deps.builtIn.regions,
    incomplete: typed !== undefined,
  });
}

function refuse(): never {
  throw new AppError('FORBIDDEN', 'only a founder sets up a network');
}

/** Sets up the network once: whoever is second, by a moment or by a week, is shown what there is. */
async function create(turn: Turn, typed: SetUp): Promise<Card> {
  if (turn.network) return overview(turn);
  try {
    return await createFirst(turn, typed);
  } catch (error) {
    if (!isAppError(error, 'DUPLICATE')) throw error;
    return overview(await turn.again());
  }
}

async function createFirst(turn: Turn, typed: SetUp): Promise<Card> {
  const team = await turn.team();
  const region = turn.deps.builtIn.regions.find(({ code }) => code === typed.region);
  const channels = team.channels.filter(({ id }) => typed.channels.includes(id));
  if (!region || !typed.name || channels.length === 0) return setUpForm(turn, typed);
  const general = turn.reader.t('network:general');
  const network = await setUpNetwork(turn.deps, turn.actor, {
    teamId: team.id,
    name: { [turn.reader.language]: typed.name },
    region: region.name.fi ?? region.code,
    timeZone: turn.deps.timeZone,
    language: turn.reader.language,
    projectEndsOn: typed.projectEndsOn || undefined,
    channels: channels.map(({ id, name }) => ({ id, name: name || general })),
    serviceUrl: turn.place.serviceUrl,
    people: await turn.people(),
  });
  const count = await turn.deps.store.count(members, { networkId: network.id });
  const ready = networkReadyCard(turn.reader, { name: typed.name, groups: channels.length, members: count });
  return within(ready, network.id);
}

/** Makes the channel in which it is pressed a working group. */
async function bind(turn: Turn) {
  const network = networkOf(turn);
  const { channelId, serviceUrl } = turn.place;
  const found = (await turn.team()).channels.find(({ id }) => id === channelId);
  if (channelId === undefined || !found) throw new AppError('TEAM_ONLY', 'not in a channel of the team');
  const name = found.name || turn.reader.t('network:general');
  const group = await bindChannel(turn.deps, turn.actor, network, { id: channelId, name, serviceUrl });
  return overview({ ...turn, group });
}

/** Brings the members up to date with the roster; asks about those who would leave, unless `agreed` is about them. */
async function sync(turn: Turn, agreed?: string) {
  const { deps, actor, place } = turn;
  const network = networkOf(turn);
  const read = () => deps.teams.people(place.serviceUrl, network.teamId);
  const change = await syncMembers(deps, actor, network, read, agreed);
  return change && change.absent.length > 0 ? askRemovalCard(turn.reader, change) : overview(turn, change ?? 'refused');
}

/** Takes out those about whom was asked, of the team or of the chat of a group. */
async function removeAbsent(turn: Turn, { agreed, groupId }: DataOf<'network.removeAbsent'>) {
  if (groupId === undefined) return sync(turn, agreed);
  const { deps, actor, reader, place } = turn;
  const group = await load(deps.store, groups, groupId);
  const network = await load(deps.store, networks, group.networkId);
  const read = () => deps.teams.people(place.serviceUrl, group.channelId);
  const absent = await leaveChat(deps, actor, { network, group }, read, agreed);
  const left = await deps.store.count(members, { groupIds: groupId });
  return absent.length > 0 ? askAbsentCard(reader, { absent, group }) : chatBoundCard(reader, { group, members: left });
}

/** Asks whether those who are absent have left, while they are members. */
const absenceAsked: MessageCard = async ({ store }, { networkId, subjectId }, reader) => {
  const absent = await absentFrom(store, subjectId);
  const group = subjectId === networkId ? undefined : await store.get(groups, subjectId);
  return absent.length > 0 ? askAbsentCard(reader, { absent, group }) : undefined;
};

type Lead = DataOf<'network.makeLead'>;

async function changeLead(turn: Turn, wish: Lead, leads: boolean) {
  if (!wish.memberId || !wish.groupId) return leadForm(turn, wish.search, { key: 'chooseBoth', name: '', group: '' });
  const member = await setLead(turn.deps, turn.actor, { memberId: wish.memberId, groupId: wish.groupId, leads });
  const group = await turn.deps.store.get(groups, wish.groupId);
  const key = leads ? 'madeLead' : 'removedLead';
  return leadForm(turn, wish.search, { key, name: member.name, group: group ? turn.reader.pick(group.name) : '' });
}

async function leadForm(turn: Turn, search: string, done?: Parameters<typeof leadsCard>[1]['done']) {
  const { id: networkId } = networkOf(turn);
  const { store } = turn.deps;
  const page = await findMembers(store, turn.actor, networkId, { search, limit: membersShown });
  const all = await store.find(groups, { networkId });
  const made = leadsCard(turn.reader, { ...page, search, groups: all, ...(done ? { done } : {}) });
  return alsoOnPage(turn.reader, made, turn.deps.links.tab('groups'));
}

/** Networks in Teams: set up by a founder, looked after by coordinators. */
export const networkFeature = feature({
  commands: [
    {
      name: 'network',
      offered: ({ actor, network, place }) =>
        place.type === 'groupChat' && network
          ? mayBindChat(actor, network.id)
          : network
            ? can(actor, 'network.manage', { networkId: network.id })
            : maySetUp(actor),
      run: (turn) => {
        if (turn.place.type === 'groupChat') return chatForm(turn);
        return turn.network ? overview(turn) : setUpForm(turn);
      },
    },
  ],
  verbs: {
    'network.setUp': (turn) => setUpForm(turn),
    'network.create': (turn, typed) => turn.inTime('network', () => create(turn, typed)),
    'network.show': (turn) => overview(turn),
    'network.members': (turn, { search }) => leadForm(turn, search),
    'network.makeLead': (turn, wish) => changeLead(turn, wish, true),
    'network.removeLead': (turn, wish) => changeLead(turn, wish, false),
    'network.sync': (turn) => turn.inTime('network', () => sync(turn)),
    'network.removeAbsent': (turn, about) => turn.inTime('network', () => removeAbsent(turn, about)),
    'network.bind': (turn) => turn.inTime('network', () => bind(turn)),
    'network.bindChat': (turn, data) => turn.inTime('network', () => bindChatHere(turn, data)),
    'network.changes': async (turn, { after }) => {
      const { deps, actor, reader } = turn;
      const wish = { networkId: networkOf(turn).id, search: '', after, limit: changesShown };
      const made = changesCard(reader, await auditPage(deps.store, actor, wish));
      return alsoOnPage(reader, made, deps.links.tab('changes'));
    },
    'network.people': (turn, { search }) => listPeople(turn, search),
    'network.member': (turn, data) => showMember(turn, data),
    'network.assign': assign,
    'network.role': changeRole,
    'network.organisations': (turn, { search }) => showOrganisations(turn, search),
    'network.organisation': editOrganisation,
    'network.newOrganisation': newOrganisation,
    'network.addOrganisation': addTyped,
    'network.saveOrganisation': saveOrganisation,
  },
  messages: { [absenceMessage]: absenceAsked },
  tasks: {
    'network.sync': (deps, task) =>
      syncAtNight(deps, task, deps.teams.people, (error) => pauseAfter(error, deps.now(), anHour)),
  },
});
