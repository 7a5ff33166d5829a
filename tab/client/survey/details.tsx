import { Button } from '@fluentui/react-components';
import { useCallback } from 'react';
import { PageLink, useRouter } from '../app/router.tsx';
import { useSession } from '../app/session.tsx';
import type { AnswerOf } from '../ground/api.ts';
import { Back } from '../ground/back.tsx';
import { ChatButton } from '../ground/chat.tsx';
import { Confirm } from '../ground/confirm.tsx';
import { Facts, Section } from '../ground/facts.tsx';
import { WhenLoaded } from '../ground/states.tsx';
import { useStyles } from '../ground/styles.ts';
import { useWords } from '../ground/texts.ts';
import { PageTitle } from '../ground/title.tsx';
import { useUndo } from '../ground/undo.tsx';
import { useLoaded } from '../ground/use-loaded.ts';

type Survey = AnswerOf<'GET /surveys/{surveyId}'>;

/** One survey: whom it asks what until when, how far it is, and what its reader can do with it. */
export function SurveyPage({ id }: { readonly id: string }) {
  const { api } = useSession();
  const path = { surveyId: id };
  const load = useCallback(() => api('GET /surveys/{surveyId}', { path: { surveyId: id } }), [api, id]);
  const { loaded, reload, replace } = useLoaded(load);
  return (
    <>
      <Back to="surveys" />
      <WhenLoaded loaded={loaded} onRetry={reload}>
        {(survey) => (
          <>
            <PageTitle text={survey.title} />
            <Standing survey={survey} />
            <Offers
              survey={survey}
              onPost={async () => replace(await api('POST /surveys/{surveyId}/post', { path }))}
              onClose={async () => replace(await api('POST /surveys/{surveyId}/close', { path }))}
            />
            <Questions questions={survey.questions} />
          </>
        )}
      </WhenLoaded>
    </>
  );
}

function Standing({ survey }: { readonly survey: Survey }) {
  const styles = useStyles();
  const { t } = useWords();
  const { state, progress, own } = survey;
  const ended = state === 'closed' || state === 'cancelled' || state === 'archived';
  const facts = [
    [t('page:list.state'), t(`terms:surveyState.${state}`)],
    [t('page:group'), survey.group],
    [t('page:survey.mode'), t(`terms:anonymity.${survey.anonymity}`)],
    [t('page:survey.opens'), state === 'scheduled' ? survey.opens : null],
    [t(ended ? 'page:survey.closedAt' : 'page:survey.closes'), survey.closes],
    [t('page:survey.own'), own && t(`tab:surveys.${own}`)],
    [t('page:survey.answers'), progress && t('page:survey.of', { ...progress })],
  ] as const;
  return (
    <Section title={t('page:survey.about')}>
      <p className={styles.written}>{survey.purpose}</p>
      <Facts facts={facts} />
      {state === 'open' && own !== null && own !== 'yes' && (
        <>
          <p className={styles.plain}>{t('page:survey.how')}</p>
          <ChatButton />
        </>
      )}
    </Section>
  );
}

interface OffersProps {
  readonly survey: Survey;
  readonly onPost: () => Promise<void>;
  readonly onClose: () => Promise<void>;
}

function Offers({ survey, onPost, onClose }: OffersProps) {
  const styles = useStyles();
  const { t } = useWords();
  const { api } = useSession();
  const { go } = useRouter();
  const { deleteLater } = useUndo();
  const { id, offers, anonymity } = survey;
  if (offers.length === 0) return null;
  const discard = () => {
    deleteLater(id, t('page:survey.discarded'), () => api('DELETE /surveys/{surveyId}', { path: { surveyId: id } }));
    go('surveys', { back: true });
  };
  return (
    <Section title={t('page:actions')}>
      <div className={styles.actions}>
        {offers.includes('post') && (
          <Confirm
            button={t('page:survey.post')}
            title={t('page:survey.askPost')}
            text={t('page:survey.postText')}
            yes={t('page:survey.postYes')}
            onYes={onPost}
          />
        )}
        {offers.includes('close') && (
          <Confirm
            button={t('page:survey.close')}
            title={t('page:survey.askClose')}
            text={t(anonymity === 'anonymous' ? 'page:survey.closeAnonymous' : 'page:survey.closeText')}
            yes={t('page:survey.closeYes')}
            onYes={onClose}
          />
        )}
        {offers.includes('discard') && <Button onClick={discard}>{t('page:survey.discard')}</Button>}
        {offers.includes('results') && (
          <PageLink to={`surveys/${id}/results`} className={styles.link}>
            {t('page:survey.results')}
          </PageLink>
        )}
      </div>
    </Section>
  );
}

function Questions({ questions }: Pick<Survey, 'questions'>) {
  const styles = useStyles();
  const { t } = useWords();
  return (
    <Section title={t('page:survey.questions')}>
      <ol className={styles.questions}>
        {questions.map(({ code, kind, label, help, required, options }) =>
          kind === 'section' ? (
            <li key={code} className={styles.unnumbered}>
              <h3 className={styles.h3}>{label}</h3>
              {help && <p className={styles.quiet}>{help}</p>}
            </li>
          ) : (
            <li key={code}>
              <div>
                {label}
                {required && ` (${t('page:survey.required')})`}
              </div>
              {help && <div className={styles.quiet}>{help}</div>}
              <div className={styles.quiet}>
                {options.length > 0 ? options.join(' · ') : t(`page:question.${kind}`)}
              </div>
            </li>
          ),
        )}
      </ol>
    </Section>
  );
}
