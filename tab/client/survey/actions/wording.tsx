import { Button, mergeClasses } from '@fluentui/react-components';
import { useCallback, useState } from 'react';
import { Ask } from '../../ui/ask.tsx';
import { Back } from '../../ui/back.tsx';
import { draftOf } from '../../ui/drafts.ts';
import { Section } from '../../ui/facts.tsx';
import { useSession } from '../../ui/session.tsx';
import { useStyles } from '../../ui/styles.ts';
import { useWords } from '../../ui/texts.ts';
import { PageTitle } from '../../ui/title.tsx';
import { useLoaded } from '../../ui/use-loaded.ts';
import { WholePage } from '../../ui/whole-page.tsx';
import type { SurveyText, Wording } from './survey-wording.ts';
import { TextForm } from './text-form.tsx';

/** All that a posted survey says, each text to be changed by itself. */
export function WordingPage({ id }: { readonly id: string }) {
  const styles = useStyles();
  const { t } = useWords();
  const { api } = useSession();
  const load = useCallback(() => api('GET /surveys/{surveyId}/wording', { path: { surveyId: id } }), [api, id]);
  const { loaded, reload, replace } = useLoaded(load);
  return (
    <>
      <Back to={`surveys/${id}`} text={t('page:survey.back')} />
      <WholePage loaded={loaded} onRetry={reload}>
        {(wording) => (
          <>
            <PageTitle text={t('page:survey.wording', { title: wording.title })} />
            <p className={styles.plain}>{t('survey:rewordText')}</p>
            <Section title={t('page:survey.texts')}>
              <ul className={styles.list}>
                {wording.texts
                  .filter(({ within }) => within === null)
                  .map((text) => (
                    <li key={text.code} className={styles.list}>
                      <TextLine id={id} wording={wording} text={text} onSaved={replace} />
                      <Labels id={id} wording={wording} text={text} onSaved={replace} />
                    </li>
                  ))}
              </ul>
            </Section>
          </>
        )}
      </WholePage>
    </>
  );
}

interface TextLineProps {
  readonly id: string;
  readonly wording: Wording;
  readonly text: SurveyText;
  readonly onSaved: (wording: Wording) => void;
}

/** The options, the rows and the scale of a question, which are many: shown when asked for, or begun to be changed. */
function Labels({ text: question, ...rest }: TextLineProps) {
  const styles = useStyles();
  const { t } = useWords();
  const labels = rest.wording.texts.filter(({ within }) => within === question.code);
  const [isOpen, setOpen] = useState(() => labels.some(({ code }) => draftOf(formName(rest.id, code)) !== undefined));
  const [first] = labels;
  if (!first) return null;
  const title = t(`page:survey.labels.${first.part}`, { number: labels.length });
  return (
    <div>
      <Button
        size="small"
        aria-expanded={isOpen}
        aria-label={`${title}: ${question.shown}`}
        onClick={() => setOpen(!isOpen)}
      >
        {title}
      </Button>
      {isOpen && (
        <ul className={mergeClasses(styles.list, styles.within)}>
          {labels.map((text) => (
            <li key={text.code}>
              <TextLine {...rest} text={text} />
            </li>
          ))}
        </ul>
      )}
    </div>
  );
}

function formName(id: string, code: string): string {
  return `wording ${id} ${code}`;
}

function TextLine({ text, ...rest }: TextLineProps) {
  const styles = useStyles();
  const { t } = useWords();
  const name = formName(rest.id, text.code);
  return (
    <div className={styles.row}>
      <div className={styles.text}>
        <div className={styles.quiet}>{t(`survey:textPart.${text.part}`)}</div>
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
    </div>
  );
}
