import { Checkbox } from '@fluentui/react-components';
import { useEditingStyles } from '../../ui/editing-styles.ts';
import { type Language, languages, useWords } from '../../ui/texts.ts';
import { type Values } from './changes.ts';

/** The languages in which something is written, and always the reader's own. */
export function writtenLanguages(values: Values, own: Language): Language[] {
  const written = (language: Language) =>
    Object.entries(values).some(([name, value]) => value !== '' && name.endsWith(`.${language}`));
  return languages.filter((language) => language === own || written(language));
}

interface LanguageChoiceProps {
  readonly shown: readonly Language[];
  readonly onChange: (shown: readonly Language[]) => void;
}

/** Which languages stand side by side; one does at least. What is written in the others stays. */
export function LanguageChoice({ shown, onChange }: LanguageChoiceProps) {
  const styles = useEditingStyles();
  const { t } = useWords();
  const toggle = (language: Language) =>
    onChange(languages.filter((one) => (one === language ? !shown.includes(one) : shown.includes(one))));
  return (
    <fieldset className={styles.group}>
      <legend className={styles.legend}>{t('writing:languages')}</legend>
      <p className={styles.marks}>{t('writing:languagesHint')}</p>
      <div className={styles.row}>
        {languages.map((language) => (
          <Checkbox
            key={language}
            label={t(`editor:in.${language}`)}
            checked={shown.includes(language)}
            disabled={shown.length === 1 && shown.includes(language)}
            onChange={() => toggle(language)}
          />
        ))}
      </div>
    </fieldset>
  );
}
