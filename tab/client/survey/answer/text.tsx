import { Input, Textarea } from '@fluentui/react-components';
import type { ReactNode } from 'react';
import { Count } from '../../ui/count.tsx';
import { LabelText } from '../../ui/label-text.tsx';
import { useStyles } from '../../ui/styles.ts';
import type { FormState } from '../../ui/use-form.ts';
import type { Question, QuestionOf } from './form.ts';

import { InsteadInputs } from './instead.tsx';
import type { KindProps } from './props.ts';
import { useAnswerStyles } from './styles.ts';

/** How much more than the limit an input takes, so that a text that is too long can be shortened. */
const spare = 200;

/** A text, with how much of it there is beside how much there may be. Characters as people count them: an emoji is one. */
export function TextInputs(props: KindProps<QuestionOf<'text'>>) {
  const { question, state } = props;
  const { code, maxLength, multiline } = question;
  const id = `${code}-count`;
  const native = { ...nativeOf(props, id), maxLength: maxLength + spare };
  const value = state.values[code] ?? '';
  return (
    <Labelled {...props}>
      {multiline ? (
        <Textarea
          {...native}
          rows={4}
          resize="vertical"
          value={value}
          onChange={(_event, { value: next }) => state.set(code, next)}
        />
      ) : (
        <Input {...native} value={value} onChange={(_event, { value: next }) => state.set(code, next)} />
      )}
      <Count id={id} typed={[...value.trim()].length} max={maxLength} />
      <InsteadInputs question={question} state={state} />
    </Labelled>
  );
}

/** A number, with its unit. */
export function NumberInput(props: KindProps<QuestionOf<'number'>>) {
  const { question, state } = props;
  const { code, unit } = question;
  return (
    <Labelled {...props} unit={unit}>
      <Input
        {...nativeOf(props)}
        inputMode="decimal"
        autoComplete="off"
        className={useAnswerStyles().short}
        value={state.values[code] ?? ''}
        onChange={(_event, { value }) => state.set(code, value)}
        {...(unit === null ? {} : { contentAfter: <span aria-hidden="true">{unit}</span> })}
      />
      <InsteadInputs question={question} state={state} />
    </Labelled>
  );
}

/** A day. */
export function DateInput(props: KindProps<QuestionOf<'date'>>) {
  const { question, state } = props;
  const { code, min, max } = question;
  return (
    <Labelled {...props}>
      <Input
        {...nativeOf(props)}
        type="date"
        className={useAnswerStyles().short}
        value={state.values[code] ?? ''}
        onChange={(_event, { value }) => state.set(code, value)}
        {...(min === null ? {} : { min })}
        {...(max === null ? {} : { max })}
      />
      <InsteadInputs question={question} state={state} />
    </Labelled>
  );
}

/** What every input of its own tells screen readers. */
function nativeOf({ question, describedBy, isFaulty }: KindProps, also?: string) {
  return {
    id: question.code,
    'aria-required': question.required,
    'aria-invalid': isFaulty,
    'aria-describedby': [describedBy, also].filter(Boolean).join(' ') || undefined,
  } as const;
}

interface LabelledProps {
  readonly question: Question;
  readonly state: FormState;
  readonly explained: ReactNode;
  readonly unit?: string | null;
  readonly children: ReactNode;
}

function Labelled({ question, explained, unit = null, children }: LabelledProps) {
  const styles = useStyles();
  const answering = useAnswerStyles();
  return (
    <div className={answering.group}>
      <label htmlFor={question.code} className={answering.label}>
        <LabelText {...question} />
        {unit !== null && <span className={styles.unseen}> ({unit})</span>}
      </label>
      {explained}
      {children}
    </div>
  );
}
