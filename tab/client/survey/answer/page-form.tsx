import { Button, MessageBar, MessageBarActions, MessageBarBody, ProgressBar } from '@fluentui/react-components';
import { type FormEvent, useEffect, useId, useMemo, useRef } from 'react';
import { Problem } from '../../ui/api.ts';
import { dropDraft } from '../../ui/drafts.ts';
import { Forget } from '../../ui/forget.tsx';
import { FaultSummary } from '../../ui/form.tsx';
import { Linked } from '../../ui/linked.tsx';
import { useRouter } from '../../ui/router.tsx';
import { useSession } from '../../ui/session.tsx';
import { detailOf } from '../../ui/states.tsx';
import { useStyles } from '../../ui/styles.ts';
import { useWords } from '../../ui/texts.ts';
import { type FormState, useForm } from '../../ui/use-form.ts';
import { type AnswerForm, draftName, type FormPage, pathOf, storedOn } from './form.ts';
import { Notice } from './notice.tsx';
import { QuestionInputs } from './question.tsx';
import { StepHeading, type StepProps, Whose } from './step.tsx';
import { useAnswerStyles } from './styles.ts';

type To = 'next' | 'back' | 'submit' | 'leave';

interface PageFormProps extends StepProps {
  /** Takes what was saved of a page that holds its reader up. */
  readonly onHeld: (form: AnswerForm) => void;
}

/** One page of a form: saved each time its reader goes on, back or away. */
export function PageForm(props: PageFormProps) {
  const page = props.form.pages.find((one) => one.page === props.form.page) ?? props.form.pages[0];
  return page ? <OnePage {...props} page={page} /> : null;
}

function OnePage(props: PageFormProps & { readonly page: FormPage }) {
  const { form, isMoved, page } = props;
  const styles = useStyles();
  const answering = useAnswerStyles();
  const { t } = useWords();
  const { state, send } = usePage(props);
  const number = form.pages.indexOf(page) + 1;
  const isLong = form.pages.length > 1;
  const heading = page.heading ?? (isLong ? null : t('page:survey.questions'));
  const onSubmit = (event: FormEvent) => {
    event.preventDefault();
    void send(form.isOnly ? 'submit' : 'next');
  };
  const labels = Object.fromEntries(page.questions.map(({ code, label }) => [code, label]));
  const told = Object.fromEntries(page.questions.flatMap(({ code, fault }) => (fault ? [[code, fault]] : [])));
  return (
    <form className={answering.form} onSubmit={onSubmit} noValidate>
      {isLong && (
        <Progress page={number} pages={form.pages.length} isHeading={page.heading === null} isMoved={isMoved} />
      )}
      {form.unreadable && <p className={answering.whose}>{t('survey:unreadable')}</p>}
      <Restored state={state} />
      <FaultSummary form={state} labels={labels} told={told} explained={<Refused problem={state.problem} />} />
      <Whose form={form} />
      {!form.enteredFor && <Notice form={form} />}
      {heading !== null && <StepHeading text={heading} isMoved={isMoved} />}
      {page.help !== null && (
        <p className={styles.written}>
          <Linked text={page.help} />
        </p>
      )}
      {page.questions.some(({ required }) => required) && <p className={styles.quiet}>{t('survey:requiredNote')}</p>}
      {page.questions.map((question) => (
        <QuestionInputs key={question.code} question={question} state={state} />
      ))}
      <div className={styles.actions}>
        <Button type="submit" appearance="primary" disabledFocusable={state.isBusy}>
          {t(form.isOnly ? 'survey:submit' : 'common:next')}
        </Button>
        {number > 1 && (
          <Button disabledFocusable={state.isBusy} onClick={() => void send('back')}>
            {t('page:answer.previous')}
          </Button>
        )}
        <Button disabledFocusable={state.isBusy} onClick={() => void send('leave')}>
          {t('survey:leave')}
        </Button>
      </div>
      <p className={styles.quiet}>{t(form.isOnly ? 'page:answer.savedOnLeaving' : 'survey:saved')}</p>
    </form>
  );
}

/** What is typed on a page, and the ways to send it. */
function usePage({ form, page, place, onNext, onHeld }: PageFormProps & { readonly page: FormPage }) {
  const { api } = useSession();
  const { go } = useRouter();
  const { t } = useWords();
  const { surveyId, organisation } = place;
  const name = draftName(place, page.page);
  const stored = useMemo(() => storedOn(page, form), [page, form]);
  const state = useForm({ name, title: form.title, path: pathOf(place), stored });
  useToldAtFirst(state, form.fields);
  const send = (to: To) =>
    state.submit(async (typed) => {
      const body = { page: page.page, to, typed };
      const next = await api('PUT /surveys/{surveyId}/answer', { path: { surveyId }, query: { organisation }, body });
      if (next.stage === 'page' && next.page === page.page && Object.keys(next.fields).length > 0) {
        if (isAllSaved(typed, next)) dropDraft(name);
        onHeld(next);
        throw new Problem('INPUT_INVALID', '', { fields: next.fields });
      }
      dropDraft(name);
      if (to === 'leave') {
        go(`surveys/${surveyId}`, { back: true });
        return t('page:answer.left');
      }
      onNext(next);
      return { heard: t(next.stage === 'stored' ? 'page:answer.sent' : 'page:answer.pageSaved') };
    });
  return { state, send };
}

/** What was found wrong when all was to be sent stands on the page that it led to. */
function useToldAtFirst({ refuse }: FormState, fields: AnswerForm['fields']): void {
  const told = useRef(fields);
  useEffect(() => {
    if (Object.keys(told.current).length > 0) refuse(told.current);
  }, [refuse]);
}

/** Whether everything that was typed is stored as it was typed: an input that cannot be read is not. */
function isAllSaved(typed: Readonly<Record<string, string>>, { typed: stored }: AnswerForm): boolean {
  return Object.entries(typed).every(([key, value]) => value === (stored[key] ?? ''));
}

interface ProgressProps {
  readonly page: number;
  readonly pages: number;
  /** True for a page without a heading of its own. */
  readonly isHeading: boolean;
  readonly isMoved: boolean;
}

function Progress({ page, pages, isHeading, isMoved }: ProgressProps) {
  const styles = useStyles();
  const { t } = useWords();
  const id = useId();
  return (
    <div>
      <div id={id}>
        {isHeading ? (
          <StepHeading text={t('common:pageOf', { page, pages })} isMoved={isMoved} />
        ) : (
          <p className={styles.quiet}>{t('common:pageOf', { page, pages })}</p>
        )}
      </div>
      <ProgressBar className={styles.bar} value={page} max={pages} thickness="large" aria-labelledby={id} />
    </div>
  );
}

function Restored({ state }: { readonly state: FormState }) {
  const { t } = useWords();
  if (!state.isRestored || state.refusals > 0) return null;
  return (
    <MessageBar intent="info" layout="multiline">
      <MessageBarBody>{t('page:form.restored')}</MessageBarBody>
      <MessageBarActions>
        <Forget onYes={state.reset} />
      </MessageBarActions>
    </MessageBar>
  );
}

/** After these, trying again does not help; what was typed can still be taken along. */
const over: readonly string[] = ['SURVEY_CLOSED', 'SURVEY_CANCELLED', 'FORBIDDEN', 'NOT_MEMBER', 'NOT_FOUND'];

function Refused({ problem }: { readonly problem: Problem | undefined }) {
  const styles = useStyles();
  const { t } = useWords();
  if (!problem) return null;
  const kept = over.includes(problem.code) ? 'page:answer.keptForCopying' : 'survey:notSaved';
  // Without a connection, its own words say that it may be tried again.
  const told = problem.code === 'UNREACHED' ? 'page:answer.stillHere' : kept;
  return (
    <p className={styles.plain}>
      {detailOf(problem, t)} {t(told)}
    </p>
  );
}
