import { Button } from '@fluentui/react-components';
import { useCallback, useMemo } from 'react';
import { useSession } from '../app/session.tsx';
import type { AnswerOf } from '../ground/api.ts';
import { Back } from '../ground/back.tsx';
import { Confirm } from '../ground/confirm.tsx';
import { Section } from '../ground/facts.tsx';
import { Form } from '../ground/form.tsx';
import { LongTextInput } from '../ground/inputs.tsx';
import { Empty, WhenLoaded } from '../ground/states.tsx';
import { useStyles } from '../ground/styles.ts';
import { useWords } from '../ground/texts.ts';
import { PageTitle } from '../ground/title.tsx';
import { useUndo } from '../ground/undo.tsx';
import { Refusal, useDeed } from '../ground/use-deed.tsx';
import { useForm } from '../ground/use-form.ts';
import { useLoaded } from '../ground/use-loaded.ts';

type Texts = AnswerOf<'GET /surveys/{surveyId}/texts'>;
type Text = Texts['texts'][number];

/** What people wrote in answer to a survey, to be gone through before others read it. */
export function TextsPage({ id }: { readonly id: string }) {
  const styles = useStyles();
  const { t } = useWords();
  const { api } = useSession();
  const { say } = useUndo();
  const path = { surveyId: id };
  const load = useCallback(() => api('GET /surveys/{surveyId}/texts', { path: { surveyId: id } }), [api, id]);
  const { loaded, reload, replace } = useLoaded(load);
  const share = async () => {
    replace(await api('POST /surveys/{surveyId}/texts/share', { path }));
    say(t('page:results.shareDone'));
  };
  return (
    <>
      <Back to={`surveys/${id}/results`} text={t('page:results.back')} />
      <WhenLoaded loaded={loaded} onRetry={reload}>
        {({ title, shared, texts }) => (
          <>
            <PageTitle text={`${t('page:results.texts')}: ${title}`} />
            <p className={styles.written}>{t('page:results.textsText')}</p>
            {shared && <p className={styles.plain}>{t('page:results.textsShared', { moment: shared })}</p>}
            {texts.length === 0 && <Empty text={t('page:results.textsNone')} />}
            {texts.length > 0 && (
              <div className={styles.actions}>
                <Confirm
                  button={t('page:results.textsShare')}
                  title={t('page:results.shareAsk')}
                  text={t('page:results.shareText')}
                  yes={t('page:results.textsShare')}
                  onYes={share}
                />
              </div>
            )}
            {texts.map((text, index) => (
              <OneText key={text.key} id={id} text={text} number={index + 1} onDone={replace} />
            ))}
          </>
        )}
      </WhenLoaded>
    </>
  );
}

interface OneProps {
  readonly id: string;
  readonly text: Text;
  readonly number: number;
  readonly onDone: (texts: Texts) => void;
}

function OneText({ id, text, number, onDone }: OneProps) {
  const styles = useStyles();
  const { t } = useWords();
  const { api } = useSession();
  const { say } = useUndo();
  const { act, isBusy, problem } = useDeed();
  const { key, question, read, original, state, isNew, mayRestore } = text;
  const name = `text-${key}`;
  const title = `${number}. ${question}`;
  const begun = state === 'changed' ? (original ?? '') : read;
  const stored = useMemo(() => ({ [name]: begun }), [name, begun]);
  const form = useForm({ name, title, path: `surveys/${id}/texts`, stored });
  const decide = async (decided: string | null) => {
    const path = { surveyId: id, key };
    const texts = await api('PUT /surveys/{surveyId}/texts/{key}', { path, body: { text: decided } });
    form.reset();
    onDone(texts);
    say(t('page:results.saved'));
  };
  const label = t('page:results.textRead');
  return (
    <Section title={title}>
      <p className={styles.quiet}>
        {t(`terms:textState.${state}`)}
        {isNew && ` · ${t('page:results.isNew')}`}
      </p>
      {original !== null && state !== 'asWritten' && (
        <p className={styles.written}>
          {t('page:results.textOriginal')}: {original}
        </p>
      )}
      <Form
        form={form}
        labels={{ [name]: label }}
        onSubmit={() => void form.submit((values) => decide(values[name] ?? ''))}
        submitText={t('page:results.textSave')}
      >
        <LongTextInput form={form} name={name} label={label} />
      </Form>
      <Refusal problem={problem} />
      <div className={styles.actions}>
        {state !== 'leftOut' && (
          <Button disabledFocusable={isBusy} onClick={() => void act(() => decide(''))}>
            {t('page:results.textLeaveOut')}
          </Button>
        )}
        {mayRestore && (
          <Button disabledFocusable={isBusy} onClick={() => void act(() => decide(null))}>
            {t('page:results.textAsWritten')}
          </Button>
        )}
      </div>
    </Section>
  );
}
