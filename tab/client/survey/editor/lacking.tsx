import { Section } from '../../ui/facts.tsx';
import { PageLink } from '../../ui/router.tsx';
import { Some } from '../../ui/some.tsx';
import { useStyles } from '../../ui/styles.ts';
import { languages, useWords } from '../../ui/texts.ts';
import { textIn } from '../../ui/written.ts';
import { type Check, type Edited } from './edited.ts';
import { inputsAtFault } from './fault-places.ts';

interface LackingProps {
  readonly surveyId: string;
  readonly check: Check;
  readonly questions: Edited['questions'];
  /** Goes to an input, and to the question that it is in. */
  readonly onGo: (input: string, code?: string) => void;
}

const inputs = { title: 'title', purpose: 'purpose', closes: 'closesOn', questions: 'add-question' } as const;

/** What keeps a draft from being posted, and which translations are missing; each leads to its place. */
export function Lacking({ surveyId, check, questions, onGo }: LackingProps) {
  const styles = useStyles();
  const { t, language } = useWords();
  const nameOf = (code: string | undefined) => {
    const question = questions.find((one) => one.code === code);
    return (question && textIn(question.label, language)) || t('editor:untitledQuestion');
  };
  const faults = check.faults.map((one) => {
    const { at, code, fault } = one;
    if (at === 'question') {
      const question = questions.find((one) => one.code === code);
      const [id] = question ? inputsAtFault(question, fault) : [`${code}-label`];
      return { id, code, text: t(`editor:fault.${fault}`), name: nameOf(code) };
    }
    return { id: inputs[at], code: undefined, text: t(`editor:fault.${at}`), name: t(`editor:at.${at}`) };
  });
  const gaps = gapsOf(check);
  return (
    <Section title={t('editor:lacking')}>
      {faults.length === 0 && (
        <p className={styles.plain}>
          {t('editor:nothingLacking')}{' '}
          <PageLink to={`surveys/${surveyId}`} className={styles.link}>
            {t('editor:toPosting')}
          </PageLink>
        </p>
      )}
      <Some items={faults} keyOf={({ id, text }) => `${id} ${text}`}>
        {({ id, code, text, name }) => (
          <>
            <a href={`#${id}`} className={styles.link} onClick={(event) => goTo(event, () => onGo(id, code))}>
              {name}
            </a>
            : {text}
          </>
        )}
      </Some>
      {check.alike.length > 0 && (
        <>
          <h3 className={styles.h4}>{t('editor:alike')}</h3>
          <p className={styles.quiet}>{t('editor:alikeHint')}</p>
          <Some items={check.alike} keyOf={({ code, part, text }) => `${code} ${part} ${text}`}>
            {({ code, text }) => (
              <>
                <a
                  href={`#${code}-label`}
                  className={styles.link}
                  onClick={(event) => goTo(event, () => onGo(`${code}-label`, code))}
                >
                  {nameOf(code)}
                </a>
                : {text}
              </>
            )}
          </Some>
        </>
      )}
      {gaps.length > 0 && (
        <>
          <h3 className={styles.h4}>{t('editor:gaps')}</h3>
          <p className={styles.quiet}>{t('editor:gapsHint')}</p>
          <Some items={gaps} keyOf={({ code }) => code ?? ''}>
            {({ code, counts }) => (
              <>
                <a
                  href={`#${code ?? 'title'}`}
                  className={styles.link}
                  onClick={(event) => goTo(event, () => onGo(code === undefined ? 'title' : `${code}-label`, code))}
                >
                  {code === undefined ? t('editor:basics') : nameOf(code)}
                </a>
                :{' '}
                {languages
                  .filter((one) => counts[one])
                  .map((one) => t(`editor:lacks.${one}`, { count: counts[one] ?? 0 }))
                  .join(', ')}
              </>
            )}
          </Some>
        </>
      )}
    </Section>
  );
}

function goTo(event: { preventDefault(): void }, go: () => void): void {
  event.preventDefault();
  go();
}

interface Gap {
  readonly code: string | undefined;
  readonly counts: Partial<Record<(typeof languages)[number], number>>;
}

/** How many translations each question lacks, the survey's own texts first. */
function gapsOf({ missing }: Check): Gap[] {
  const gaps = new Map<string | undefined, Record<string, number>>();
  for (const { code, languages: lacking } of missing) {
    const counts = gaps.get(code) ?? {};
    for (const language of lacking) counts[language] = (counts[language] ?? 0) + 1;
    gaps.set(code, counts);
  }
  return [...gaps].map(([code, counts]) => ({ code, counts }));
}
