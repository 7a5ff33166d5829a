import { useCallback } from 'react';
import type { AnswerOf } from '../ui/api.ts';
import { Back } from '../ui/back.tsx';
import { Chart } from '../ui/chart.tsx';
import { Facts, Section } from '../ui/facts.tsx';
import { Linked } from '../ui/linked.tsx';
import { MoreButton, MoreList, useMore } from '../ui/more.tsx';
import { NumberTable } from '../ui/number-table.tsx';
import { PageLink } from '../ui/router.tsx';
import { useSession } from '../ui/session.tsx';
import { Empty } from '../ui/states.tsx';
import { useStyles } from '../ui/styles.ts';
import { useWords } from '../ui/texts.ts';
import { PageTitle } from '../ui/title.tsx';
import { useLoaded } from '../ui/use-loaded.ts';
import { WholePage } from '../ui/whole-page.tsx';
import { Comparison } from './comparison.tsx';

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
      <Back to={`surveys/${id}`} text={t('page:survey.back')} />
      <WholePage loaded={loaded} onRetry={reload}>
        {(results) => (
          <>
            <PageTitle text={t('page:results.title', { title: results.title })} />
            {results.submitted !== null && (
              <p className={styles.plain}>{t('page:results.submitted', { count: results.submitted })}</p>
            )}
            {results.reopened && (
              <p className={styles.plain}>{t('page:results.reopened', { moment: results.reopened })}</p>
            )}
            {results.deleted && <p className={styles.plain}>{results.deleted}</p>}
            {results.reason && <Empty text={t(`page:results.${results.reason}`)} />}
            {results.lateHeld && <p className={styles.plain}>{t('page:results.late')}</p>}
            <Texts id={id} results={results} />
            <Questions id={id} first={results.questions} />
            {!results.reason && <Comparison id={id} />}
            <Downloads downloads={results.downloads} />
          </>
        )}
      </WholePage>
    </>
  );
}

type Questions = Results['questions'];

/** All of them, a page after the other: they are read and printed as one. */
function Questions({ id, first }: { readonly id: string; readonly first: Questions }) {
  const { api, theme } = useSession();
  const load = useCallback(
    async (after: string) => {
      const path = { surveyId: id };
      return (await api('GET /surveys/{surveyId}/results', { path, query: { theme, after } })).questions;
    },
    [api, id, theme],
  );
  const more = useMore({ first, load }, true);
  return (
    <>
      {more.items.map((question) => (
        <QuestionResult key={question.code} id={id} question={question} />
      ))}
      <MoreButton more={more} />
    </>
  );
}

interface TextsProps {
  readonly id: string;
  readonly results: Results;
}

/** The way to what people wrote, for those who look after the survey. */
function Texts({ id, results }: TextsProps) {
  const styles = useStyles();
  const { t } = useWords();
  if (!results.manages || !results.hasTexts) return null;
  return (
    <>
      {results.unreadTexts && <p className={styles.plain}>{t('page:results.unread')}</p>}
      <div>
        <PageLink to={`surveys/${id}/texts`} className={styles.link}>
          {t('page:results.reviewTexts')}
        </PageLink>
      </div>
    </>
  );
}

function Downloads({ downloads }: Pick<Results, 'downloads'>) {
  const styles = useStyles();
  const { t } = useWords();
  if (downloads.length === 0) return null;
  return (
    <Section title={t('page:results.downloads')}>
      <ul className={styles.texts}>
        {downloads.map(({ format, url }) => (
          <li key={format}>
            <a className={styles.link} href={url} download>
              {t(`page:results.format.${format}`)}
            </a>
          </li>
        ))}
      </ul>
    </Section>
  );
}

interface QuestionResultProps {
  readonly id: string;
  readonly question: Questions['items'][number];
}

function QuestionResult({ id, question }: QuestionResultProps) {
  const styles = useStyles();
  const { t, number } = useWords();
  const { api } = useSession();
  const {
    code: asked,
    label,
    answered,
    suppressed,
    unit,
    median,
    mean,
    nonAnswers,
    remarks,
    chart,
    picture,
    texts,
    byClass,
  } = question;
  const measured = (value: number | null) => (value === null ? null : [number(value), unit].filter(Boolean).join(' '));
  const loadTexts = useCallback(
    (after: string) =>
      api('GET /surveys/{surveyId}/results/texts', { path: { surveyId: id }, query: { question: asked, after } }),
    [api, id, asked],
  );
  const facts = [
    [t('page:results.answered'), String(answered)],
    [t('page:results.median'), measured(median)],
    [t('page:results.mean'), measured(mean)],
    ...nonAnswers.map(({ code, count }) => [t(`survey:nonAnswer.${code}`), String(count)] as const),
  ] as const;
  return (
    <Section title={label}>
      <Facts facts={facts} />
      {remarks.map((remark) => (
        <p key={remark} className={styles.plain}>
          {remark}
        </p>
      ))}
      {suppressed && <Empty text={t('page:results.tooFewHere')} />}
      {chart && <Chart chart={chart} label={label} />}
      {picture && (
        <div>
          <a className={styles.link} href={picture} download aria-label={t('page:results.pictureOf', { label })}>
            {t('page:results.picture')}
          </a>
        </div>
      )}
      {byClass.map((table) => (
        <NumberTable key={table.title} table={table} caption={t('page:results.byClass', { title: table.title })} />
      ))}
      {chart && texts.total > 0 && <h3 className={styles.h3}>{t('page:results.ownWords')}</h3>}
      {/* By their places: two people may have written the same. */}
      <MoreList first={texts} load={loadTexts} keyOf={(_text, index) => index} className={styles.texts}>
        {(text) => (
          <p className={styles.written}>
            <Linked text={text} />
          </p>
        )}
      </MoreList>
    </Section>
  );
}
