import { detailOf } from '../../ui/states.tsx';
import { useStyles } from '../../ui/styles.ts';
import { useWords } from '../../ui/texts.ts';
import type { Edited } from './edited.ts';
import type { AwaitedAnswers } from './use-awaited.ts';

interface AwaitedProps {
  readonly awaited: AwaitedAnswers;
  readonly anonymity: Edited['anonymity'] | undefined;
}

/** How many answers are awaited, and what follows from that. */
export function Awaited({ awaited: { asked, problem }, anonymity }: AwaitedProps) {
  const styles = useStyles();
  const { t } = useWords();
  const isSmall = asked && anonymity !== undefined && anonymity !== 'named' && asked.count < asked.needed;
  return (
    <div role="status">
      {problem && <p className={styles.plain}>{detailOf(problem, t)}</p>}
      {asked && (
        <p className={styles.plain}>
          {t('survey:askedCount')}: {asked.count}
        </p>
      )}
      {asked?.count === 0 && <p className={styles.plain}>{t('editor:audience.nobody')}</p>}
      {isSmall && <p className={styles.plain}>{t('survey:tooFewAsked', { count: asked.needed })}</p>}
    </div>
  );
}
