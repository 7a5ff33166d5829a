import { Button, MessageBar, MessageBarActions, MessageBarBody } from '@fluentui/react-components';
import { type FormEvent, type ReactNode, useEffect, useRef } from 'react';
import { Forget } from './forget.tsx';
import { detailOf } from './states.tsx';
import { useStyles } from './styles.ts';
import { useWords } from './texts.ts';
import { useUndo } from './undo.tsx';
import type { FormState } from './use-form.ts';

interface FormProps {
  readonly form: FormState;
  /** The inputs in their order, with their labels: what the summary of faults names. */
  readonly labels: Readonly<Record<string, string>>;
  readonly onSubmit: () => void;
  readonly submitText: string;
  /** False where sending it is not the first thing to do on its page. Default true. */
  readonly isFirst?: boolean;
  /** Buttons that stand beside the one that sends it. */
  readonly beside?: ReactNode;
  readonly children: ReactNode;
  /** Said about a refusal in place of its own words; default the refusal's words. */
  readonly explained?: ReactNode;
  /** Leaves the form with nothing saved: in a dialog. */
  readonly onLeave?: () => void;
  /** What the button for that says; default «cancel», which is no word beside a button that cancels something. */
  readonly leaveText?: string;
}

/** A form with its faults in a summary above, which takes the focus, and beside each input. */
export function Form(props: FormProps) {
  const { form, labels, onSubmit, submitText, isFirst = true, beside, children, explained, onLeave, leaveText } = props;
  const styles = useStyles();
  const { t } = useWords();
  const { tell } = useUndo();
  const isChanged = Object.entries(form.values).some(([key, value]) => value !== (form.stored[key] ?? ''));
  const send = (event: FormEvent) => {
    event.preventDefault();
    onSubmit();
  };
  const leave = () => {
    form.reset();
    onLeave?.();
    if (isChanged) tell(t('page:form.forgotten'));
  };
  return (
    <form className={styles.form} onSubmit={send} noValidate>
      {form.isRestored && isChanged && form.refusals === 0 && (
        <MessageBar intent="info" layout="multiline">
          <MessageBarBody>{t('page:form.restored')}</MessageBarBody>
          <MessageBarActions>
            <Forget onYes={form.reset} />
          </MessageBarActions>
        </MessageBar>
      )}
      <FaultSummary form={form} labels={labels} explained={explained} />
      {children}
      <div className={styles.actions}>
        <Button type="submit" appearance={isFirst ? 'primary' : 'secondary'} disabledFocusable={form.isBusy}>
          {submitText}
        </Button>
        {(isChanged || onLeave) && (
          <Button type="button" disabledFocusable={form.isBusy} onClick={leave}>
            {leaveText ?? t('common:cancel')}
          </Button>
        )}
        {beside}
      </div>
    </form>
  );
}

interface FaultSummaryProps extends Pick<FormProps, 'labels' | 'explained'> {
  readonly form: Pick<FormState, 'faults' | 'problem' | 'refusals'>;
  /** What is wrong with an input, in words of its own; default the words for the fault's code. */
  readonly told?: Readonly<Record<string, string>>;
}

/** What is wrong with a form, each with the way to its input. Takes the focus at each refusal. */
export function FaultSummary({ form, labels, explained, told = {} }: FaultSummaryProps) {
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
                <a href={`#${input}`} className={styles.link} onClick={(event) => focusInput(event, input)}>
                  {labels[input]}
                </a>
                : {told[input] ?? t(`page:fault.${faults[input]}`)}
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
  const found = document.getElementById(input);
  // A group of inputs is reached by the one that the keyboard reaches first.
  const within = found?.querySelector<HTMLElement>('input:checked') ?? found?.querySelector<HTMLElement>('input');
  (within ?? found)?.focus();
}
