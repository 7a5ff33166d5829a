import {
  Button,
  Field,
  Input,
  MessageBar,
  MessageBarActions,
  MessageBarBody,
  Select,
  Textarea,
} from '@fluentui/react-components';
import { type FormEvent, type ReactNode, useCallback, useEffect, useRef, useState } from 'react';
import { asProblem, type Problem } from './api.ts';
import { draftOf, dropDraft, keepDraft } from './drafts.ts';
import { detailOf } from './states.tsx';
import { useStyles } from './styles.ts';
import { useWords } from './texts.ts';

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
  /** Sends the values. A refusal keeps all that was typed. */
  submit(send: (values: Values) => Promise<void>): Promise<void>;
  /** Looks at the values before anything is sent; gives faults by input. */
  refuse(faults: Readonly<Record<string, string>>): void;
}

/** Keeps a form's values: typed ones go before stored ones until they are saved or given up. */
export function useForm({ name, title, path, stored }: FormOptions): FormState {
  const [values, setValues] = useState<Values>(() => ({ ...stored, ...draftOf(name)?.values }));
  const [isRestored, setRestored] = useState(() => draftOf(name) !== undefined);
  const [outcome, setOutcome] = useState<{ faults: Values; problem?: Problem }>({ faults: {} });
  const [refusals, setRefusals] = useState(0);
  const [isBusy, setBusy] = useState(false);
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
    async (send: (values: Values) => Promise<void>) => {
      setBusy(true);
      try {
        await send(values);
        dropDraft(name);
        setRestored(false);
        setOutcome({ faults: {} });
        setSaved((before) => before + 1);
      } catch (error) {
        const problem = asProblem(error);
        refuse(problem.fields, problem);
      } finally {
        setBusy(false);
      }
    },
    [name, values, refuse],
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

interface FormProps {
  readonly form: FormState;
  /** The inputs in their order, with their labels: what the summary of faults names. */
  readonly labels: Readonly<Record<string, string>>;
  readonly onSubmit: () => void;
  readonly submitText: string;
  readonly children: ReactNode;
  /** Said about a refusal in place of its own words; default the refusal's words. */
  readonly explained?: ReactNode;
}

/** A form with its faults in a summary above, which takes the focus, and beside each input. */
export function Form({ form, labels, onSubmit, submitText, children, explained }: FormProps) {
  const styles = useStyles();
  const { t } = useWords();
  const isChanged = Object.entries(form.values).some(([key, value]) => value !== (form.stored[key] ?? ''));
  const send = (event: FormEvent) => {
    event.preventDefault();
    onSubmit();
  };
  return (
    <form className={styles.form} onSubmit={send} noValidate>
      {form.isRestored && isChanged && form.refusals === 0 && (
        <MessageBar intent="info" layout="multiline">
          <MessageBarBody>{t('page:form.restored')}</MessageBarBody>
          <MessageBarActions>
            <Button onClick={form.reset}>{t('page:form.discard')}</Button>
          </MessageBarActions>
        </MessageBar>
      )}
      <FaultSummary form={form} labels={labels} explained={explained} />
      {children}
      <div className={styles.actions}>
        <Button type="submit" appearance="primary" disabledFocusable={form.isBusy}>
          {submitText}
        </Button>
        {isChanged && (
          <Button type="button" onClick={form.reset}>
            {t('page:form.cancel')}
          </Button>
        )}
      </div>
    </form>
  );
}

function FaultSummary({ form, labels, explained }: Pick<FormProps, 'form' | 'labels' | 'explained'>) {
  const styles = useStyles();
  const { t } = useWords();
  const box = useRef<HTMLDivElement>(null);
  const { faults, problem, refusals } = form;
  useEffect(() => {
    if (refusals > 0) box.current?.focus();
  }, [refusals]);
  const named = Object.keys(labels).filter((input) => faults[input] !== undefined);
  if (refusals === 0 || (named.length === 0 && !problem)) return null;
  return (
    <div ref={box} tabIndex={-1} role="alert" className={styles.faults}>
      {named.length > 0 ? (
        <>
          <h2 className={styles.h3}>{t('page:form.faults')}</h2>
          <ul>
            {named.map((input) => (
              <li key={input}>
                <a href={`#${input}`} onClick={(event) => focusInput(event, input)}>
                  {labels[input]}
                </a>
                : {t(`page:fault.${faults[input]}`)}
              </li>
            ))}
          </ul>
        </>
      ) : (
        (explained ?? (problem && <p className={styles.plain}>{detailOf(problem, t)}</p>))
      )}
    </div>
  );
}

function focusInput(event: { preventDefault(): void }, input: string): void {
  event.preventDefault();
  document.getElementById(input)?.focus();
}

interface InputProps {
  readonly form: FormState;
  readonly name: string;
  readonly label: string;
  readonly hint?: string;
  readonly required?: boolean;
}

function useFault({ form, name }: Pick<InputProps, 'form' | 'name'>) {
  const { t } = useWords();
  const fault = form.faults[name];
  return fault === undefined ? {} : { validationState: 'error' as const, validationMessage: t(`page:fault.${fault}`) };
}

/** A line of text, with what is wrong with it below. */
export function TextInput({ form, name, label, hint, required = false }: InputProps) {
  const fault = useFault({ form, name });
  return (
    <Field label={label} {...(hint ? { hint } : {})} required={required} {...fault}>
      <Input id={name} value={form.values[name] ?? ''} onChange={(_event, { value }) => form.set(name, value)} />
    </Field>
  );
}

/** Several lines of text. */
export function LongTextInput({ form, name, label, hint, required = false }: InputProps) {
  const fault = useFault({ form, name });
  return (
    <Field label={label} {...(hint ? { hint } : {})} required={required} {...fault}>
      <Textarea
        id={name}
        rows={4}
        resize="vertical"
        value={form.values[name] ?? ''}
        onChange={(_event, { value }) => form.set(name, value)}
      />
    </Field>
  );
}

/** One of several. */
export function ChoiceInput(
  props: InputProps & { readonly choices: readonly (readonly [value: string, text: string])[] },
) {
  const { form, name, label, hint, required = false, choices } = props;
  const fault = useFault({ form, name });
  return (
    <Field label={label} {...(hint ? { hint } : {})} required={required} {...fault}>
      <Select id={name} value={form.values[name] ?? ''} onChange={(_event, { value }) => form.set(name, value)}>
        {choices.map(([value, text]) => (
          <option key={value} value={value}>
            {text}
          </option>
        ))}
      </Select>
    </Field>
  );
}
