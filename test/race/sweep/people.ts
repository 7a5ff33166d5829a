import { comeBack } from '../../../domain/delivery/come-back.ts';
import { followAddress } from '../../../domain/delivery/follow-address.ts';
import { forgetLinks, renewCalendars } from '../../../domain/link/end.ts';
import { followLink } from '../../../domain/link/follow.ts';
import { ownLink } from '../../../domain/link/own-link.ts';
import { cancelMeeting } from '../../../domain/meeting/cancel.ts';
import { scheduleMeeting } from '../../../domain/meeting/make.ts';
import { remindDue } from '../../../domain/meeting/remind.ts';
import { replyToMeeting } from '../../../domain/meeting/reply.ts';
import { personIdOf } from '../../../domain/network/actor.ts';
import { answerOnce, forgetAnswered } from '../../../domain/network/answer-once.ts';
import { groups, networks, people } from '../../../domain/network/network.ts';
import {
  chooseDigest,
  chooseLanguage,
  chooseNetwork,
  chooseReminders,
  claimGreeting,
  forgetGreeting,
  rememberChannel,
  rememberChat,
  rememberRemoval,
} from '../../../domain/network/reach.ts';
import { removeMembers } from '../../../domain/network/roster.ts';
import { load } from '../../../domain/use-case.ts';
import { objectIdOf, type Role, tenantId } from '../../domain/fixture.ts';
import type { Act } from '../interleave.ts';
import { actorIn, type RaceDeps } from '../scene.ts';
import { due, inDays, press, type Situation } from './situation.ts';

const personId = personIdOf(tenantId, objectIdOf('member'));
const serviceUrl = 'http://127.0.0.1:9';
const linkKey = new Uint8Array(32);
const schedule = { purpose: 'schedule', networkId: 'uudi', subjectId: 'uudi' } as const;
/** The secret of a link that was shown before a race. */
let shown = '';
const leaves: Act = {
  says: 'Teams: member leaves the team',
  act: async (deps) => removeMembers(deps, await load(deps.store, networks, 'uudi'), [objectIdOf('member')]),
};

const incoming = { conversationId: 'chat', activityId: 'a' };
const answering = (says: string): Act => ({
  says,
  act: async (deps, pass) =>
    answerOnce(deps, incoming, { make: () => pass('making the answer'), send: () => pass('sending it') }),
});

const thePerson: Situation = {
  name: 'a member’s own choices',
  setting: {
    writes: [],
    before: async (deps) => {
      await rememberChat(deps, personId, { id: 'chat', serviceUrl });
      shown = await ownLink({ ...deps, linkKey }, await actorIn(deps, 'member'), schedule);
    },
  },
  useCases: [
    { says: 'Teams: a chat at another place', act: (deps) => rememberChat(deps, personId, { id: 'new', serviceUrl }) },
    { says: 'Teams: the bot is removed from the chat', act: (deps) => rememberRemoval(deps, personId) },
    { says: 'Teams: member can be reached again', act: (deps) => comeBack(deps, personId) },
    {
      says: 'Teams: a message from another address',
      act: async (deps) =>
        followAddress(deps, {
          serviceUrl: 'http://127.0.0.1:10',
          place: 'personal',
          network: undefined,
          group: undefined,
          person: await deps.store.get(people, personId),
          networkIds: ['uudi'],
        }),
    },
    {
      says: 'Teams: a channel at another address',
      act: async (deps) => rememberChannel(deps, await load(deps.store, groups, 'future'), 'http://127.0.0.1:11'),
    },
    press('wants no reminders', 'member', (deps, actor) => chooseReminders(deps, actor, false)),
    press('wants a digest', 'member', (deps, actor) => chooseDigest(deps, actor, true)),
    press('reads Swedish', 'member', (deps, actor) => chooseLanguage(deps, actor, 'sv')),
    press('reads English', 'member', (deps, actor) => chooseLanguage(deps, actor, 'en')),
    press('chooses a network', 'member', (deps, actor) => chooseNetwork(deps, actor, 'uudi')),
    press('is shown a link', 'member', (deps, actor) => ownLink({ ...deps, linkKey }, actor, schedule)),
    press('renews the calendar', 'member', (deps, actor) => renewCalendars(deps, actor, 'uudi')),
    { says: 'somebody follows a link', act: (deps) => followLink(deps, ['schedule'], shown) },
    { says: 'night: links', act: (deps) => forgetLinks(deps, inDays(500)) },
    { says: 'night: answered messages', act: (deps) => forgetAnswered(deps, inDays(500)) },
    answering('one instance answers'),
    answering('another instance answers'),
    { says: 'Teams: the bot comes to a chat', act: (deps) => claimGreeting(deps, 'chat') },
    { says: 'Teams: the bot leaves a chat', act: (deps) => forgetGreeting(deps, 'chat') },
    leaves,
  ],
};

const form = {
  meetingId: 'm',
  groupId: 'future',
  title: 'Kokous',
  day: '2026-09-10',
  start: '12:00',
  end: '13:00',
  place: '',
  agenda: '',
};
const schedules = (role: Role, title: string) =>
  press(`schedules «${title}»`, role, (deps, actor) => scheduleMeeting(deps, actor, { ...form, title }));
const meetingActs: readonly Act[] = [
  schedules('lead', 'Kokous'),
  schedules('coordinator', 'Toinen'),
  press('comes', 'member', (deps, actor) => replyToMeeting(deps, actor, 'm', 'yes')),
  press('does not come', 'member', (deps, actor) => replyToMeeting(deps, actor, 'm', 'no')),
  press('may come', 'other', (deps, actor) => replyToMeeting(deps, actor, 'm', 'maybe')),
  press('cancels', 'lead', (deps, actor) => cancelMeeting(deps, actor, 'm')),
  due('meeting.remind', 'm', remindDue, 8),
  leaves,
];

export const ofPeople: readonly Situation[] = [
  thePerson,
  { name: 'no meeting yet', setting: { writes: [] }, useCases: meetingActs },
  {
    name: 'a meeting',
    setting: {
      writes: [],
      before: async (deps: RaceDeps) => scheduleMeeting(deps, await actorIn(deps, 'lead'), form),
    },
    useCases: meetingActs,
  },
];
