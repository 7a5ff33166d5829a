import { useEditingStyles } from '../../ui/editing-styles.ts';
import { Section } from '../../ui/facts.tsx';
import { type Language, languages, useWords } from '../../ui/texts.ts';
import { FilingInputs } from './filing.tsx';
import { TextInput } from './text-input.tsx';
import type { Writing } from './use-writing.ts';
import { sectionName } from './values.ts';

/** Everything that is asked of a practice. */
export function Texts({ writing, shown }: { readonly writing: Writing; readonly shown: readonly Language[] }) {
  const styles = useEditingStyles();
  const { t } = useWords();
  const { stored, values, faults, set } = writing;
  const { asked, longest, filing } = stored;
  const of = (name: string) => {
    const [fi = '', sv = '', en = ''] = languages.map((language) => values[`${name}.${language}`]);
    return { name, fi, sv, en, shown, faults, set };
  };
  return (
    <>
      <Section title={t('writing:basics')}>
        <div className={styles.form}>
          <TextInput {...of('title')} label={t('writing:title')} required limit={longest.title} />
          <FilingInputs
            supportForms={values['supportForms'] ?? ''}
            targetGroups={values['targetGroups'] ?? ''}
            themes={values['themes'] ?? ''}
            municipality={values['municipality'] ?? ''}
            longest={longest.municipality}
            region={filing.region}
            fault={faults['municipality']}
            set={set}
          />
        </div>
      </Section>
      <Section title={t('page:practice.text')}>
        <div className={styles.form}>
          {asked.map(({ code, label, help, required }) => (
            <TextInput
              key={code}
              {...of(sectionName(code))}
              label={label}
              hint={help}
              required={required}
              isLong
              limit={longest.section}
            />
          ))}
        </div>
      </Section>
    </>
  );
}
