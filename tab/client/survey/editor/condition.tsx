import { Checkbox, Field, Select } from '@fluentui/react-components';
import { useWords } from '../../ui/texts.ts';
import { textIn } from '../../ui/written.ts';
import { choicesOf } from '../kinds/kinds.ts';
import type { AskedQuestion, Question, Text } from './edited.ts';
import { useEditorStyles } from './styles.ts';

interface ConditionProps {
  readonly id: string;
  readonly question: AskedQuestion;
  /** The questions before it. */
  readonly earlier: readonly Question[];
  readonly onChange: (question: AskedQuestion) => void;
  readonly fault?: string | undefined;
}

/** Of whom a question is asked: of everybody, or of those who have chosen something in an earlier one. */
export function Condition({ id, question, earlier, onChange, fault }: ConditionProps) {
  const styles = useEditorStyles();
  const { t, language } = useWords();
  const { showIf, ...always } = question;
  const possible = earlier.filter((one) => choicesOf(one).length > 0);
  const about = possible.find(({ code }) => code === showIf?.code);
  if (possible.length === 0 && !showIf) return null;
  const choose = (code: string) => {
    const first = possible.find((one) => one.code === code);
    const values = first ? choicesOf(first).slice(0, 1) : [];
    onChange(first ? { ...always, showIf: { code, values: values.map((one) => one.code) } } : always);
  };
  const toggle = (code: string, isOn: boolean) => {
    if (!showIf) return;
    const values = isOn ? [...showIf.values, code] : showIf.values.filter((one) => one !== code);
    // Without an answer to depend on, everybody is asked.
    onChange(values.length > 0 ? { ...question, showIf: { ...showIf, values } } : always);
  };
  return (
    <>
      <Field
        label={t('survey:chooseTitle')}
        {...(fault ? { validationState: 'error' as const, validationMessage: fault } : {})}
      >
        <Select id={`${id}-condition`} value={showIf?.code ?? ''} onChange={(_event, { value }) => choose(value)}>
          <option value="">{t('editor:condition.always')}</option>
          {showIf && !about && <option value={showIf.code}>{t('editor:condition.gone')}</option>}
          {possible.map(({ code, label }) => (
            <option key={code} value={code}>
              {t('editor:condition.if', { question: textIn(label, language) || t('editor:untitledQuestion') })}
            </option>
          ))}
        </Select>
      </Field>
      {about && showIf && (
        <fieldset className={styles.group}>
          <legend className={styles.legend}>{t('editor:condition.answers')}</legend>
          {choicesOf(about).map(({ code, label }) => (
            <Checkbox
              key={code}
              label={nameOf(code, label, language, t)}
              checked={showIf.values.includes(code)}
              onChange={(_event, { checked }) => toggle(code, checked === true)}
            />
          ))}
        </fieldset>
      )}
    </>
  );
}

type Words = ReturnType<typeof useWords>;

function nameOf(code: string, label: Text | undefined, language: Words['language'], t: Words['t']): string {
  if (label) return textIn(label, language) || t('editor:untitledOption');
  if (/^[1-5]$/.test(code)) return code;
  return t(`editor:answer.${code.replace('-', '')}`);
}
