import {
  Button,
  MessageBar,
  MessageBarActions,
  MessageBarBody,
  MessageBarTitle,
  Skeleton,
  SkeletonItem,
} from '@fluentui/react-components';
import type { ReactNode } from 'react';
import type { Problem } from './api.ts';
import { useStyles } from './styles.ts';
import { type Texts, useWords } from './texts.ts';
import { PageTitle } from './title.tsx';
import type { Loaded } from './use-loaded.ts';

/** What stands in a place until what belongs there has come. */
export function LoadingBox({ label }: { readonly label: string }) {
  const styles = useStyles();
  return (
    <div role="status" className={styles.card}>
      <span className={styles.unseen}>{label}</span>
      <Skeleton aria-hidden="true" className={styles.section}>
        <SkeletonItem size={28} />
        <SkeletonItem size={16} />
        <SkeletonItem size={16} />
      </Skeleton>
    </div>
  );
}

/** Says that there is nothing, and what that means. */
export function Empty({ text }: { readonly text: string }) {
  const styles = useStyles();
  return <p className={styles.quiet}>{text}</p>;
}

/** A page that says one thing: what is the matter and what to do. */
export function Notice({ title, text }: { readonly title: string; readonly text: string }) {
  const styles = useStyles();
  return (
    <div className={styles.card}>
      <PageTitle text={title} />
      <p className={styles.advice}>{text}</p>
    </div>
  );
}

interface FailureProps {
  readonly problem: Problem;
  readonly onRetry: () => void;
  /** False where a heading says already what is the matter. Default true. */
  readonly isTitled?: boolean;
}

/** What trying again does not mend: no right, not a member, or gone. */
const final: readonly string[] = ['FORBIDDEN', 'NOT_MEMBER', 'NOT_FOUND', 'RESULTS_NOT_YET'];

/** Says that something could not be fetched, and offers to try again where that may help. */
export function Failure({ problem, onRetry, isTitled = true }: FailureProps) {
  const { t } = useWords();
  const isFinal = final.includes(problem.code);
  return (
    <div role="alert">
      <MessageBar intent={isFinal ? 'warning' : 'error'} layout="multiline">
        <MessageBarBody>
          {isTitled && <MessageBarTitle>{titleOf(problem, t)}</MessageBarTitle>} {detailOf(problem, t)}
        </MessageBarBody>
        {!isFinal && (
          <MessageBarActions>
            <Button onClick={onRetry}>{t('tab:retry')}</Button>
          </MessageBarActions>
        )}
      </MessageBar>
    </div>
  );
}

/** The same when nothing else is on the page: its heading says what is the matter. */
export function PageFailure(props: Omit<FailureProps, 'isTitled'>) {
  const { t } = useWords();
  return (
    <>
      <PageTitle text={titleOf(props.problem, t)} />
      <Failure {...props} isTitled={false} />
    </>
  );
}

export interface WhenLoadedProps<T> {
  readonly loaded: Loaded<T>;
  readonly onRetry: () => void;
  readonly children: (value: T) => ReactNode;
}

/** Shows what was fetched, or that it is on its way, or why it cannot be had. */
export function WhenLoaded<T>({ loaded, onRetry, children }: WhenLoadedProps<T>) {
  const { t } = useWords();
  if (loaded.state === 'loading') return <LoadingBox label={t('tab:loading')} />;
  if (loaded.state === 'failed') return <Failure problem={loaded.problem} onRetry={onRetry} />;
  return children(loaded.value);
}

/** What is the matter, as a heading. */
export function titleOf({ code }: Problem, t: Texts): string {
  if (code === 'FORBIDDEN' || code === 'NOT_MEMBER') return t('page:noRight');
  if (code === 'NOT_FOUND') return t('page:gone');
  return t(code === 'UNREACHED' ? 'page:offline' : 'tab:error.title');
}

/** Why something did not work, in words. */
export function detailOf({ code, detail }: Problem, t: Texts): string {
  if (detail) return detail;
  return t(code === 'SIGN_IN_NEEDED' ? 'tab:error.signIn' : 'tab:error.unreached');
}
