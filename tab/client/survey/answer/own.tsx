import { useCallback } from 'react';
import { useSession } from '../../ui/session.tsx';
import { WhenLoaded } from '../../ui/states.tsx';
import { useStyles } from '../../ui/styles.ts';
import { useWords } from '../../ui/texts.ts';
import { useLoaded } from '../../ui/use-loaded.ts';
import { Answers } from './answers.tsx';

/** What its reader answered to a survey that is closed, or why that cannot be shown. */
export function OwnAnswer({ id }: { readonly id: string }) {
  const styles = useStyles();
  const { t } = useWords();
  const { api } = useSession();
  const load = useCallback(() => api('GET /surveys/{surveyId}/answer/own', { path: { surveyId: id } }), [api, id]);
  const { loaded, reload } = useLoaded(load);
  return (
    <>
      <h2 className={styles.h2}>{t('page:survey.own')}</h2>
      <WhenLoaded loaded={loaded} onRetry={reload}>
        {({ lacking, pages }) =>
          lacking === null ? <Answers pages={pages} /> : <p className={styles.plain}>{lacking}</p>
        }
      </WhenLoaded>
    </>
  );
}
