import { PageLink } from './router.tsx';
import { useStyles } from './styles.ts';
import { useWords } from './texts.ts';

interface BackProps {
  readonly to: string;
  /** What it leads back to; default the list, which then is as it was left. */
  readonly text?: string;
}

/** The way back, above a page's title. */
export function Back({ to, text }: BackProps) {
  const styles = useStyles();
  const { t } = useWords();
  return (
    <div>
      <PageLink to={to} back className={styles.link}>
        {text ?? t('page:back')}
      </PageLink>
    </div>
  );
}
