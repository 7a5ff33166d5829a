import { Button, MessageBar, MessageBarActions, MessageBarBody } from '@fluentui/react-components';
import { useCallback, useEffect, useMemo, useRef, useState } from 'react';
import { Back } from '../../ui/back.tsx';
import { Forget } from '../../ui/forget.tsx';
import { useMore } from '../../ui/more.tsx';
import { RefusedContext } from '../../ui/refused.tsx';
import { PageLink } from '../../ui/router.tsx';
import { useSession } from '../../ui/session.tsx';
import { detailOf } from '../../ui/states.tsx';
import { useStyles } from '../../ui/styles.ts';
import { type Language, useWords } from '../../ui/texts.ts';
import { PageTitle } from '../../ui/title.tsx';
import { useUndo } from '../../ui/undo.tsx';
import { useLoaded } from '../../ui/use-loaded.ts';
import { WholePage } from '../../ui/whole-page.tsx';
import { textIn } from '../../ui/written.ts';
import { Basics } from './basics.tsx';
import { type Check, type Draft, type Edited, type Round, withMode } from './edited.ts';
import { Lacking } from './lacking.tsx';
import { Others } from './others.tsx';
import { Preview, type Wanted } from './preview.tsx';
import { Questions } from './questions.tsx';
import { type Refusal, refusalsOf } from './refusals.ts';
import { ResultsSettings } from './results-settings.tsx';
import { useEditorStyles } from './styles.ts';
import { type Editor, useEditor } from './use-editor.ts';

/** A draft being edited, with its cards as members will see them. */
export function EditSurveyPage({ id }: { readonly id: string }) {
  const { t } = useWords();
  const { api } = useSession();
  const load = useCallback(() => api('GET /surveys/{surveyId}/draft', { path: { surveyId: id } }), [api, id]);
  const { loaded, reload } = useLoaded(load);
  return (
    <>
      <Back to={`surveys/${id}`} text={t('page:survey.back')} />
      <WholePage loaded={loaded} onRetry={reload}>
        {(draft) => <DraftEditor draft={draft} />}
      </WholePage>
    </>
  );
}

function DraftEditor({ draft }: { readonly draft: Draft }) {
  const styles = useEditorStyles();
  const { t, language } = useWords();
  const { api } = useSession();
  const { tell } = useUndo();
  const { id } = draft;
  const title = t('editor:pageTitle', { title: textIn(draft.title, language) || t('editor:untitled') });
  const send = useCallback(
    (edited: Edited, { version }: Draft) =>
      api('PUT /surveys/{surveyId}/draft', {
        path: { surveyId: id },
        body: withMode(edited, edited.anonymity),
        version,
      }),
    [api, id],
  );
  const editor = useEditor(draft, title, send);
  const { edited, change } = editor;
  const [check, setCheck] = useState(draft.check);
  const [open, setOpen] = useState<string>();
  const [wanted, setWanted] = useState<Wanted>({ page: 0 });
  const openOne = useCallback((code: string | undefined) => {
    setOpen(code);
    if (code !== undefined) setWanted({ code });
  }, []);
  const changeQuestions = useCallback(
    (next: (questions: Edited['questions']) => Edited['questions']) =>
      change((before) => ({ ...before, questions: next(before.questions) })),
    [change],
  );
  const save = async () => {
    const codes = await editor.save();
    if (!codes) return;
    const lasting = (code: string) => codes.get(code) ?? code;
    setOpen((before) => before && lasting(before));
    setWanted(({ code, ...rest }) => (code === undefined ? rest : { code: lasting(code) }));
    tell(t('page:form.saved'));
  };
  const go = useGoing(openOne);
  const rounds = useRounds(draft);
  const round = rounds.find((one) => one.id === edited.earlierRound);
  const refusals = refusalsOf(editor.problem?.fields ?? {}, edited);
  const refused = Object.fromEntries(refusals.map(({ input, fault }) => [input, t(`editor:refused.${fault}`)]));
  return (
    <RefusedContext value={refused}>
      <PageTitle text={title} />
      <Origin draft={draft} round={round} />
      <div className={styles.columns}>
        <div className={styles.main}>
          <Restored editor={editor} />
          <Refused editor={editor} refusals={refusals} onGo={go} />
          <Basics
            edited={edited}
            askable={draft}
            zone={draft.zone}
            check={check}
            refused={editor.problem?.fields ?? {}}
            change={change}
          />
          <Questions
            questions={edited.questions}
            check={check}
            compared={round?.name ?? draft.template ?? undefined}
            change={changeQuestions}
            open={open}
            onOpen={openOne}
          />
          <ResultsSettings edited={edited} rounds={rounds} change={change} />
          <Lacking surveyId={id} check={check} questions={edited.questions} onGo={go} />
          <SaveBar editor={editor} check={check} onSave={() => void save()} />
        </div>
        <div className={styles.aside}>
          <Preview surveyId={id} edited={edited} wanted={wanted} onWant={setWanted} onCheck={setCheck} />
        </div>
      </div>
    </RefusedContext>
  );
}

/** Opens the question of an input and gives the input the focus once it is there. */
function useGoing(open: (code: string | undefined) => void): (input: string, code?: string) => void {
  const [wanted, setWanted] = useState<{ readonly input: string }>();
  useEffect(() => {
    if (wanted) document.getElementById(wanted.input)?.focus();
  }, [wanted]);
  return useCallback(
    (input: string, code?: string) => {
      if (code !== undefined) open(code);
      setWanted({ input });
    },
    [open],
  );
}

/** What a draft can be compared with, as far as it has come; what it is compared with is always among it. */
function useRounds({ id, round, rounds: first }: Draft): readonly Round[] {
  const { api } = useSession();
  const load = useCallback(
    (after: string) => api('GET /surveys/{surveyId}/rounds', { path: { surveyId: id }, query: { after } }),
    [api, id],
  );
  const { items } = useMore({ first, load }, true);
  return useMemo(
    () => (round && items.every((one) => one.id !== round.id) ? [round, ...items] : items),
    [round, items],
  );
}

interface OriginProps {
  readonly draft: Draft;
  /** What it is compared with. */
  readonly round: Round | undefined;
}

function Origin({ draft, round }: OriginProps) {
  const styles = useStyles();
  const { t } = useWords();
  const { template } = draft;
  if (round) {
    return (
      <p className={styles.plain}>
        {t('editor:fromEarlier')}{' '}
        <PageLink to={`surveys/${round.id}`} className={styles.link}>
          {round.name}
        </PageLink>
      </p>
    );
  }
  return template === null ? null : <p className={styles.plain}>{t('editor:fromTemplate', { title: template })}</p>;
}

function Restored({ editor }: { readonly editor: Editor }) {
  const { t } = useWords();
  if (!editor.isRestored || !editor.isChanged || editor.refusals > 0) return null;
  return (
    <MessageBar intent="info" layout="multiline">
      <MessageBarBody>{t('page:form.restored')}</MessageBarBody>
      <MessageBarActions>
        <Forget onYes={editor.reset} />
      </MessageBarActions>
    </MessageBar>
  );
}

interface RefusedProps {
  readonly editor: Editor;
  readonly refusals: readonly Refusal[];
  readonly onGo: (input: string, code?: string) => void;
}

/** Why nothing was saved, or what somebody else has changed; takes the focus. */
function Refused({ editor, refusals: refused, onGo }: RefusedProps) {
  const styles = useStyles();
  const { t, language } = useWords();
  const box = useRef<HTMLDivElement>(null);
  const { problem, refusals, others, edited, stored, take } = editor;
  useEffect(() => {
    if (refusals > 0) box.current?.focus();
  }, [refusals]);
  if (!problem && !others) return null;
  return (
    <div ref={box} tabIndex={-1} role="alert" className={styles.faults}>
      {others ? (
        <Others others={others} edited={edited} stored={stored} onTake={take} />
      ) : refused.length > 0 ? (
        <>
          <h2 className={styles.h3}>{t('page:form.faults')}</h2>
          <ul>
            {refused.map(({ input, code, field, fault }) => (
              <li key={input}>
                <a href={`#${input}`} className={styles.link} onClick={(event) => goTo(event, () => onGo(input, code))}>
                  {code === undefined ? t(`editor:at.${field}`) : <bdi>{labelOf(edited, code, language)}</bdi>}
                </a>
                : {t(`editor:refused.${fault}`)}
              </li>
            ))}
          </ul>
        </>
      ) : (
        problem && <p className={styles.plain}>{detailOf(problem, t)}</p>
      )}
    </div>
  );
}

function goTo(event: { preventDefault(): void }, go: () => void): void {
  event.preventDefault();
  go();
}

/** The beginning of what a question says. */
function labelOf({ questions }: Edited, code: string, language: Language): string {
  const label = textIn(questions.find((one) => one.code === code)?.label ?? {}, language);
  return label.length > longestLabel ? `${label.slice(0, longestLabel)}…` : label;
}

const longestLabel = 80;

interface SaveBarProps {
  readonly editor: Editor;
  readonly check: Check;
  readonly onSave: () => void;
}

/** Stays in sight: saving, and whether there is something to save. */
function SaveBar({ editor, check, onSave }: SaveBarProps) {
  const styles = useEditorStyles();
  const base = useStyles();
  const { t } = useWords();
  const { isChanged, isBusy, reset } = editor;
  const lacking = check.faults.length;
  return (
    <div className={styles.bar}>
      <Button appearance="primary" disabledFocusable={isBusy || !isChanged} onClick={onSave}>
        {t('common:save')}
      </Button>
      {isChanged && <Forget onYes={reset} />}
      <span className={base.quiet}>
        {t(isChanged ? 'editor:unsaved' : 'editor:allSaved')}{' '}
        {lacking > 0 ? t('editor:lackingCount', { count: lacking }) : t('editor:ready')}
      </span>
    </div>
  );
}
