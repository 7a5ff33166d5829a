import { Facts } from '../../ground/facts.tsx';
import { useStyles } from '../../ground/styles.ts';
import { useWords } from '../../ground/texts.ts';
import type { AnswerForm } from './form.ts';
import { useAnswerStyles } from './styles.ts';

/** Who asks, why, who sees the answer, and how long it is kept: open before the first answer, and at hand after it. */
export function Notice({ form }: { readonly form: AnswerForm }) {
  const styles = useStyles();
  const answering = useAnswerStyles();
  const { t } = useWords();
  const { anonymity, asker, audience, purpose, seen, keeping, own } = form;
  const told = (
    <>
      <p className={answering.promise}>{t(`survey:promise.${anonymity}`)}</p>
      <Facts
        facts={[
          [t('survey:noticeWho'), asker],
          [t('survey:forWhom'), audience],
          [t('survey:noticeWhy'), purpose],
          [t('survey:noticeSeen'), seen],
          [t('survey:keeping'), keeping],
        ]}
      />
      <p className={styles.quiet}>{t('survey:notice')}</p>
    </>
  );
  if (own === 'no') return <section className={answering.notice}>{told}</section>;
  return (
    <details>
      <summary className={answering.summary}>{t('page:answer.about')}</summary>
      <div className={answering.notice}>{told}</div>
    </details>
  );
}
