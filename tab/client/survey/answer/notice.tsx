import { Facts } from '../../ui/facts.tsx';
import { useStyles } from '../../ui/styles.ts';
import { useWords } from '../../ui/texts.ts';
import type { AnswerForm } from './form.ts';
import { useAnswerStyles } from './styles.ts';

/** What the answer is for, in a sentence before the first one; who asks, why, who sees it and how long it is kept, at hand. */
export function Notice({ form }: { readonly form: AnswerForm }) {
  const styles = useStyles();
  const answering = useAnswerStyles();
  const { t } = useWords();
  const { anonymity, asker, audience, purpose, seen, keeping, own } = form;
  const promise = <p className={answering.promise}>{t(`survey:promise.${anonymity}`)}</p>;
  const told = (
    <>
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
  const isFirst = own === 'no';
  return (
    <section className={isFirst ? answering.notice : undefined}>
      {isFirst && promise}
      <details>
        <summary className={answering.summary}>{t('survey:noticeMore')}</summary>
        <div className={isFirst ? answering.folded : answering.notice}>
          {!isFirst && promise}
          {told}
        </div>
      </details>
    </section>
  );
}
