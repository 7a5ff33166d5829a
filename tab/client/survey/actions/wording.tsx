import { useCallback } from 'react';
import { PageLink } from '../../app/router.tsx';
import { useSession } from '../../app/session.tsx';
import type { AnswerOf } from '../../ground/api.ts';
import { Ask } from '../../ground/ask.tsx';
import { draftOf } from '../../ground/drafts.ts';
import { Section } from '../../ground/facts.tsx';
import { WhenLoaded } from '../../ground/states.tsx';
import { useStyles } from '../../ground/styles.ts';
import { useWords } from '../../ground/texts.ts';
import { PageTitle } from '../../ground/title.tsx';
import { useLoaded } from '../../ground/use-loaded.ts';
import { TextForm } from './text-form.tsx';

export type Wording = AnswerOf<'GET /surveys/{surveyId}/wording'>;
export type SurveyText = Wording['texts'][number];

/** All that a posted survey says, each text to be changed by itself. */
export function WordingPage({ id }: { readonly id: string }) {
  const styles = useStyles();
  const { t } = useWords();
  const { api } = useSession();
  const load = useCallback(() => api('GET /surveys/{surveyId}/wording', { path: { surveyId: id } }), [api, id]);
  const { loaded, reload, replace } = useLoaded(load);
  return (
    <>
      <div>
        <PageLink to={`surveys/${id}`} back className={styles.link}>
          {t('page:survey.back')}
        </PageLink>
      </div>
      <WhenLoaded loaded={loaded} onRetry={reload}>
        {(wording) => (
          <>
            <PageTitle text={t('page:survey.wording', { title: wording.title })} />
            <p className={styles.plain}>{t('survey:rewordText')}</p>
            <Section title={t('page:survey.texts')}>
              <ul className={styles.list}>
                {wording.texts.map((text) => (
                  <li key={text.code} className={styles.row}>
                    <TextLine id={id} wording={wording} text={text} onSaved={replace} />
                  </li>
                ))}
              </ul>
            </Section>
          </>
        )}
      </WhenLoaded>
    </>
  );
}

interface TextLineProps {
  readonly id: string;
  readonly wording: Wording;
  readonly text: SurveyText;
  readonly onSaved: (wording: Wording) => void;
}

function TextLine({ text, ...rest }: TextLineProps) {
  const styles = useStyles();
  const { t } = useWords();
  const name = `wording ${rest.id} ${text.code}`;
  return (
    <>
      <div className={styles.text}>
        <div className={styles.quiet}>{t(`page:survey.part.${text.part}`)}</div>
        <div className={styles.written}>{text.shown}</div>
      </div>
      <Ask
        button={t('page:survey.change')}
        label={t('page:survey.changeOf', { text: text.shown })}
        title={t('survey:changeText')}
        isOpenAtFirst={draftOf(name) !== undefined}
      >
        {(close) => <TextForm {...rest} text={text} name={name} close={close} />}
      </Ask>
    </>
  );
}
