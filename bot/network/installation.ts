import { MessageFactory, type TurnContext } from 'botbuilder';
import type { Logger } from 'pino';
import type { Card } from '../../cards/card.ts';
import { teamWelcomeCard, welcomeCard } from '../../cards/network/set-up.ts';
import { claimGreeting, forgetGreeting, rememberChat } from '../../domain/network/reach.ts';
import { registerNewcomers } from '../../domain/network/set-up.ts';
import { cardActivity } from '../connector.ts';
import type { BotDeps, Turn } from '../feature.ts';
import { createTurn } from '../turn.ts';

/** The bot's own comings and goings, and those of the people in its team. Nothing here does more the second time. */
export interface Installation {
  /** The bot was added to a team or a chat. Greets it once, and registers a team's people if it has a network. */
  added(context: TurnContext): Promise<void>;
  /** The bot was removed: it greets again when it comes back. */
  removed(context: TurnContext): Promise<void>;
  /** People were added to the team. */
  joined(context: TurnContext): Promise<void>;
  /** Somebody wrote to the bot: their chat is remembered, so that the bot can write to them. */
  wrote(context: TurnContext): Promise<void>;
}

/** `firstWords` names the commands that a greeting mentions. */
export function createInstallation(deps: BotDeps, firstWords: readonly string[], log: Logger): Installation {
  async function greet(context: TurnContext, card: Card): Promise<void> {
    const conversation = context.activity.conversation.id.split(';')[0] ?? '';
    if (await claimGreeting(deps, conversation)) {
      await context.sendActivity({ ...MessageFactory.text(''), ...cardActivity(card) });
    }
  }

  async function register(turn: Turn): Promise<void> {
    if (!turn.network || turn.place.type !== 'channel') return;
    const { people } = await turn.roster();
    const newcomers = await registerNewcomers(deps, turn.network, people);
    log.info({ network: turn.network.id, newcomers }, 'roster read');
  }

  async function remember(context: TurnContext, turn: Turn): Promise<void> {
    if (turn.place.type !== 'personal') return;
    const { conversation, serviceUrl } = context.activity;
    await rememberChat(deps, turn.actor.personId, { id: conversation.id, serviceUrl });
  }

  return {
    async added(context) {
      const turn = await createTurn(context, deps);
      await remember(context, turn);
      await register(turn);
      const withoutNetwork = turn.place.type === 'channel' && !turn.network;
      await greet(context, withoutNetwork ? teamWelcomeCard(turn.reader) : welcomeCard(turn.reader, firstWords));
    },
    removed: (context) => forgetGreeting(deps, context.activity.conversation.id.split(';')[0] ?? ''),
    joined: async (context) => register(await createTurn(context, deps)),
    wrote: async (context) => remember(context, await createTurn(context, deps)),
  };
}
