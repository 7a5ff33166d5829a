import { useCallback } from 'react';
import { PageLink } from '../app/router.tsx';
import { useSession } from '../app/session.tsx';
import type { AnswerOf } from '../ground/api.ts';
import { Chart } from '../ground/chart.tsx';
import { Facts, Section } from '../ground/facts.tsx';
import { Empty, WhenLoaded } from '../ground/states.tsx';
import { useStyles } from '../ground/styles.ts';
import { useWords } from '../ground/texts.ts';
import { PageTitle } from '../ground/title.tsx';
import { useLoaded } from '../ground/use-loaded.ts';

type Results = AnswerOf<'GET /surveys/{surveyId}/results'>;

/** What a closed survey has brought, question by question. */
export function ResultsPage({ id }: { readonly id: string }) {
  const styles = useStyles();
  const { t } = useWords();
  const { api, theme } = useSession();
  const load = useCallback(
    () => api('GET /surveys/{surveyId}/results', { path: { surveyId: id }, query: { theme } }),
    [api, id, theme],
  );
  const { loaded, reload } = useLoaded(load);
  return (
    <>
      <div>
        <PageLink to={`surveys/${id}`} back className={styles.link}>
          {t('page:survey.back')}
        </PageLink>
      </div>
      <WhenLoaded loaded={loaded} onRetry={reload}>
        {(results) => (
          <>
            <PageTitle text={t('page:results.title', { title: results.title })} />
            <p className={styles.plain}>{t('page:results.submitted', { count: results.submitted })}</p>
            {results.reopened && (
              <p className={styles.plain}>{t('page:results.reopened', { moment: results.reopened })}</p>
            )}
            {results.reason && <Empty text={t(`page:results.${results.reason}`)} />}
            {results.questions.map((question) => (
              <QuestionResult key={question.code} question={question} />
            ))}
          </>
        )}
      </WhenLoaded>
    </>
  );
}

function QuestionResult({ question }: { readonly question: Results['questions'][number] }) {
  const styles = useStyles();
  const { t, number } = useWords();
  const { label, answered, suppressed, median, mean, nonAnswers, chart, picture, texts } = question;
  const facts = [
    [t('page:results.answered'), String(answered)],
    [t('page:results.median'), median === null ? null : number(median)],
    [t('page:results.mean'), mean === null ? null : number(mean)],
    ...nonAnswers.map(({ code, count }) => [t(`survey:nonAnswer.${code}`), String(count)] as const),
  ] as const;
  return (
    <Section title={label}>
      <Facts facts={facts} />
      {suppressed && <Empty text={t('page:results.tooFewHere')} />}
      {chart && <Chart chart={chart} label={label} />}
      {picture && (
        <div>
          <a className={styles.link} href={picture} download aria-label={t('page:results.pictureOf', { label })}>
            {t('page:results.picture')}
          </a>
        </div>
      )}
      {chart && texts.length > 0 && <h3 className={styles.h3}>{t('page:results.ownWords')}</h3>}
      {texts.length > 0 && (
        <ul className={styles.texts}>
          {texts.map((text, index) => (
            // oxlint-disable-next-line react/no-array-index-key -- two people may have written the same
            <li key={index} className={styles.written}>
              {text}
            </li>
          ))}
        </ul>
      )}
    </Section>
  );
}
