import { PageLink } from '../app/router.tsx';
import { useStyles } from './styles.ts';
import { useWords } from './texts.ts';

/** The way back to a list, which then is as it was left. */
export function Back({ to }: { readonly to: string }) {
  const styles = useStyles();
  const { t } = useWords();
  return (
    <div>
      <PageLink to={to} back className={styles.link}>
        {t('page:back')}
      </PageLink>
    </div>
  );
}
