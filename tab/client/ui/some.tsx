import { Button } from '@fluentui/react-components';
import { type ReactNode, useState } from 'react';
import { useStyles } from './styles.ts';
import { useWords } from './texts.ts';

/** How many items are shown before the reader asks for all. */
const first = 10;

interface SomeProps<T> {
  readonly items: readonly T[];
  readonly keyOf: (item: T) => string;
  readonly children: (item: T) => ReactNode;
}

/** A list that is usually short: when it is not, its beginning, and a button for the rest. */
export function Some<T>({ items, keyOf, children }: SomeProps<T>) {
  const styles = useStyles();
  const { t } = useWords();
  const [isWhole, setWhole] = useState(false);
  const shown = isWhole ? items : items.slice(0, first);
  return (
    <>
      <ul className={styles.list}>
        {shown.map((item) => (
          <li key={keyOf(item)}>{children(item)}</li>
        ))}
      </ul>
      {items.length > shown.length && (
        <div className={styles.more}>
          <Button size="small" onClick={() => setWhole(true)}>
            {t('page:showAll', { count: items.length })}
          </Button>
        </div>
      )}
    </>
  );
}
