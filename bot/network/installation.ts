import type { ChannelAccount, TurnContext } from 'botbuilder';
import type { Logger } from 'pino';
import type { Card } from '../../cards/card.ts';
import { teamWelcomeCard, welcomeCard } from '../../cards/network/set-up.ts';
import { comeBack } from '../../domain/delivery/come-back.ts';
import { moveNetwork } from '../../domain/delivery/follow-address.ts';
import { type Channel, type ChannelEvent, followChannel } from '../../domain/network/channels.ts';
import { groups, type Network } from '../../domain/network/network.ts';
import {
  claimGreeting,
  forgetGreeting,
  isGreeted,
  rememberChannel,
  rememberChat,
  rememberRemoval,
} from '../../domain/network/reach.ts';
import { activityOf } from '../activity.ts';
import type { Turn, TurnDeps } from '../feature.ts';
import type { Reply } from '../reply.ts';
import { boundChatOf, createTurn, followTurn, networkOfTeam } from '../turn.ts';
import { createFollower, nothing } from './follower.ts';

/** The bot's own comings and goings, and those of the people in its team. Nothing here does more the second time. */
export interface Installation {
  /** The bot was added to a team or a chat. Greets it once, and registers a team's people if it has a network. */
  added(context: TurnContext): Promise<void>;
  /** The bot was removed: it greets again when it comes back, and until then cannot write to that person. */
  removed(context: TurnContext): Promise<void>;
  /** People were added to the team. */
  joined(context: TurnContext): Promise<void>;
  /** People were removed from the team, or left it. */
  left(context: TurnContext, people: readonly ChannelAccount[]): Promise<void>;
  /** A channel of the team was renamed, deleted or restored: its working group follows. */
  channel(context: TurnContext, channel: Pick<Channel, 'id' | 'name'>, event: ChannelEvent): Promise<void>;
  /** Somebody wrote to the bot: their chat is remembered, so that the bot can write to them. */
  wrote(context: TurnContext): Promise<void>;
  /** Teams tells of something, whatever it is: it does so from where it serves that team or chat now. */
  told(context: TurnContext): Promise<void>;
}

/** `firstWords` names the commands that a greeting mentions. */
export function createInstallation(
  deps: TurnDeps,
  reply: Reply,
  firstWords: readonly string[],
  log: Logger,
): Installation {
  const follower = createFollower(deps, log);

  /** One welcome for each time the bot begins in a team or a chat, however often and wherever Teams tells of it. */
  async function greet(context: TurnContext, card: Card): Promise<void> {
    const [place, conversation] = [greetedPlace(context), conversationOf(context)];
    if (place !== conversation && (await isGreeted(deps, conversation))) return;
    if (!(await claimGreeting(deps, place))) return;
    try {
      await reply(context, card);
    } catch (error) {
      await forgetGreeting(deps, place);
      throw error;
    }
  }

  /** Also what was kept before it was kept by team: the channel in which a team was greeted. */
  async function forgetGreetings(context: TurnContext): Promise<void> {
    const network = await networkOfTeam(context, deps);
    const channels = network ? await deps.store.find(groups, { networkId: network.id }) : [];
    const kept = [greetedPlace(context), conversationOf(context), ...channels.map(({ channelId }) => channelId)];
    for (const id of new Set(kept)) await forgetGreeting(deps, id);
  }

  /** In a group chat that is a working group: those of the network who are in it are the group. */
  async function followedChat(context: TurnContext): Promise<boolean> {
    const bound = await boundChatOf(context, deps);
    if (!bound) return false;
    const { network, group } = bound;
    await follower.chat(network, group, context.activity.serviceUrl);
    return true;
  }

  async function register({ network, place }: Turn): Promise<void> {
    if (network && place.type === 'channel') await follower.team(network, place.serviceUrl, nothing);
  }

  async function leave(context: TurnContext, people: readonly ChannelAccount[]): Promise<void> {
    const network = await networkOfTeam(context, deps);
    if (!network) return;
    const removed = people.flatMap(({ aadObjectId }) => aadObjectId ?? []);
    const somebodyLeft = removed.length < people.length;
    await follower.team(network, context.activity.serviceUrl, { added: [], removed, somebodyLeft });
  }

  /** Of a network that never moved as far as is known, all channels are looked at once: any may have another address. */
  const lookedAt = new Set<string>();
  async function followTeam({ id, served }: Network, serviceUrl: string): Promise<void> {
    const key = `${id} ${serviceUrl}`;
    if (served ? served.at === serviceUrl : lookedAt.has(key)) return;
    await moveNetwork(deps, id, serviceUrl);
    lookedAt.add(key);
  }

  async function remember(context: TurnContext, turn: Turn): Promise<void> {
    const { conversation, serviceUrl } = context.activity;
    if (turn.place.type === 'channel' && turn.network) await followTeam(turn.network, serviceUrl);
    if (turn.place.type === 'personal') {
      const { personId } = turn.actor;
      if (await rememberChat(deps, personId, { id: conversation.id, serviceUrl })) await comeBack(deps, personId);
    }
    if (turn.group && (await rememberChannel(deps, turn.group, serviceUrl))) await comeBack(deps, turn.group.id);
  }

  /** Nobody waits for what is done here: a fault is logged, and the same happens with the next activity. */
  async function quietly({ activity: { id: activity } }: TurnContext, act: () => Promise<void>): Promise<void> {
    await act().catch((error: unknown) => log.warn({ err: error, activity }, 'installation'));
  }

  return {
    added: (context) =>
      quietly(context, async () => {
        const turn = await createTurn(context, deps);
        await remember(context, turn);
        const withoutNetwork = turn.place.type === 'channel' && !turn.network;
        await greet(context, withoutNetwork ? teamWelcomeCard(turn.reader) : welcomeCard(turn.reader, firstWords));
        if (!(await followedChat(context))) await register(turn);
      }),
    removed: (context) =>
      quietly(context, async () => {
        await forgetGreetings(context);
        const { place, actor } = await createTurn(context, deps);
        if (place.type === 'personal') await rememberRemoval(deps, actor.personId);
      }),
    joined: (context) =>
      quietly(context, async () => {
        if (!(await followedChat(context))) await register(await createTurn(context, deps));
      }),
    channel: (context, channel, event) =>
      quietly(context, async () => {
        const network = await networkOfTeam(context, deps);
        const back = network && (await followChannel(deps, network, channel, event));
        if (back) await comeBack(deps, back.id);
      }),
    left: (context, people) =>
      quietly(context, async () => {
        if (!(await followedChat(context))) await leave(context, people);
      }),
    wrote: (context) => quietly(context, async () => remember(context, await createTurn(context, deps))),
    told: (context) =>
      quietly(context, async () => {
        const network = await networkOfTeam(context, deps);
        if (network) await followTeam(network, context.activity.serviceUrl);
        else if (activityOf(context).from.aadObjectId) await followTurn(await createTurn(context, deps));
      }),
  };
}

/** The id under which a greeting is kept: of the team, whichever of its channels it stands in, or of the chat. */
function greetedPlace(context: TurnContext): string {
  return activityOf(context).channelData.team.id ?? conversationOf(context);
}

/** The id of the chat or channel an activity stands in, without the thread. */
function conversationOf(context: TurnContext): string {
  return context.activity.conversation.id.split(';')[0] ?? '';
}
