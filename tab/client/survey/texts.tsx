import { Button, MessageBar, MessageBarBody } from '@fluentui/react-components';
import { useCallback, useMemo, useState } from 'react';
import { type AnswerOf, asProblem } from '../ui/api.ts';
import { asSeen } from '../ui/as-seen.ts';
import { Back } from '../ui/back.tsx';
import { Confirm } from '../ui/confirm.tsx';
import { Section } from '../ui/facts.tsx';
import { Form } from '../ui/form.tsx';
import { LongTextInput } from '../ui/inputs.tsx';
import { MoreButton, useMore } from '../ui/more.tsx';
import { useSession } from '../ui/session.tsx';
import { Empty } from '../ui/states.tsx';
import { useStyles } from '../ui/styles.ts';
import { useWords, type Texts as Words } from '../ui/texts.ts';
import { PageTitle } from '../ui/title.tsx';
import { Refusal, useAction } from '../ui/use-action.tsx';
import { useForm } from '../ui/use-form.ts';
import { useLoaded } from '../ui/use-loaded.ts';
import { WholePage } from '../ui/whole-page.tsx';

type Texts = AnswerOf<'GET /surveys/{surveyId}/texts'>;
type Text = Texts['texts']['items'][number];

/** What people wrote in answer to a survey, to be gone through before others read it. */
export function TextsPage({ id }: { readonly id: string }) {
  const styles = useStyles();
  const { t } = useWords();
  const { api } = useSession();
  const path = { surveyId: id };
  const { loaded, reload, replace, load, unseen, renew, decided, forget, more } = useReview(id);
  const shown = loaded.value;
  const share = async () => {
    const sharing = api('POST /surveys/{surveyId}/texts/share', { path, version: shown?.seen ?? '' });
    replace(await asSeen(sharing, renew));
    forget();
    return t('page:results.shareDone');
  };
  return (
    <>
      <Back to={`surveys/${id}/results`} text={t('page:results.back')} />
      <WholePage loaded={loaded} onRetry={reload}>
        {({ title, shared }) => (
          <>
            <PageTitle text={`${t('page:results.texts')}: ${title}`} />
            <p className={styles.written}>{t('page:results.textsText')}</p>
            {unseen.size > 0 && (
              <MessageBar intent="warning" layout="multiline">
                <MessageBarBody>{t('page:results.textsOvertaken')}</MessageBarBody>
              </MessageBar>
            )}
            {shared && <p className={styles.plain}>{t('page:results.textsShared', { moment: shared })}</p>}
            {more.total === 0 && <Empty text={t('page:results.textsNone')} />}
            {more.hasMore && <p className={styles.plain}>{t('page:results.shareAfterAll')}</p>}
            {more.total > 0 && !more.hasMore && (
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
            {more.items.map((text) => (
              <OneText
                key={text.key}
                id={id}
                text={text}
                title={titleOf(text, t)}
                wasShared={shared !== null}
                isUnseen={unseen.has(text.key)}
                onDone={decided}
                onStale={async () => renew(await load())}
              />
            ))}
            <MoreButton more={more} />
          </>
        )}
      </WholePage>
    </>
  );
}

type Decided = AnswerOf<'PUT /surveys/{surveyId}/texts/{key}'>;

const noTexts: Texts['texts'] = { items: [], next: null, total: 0 };

/** What people wrote as far as it has been fetched, and which of it came or changed while the page was open. */
function useReview(surveyId: string) {
  const { api } = useSession();
  const load = useCallback(
    (after?: string) => api('GET /surveys/{surveyId}/texts', { path: { surveyId }, query: { after } }),
    [api, surveyId],
  );
  const { loaded, reload, replace } = useLoaded(load);
  const [unseen, setUnseen] = useState<ReadonlySet<string>>(new Set());
  const [own, setOwn] = useState<ReadonlyMap<string, Text>>(new Map());
  const fetched = useMore({
    first: loaded.value?.texts ?? noTexts,
    load: useCallback(async (after) => (await load(after)).texts, [load]),
  });
  const items = fetched.items.map((text) => own.get(text.key) ?? text);
  /** Puts what is read now in place of what was shown, and marks what had not been. */
  const renew = (texts: Texts, decided?: string) => {
    const before = new Map(items.map(({ key, seen }) => [key, seen]));
    const isOther = ({ key, seen }: Text) => (before.has(key) ? before.get(key) !== seen : !fetched.hasMore);
    const others = texts.texts.items.filter((text) => text.key !== decided && isOther(text));
    setUnseen((known) => new Set([...known, ...others.map(({ key }) => key)].filter((key) => key !== decided)));
    setOwn(new Map());
    replace(texts);
  };
  /** Shows what was decided; when others decided something, too, or texts have come, all of it anew. */
  const decided = async ({ text, before, seen }: Decided) => {
    if (loaded.value?.seen !== before) return renew(await load(), text.key);
    setOwn((known) => new Map([...known, [text.key, text]]));
    setUnseen((known) => new Set([...known].filter((key) => key !== text.key)));
    // What was fetched stays: its beginning is the same.
    replace({ ...loaded.value, seen });
  };
  const forget = () => setUnseen(new Set());
  return { loaded, reload, replace, load, unseen, renew, decided, forget, more: { ...fetched, items } };
}

/** Its question, and which of the texts that answer it it is. */
function titleOf({ question, place, count }: Text, t: Words): string {
  return count === 1 ? question : t('page:results.textOf', { question, number: place, count });
}

interface OneProps {
  readonly id: string;
  readonly text: Text;
  /** The question and which of its texts this is. */
  readonly title: string;
  readonly wasShared: boolean;
  /** Whether it came, or became another, while the page was open. */
  readonly isUnseen: boolean;
  readonly onDone: (decided: Decided) => Promise<void>;
  /** Shows what stands there now: another text than was decided about. */
  readonly onStale: () => Promise<void>;
}

function OneText({ id, text, title, wasShared, isUnseen, onDone, onStale }: OneProps) {
  const styles = useStyles();
  const { t } = useWords();
  const { api } = useSession();
  const { act, isBusy, problem } = useAction();
  const { key, read, original, state, isNew, mayRestore, seen } = text;
  const name = `text-${key}`;
  const begun = state === 'changed' ? (original ?? '') : read;
  const stored = useMemo(() => ({ [name]: begun }), [name, begun]);
  const form = useForm({ name, title, path: `surveys/${id}/texts`, stored });
  const decide = async (decided: string | null) => {
    const path = { surveyId: id, key };
    const sent = api('PUT /surveys/{surveyId}/texts/{key}', { path, body: { text: decided, seen } });
    const done = await sent.catch(async (error: unknown) => {
      if (asProblem(error).code === 'STALE') await onStale();
      throw error;
    });
    form.reset();
    await onDone(done);
    return t('page:results.saved');
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
