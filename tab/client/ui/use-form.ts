import { useCallback, useEffect, useState } from 'react';
import { asProblem, type Problem } from './api.ts';
import { draftOf, dropDraft, keepDraft } from './drafts.ts';
import { type Done, useUndo } from './undo.tsx';
import { useOnce } from './use-once.ts';

/** The values of a form by the names of its inputs. */
export type Values = Readonly<Record<string, string>>;

/** What a form is of. */
export interface FormOptions {
  /** Names the form among all: what is typed in it is kept under this name. */
  readonly name: string;
  readonly title: string;
  readonly path: string;
  /** What is stored: what the form begins with. */
  readonly stored: Values;
}

/** A form as it stands. */
export interface FormState {
  readonly values: Values;
  readonly stored: Values;
  /** Faults by input, as codes. */
  readonly faults: Readonly<Record<string, string>>;
  readonly problem: Problem | undefined;
  readonly isBusy: boolean;
  /** True when what was typed earlier and not saved stands in the form again. */
  readonly isRestored: boolean;
  /** How often the form was refused: the summary of faults takes the focus each time. */
  readonly refusals: number;
  set(name: string, value: string): void;
  /** Back to what is stored. */
  reset(): void;
  /**
   * Sends the values, once however often it is asked to meanwhile, and says what `send` tells of it. A refusal keeps all
   * that was typed.
   */
  submit(send: (values: Values) => Promise<Done>): Promise<void>;
  /** Looks at the values before anything is sent; gives faults by input. */
  refuse(faults: Readonly<Record<string, string>>): void;
}

/** Keeps a form's values: typed ones go before stored ones until they are saved or given up. */
export function useForm({ name, title, path, stored }: FormOptions): FormState {
  const [values, setValues] = useState<Values>(() => ({ ...stored, ...draftOf(name)?.values }));
  const [isRestored, setRestored] = useState(() => draftOf(name) !== undefined);
  const [outcome, setOutcome] = useState<{ faults: Values; problem?: Problem }>({ faults: {} });
  const [refusals, setRefusals] = useState(0);
  const { once, isBusy } = useOnce();
  const { tell } = useUndo();
  const [saved, setSaved] = useState(0);
  useEffect(() => {
    // What was saved may read otherwise than it was typed; what is still being typed stays.
    if (saved >= 0 && !draftOf(name)) setValues(stored);
  }, [stored, saved, name]);
  const set = useCallback(
    (input: string, value: string) => {
      setValues((before) => {
        const next = { ...before, [input]: value };
        const isChanged = Object.entries(next).some(([key, text]) => text !== (stored[key] ?? ''));
        if (isChanged) keepDraft(name, { title, path, values: next });
        else dropDraft(name);
        return next;
      });
    },
    [name, title, path, stored],
  );
  const refuse = useCallback((faults: Values, problem?: Problem) => {
    setOutcome({ faults, ...(problem ? { problem } : {}) });
    setRefusals((before) => before + 1);
  }, []);
  const reset = useCallback(() => {
    dropDraft(name);
    setValues(stored);
    setRestored(false);
    setOutcome({ faults: {} });
  }, [name, stored]);
  const submit = useCallback(
    (send: (values: Values) => Promise<Done>) =>
      once(async () => {
        try {
          const done = await send(values);
          dropDraft(name);
          setRestored(false);
          setOutcome({ faults: {} });
          setSaved((before) => before + 1);
          tell(done);
        } catch (error) {
          const problem = asProblem(error);
          refuse(byInput(problem.fields, Object.keys({ ...stored, ...values })), problem);
        }
      }),
    [name, stored, values, refuse, once, tell],
  );
  return {
    values,
    stored,
    ...outcome,
    problem: outcome.problem,
    isBusy,
    isRestored,
    refusals,
    set,
    reset,
    submit,
    refuse,
  };
}

/** Faults by the input they belong to: the server names a part of what was sent by its path, as in `municipalities.3`. */
function byInput(fields: Values, inputs: readonly string[]): Values {
  const inputOf = (path: string): string => {
    if (inputs.includes(path) || !path.includes('.')) return path;
    return inputOf(path.slice(0, path.lastIndexOf('.')));
  };
  return Object.fromEntries(Object.entries(fields).map(([path, fault]) => [inputOf(path), fault]));
}
