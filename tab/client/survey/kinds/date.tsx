import { Input } from '@fluentui/react-components';
import { useWords } from '../../ui/texts.ts';
import type { FormQuestionOf } from '../answer/form.ts';
import { InsteadInputs } from '../answer/instead.tsx';
import { Labelled, nativeOf } from '../answer/labelled.tsx';
import type { KindProps } from '../answer/props.ts';
import { useAnswerStyles } from '../answer/styles.ts';
import type { OneOf } from '../editor/edited.ts';
import { having } from '../editor/having.ts';
import { DayField } from '../editor/numbers.tsx';
import { useEditorStyles } from '../editor/styles.ts';
import type { EditingProps, PageKind } from './page-kind.ts';

/** A day. */
function DateInput(props: KindProps<FormQuestionOf<'date'>>) {
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

function DateLimits({ id, question, onChange, faults }: EditingProps<OneOf<'date'>>) {
  const styles = useEditorStyles();
  const { t } = useWords();
  return (
    <>
      <div className={styles.pair}>
        <DayField
          id={`${id}-min`}
          fault={faults[`${id}-min`]}
          label={t('editor:date.first')}
          value={question.min ?? ''}
          onChange={(value) => onChange(having(question, 'min', value))}
        />
        <DayField
          id={`${id}-max`}
          fault={faults[`${id}-max`]}
          label={t('editor:date.last')}
          value={question.max ?? ''}
          onChange={(value) => onChange(having(question, 'max', value))}
        />
      </div>
    </>
  );
}

/** A question that is answered by a day. */
export const date: PageKind<'date'> = {
  Inputs: DateInput,
  Editing: DateLimits,
  hasLimits: true,
  fresh: (kept) => ({ kind: 'date', ...kept }),
  choices: () => undefined,
};
