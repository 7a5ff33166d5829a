import { Checkbox, Field, Select } from '@fluentui/react-components';
import { Localized } from '../../ui/localized.tsx';
import { useWords } from '../../ui/texts.ts';
import type { OneOf, Question } from './edited.ts';
import { DayField, NumberField } from './numbers.tsx';
import { Options } from './options.tsx';
import { useEditorStyles } from './styles.ts';

interface AnsweringProps<Q extends Question> {
  readonly id: string;
  readonly question: Q;
  readonly onChange: (question: Q) => void;
  /** What keeps the survey from being posted, in words, by the ids of the inputs it is about. */
  readonly faults: Readonly<Record<string, string>>;
}

/** How a question is answered: what there is to choose from, and what an answer has to be like. */
export function Answering(props: AnsweringProps<Question>) {
  const { question } = props;
  switch (question.kind) {
    case 'text':
      return <TextLimits {...props} question={question} />;
    case 'choice':
      return <Choices {...props} question={question} />;
    case 'rating':
      return <Ends {...props} question={question} />;
    case 'matrix':
      return <Rows {...props} question={question} />;
    case 'number':
      return <NumberLimits {...props} question={question} />;
    case 'date':
      return <DateLimits {...props} question={question} />;
    case 'yesNo':
    case 'section':
      return null;
  }
}

/** The same question without a key whose value is not given. */
function having<Q extends Question>(question: Q, key: string, value: unknown): Q {
  const { [key]: _before, ...rest } = question as Record<string, unknown>;
  return (value === undefined || value === '' ? rest : { ...rest, [key]: value }) as Q;
}

function TextLimits({ id, question, onChange, faults }: AnsweringProps<OneOf<'text'>>) {
  const styles = useEditorStyles();
  const { t } = useWords();
  return (
    <>
      <Field label={t('editor:text.length')}>
        <Select
          id={`${id}-multiline`}
          value={question.multiline ? 'long' : 'short'}
          onChange={(_event, { value }) => onChange({ ...question, multiline: value === 'long' })}
        >
          <option value="short">{t('editor:text.short')}</option>
          <option value="long">{t('editor:text.long')}</option>
        </Select>
      </Field>
      <div className={styles.pair}>
        <NumberField
          id={`${id}-min`}
          fault={faults[`${id}-min`]}
          label={t('editor:text.least')}
          value={question.minLength}
          least={1}
          most={5000}
          onChange={(value) => onChange(having(question, 'minLength', value))}
        />
        <NumberField
          id={`${id}-max`}
          fault={faults[`${id}-max`]}
          label={t('editor:text.most')}
          value={question.maxLength}
          least={1}
          most={5000}
          onChange={(value) => onChange({ ...question, maxLength: value ?? 0 })}
        />
      </div>
    </>
  );
}

function Choices({ id, question, onChange, faults }: AnsweringProps<OneOf<'choice'>>) {
  const styles = useEditorStyles();
  const { t } = useWords();
  const several = (multiple: boolean) => {
    const { min: _least, max: _most, ...rest } = question;
    onChange(multiple ? { ...question, multiple } : { ...rest, multiple });
  };
  return (
    <>
      <Options
        id={`${id}-options`}
        of="option"
        options={question.options}
        {...(question.multiple && { mark: 'exclusive' as const })}
        onChange={(options) => onChange({ ...question, options })}
        faults={faults}
      />
      <Checkbox
        label={t('editor:choice.other')}
        checked={question.other}
        onChange={(_event, { checked }) => onChange({ ...question, other: checked === true })}
      />
      <Checkbox
        label={t('editor:choice.multiple')}
        checked={question.multiple}
        onChange={(_event, { checked }) => several(checked === true)}
      />
      {question.multiple && (
        <div className={styles.pair}>
          <NumberField
            id={`${id}-min`}
            fault={faults[`${id}-min`]}
            label={t('editor:choice.least')}
            value={question.min}
            least={1}
            onChange={(value) => onChange(having(question, 'min', value))}
          />
          <NumberField
            id={`${id}-max`}
            fault={faults[`${id}-max`]}
            label={t('editor:choice.most')}
            value={question.max}
            least={1}
            onChange={(value) => onChange(having(question, 'max', value))}
          />
        </div>
      )}
    </>
  );
}

function Ends({ id, question, onChange, faults }: AnsweringProps<OneOf<'rating'>>) {
  const { t } = useWords();
  return (
    <>
      <Localized
        id={`${id}-low`}
        label={t('editor:rating.low')}
        text={question.low}
        onChange={(low) => onChange({ ...question, low })}
        fault={faults[`${id}-low`]}
      />
      <Localized
        id={`${id}-high`}
        label={t('editor:rating.high')}
        text={question.high}
        onChange={(high) => onChange({ ...question, high })}
        fault={faults[`${id}-high`]}
      />
    </>
  );
}

function Rows({ id, question, onChange, faults }: AnsweringProps<OneOf<'matrix'>>) {
  return (
    <>
      <Options
        id={`${id}-rows`}
        of="row"
        options={question.rows}
        mark="reversed"
        onChange={(rows) => onChange({ ...question, rows })}
        faults={faults}
      />
      <Options
        id={`${id}-scale`}
        of="step"
        options={question.scale}
        onChange={(scale) => onChange({ ...question, scale })}
        faults={faults}
      />
    </>
  );
}

function NumberLimits({ id, question, onChange, faults }: AnsweringProps<OneOf<'number'>>) {
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

function DateLimits({ id, question, onChange, faults }: AnsweringProps<OneOf<'date'>>) {
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
