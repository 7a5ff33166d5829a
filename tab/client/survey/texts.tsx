import { Button, MessageBar, MessageBarBody } from '@fluentui/react-components';
import { useCallback, useMemo, useState } from 'react';
import { useSession } from '../app/session.tsx';
import { type AnswerOf, asProblem } from '../ground/api.ts';
import { asSeen } from '../ground/as-seen.ts';
import { Back } from '../ground/back.tsx';
import { Confirm } from '../ground/confirm.tsx';
import { Section } from '../ground/facts.tsx';
import { Form } from '../ground/form.tsx';
import { LongTextInput } from '../ground/inputs.tsx';
import { Empty } from '../ground/states.tsx';
import { useStyles } from '../ground/styles.ts';
import { useWords, type Texts as Words } from '../ground/texts.ts';
import { PageTitle } from '../ground/title.tsx';
import { useUndo } from '../ground/undo.tsx';
import { Refusal, useDeed } from '../ground/use-deed.tsx';
import { useForm } from '../ground/use-form.ts';
import { useLoaded } from '../ground/use-loaded.ts';
import { WholePage } from '../ground/whole-page.tsx';

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
  const [unseen, setUnseen] = useState<ReadonlySet<string>>(new Set());
  const shown = loaded.value;
  /** Puts what is read now in place of what was shown, and marks what had not been. */
  const renew = (texts: Texts, own?: string) => {
    const before = new Map(shown?.texts.map(({ key, seen }) => [key, seen]));
    const others = texts.texts.filter(({ key, seen }) => key !== own && before.get(key) !== seen);
    setUnseen((known) => new Set([...known, ...others.map(({ key }) => key)].filter((key) => key !== own)));
    replace(texts);
  };
  const share = async () => {
    const sharing = api('POST /surveys/{surveyId}/texts/share', { path, version: shown?.seen ?? '' });
    replace(await asSeen(sharing, renew));
    setUnseen(new Set());
    say(t('page:results.shareDone'));
  };
  return (
    <>
      <Back to={`surveys/${id}/results`} text={t('page:results.back')} />
      <WholePage loaded={loaded} onRetry={reload}>
        {({ title, shared, texts }) => (
          <>
            <PageTitle text={`${t('page:results.texts')}: ${title}`} />
            <p className={styles.written}>{t('page:results.textsText')}</p>
            {unseen.size > 0 && (
              <MessageBar intent="warning" layout="multiline">
                <MessageBarBody>{t('page:results.textsOvertaken')}</MessageBarBody>
              </MessageBar>
            )}
            {shared && <p className={styles.plain}>{t('page:results.textsShared', { moment: shared })}</p>}
            {texts.length === 0 && <Empty text={t('page:results.textsNone')} />}
            {texts.length > 0 && (
              <div className={styles.actions}>
                <Confirm
                  isFirst
                  button={t('page:results.textsShare')}
                  title={t('page:results.shareAsk')}
                  text={t('page:results.shareText')}
                  yes={t('page:results.textsShare')}
                  onYes={share}
                />
              </div>
            )}
            {numbered(texts, t).map(({ text, title: heading }) => (
              <OneText
                key={text.key}
                id={id}
                text={text}
                title={heading}
                wasShared={shared !== null}
                isUnseen={unseen.has(text.key)}
                onDone={(texts) => renew(texts, text.key)}
                onStale={async () => renew(await load())}
              />
            ))}
          </>
        )}
      </WholePage>
    </>
  );
}

/** Each text under its question, with its place among the texts that answer it. */
function numbered(texts: readonly Text[], t: Words): { readonly text: Text; readonly title: string }[] {
  const counts = new Map<string, number>();
  for (const { question } of texts) counts.set(question, (counts.get(question) ?? 0) + 1);
  const places = new Map<string, number>();
  return texts.map((text) => {
    const { question } = text;
    const number = (places.get(question) ?? 0) + 1;
    places.set(question, number);
    const count = counts.get(question) ?? 1;
    return { text, title: count === 1 ? question : t('page:results.textOf', { question, number, count }) };
  });
}

interface OneProps {
  readonly id: string;
  readonly text: Text;
  /** The question and which of its texts this is. */
  readonly title: string;
  readonly wasShared: boolean;
  /** Whether it came, or became another, while the page was open. */
  readonly isUnseen: boolean;
  readonly onDone: (texts: Texts) => void;
  /** Shows what stands there now: another text than was decided about. */
  readonly onStale: () => Promise<void>;
}

function OneText({ id, text, title, wasShared, isUnseen, onDone, onStale }: OneProps) {
  const styles = useStyles();
  const { t } = useWords();
  const { api } = useSession();
  const { say } = useUndo();
  const { act, isBusy, problem } = useDeed();
  const { key, read, original, state, isNew, mayRestore, seen } = text;
  const name = `text-${key}`;
  const begun = state === 'changed' ? (original ?? '') : read;
  const stored = useMemo(() => ({ [name]: begun }), [name, begun]);
  const form = useForm({ name, title, path: `surveys/${id}/texts`, stored });
  const decide = async (decided: string | null) => {
    const path = { surveyId: id, key };
    const sent = api('PUT /surveys/{surveyId}/texts/{key}', { path, body: { text: decided, seen } });
    const texts = await sent.catch(async (error: unknown) => {
      if (asProblem(error).code === 'STALE') await onStale();
      throw error;
    });
    form.reset();
    onDone(texts);
    say(t('page:results.saved'));
  };
  const label = t('page:results.textRead');
  return (
    <Section title={title}>
      <p className={styles.quiet}>
        {t(`terms:textState.${state}`)}
        {isNew && wasShared && ` · ${t('page:results.isNew')}`}
        {isUnseen && ` · ${t('page:results.textIsNew')}`}
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
        isFirst={false}
        beside={
          <>
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
          </>
        }
      >
        <LongTextInput form={form} name={name} label={label} />
      </Form>
      <Refusal problem={problem} />
    </Section>
  );
}
