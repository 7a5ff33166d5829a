import { Button } from '@fluentui/react-components';
import type { ReactNode } from 'react';
import { useStyles } from './styles.ts';
import { useWords } from './texts.ts';

/** What another editor has changed: how it is told, and the name of the button that takes it. */
interface OthersChange {
  readonly key: string;
  readonly text: ReactNode;
  readonly takeText: string;
  readonly onTake: () => void;
}

interface JoinedProps {
  /** What is in the form already, since nobody else had touched it. */
  readonly taken: readonly Pick<OthersChange, 'key' | 'text'>[];
  /** What both have changed, and there is to choose. */
  readonly clashing: readonly OthersChange[];
}

/** What somebody else has changed meanwhile, beside what is being typed. */
export function Joined({ taken, clashing }: JoinedProps) {
  const styles = useStyles();
  const { t } = useWords();
  return (
    <>
      <h2 className={styles.h3}>{t('page:conflict.title')}</h2>
      <p className={styles.plain}>{t(clashing.length > 0 ? 'editor:others.clash' : 'editor:others.joined')}</p>
      {taken.length > 0 && (
        <>
          <h3 className={styles.h4}>{t('editor:others.taken')}</h3>
          <ul>
            {taken.map(({ key, text }) => (
              <li key={key}>{text}</li>
            ))}
          </ul>
        </>
      )}
      {clashing.length > 0 && (
        <>
          <h3 className={styles.h4}>{t('editor:others.both')}</h3>
          <ul className={styles.list}>
            {clashing.map(({ key, text, takeText, onTake }) => (
              <li key={key} className={styles.row}>
                <div className={styles.text}>{text}</div>
                <Button size="small" onClick={onTake}>
                  {takeText}
                </Button>
              </li>
            ))}
          </ul>
        </>
      )}
    </>
  );
}
