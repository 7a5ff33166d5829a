import type { TurnContext } from 'botbuilder';
import type { Logger } from 'pino';
import type { Card } from '../../cards/card.ts';
import { teamWelcomeCard, welcomeCard } from '../../cards/network/set-up.ts';
import { createReader, type Reader } from '../../cards/reader.ts';
import { comeBack, teamComesBack } from '../../domain/delivery/come-back.ts';
import { moveNetwork } from '../../domain/delivery/follow-address.ts';
import { isInNetwork, personIdOf } from '../../domain/network/actor.ts';
import { followChannel } from '../../domain/network/channels.ts';
import { groups, type Network, people } from '../../domain/network/network.ts';
import type { News } from '../../domain/network/news.ts';
import {
  claimGreeting,
  forgetGreeting,
  isGreeted,
  rememberChannel,
  rememberChat,
  rememberRemoval,
} from '../../domain/network/reach.ts';
import { hearTeamName } from '../../domain/network/team-name.ts';
import { languageOf } from '../../domain/text.ts';
import { activityOf, tenantOf } from '../activity.ts';
import type { TurnDeps } from '../feature.ts';
import { createRecent } from '../recent.ts';
import type { Reply } from '../reply.ts';
import { createTurn, followTurn, type Scene, sceneOf } from '../turn.ts';
import { nothing } from './follower.ts';
import { type Happening, happeningsIn } from './happenings.ts';

/** The bot's own comings and goings, and those of the people in its team. Nothing here does more the second time. */
export interface Installation {
  /** The bot was added to a team or a chat. Greets it once, and registers a team's people if it has a network. */
  added(context: TurnContext): Promise<void>;
  /** The bot was removed: it greets again when it comes back, and until then cannot write to that person. */
  removed(context: TurnContext): Promise<void>;
  /** Something happened in a team or a chat: people came or went, the bot did, a channel or the team changed. */
  happened(context: TurnContext): Promise<void>;
  /** Somebody wrote to the bot: their chat is remembered, so that the bot can write to them. */
  wrote(context: TurnContext): Promise<void>;
  /** Teams tells of something, whatever it is: it does so from where it serves that team or chat now. */
  told(context: TurnContext): Promise<void>;
}

/** More chats than anybody in no network begins with the bot in a while. */
const mostRemembered = 10_000;

/** Who is the first to greet a place. */
interface Claims {
  claim(place: string): Promise<boolean>;
  forget(place: string): Promise<void>;
}

/** `firstWords` names the commands that a greeting mentions. */
export function createInstallation(
  deps: TurnDeps,
  reply: Reply,
  firstWords: readonly string[],
  log: Logger,
): Installation {
  const { follower } = deps;

  /** One welcome for each time the bot begins in a team or a chat, however often and wherever Teams tells of it. */
  async function greet(context: TurnContext, card: Card, claims: Claims): Promise<void> {
    const [place, conversation] = [greetedPlace(context), conversationOf(context)];
    if (place !== conversation && (await isGreeted(deps, conversation))) return;
    if (!(await claims.claim(place))) return;
    try {
      await reply(context, card);
    } catch (error) {
      await claims.forget(place);
      throw error;
    }
  }

  const stored: Claims = {
    claim: (place) => claimGreeting(deps, place),
    forget: (place) => forgetGreeting(deps, place),
  };
  /** In chats of people who are in no network, nothing is stored on their word; a newer app is no beginning there. */
  const strangers = createRecent(mostRemembered);
  const passing: Claims = {
    claim: async (place) => !(await isGreeted(deps, place)) && strangers.claim(place),
    forget: async (place) => strangers.forget(place),
  };

  /** How it is kept that a place was greeted; undefined where it need not be greeted. */
  async function claimsFor(context: TurnContext, { place, network }: Scene): Promise<Claims | undefined> {
    const personId = personIn(context);
    const isOurs = personId !== undefined && (await isInNetwork(deps.store, personId));
    if (place.type === 'channel' || network || isOurs) return stored;
    return activityOf(context).action === 'add-upgrade' ? undefined : passing;
  }

  /** Also what was kept before it was kept by team: the channel in which a team was greeted. */
  async function forgetGreetings(context: TurnContext): Promise<void> {
    const { network } = await sceneOf(context, deps);
    const channels = network ? await deps.store.find(groups, { networkId: network.id }) : [];
    const kept = [greetedPlace(context), conversationOf(context), ...channels.map(({ channelId }) => channelId)];
    for (const id of new Set(kept)) {
      strangers.forget(id);
      await forgetGreeting(deps, id);
    }
  }

  /** Who is in the network, and in the group of a chat, is read anew. */
  async function follow({ network, group, place }: Scene, news: News): Promise<void> {
    if (!network) return;
    if (place.type === 'channel') await follower.team(network, place.serviceUrl, news);
    else if (group) await follower.chat(network, group, place.serviceUrl, news);
  }

  /** The bot is in a team or a chat, perhaps after it was not. */
  async function begin(context: TurnContext, scene: Scene): Promise<void> {
    const { place, network } = scene;
    await remember(context, { ...scene, personId: personIn(context) });
    if (network && place.type === 'channel') await teamComesBack(deps, network);
    const reader = await readerIn(context, scene);
    const withoutNetwork = place.type === 'channel' && !network;
    const claims = await claimsFor(context, scene);
    const card = withoutNetwork ? teamWelcomeCard(reader) : welcomeCard(reader, firstWords);
    if (claims) await greet(context, card, claims);
    await follow(scene, nothing);
  }

  async function end(context: TurnContext, { place }: Scene): Promise<void> {
    await forgetGreetings(context);
    const personId = personIn(context);
    if (place.type === 'personal' && personId !== undefined) await rememberRemoval(deps, personId);
  }

  async function followName(network: Network, serviceUrl: string, told: string): Promise<void> {
    await hearTeamName(deps, network, told || (await deps.teams.team(serviceUrl, network.teamId)).name);
  }

  async function comeAbout(context: TurnContext, scene: Scene, happening: Happening): Promise<void> {
    const { network } = scene;
    switch (happening.what) {
      case 'botCame':
        return begin(context, scene);
      case 'botWent':
        return end(context, scene);
      case 'peopleCame':
        return follow(scene, { ...nothing, added: happening.aadObjectIds });
      case 'peopleWent':
        return follow(scene, { added: [], removed: happening.aadObjectIds, somebodyLeft: happening.unknown > 0 });
      case 'channelChanged': {
        const { event, id, name, at } = happening;
        const back = network && (await followChannel(deps, network, { id, name }, event, at));
        if (back) await comeBack(deps, back.id);
        return;
      }
      case 'teamCameBack':
        if (network) await teamComesBack(deps, network);
        return follow(scene, nothing);
      case 'teamRenamed':
        return network && followName(network, scene.place.serviceUrl, happening.name);
      case 'teamChanged':
        return follow(scene, nothing);
    }
  }

  async function readerIn(context: TurnContext, { network, group }: Scene): Promise<Reader> {
    const personId = personIn(context);
    const person = personId === undefined ? undefined : await deps.store.get(people, personId);
    const chosen = person?.language ?? languageOf(activityOf(context).locale);
    return createReader(chosen ?? group?.language ?? network?.language ?? 'fi', network?.timeZone ?? deps.timeZone);
  }

  /** Of a network that never moved as far as is known, all channels are looked at once: any may have another address. */
  const lookedAt = new Set<string>();
  async function followTeam({ id, serviceUrls }: Network, serviceUrl: string): Promise<void> {
    const key = `${id} ${serviceUrl}`;
    if (serviceUrls ? serviceUrls.current === serviceUrl : lookedAt.has(key)) return;
    await moveNetwork(deps, id, serviceUrl);
    lookedAt.add(key);
  }

  async function remember(context: TurnContext, { place, network, group, personId }: Scene & Whose): Promise<void> {
    const { conversation, serviceUrl } = context.activity;
    if (place.type === 'channel' && network) await followTeam(network, serviceUrl);
    // Of people who are in no network nothing is kept: once they are in one, the bot begins their chat itself.
    if (place.type === 'personal' && personId !== undefined && (await isInNetwork(deps.store, personId))) {
      if (await rememberChat(deps, personId, { id: conversation.id, serviceUrl })) await comeBack(deps, personId);
    }
    if (group && (await rememberChannel(deps, group, serviceUrl))) await comeBack(deps, group.id);
  }

  /** Nobody waits for what is done here: a fault is logged, and the same happens with the next activity. */
  async function quietly({ activity: { id: activity } }: TurnContext, act: () => Promise<void>): Promise<void> {
    await act().catch((error: unknown) => log.warn({ err: error, activity }, 'installation'));
  }

  return {
    added: (context) => quietly(context, async () => begin(context, await sceneOf(context, deps))),
    removed: (context) => quietly(context, async () => end(context, await sceneOf(context, deps))),
    happened: (context) =>
      quietly(context, async () => {
        const scene = await sceneOf(context, deps);
        for (const happening of happeningsIn(activityOf(context))) await comeAbout(context, scene, happening);
      }),
    wrote: (context) =>
      quietly(context, async () => {
        const turn = await createTurn(context, deps);
        await remember(context, { ...turn, personId: turn.actor.personId });
      }),
    told: (context) =>
      quietly(context, async () => {
        const { network, place } = await sceneOf(context, deps);
        if (network && place.type === 'channel') await followTeam(network, context.activity.serviceUrl);
        else if (activityOf(context).from.aadObjectId) await followTurn(await createTurn(context, deps));
      }),
  };
}

/** Whose chat it is, where it is a personal one and Teams says so. */
interface Whose {
  readonly personId: string | undefined;
}

/** Who acts, or where Teams does not say so of a personal chat, the person it names as having come to it. */
function personIn(context: TurnContext): string | undefined {
  const activity = activityOf(context);
  const { from, membersAdded = [] } = activity;
  const named = membersAdded.flatMap(({ aadObjectId }) => aadObjectId ?? []);
  const isPersonal = activity.conversation.conversationType === 'personal';
  const aadObjectId = from.aadObjectId ?? (isPersonal && named.length === 1 ? named[0] : undefined);
  const tenantId = tenantOf(activity);
  return aadObjectId === undefined || tenantId === undefined ? undefined : personIdOf(tenantId, aadObjectId);
}

/** The id under which a greeting is kept: of the team, whichever of its channels it stands in, or of the chat. */
function greetedPlace(context: TurnContext): string {
  return activityOf(context).channelData.team.id ?? conversationOf(context);
}

/** The id of the chat or channel an activity stands in, without the thread. */
function conversationOf(context: TurnContext): string {
  return context.activity.conversation.id.split(';')[0] ?? '';
}
