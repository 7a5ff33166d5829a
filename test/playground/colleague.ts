import type { Card } from '../../cards/card.ts';
import { accountId } from '../../demo/context.ts';
import type { PersonKey } from '../../demo/people.ts';
import type { Language } from '../../domain/text.ts';
import { buttonsOf, inputsOf } from '../cards/read.ts';
import type { Posted } from './posts.ts';

/** Another member of the team at a posted card: the Playground shows only one person, and lets any member press. */
export interface Colleague {
  /** The view they see now. */
  readonly card: Card;
  /** Presses a button with inputs by their labels, and gives the view that follows. */
  press(title: string, typed?: Readonly<Record<string, string>>): Promise<Card>;
  /** Chooses the language in which the bot speaks to them from now on. */
  speak(language: Language): Promise<void>;
}

/** A member of the team who reads a posted card. */
export function colleagueAt(playgroundUrl: string, person: PersonKey, posted: Posted): Colleague {
  let card = posted.card;
  async function send(action: { verb: string; data: object }): Promise<Card> {
    const response = await fetch(`${playgroundUrl}/_conversation/v1/invoke`, {
      method: 'POST',
      headers: { 'Content-Type': 'application/json' },
      body: JSON.stringify({
        name: 'adaptiveCard/action',
        value: { action: { type: 'Action.Execute', title: action.verb, ...action } },
        from: { id: accountId(person) },
        conversation: { id: posted.conversationId },
        replyToId: posted.messageId,
      }),
    });
    const { value } = (await response.json()) as { value?: Card };
    if (!value) throw new Error(`«${action.verb}» was answered with HTTP ${response.status} and no card`);
    return value;
  }
  return {
    get card() {
      return card;
    },
    async press(title, typed = {}) {
      const found = buttonsOf(card).find((button) => button.title === title);
      if (!found) throw new Error(`${person} sees no «${title}» on «${card.fallbackText}»`);
      const inputs = Object.entries(typed).map(([label, value]) => [inputId(card, label), value]);
      card = await send({ ...found, data: { ...found.data, ...Object.fromEntries(inputs) } });
      return card;
    },
    async speak(language) {
      await send({ verb: 'member.language', data: { language } });
    },
  };
}

function inputId(card: Card, label: string): string {
  const input = inputsOf(card).find((one) => one.label === label || one.label.startsWith(`${label} `));
  if (!input?.id) throw new Error(`no input «${label}» on «${card.fallbackText}»`);
  return input.id;
}
