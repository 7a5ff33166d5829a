import type { Card } from '../../cards/card.ts';
import { accountId } from '../../demo/context.ts';
import type { PersonKey } from '../../demo/people.ts';
import { buttonsOf, inputsOf } from '../cards/read.ts';
import type { Posted } from './posts.ts';

/** Another member of the team at a posted card: the Playground shows only one person, and lets any member press. */
export interface Colleague {
  /** The view they see now. */
  readonly card: Card;
  /** Presses a button with inputs by their labels, and gives the view that follows. */
  press(title: string, typed?: Readonly<Record<string, string>>): Promise<Card>;
}

/** A member of the team who reads a posted card. */
export function colleagueAt(playgroundUrl: string, person: PersonKey, posted: Posted): Colleague {
  let card = posted.card;
  return {
    get card() {
      return card;
    },
    async press(title, typed = {}) {
      const found = buttonsOf(card).find((button) => button.title === title);
      if (!found) throw new Error(`${person} sees no «${title}» on «${card.fallbackText}»`);
      const inputs = Object.entries(typed).map(([label, value]) => [inputId(card, label), value]);
      const action = { ...found, data: { ...found.data, ...Object.fromEntries(inputs) } };
      const response = await fetch(`${playgroundUrl}/_conversation/v1/invoke`, {
        method: 'POST',
        headers: { 'Content-Type': 'application/json' },
        body: JSON.stringify({
          name: 'adaptiveCard/action',
          value: { action },
          from: { id: accountId(person) },
          conversation: { id: posted.conversationId },
          replyToId: posted.messageId,
        }),
      });
      const { value } = (await response.json()) as { value?: Card };
      if (!value) throw new Error(`«${title}» was answered with HTTP ${response.status} and no card`);
      card = value;
      return card;
    },
  };
}

function inputId(card: Card, label: string): string {
  const input = inputsOf(card).find((one) => one.label === label || one.label.startsWith(`${label} `));
  if (!input?.id) throw new Error(`no input «${label}» on «${card.fallbackText}»`);
  return input.id;
}
