import { Field, Input, Textarea } from '@fluentui/react-components';
import { Count } from './count.tsx';
import { useEditingStyles } from './editing-styles.ts';
import { LabelText } from './label-text.tsx';
import { useRefused } from './refused.tsx';
import { type Language, languages, useWords } from './texts.ts';
import { type Written, withWords } from './written.ts';

/** The most characters of a text in one language, where no limit is told. */
const longest = 500;

interface LocalizedProps<T extends Written> {
  /** Of the first input: what a summary of faults leads to. */
  readonly id: string;
  readonly label: string;
  readonly text: T | undefined;
  /** Told the whole text, and which language of it was typed in. */
  readonly onChange: (text: T, language: Language) => void;
  readonly hint?: string;
  readonly isLong?: boolean;
  readonly required?: boolean;
  /** What is wrong with the text as a whole. */
  readonly fault?: string | undefined;
  /** What is wrong with it in one language. */
  readonly faults?: Partial<Record<Language, string>>;
  /** The languages to write in; default all. What is written in others stays. */
  readonly shown?: readonly Language[];
  /** How long it may be: told, and not enforced, so that a text that is too long can be shortened. */
  readonly limit?: number;
}

/** A text in several languages side by side; a translation that is missing beside others says so. */
export function Localized<T extends Written>(props: LocalizedProps<T>) {
  const { id, label, text = {} as T, hint, isLong = false, required = false, fault, shown = languages, limit } = props;
  const styles = useEditingStyles();
  return (
    <fieldset className={styles.group}>
      <legend className={styles.legend}>
        <LabelText label={label} required={required} />
      </legend>
      {hint && <div className={styles.marks}>{hint}</div>}
      {fault && (
        <div id={`${id}-fault`} className={styles.warning}>
          {fault}
        </div>
      )}
      <div className={isLong && limit !== undefined ? styles.longTexts : styles.languages}>
        {shown.map((language) => (
          <InLanguage
            key={language}
            {...props}
            inputId={language === shown[0] ? id : `${id}-${language}`}
            language={language}
            text={text}
          />
        ))}
      </div>
    </fieldset>
  );
}

interface InLanguageProps<T extends Written> extends LocalizedProps<T> {
  readonly inputId: string;
  readonly language: Language;
  readonly text: T;
}

function InLanguage<T extends Written>(props: InLanguageProps<T>) {
  const { id, inputId, language, text, onChange, isLong = false, fault, faults = {}, limit } = props;
  const styles = useEditingStyles();
  const { t } = useWords();
  const value = text[language] ?? '';
  const refused = useRefused(inputId);
  const own = faults[language] ?? refused;
  const isMissing = value === '' && languages.some((other) => text[other]);
  const described = [fault && `${id}-fault`, limit !== undefined && `${inputId}-limit`].filter(Boolean).join(' ');
  const native = {
    id: inputId,
    lang: language,
    ...(limit === undefined && { maxLength: longest }),
    ...(described && { 'aria-describedby': described }),
    ...(fault && { 'aria-invalid': true }),
    value,
    onChange: (_event: unknown, { value: typed }: { value: string }) =>
      onChange(withWords(text, language, typed), language),
  };
  return (
    <div className={styles.field}>
      <Field
        label={t(`editor:in.${language}`)}
        {...(own
          ? { validationState: 'error' as const, validationMessage: own }
          : isMissing && { validationState: 'warning' as const, validationMessage: t('editor:translationMissing') })}
      >
        {isLong ? <Textarea rows={rowsFor(value, limit)} resize="vertical" {...native} /> : <Input {...native} />}
      </Field>
      {limit !== undefined && <Count id={`${inputId}-limit`} typed={value.trim().length} max={limit} />}
    </div>
  );
}

/** Enough rows to see most of a text, where it may be long. */
function rowsFor(text: string, limit: number | undefined): number {
  if (limit === undefined) return 2;
  const lines = text.split('\n').reduce((sum, line) => sum + Math.ceil((line.length + 1) / charactersPerRow), 0);
  return Math.min(Math.max(lines + 1, 4), 18);
}

const charactersPerRow = 70;
