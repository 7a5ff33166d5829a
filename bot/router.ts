import type { TurnContext } from 'botbuilder';
import type { Logger } from 'pino';
import { z } from 'zod';
import type { Card } from '../cards/card.ts';
import { helpCard } from '../cards/help/help.ts';
import { openCard } from '../cards/help/open.ts';
import type { Reader } from '../cards/reader.ts';
import { verbs } from '../cards/verbs.ts';
import { networkKey } from '../cards/within.ts';
import { type Rates, tooFast } from '../http/rates.ts';
import { activityOf, senderOf } from './activity.ts';
import type { Command, Turn, TurnDeps } from './feature.ts';
import { offeredCommands } from './help/feature.ts';
import { commandShown, shown } from './help/networks.ts';
import type { Registry } from './registry.ts';
import { createTurn, followTurn, strangerTo } from './turn.ts';
import { type Pressed, refusedCard } from './words.ts';

/** Takes what people write and press to the handler for it, and always gives a card to answer with. */
export interface Router {
  message(context: TurnContext, text: string): Promise<Card>;
  press(context: TurnContext): Promise<Card>;
  /** What is answered when something goes wrong before it is looked up who acts; told to the log. */
  refusal(context: TurnContext, error: unknown): Card;
}

/** A press as Teams sends it (Universal Actions, `adaptiveCard/action`). */
const Press = z.object({
  action: z.object({
    type: z.literal('Action.Execute'),
    verb: z.string().max(100),
    data: z.record(z.string(), z.unknown()).optional(),
  }),
});

export function createRouter(deps: TurnDeps, registry: Registry, log: Logger, rates: Pick<Rates, 'asks'>): Router {
  function refusal(context: TurnContext, error: unknown, reader: Reader = strangerTo(context, deps)): Card {
    return refusedCard(log, error, reader, { activity: context.activity.id, pressed: pressedIn(context) });
  }

  async function answer(context: TurnContext, act: (turn: Turn) => Promise<Card>): Promise<Card> {
    let reader: Reader | undefined;
    try {
      const turn = await createTurn(context, deps);
      reader = turn.reader;
      return await act((await hasMoved(turn)) ? await turn.again() : turn);
    } catch (error) {
      return refusal(context, error, reader);
    }
  }

  /** Nobody's answer waits for, or fails with, what is kept of Teams' address. */
  async function hasMoved(turn: Turn): Promise<boolean> {
    return followTurn(turn).catch((error: unknown) => {
      log.warn({ err: error }, 'the address that an activity came from is not kept');
      return false;
    });
  }

  return {
    refusal: (context, error) => refusal(context, error),
    message: (context, text) =>
      answer(context, async (turn) => {
        const found = registry.command(text);
        if (found) return runOrOffer(turn, found.command, found.argument);
        const commands = offeredCommands(turn, registry.commands);
        const unknown = text.trim() === '' ? undefined : text;
        const help = { commands, unknown, suggestion: registry.suggestion(text, commands) };
        return shown(turn, helpCard(turn.reader, help), 'help');
      }),
    press: async (context) => {
      const personId = senderOf(activityOf(context));
      const wait = personId === undefined ? 0 : rates.asks(personId);
      if (wait > 0) return refusal(context, tooFast(wait));
      return answer(context, async (turn) => {
        const { verb, data = {} } = Press.parse(context.activity.value).action;
        const { [networkKey]: _network, ...rest } = data;
        const made = await registry.press(turn, verb, rest);
        const command = commandShown(verb, rest);
        const spans = registry.commands.find(({ name }) => name === command)?.spansNetworks;
        return spans ? made : shown(turn, made, command);
      });
    },
  };
}

/** The press that an activity is; undefined for a message, and for a verb that no card carries. */
function pressedIn({ activity }: TurnContext): Pressed | undefined {
  const { data: press } = Press.safeParse(activity.value);
  if (!press || !Object.hasOwn(verbs, press.action.verb)) return undefined;
  return { ...press.action, data: press.action.data ?? {} };
}

/** What one person asks is shown to nobody else: where others read along, each opens their own answer. */
async function runOrOffer(turn: Turn, command: Command, argument: string): Promise<Card> {
  const alone = turn.place.type === 'personal';
  if (!alone && command.audience !== 'everyone') return openCard(turn.reader, command.name, argument);
  const made = await command.run(turn, argument);
  return command.spansNetworks ? made : shown(turn, made, command.name);
}
