import { useCallback } from 'react';
import { Back } from '../ui/back.tsx';
import { ChatButton } from '../ui/chat.tsx';
import { Facts, Section } from '../ui/facts.tsx';
import { Linked } from '../ui/linked.tsx';
import { PageLink } from '../ui/router.tsx';
import { useSession } from '../ui/session.tsx';
import { useStyles } from '../ui/styles.ts';
import { useWords } from '../ui/texts.ts';
import { PageTitle } from '../ui/title.tsx';
import { useLoaded } from '../ui/use-loaded.ts';
import { Warning } from '../ui/warning.tsx';
import { WholePage } from '../ui/whole-page.tsx';
import type { Survey } from './actions/action-props.ts';
import { Offers } from './actions/offers.tsx';
import { OwnAnswer } from './answer/own.tsx';

/** One survey: whom it asks what until when, how far it is, and what its reader can do with it. */
export function SurveyPage({ id }: { readonly id: string }) {
  const { api } = useSession();
  const load = useCallback(() => api('GET /surveys/{surveyId}', { path: { surveyId: id } }), [api, id]);
  const { loaded, reload, replace } = useLoaded(load);
  return (
    <>
      <Back to="surveys" />
      <WholePage loaded={loaded} onRetry={reload}>
        {(survey) => (
          <>
            <PageTitle text={survey.title} language={survey.titleLanguage} />
            <SurveyNotice survey={survey} />
            {(survey.state === 'closed' || survey.state === 'archived') && <OwnAnswer id={survey.id} />}
            <Offers survey={survey} onDone={replace} />
            <Questions questions={survey.questions} />
          </>
        )}
      </WholePage>
    </>
  );
}

function SurveyNotice({ survey }: { readonly survey: Survey }) {
  const styles = useStyles();
  const { t } = useWords();
  const { state, progress, own, offers } = survey;
  const ended = state === 'closed' || state === 'cancelled' || state === 'archived';
  // Of what was cancelled, no number stays either.
  const isForgotten = survey.answersDeleted && state === 'cancelled';
  const isToldRoughly = progress !== null && progress.submitted === null;
  const facts = [
    [t('survey:state'), t(`terms:surveyState.${state}`)],
    [t('survey:forWhom'), survey.audience],
    [t('page:survey.mode'), t(`terms:anonymity.${survey.anonymity}`)],
    [t('survey:opens'), state === 'scheduled' ? survey.opens : null],
    [t(ended ? 'page:survey.closedAt' : 'survey:closes'), survey.closes],
    [t('survey:reminders'), offers.includes('reminders') ? survey.reminders : null],
    [t('survey:remindedOn'), survey.reminded],
    [t('survey:reopenedOn'), survey.reopened],
    [t('survey:cancelReason'), survey.cancelReason],
    [t('survey:noticeSeen'), survey.resultsSeen],
    [t('survey:whenSeen'), survey.resultsShown],
    [t('survey:keeping'), survey.keeping],
    [t('page:survey.own'), own && t(`tab:surveys.${own}`)],
    [t('survey:answered'), isForgotten ? null : progress && answeredText(t, progress)],
    [t('survey:askedAtOpening'), isToldRoughly && progress?.members ? String(progress.members) : null],
  ] as const;
  return (
    <Section title={t('page:survey.about')}>
      <p className={styles.written} lang={survey.purposeLanguage}>
        <Linked text={survey.purpose} />
      </p>
      <Facts facts={facts} />
      {isToldRoughly && <p className={styles.plain}>{t('survey:turnoutNote')}</p>}
      <Warning text={survey.tooLong} />
      <Waits unsettled={survey.unsettled} keyMissing={survey.keyMissing} />
      {survey.lostAnswers !== 0 && <p className={styles.plain}>{lostText(t, survey.lostAnswers)}</p>}
      {state === 'open' && own !== null && <AnswerLink id={survey.id} own={own} />}
    </Section>
  );
}

function answeredText(t: ReturnType<typeof useWords>['t'], progress: NonNullable<Survey['progress']>): string {
  const { turnout, submitted, begun, members } = progress;
  if (submitted === null || begun === null || members === null) return turnout;
  return t('page:survey.of', { submitted, begun, members });
}

function lostText(t: ReturnType<typeof useWords>['t'], count: number | null): string {
  return count === null ? t('survey:lostFew') : t('survey:lost', { count });
}

/** What answers or results wait for, and what to do about it. */
function Waits({ unsettled, keyMissing }: Pick<Survey, 'unsettled' | 'keyMissing'>) {
  const styles = useStyles();
  const { t } = useWords();
  if (unsettled && !unsettled.waitsForKey) return <p className={styles.plain}>{t('survey:unsettledSoon')}</p>;
  if (!unsettled && !keyMissing) return null;
  return <Warning text={t(unsettled ? 'survey:unsettled' : 'survey:keyMissing')} />;
}

const answerKeys = { no: 'survey:answer', begun: 'survey:continue', yes: 'survey:changeAnswer' } as const;

function AnswerLink({ id, own }: { readonly id: string; readonly own: keyof typeof answerKeys }) {
  const styles = useStyles();
  const { t } = useWords();
  return (
    <div className={styles.actions}>
      <PageLink to={`surveys/${id}/answer`} className={styles.doLink}>
        {t(answerKeys[own])}
      </PageLink>
      <ChatButton />
    </div>
  );
}

function Questions({ questions }: Pick<Survey, 'questions'>) {
  const styles = useStyles();
  const { t } = useWords();
  return (
    <Section title={t('page:survey.questions')}>
      <ol className={styles.questions}>
        {questions.map(({ code, kind, label, language, help, required, options }) =>
          kind === 'section' ? (
            <li key={code} className={styles.unnumbered}>
              <h3 className={styles.h3} lang={language}>
                {label}
              </h3>
              {help && (
                <p className={styles.quiet} lang={language}>
                  {help}
                </p>
              )}
            </li>
          ) : (
            <li key={code}>
              <div>
                <span lang={language}>{label}</span>
                {required && ` (${t('page:survey.required')})`}
              </div>
              {help && (
                <div className={styles.quiet} lang={language}>
                  {help}
                </div>
              )}
              <div className={styles.quiet} lang={options.length > 0 ? language : undefined}>
                {options.length > 0 ? options.join(' · ') : t(`terms:questionKind.${kind}`)}
              </div>
            </li>
          ),
        )}
      </ol>
    </Section>
  );
}
