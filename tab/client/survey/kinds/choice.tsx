import { Checkbox, Input } from '@fluentui/react-components';
import { useWords } from '../../ui/texts.ts';
import type { FormQuestionOf } from '../answer/form.ts';
import { Clear, Group } from '../answer/group.tsx';
import { InsteadInputs } from '../answer/instead.tsx';
import type { KindProps } from '../answer/props.ts';
import { Radios } from '../answer/radios.tsx';
import { useAnswerStyles } from '../answer/styles.ts';
import type { OneOf } from '../editor/edited.ts';
import { newOption } from '../editor/edited.ts';
import { having } from '../editor/having.ts';
import { NumberField } from '../editor/numbers.tsx';
import { Options } from '../editor/options.tsx';
import { useEditorStyles } from '../editor/styles.ts';
import type { EditingProps, PageKind } from './page-kind.ts';

/** One of several, or several of them, with a text beside «other». */
function ChoiceInputs(props: KindProps<FormQuestionOf<'choice'>>) {
  const { question, state } = props;
  const { multiple, code, otherKey } = question;
  const keys = otherKey === null ? [code] : [code, otherKey];
  return (
    <Group {...props} isOneOf={!multiple}>
      {multiple ? <Checkboxes {...props} /> : <Radios {...props} />}
      <OtherInput {...props} />
      {!multiple && <Clear {...props} keys={keys} />}
      <InsteadInputs question={question} state={state} />
    </Group>
  );
}

function Checkboxes({ question, state }: Pick<KindProps<FormQuestionOf<'choice'>>, 'question' | 'state'>) {
  const answering = useAnswerStyles();
  const { code, options, alone, otherKey } = question;
  const chosen = (state.values[code] ?? '').split(',').filter(Boolean);
  const tick = (value: string, isTicked: boolean) => {
    // What excludes the others takes their place, and they take its.
    const stays = (one: string) => !isTicked || (!alone.includes(value) && !alone.includes(one));
    const next = options
      .map((option) => option.value)
      .filter((one) => (one === value ? isTicked : chosen.includes(one) && stays(one)));
    state.set(code, next.join(','));
    // A text beside «other» chooses it.
    if (!next.includes('other') && otherKey !== null) state.set(otherKey, '');
  };
  return (
    <div className={answering.options}>
      {options.map(({ value, label }) => (
        <Checkbox
          key={value}
          label={label}
          checked={chosen.includes(value)}
          onChange={(_event, { checked }) => tick(value, checked === true)}
        />
      ))}
    </div>
  );
}

function OtherInput({ question, state }: Pick<KindProps<FormQuestionOf<'choice'>>, 'question' | 'state'>) {
  const answering = useAnswerStyles();
  const { t } = useWords();
  const { code, otherKey } = question;
  const chosen = (state.values[code] ?? '').split(',');
  if (otherKey === null || !chosen.includes('other')) return null;
  return (
    <div className={answering.other}>
      <label htmlFor={otherKey}>{t('survey:other')}</label>
      <Input
        id={otherKey}
        maxLength={300}
        value={state.values[otherKey] ?? ''}
        onChange={(_event, { value }) => state.set(otherKey, value)}
      />
    </div>
  );
}

function Choices({ id, question, onChange, faults }: EditingProps<OneOf<'choice'>>) {
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

/** A question that is answered by one or several options. */
export const choice: PageKind<'choice'> = {
  Inputs: ChoiceInputs,
  Editing: Choices,
  hasLimits: true,
  fresh: (kept, options = [newOption(), newOption()]) => ({
    kind: 'choice',
    ...kept,
    multiple: false,
    options: [...options],
    other: false,
  }),
  choices: ({ options, other }) => [...options, ...(other ? [{ code: 'other' }] : [])],
};
