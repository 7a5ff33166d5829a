import { mergeClasses } from '@fluentui/react-components';
import { useEditingStyles } from './editing-styles.ts';
import { useStyles } from './styles.ts';
import { useWords } from './texts.ts';

/** From this share of the limit on, a screen reader is told how much is left. */
const nearly = 0.9;

interface CountProps {
  /** Of what a screen reader says of the limit: the input is described by it. */
  readonly id: string;
  /** How many characters there are. */
  readonly typed: number;
  readonly max: number;
}

/** How much of a text there is beside how much there may be. */
export function Count({ id, typed, max }: CountProps) {
  const styles = useStyles();
  const editing = useEditingStyles();
  const { t } = useWords();
  const counted = t(typed > max ? 'page:answer.over' : 'page:answer.typed', { typed, max, over: typed - max });
  return (
    <>
      <p aria-hidden="true" className={mergeClasses(styles.quiet, editing.count, typed > max && editing.over)}>
        {counted}
      </p>
      <span id={id} className={styles.unseen}>
        {t('survey:limits.textAtMost', { max })}
      </span>
      <span role="status" className={styles.unseen}>
        {typed >= max * nearly ? counted : ''}
      </span>
    </>
  );
}
