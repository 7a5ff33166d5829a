import { Field, Input, Textarea } from '@fluentui/react-components';
import { languages, useWords } from '../../ground/texts.ts';
import type { Text } from './edited.ts';
import { useEditorStyles } from './styles.ts';

/** The most characters of a text in one language. */
const longest = 500;

interface LocalizedProps {
  /** Of the first input: what the summary and a new question lead to. */
  readonly id: string;
  readonly label: string;
  readonly text: Text | undefined;
  readonly onChange: (text: Text) => void;
  readonly hint?: string;
  readonly isLong?: boolean;
  /** What keeps the survey from being posted. */
  readonly fault?: string | undefined;
}

/** A text in all languages side by side; a translation that is missing beside others says so. */
export function Localized({ id, label, text = {}, onChange, hint, isLong = false, fault }: LocalizedProps) {
  const styles = useEditorStyles();
  const { t } = useWords();
  const isWritten = languages.some((language) => text[language]);
  return (
    <fieldset className={styles.group}>
      <legend className={styles.legend}>{label}</legend>
      {hint && <div className={styles.marks}>{hint}</div>}
      {fault && <div className={styles.warning}>{fault}</div>}
      <div className={styles.languages}>
        {languages.map((language) => {
          const isMissing = isWritten && !text[language];
          const props = {
            id: language === languages[0] ? id : `${id}-${language}`,
            lang: language,
            maxLength: longest,
            value: text[language] ?? '',
            onChange: (_event: unknown, { value }: { value: string }) => onChange(withText(text, language, value)),
          };
          return (
            <Field
              key={language}
              label={t(`editor:in.${language}`)}
              {...(isMissing && {
                validationState: 'warning' as const,
                validationMessage: t('editor:translationMissing'),
              })}
            >
              {isLong ? <Textarea rows={2} resize="vertical" {...props} /> : <Input {...props} />}
            </Field>
          );
        })}
      </div>
    </fieldset>
  );
}

/** What is empty is not written. */
function withText(text: Text, language: keyof Text, value: string): Text {
  const { [language]: _before, ...others } = text;
  return value === '' ? others : { ...others, [language]: value };
}
