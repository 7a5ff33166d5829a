import { Field, Input, Select, Textarea } from '@fluentui/react-components';
import { Count } from '../../ui/count.tsx';
import { useWords } from '../../ui/texts.ts';
import type { FormQuestionOf } from '../answer/form.ts';
import { InsteadInputs } from '../answer/instead.tsx';
import { Labelled, nativeOf } from '../answer/labelled.tsx';
import type { KindProps } from '../answer/props.ts';
import type { OneOf } from '../editor/edited.ts';
import { having } from '../editor/having.ts';
import { NumberField } from '../editor/numbers.tsx';
import { useEditorStyles } from '../editor/styles.ts';
import type { EditingProps, PageKind } from './page-kind.ts';

/** How much more than the limit an input takes, so that a text that is too long can be shortened. */
const spare = 200;

/** A text, with how much of it there is beside how much there may be. Characters as people count them: an emoji is one. */
function TextInputs(props: KindProps<FormQuestionOf<'text'>>) {
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

function TextLimits({ id, question, onChange, faults }: EditingProps<OneOf<'text'>>) {
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

/** A question that is answered in one's own words. */
export const text: PageKind<'text'> = {
  Inputs: TextInputs,
  Editing: TextLimits,
  hasLimits: true,
  fresh: (kept) => ({ kind: 'text', ...kept, multiline: true, maxLength: 1000 }),
  choices: () => undefined,
};
