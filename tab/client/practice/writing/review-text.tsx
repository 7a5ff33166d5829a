import { Facts, Section } from '../../ui/facts.tsx';
import { Linked } from '../../ui/linked.tsx';
import { useStyles } from '../../ui/styles.ts';
import { type Language, languages, useWords } from '../../ui/texts.ts';
import type { Written } from '../../ui/written.ts';
import { type WritingForm } from './changes.ts';
import { useWritingStyles } from './styles.ts';

/** The whole text as it would be proposed, in all its languages. */
export function ReviewText({ form }: { readonly form: WritingForm }) {
  const styles = useStyles();
  const { t } = useWords();
  const { title, filing, asked, sections } = form;
  const texts = [title, ...asked.flatMap(({ code }) => sections[code] ?? [])];
  const used = languages.filter((language) => texts.some((text) => text[language]));
  const written = asked.filter(({ code }) => sections[code]);
  return (
    <>
      <Section title={t('writing:basics')}>
        <InEach text={title} used={used} />
        <Facts
          facts={[
            [t('writing:supportForms'), filing.supportForms.map((code) => t(`terms:supportForm.${code}`)).join(', ')],
            [t('writing:targetGroups'), filing.targetGroups.map((code) => t(`terms:targetGroup.${code}`)).join(', ')],
            [t('writing:themes'), filing.themes.map((code) => t(`terms:theme.${code}`)).join(', ')],
            [t('writing:municipality'), filing.municipality],
            [t('terms:breakdown.region'), filing.region],
          ]}
        />
      </Section>
      <Section title={t('page:practice.text')}>
        {written.length === 0 && <p className={styles.quiet}>{t('page:practice.noText')}</p>}
        {written.map(({ code, label }) => (
          <div key={code}>
            <h3 className={styles.h3}>{label}</h3>
            <InEach text={sections[code] ?? {}} used={used} />
          </div>
        ))}
        <Gaps texts={texts} used={used} />
      </Section>
    </>
  );
}

interface InEachProps {
  readonly text: Written;
  /** The languages that the practice is written in. */
  readonly used: readonly Language[];
}

/** A text in each language that the practice is written in; which one is told when there are several. */
function InEach({ text, used }: InEachProps) {
  const styles = useStyles();
  const writing = useWritingStyles();
  const { t } = useWords();
  return used
    .filter((language) => text[language])
    .map((language) => (
      <div key={language} className={used.length > 1 ? writing.inLanguage : undefined}>
        {used.length > 1 && <p className={styles.quiet}>{t(`editor:in.${language}`)}</p>}
        <p className={styles.written} lang={language}>
          <Linked text={text[language] ?? ''} />
        </p>
      </div>
    ));
}

/** How many texts lack a language that others are written in, which keeps nothing from being proposed. */
function Gaps({ texts, used }: { readonly texts: readonly Written[] } & Pick<InEachProps, 'used'>) {
  const styles = useStyles();
  const { t } = useWords();
  const gaps = used
    .map((language) => [language, texts.filter((text) => !text[language]).length] as const)
    .filter(([, count]) => count > 0)
    .map(([language, count]) => t(`editor:lacks.${language}`, { count }));
  if (gaps.length === 0) return null;
  return <p className={styles.quiet}>{t('writing:gaps', { gaps: gaps.join(', ') })}</p>;
}
