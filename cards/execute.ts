import type { z } from 'zod';
import type { ExecuteAction } from './card.ts';
import type { Verb, verbs } from './verbs.ts';

type DataOf<V extends Verb> = z.input<(typeof verbs)[V]>;

/**
 * A button that sends a verb to the bot (Universal Action `Action.Execute`). Inputs of the card come along and may
 * fill any key of the verb's data that is not given here.
 */
export function execute<V extends Verb>(
  verb: V,
  title: string,
  data: Partial<DataOf<V>>,
  options: Pick<ExecuteAction, 'style' | 'associatedInputs'> = {},
): ExecuteAction {
  return { type: 'Action.Execute', title, verb, data, ...options };
}
