import type { TurnContext } from 'botbuilder';
import type { Logger } from 'pino';
import { z } from 'zod';
import type { Card } from '../cards/card.ts';
import { helpCard } from '../cards/help/help.ts';
import { openCard } from '../cards/help/open.ts';
import type { Reader } from '../cards/reader.ts';
import { asAppError } from '../domain/errors.ts';
import type { BotDeps, Command, Turn } from './feature.ts';
import { offeredCommands } from './help/feature.ts';
import type { Registry } from './registry.ts';
import { createTurn, strangerTo } from './turn.ts';
import { errorCard } from './words.ts';

/** Takes what people write and press to the handler for it, and always gives a card to answer with. */
export interface Router {
  message(context: TurnContext, text: string): Promise<Card>;
  press(context: TurnContext): Promise<Card>;
}

/** A press as Teams sends it (Universal Actions, `adaptiveCard/action`). */
const Press = z.object({
  action: z.object({
    type: z.literal('Action.Execute'),
    verb: z.string().max(100),
    data: z.record(z.string(), z.unknown()).optional(),
  }),
});

export function createRouter(deps: BotDeps, registry: Registry, log: Logger): Router {
  async function answer(context: TurnContext, act: (turn: Turn) => Promise<Card>): Promise<Card> {
    let reader: Reader = strangerTo(context, deps);
    try {
      const turn = await createTurn(context, deps);
      reader = turn.reader;
      return await act(turn);
    } catch (error) {
      const known = asAppError(error);
      if (known.code === 'INTERNAL') log.error({ err: known }, 'a turn failed');
      else log.info({ code: known.code, reason: known.message }, 'refused');
      return errorCard(known, reader);
    }
  }

  return {
    message: (context, text) =>
      answer(context, async (turn) => {
        const found = registry.command(text);
        if (found) return runOrOffer(turn, found.command, found.argument);
        const commands = offeredCommands(turn, registry.commands);
        const unknown = text.trim() === '' ? undefined : text;
        return helpCard(turn.reader, { commands, unknown, suggestion: registry.suggestion(text, commands) });
      }),
    press: (context) =>
      answer(context, async (turn) => {
        const { action } = Press.parse(context.activity.value);
        return registry.press(turn, action.verb, action.data);
      }),
  };
}

/** What one person asks is shown to nobody else: where others read along, each opens their own answer. */
async function runOrOffer(turn: Turn, command: Command, argument: string): Promise<Card> {
  const alone = turn.place.type === 'personal';
  return alone || command.audience === 'everyone'
    ? command.run(turn, argument)
    : openCard(turn.reader, command.name, argument);
}
