import { Button } from '@fluentui/react-components';
import type { Problem } from '../../ui/api.ts';
import { dropDraft, useDrafts } from '../../ui/drafts.ts';
import { Section } from '../../ui/facts.tsx';
import { Failure, titleOf } from '../../ui/states.tsx';
import { useStyles } from '../../ui/styles.ts';
import { useWords } from '../../ui/texts.ts';
import { PageTitle } from '../../ui/title.tsx';
import { type FormPlace, pathOf } from './form.ts';

interface NotOpenedProps {
  readonly problem: Problem;
  readonly place: FormPlace;
  readonly onRetry: () => void;
}

/** Says why a form cannot be had, and gives back the texts that were typed into it and never sent. */
export function NotOpened({ problem, place, onRetry }: NotOpenedProps) {
  const styles = useStyles();
  const { t } = useWords();
  const drafts = [...useDrafts()].filter(([, { path }]) => path === pathOf(place));
  // Codes of what was chosen have no blanks in them, and say nothing to anybody.
  const texts = drafts.flatMap(([, { values }]) => Object.entries(values).filter(([, text]) => /\s/.test(text)));
  return (
    <>
      <PageTitle text={titleOf(problem, t)} />
      <Failure problem={problem} onRetry={onRetry} isTitled={false} />
      {drafts.length > 0 && (
        <Section title={t('page:answer.notSent')}>
          {texts.map(([key, text]) => (
            <p key={key} className={styles.written}>
              {text}
            </p>
          ))}
          <div>
            <Button onClick={() => drafts.forEach(([name]) => dropDraft(name))}>{t('page:form.discard')}</Button>
          </div>
        </Section>
      )}
    </>
  );
}
