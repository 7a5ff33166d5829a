import type { z } from 'zod';
import type { Card } from '../cards/card.ts';
import { filledIn } from '../cards/filled-in.ts';
import { inputsIn } from '../cards/input.ts';
import { type Verb, verbs } from '../cards/verbs.ts';
import { asAppError, type FieldFault } from '../domain/errors.ts';
import type { Feature, Turn } from './feature.ts';

type Handle = (turn: Turn, data: unknown) => Promise<Card>;
type ShowAgain = (turn: Turn, data: unknown, faulty: readonly string[]) => Promise<Card>;

/** The forms of verbs. Throws when a verb has inputs and no form to show them again. */
export function formsOf(features: readonly Pick<Feature, 'forms'>[]): ReadonlyMap<Verb, ShowAgain> {
  const forms = new Map(features.flatMap((feature) => Object.entries(feature.forms ?? {}))) as Map<Verb, ShowAgain>;
  const missing = (Object.keys(verbs) as Verb[]).filter((verb) => inputsIn(verbs[verb]).size > 0 && !forms.has(verb));
  if (missing.length > 0) throw new Error(`verbs with inputs and without a form: ${missing.join(', ')}`);
  return forms;
}

interface Press {
  readonly schema: z.ZodObject;
  readonly data: unknown;
  readonly handle: Handle;
  /** Undefined for a verb that has none. */
  readonly form: ShowAgain | undefined;
}

/**
 * Runs a verb. Whether its data is not of the verb's shape or its use case refuses what was filled in, the same form
 * comes back as it was typed, with each fault beside its input. Throws what is wrong with anything else.
 */
export async function withForm(turn: Turn, { schema, data, handle, form }: Press): Promise<Card> {
  const act = async () => handle(acting, schema.parse(data));
  const orForm = (work: () => Promise<Card>) =>
    work().catch((error: unknown) => formAgain(turn, { schema, data, handle, form }, error));
  // What comes late comes back like the rest.
  const acting: Turn = { ...turn, inTime: (command, work) => turn.inTime(command, () => orForm(work)) };
  return orForm(act);
}

async function formAgain(turn: Turn, { schema, data, form }: Press, error: unknown): Promise<Card> {
  const known = asAppError(error);
  const values = data as Readonly<Record<string, unknown>>;
  const about = inputsIn(schema);
  const isInput = (key: string) => about.has(key) || (!Object.hasOwn(schema.shape, key) && Object.hasOwn(values, key));
  const faults: Record<string, FieldFault> = {};
  for (const [path, fault] of Object.entries(known.fields)) {
    const key = isInput(path) ? path : (path.split('.')[0] ?? '');
    if (isInput(key)) faults[key] = fault;
  }
  if (!form || Object.keys(faults).length === 0) throw error;
  const right = Object.fromEntries(Object.entries(values).filter(([key]) => !Object.hasOwn(faults, key)));
  // What nobody filled in must hold all the same: a forged id has no form.
  const read = lenient(schema, Object.keys(faults)).safeParse(right);
  if (!read.success) throw error;
  const inputs = Object.fromEntries(Object.entries(values).filter(([key]) => isInput(key)));
  return filledIn(turn.reader, await form(turn, read.data, Object.keys(faults)), {
    code: known.code,
    values: inputs,
    faults,
    about,
  });
}

/** The same data without these inputs, which may be missing. */
function lenient(schema: z.ZodObject, faulty: readonly string[]): z.ZodObject {
  const without = faulty.filter((key) => Object.hasOwn(schema.shape, key));
  return schema.extend(Object.fromEntries(without.map((key) => [key, (schema.shape[key] as z.ZodType).optional()])));
}
