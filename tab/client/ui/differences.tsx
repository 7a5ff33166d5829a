import { Button } from '@fluentui/react-components';
import { useStyles } from './styles.ts';
import { useWords } from './texts.ts';
import type { FormState, Values } from './use-form.ts';

interface DifferencesProps {
  readonly form: FormState;
  /** What is stored now, by the names of the inputs. */
  readonly theirs: Values;
  readonly labels: Readonly<Record<string, string>>;
  /** A stored value in words; default as it is. */
  readonly shown?: (name: string, value: string) => string;
}

/** What somebody else has saved beside what is typed here, with a way to take theirs. */
export function Differences({ form, theirs, labels, shown = (_name, value) => value }: DifferencesProps) {
  const styles = useStyles();
  const { t } = useWords();
  const differing = Object.keys(labels).filter((name) => theirs[name] !== form.values[name]);
  return (
    <>
      <h2 className={styles.h3}>{t('page:conflict.title')}</h2>
      <p className={styles.plain}>{t(differing.length > 0 ? 'page:conflict.text' : 'page:conflict.same')}</p>
      <ul className={styles.list}>
        {differing.map((name) => (
          <li key={name} className={styles.row}>
            <span className={styles.text}>
              {labels[name]}: {theirs[name] ? shown(name, theirs[name]) : t('page:conflict.empty')}
            </span>
            <Button size="small" onClick={() => form.set(name, theirs[name] ?? '')}>
              {t('page:conflict.take', { field: labels[name] ?? '' })}
            </Button>
          </li>
        ))}
      </ul>
    </>
  );
}
