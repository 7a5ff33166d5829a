import { Input } from '@fluentui/react-components';
import { Localized } from '../../ui/localized.tsx';
import { useWords } from '../../ui/texts.ts';
import type { FormQuestionOf } from '../answer/form.ts';
import { InsteadInputs } from '../answer/instead.tsx';
import { Labelled, nativeOf } from '../answer/labelled.tsx';
import type { KindProps } from '../answer/props.ts';
import { useAnswerStyles } from '../answer/styles.ts';
import type { OneOf } from '../editor/edited.ts';
import { having } from '../editor/having.ts';
import { NumberField } from '../editor/numbers.tsx';
import { useEditorStyles } from '../editor/styles.ts';
import type { EditingProps, PageKind } from './page-kind.ts';

/** A number, with its unit. */
function NumberInput(props: KindProps<FormQuestionOf<'number'>>) {
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

function NumberLimits({ id, question, onChange, faults }: EditingProps<OneOf<'number'>>) {
  const styles = useEditorStyles();
  const { t } = useWords();
  return (
    <>
      <Localized
        id={`${id}-unit`}
        label={t('editor:number.unit')}
        hint={t('editor:number.unitHint')}
        text={question.unit}
        onChange={(unit) => onChange(having(question, 'unit', Object.keys(unit).length > 0 ? unit : undefined))}
      />
      <div className={styles.pair}>
        <NumberField
          id={`${id}-min`}
          fault={faults[`${id}-min`]}
          label={t('editor:number.least')}
          value={question.min}
          step="any"
          onChange={(value) => onChange(having(question, 'min', value))}
        />
        <NumberField
          id={`${id}-max`}
          fault={faults[`${id}-max`]}
          label={t('editor:number.most')}
          value={question.max}
          step="any"
          onChange={(value) => onChange(having(question, 'max', value))}
        />
      </div>
    </>
  );
}

/** A question that is answered by an amount. */
export const number: PageKind<'number'> = {
  Inputs: NumberInput,
  Editing: NumberLimits,
  hasLimits: true,
  fresh: (kept) => ({ kind: 'number', ...kept }),
  choices: () => undefined,
};
