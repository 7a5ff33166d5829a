import type { ChannelEvent } from '../../domain/network/channels.ts';
import { tidyText } from '../../domain/text.ts';
import type { KnownActivity } from '../activity.ts';

/** Something that Teams tells of. */
export type Happening =
  | { readonly what: 'botCame' | 'botWent' }
  /** People came to the team or the chat, or went. `unknown` says how many of them Teams names without an Entra id. */
  | { readonly what: 'peopleCame' | 'peopleWent'; readonly aadObjectIds: readonly string[]; readonly unknown: number }
  /** A channel of the team is not what it was. `at` is when it happened, where Teams says so. */
  | {
      readonly what: 'channelChanged';
      readonly event: ChannelEvent;
      readonly id: string;
      readonly name: string;
      readonly at: string | undefined;
    }
  /** The team was archived or deleted, and is no longer. */
  | { readonly what: 'teamCameBack' }
  /** The team is called otherwise; the name is empty where Teams does not say it. */
  | { readonly what: 'teamRenamed'; readonly name: string }
  /** The team changed otherwise: a moment to look who is in it. */
  | { readonly what: 'teamChanged' };

const channelEvents: ReadonlyMap<string, ChannelEvent> = new Map([
  ['channelRenamed', 'renamed'],
  ['channelDeleted', 'deleted'],
  ['channelRestored', 'restored'],
]);

/**
 * What a `conversationUpdate` tells, in the order in which it is to be followed. Several things may be told at once,
 * people and the bot among each other. That a team is archived or deleted needs no doing: what is written there is
 * refused, and waits.
 */
export function happeningsIn(activity: KnownActivity): Happening[] {
  const { channelData, membersAdded = [], membersRemoved = [] } = activity;
  const { eventType = '', channel, team } = channelData;
  const event = channelEvents.get(eventType);
  if (event && channel.id !== undefined) {
    const name = tidyText(channel.name ?? '');
    return [{ what: 'channelChanged', event, id: channel.id, name, at: momentOf(activity) }];
  }
  if (eventType === 'teamUnarchived' || eventType === 'teamRestored') return [{ what: 'teamCameBack' }];
  if (eventType === 'teamRenamed') return [{ what: 'teamChanged' }, { what: 'teamRenamed', name: team.name ?? '' }];
  if (eventType === 'channelCreated') return [{ what: 'teamChanged' }];
  const went = comings(activity, membersRemoved, 'botWent', 'peopleWent');
  const came = comings(activity, membersAdded, 'botCame', 'peopleCame');
  // Who is in one of a team's private or shared channels, or leaves it, says nothing of the team.
  const isOfChannel = eventType.startsWith('channelMember');
  return [...went, ...came].filter(({ what }) => !isOfChannel || what === 'botCame');
}

type Accounts = NonNullable<KnownActivity['membersAdded']>;

function comings(
  { recipient, conversation }: KnownActivity,
  accounts: Accounts,
  bot: 'botCame' | 'botWent',
  people: 'peopleCame' | 'peopleWent',
): Happening[] {
  const own = recipient.id.toLowerCase();
  // Where Teams does not say to whom it tells it, a bot is this one.
  const isBot = ({ id }: Accounts[number]) => (own === '' ? id.startsWith('28:') : id.toLowerCase() === own);
  // Other bots are neither; a personal chat begins with its person.
  const others = accounts.filter((account) => !isBot(account) && !account.id.startsWith('28:'));
  const begins = bot === 'botCame' && conversation.conversationType === 'personal' && accounts.length > 0;
  const aadObjectIds = others.flatMap(({ aadObjectId }) => aadObjectId ?? []);
  return [
    ...(accounts.some(isBot) || begins ? [{ what: bot }] : []),
    ...(others.length > 0 ? [{ what: people, aadObjectIds, unknown: others.length - aadObjectIds.length }] : []),
  ];
}

function momentOf({ timestamp = '' }: KnownActivity): string | undefined {
  const at = new Date(timestamp);
  return Number.isNaN(at.getTime()) ? undefined : at.toISOString();
}
