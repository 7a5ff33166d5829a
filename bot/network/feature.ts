import { alsoOnPage, box, paragraph, saying } from '../../cards/build.ts';
import { changesCard, changesShown } from '../../cards/network/changes.ts';
import { chatBoundCard } from '../../cards/network/chat.ts';
import { leadsCard } from '../../cards/network/overview.ts';
import { askAbsentCard, askRemovalCard } from '../../cards/network/sync.ts';
import { askNameCard, nameAnsweredCard } from '../../cards/network/team-name.ts';
import { staleText } from '../../cards/stale.ts';
import { AppError, isAppError } from '../../domain/errors.ts';
import { absenceMessage, absentFrom } from '../../domain/network/absence.ts';
import { isPresent } from '../../domain/network/actor.ts';
import { auditPage } from '../../domain/network/audit.ts';
import { bindChannel } from '../../domain/network/channels.ts';
import { leaveChat } from '../../domain/network/chat-members.ts';
import { mayBindChat } from '../../domain/network/chats.ts';
import { organisationNames } from '../../domain/network/directory.ts';
import { groups, members, networks } from '../../domain/network/network.ts';
import { syncAtNight } from '../../domain/network/nightly.ts';
import { findMembers } from '../../domain/network/overview.ts';
import { setLead } from '../../domain/network/roles.ts';
import { syncMembers } from '../../domain/network/roster.ts';
import { maySetUp } from '../../domain/network/set-up.ts';
import { answerTeamName, nameQuestion, renamedMessage } from '../../domain/network/team-name.ts';
import { can } from '../../domain/rights.ts';
import { load } from '../../domain/use-case.ts';
import { type DataOf, feature, type MessageCard, type Turn } from '../feature.ts';
import { pauseAfter } from '../team-reader.ts';
import { networkOf } from '../turn.ts';
import { bind as bindChatHere, chatForm } from './chat.ts';
import { overview } from './overview.ts';
import {
  addTyped,
  assign,
  changeRole,
  editOrganisation,
  listPeople,
  memberAgain,
  newOrganisation,
  organisationAgain,
  saveOrganisation,
  showMember,
  showOrganisations,
} from './people.ts';
import { create, setUpForm } from './set-up.ts';

const anHour = 3_600_000;

const membersShown = 20;

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

/** Asks whether the network takes over the name that its team has now, in the last message about it alone. */
const nameAsked: MessageCard = async ({ store }, { networkId, createdAt }, reader) => {
  const question = await nameQuestion(store, await load(store, networks, networkId));
  return question && createdAt >= question.since ? askNameCard(reader, question) : undefined;
};

/** Takes over the team's name or keeps the network's own; whoever saw other names is asked about those of now. */
async function answerName(turn: Turn, answer: DataOf<'network.answerName'>) {
  const { deps, actor, reader } = turn;
  const { id } = networkOf(turn);
  try {
    return nameAnsweredCard(reader, await answerTeamName(deps, actor, id, answer));
  } catch (error) {
    if (!isAppError(error, 'STALE')) throw error;
    const network = await load(deps.store, networks, id);
    const question = await nameQuestion(deps.store, network);
    const made = question ? askNameCard(reader, question) : nameAnsweredCard(reader, network);
    return saying(made, box('attention', [paragraph(staleText(reader.t))]));
  }
}

type Lead = DataOf<'network.makeLead'>;

async function changeLead(turn: Turn, request: Lead, leads: boolean) {
  const missing = (['memberId', 'groupId'] as const).filter((input) => request[input] === '');
  if (missing.length > 0) {
    const fields = Object.fromEntries(missing.map((input) => [input, 'required' as const]));
    throw new AppError('INPUT_INVALID', `not chosen: ${missing.join(', ')}`, { fields });
  }
  const member = await setLead(turn.deps, turn.actor, { memberId: request.memberId, groupId: request.groupId, leads });
  const group = await turn.deps.store.get(groups, request.groupId);
  const key = leads ? 'madeLead' : 'removedLead';
  const done = { key, name: member.name, group: group ? turn.reader.pick(group.name) : '' } as const;
  return leadForm(turn, { ...request, memberId: '', groupId: '' }, done);
}

/** What is chosen stays, whatever is searched next. */
async function leadForm(turn: Turn, request: Lead, done?: Parameters<typeof leadsCard>[1]['done']) {
  const { id: networkId } = networkOf(turn);
  const { store } = turn.deps;
  const page = await findMembers(store, turn.actor, networkId, { search: request.search, limit: membersShown });
  const chosen = page.found.some(({ id }) => id === request.memberId)
    ? undefined
    : await store.get(members, request.memberId);
  const kept = chosen?.networkId === networkId && isPresent(chosen) ? [chosen] : [];
  const all = await store.find(groups, { networkId });
  const found = [...kept, ...page.found];
  const organisations = await organisationNames(store, found);
  const form = { ...request, ...page, found, organisations, groups: all, ...(done ? { done } : {}) };
  return alsoOnPage(turn.reader, leadsCard(turn.reader, form), turn.deps.links.tab('groups'));
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
    'network.setUp': (turn, typed) => setUpForm(turn, typed.picking && typed),
    'network.create': (turn, typed) => turn.inTime('network', () => create(turn, typed)),
    'network.show': (turn) => overview(turn),
    'network.members': (turn, request) => leadForm(turn, request),
    'network.makeLead': (turn, request) => changeLead(turn, request, true),
    'network.removeLead': (turn, request) => changeLead(turn, request, false),
    'network.sync': (turn) => turn.inTime('network', () => sync(turn)),
    'network.removeAbsent': (turn, about) => turn.inTime('network', () => removeAbsent(turn, about)),
    'network.answerName': answerName,
    'network.bind': (turn) => turn.inTime('network', () => bind(turn)),
    'network.bindChat': (turn, data) => turn.inTime('network', () => bindChatHere(turn, data)),
    'network.changes': async (turn, { after }) => {
      const { deps, actor, reader } = turn;
      const request = { networkId: networkOf(turn).id, search: '', after, limit: changesShown };
      const made = changesCard(reader, await auditPage(deps.store, actor, request));
      return alsoOnPage(reader, made, deps.links.tab('changes'));
    },
    'network.people': (turn, { search }) => listPeople(turn, search),
    'network.member': (turn, { newOrganisationId, ...typed }) =>
      showMember(turn, typed, newOrganisationId ? { typed, newOrganisationId } : {}),
    'network.assign': assign,
    'network.role': changeRole,
    'network.organisations': (turn, { search }) => showOrganisations(turn, search),
    'network.organisation': editOrganisation,
    'network.newOrganisation': newOrganisation,
    'network.addOrganisation': addTyped,
    'network.saveOrganisation': saveOrganisation,
  },
  forms: {
    'network.setUp': (turn, typed) => setUpForm(turn, typed),
    'network.create': (turn, typed) => setUpForm(turn, typed),
    'network.members': (turn, request) => leadForm(turn, request),
    'network.makeLead': (turn, request) => leadForm(turn, request),
    'network.removeLead': (turn, request) => leadForm(turn, request),
    'network.bindChat': (turn, typed) => chatForm(turn, typed),
    'network.people': (turn, { search }) => listPeople(turn, search),
    'network.member': (turn, typed, faulty) =>
      faulty.includes('search') ? listPeople(turn, typed.search) : memberAgain(turn, typed),
    'network.assign': memberAgain,
    'network.role': memberAgain,
    'network.organisations': (turn, { search }) => showOrganisations(turn, search),
    'network.organisation': (turn, { search }) => showOrganisations(turn, search),
    'network.addOrganisation': (turn, typed) => organisationAgain(turn, typed, true),
    'network.saveOrganisation': (turn, typed) => organisationAgain(turn, typed, false),
  },
  messages: { [absenceMessage]: absenceAsked, [renamedMessage]: nameAsked },
  tasks: {
    'network.sync': (deps, task) =>
      syncAtNight(deps, task, deps.teams.people, (error) => pauseAfter(error, deps.now(), anHour)),
  },
});
