import {
  Button,
  MessageBar,
  MessageBarActions,
  MessageBarBody,
  MessageBarTitle,
  Skeleton,
  SkeletonItem,
} from '@fluentui/react-components';
import { useEffect } from 'react';
import type { Problem } from './api.ts';
import { useStyles } from './styles.ts';
import { type Texts, useWords } from './texts.ts';

/** What stands in a place until what belongs there has come. */
export function Loading({ label }: { readonly label: string }) {
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

/** A page that says one thing: what is the matter and what to do. */
export function Notice({ title, text }: { readonly title: string; readonly text: string }) {
  const styles = useStyles();
  useTitle(title);
  return (
    <div className={styles.card}>
      <h1 className={styles.h1}>{title}</h1>
      <p className={styles.advice}>{text}</p>
    </div>
  );
}

interface FailureProps {
  readonly problem: Problem;
  readonly onRetry: () => void;
}

/** Says that something could not be fetched, and offers to try again. */
export function Failure({ problem, onRetry }: FailureProps) {
  const { t } = useWords();
  return (
    <div role="alert">
      <MessageBar intent="error" layout="multiline">
        <MessageBarBody>
          <MessageBarTitle>{t('tab:error.title')}</MessageBarTitle> {detailOf(problem, t)}
        </MessageBarBody>
        <MessageBarActions>
          <Button onClick={onRetry}>{t('tab:retry')}</Button>
        </MessageBarActions>
      </MessageBar>
    </div>
  );
}

/** The same when nothing else is on the page. */
export function PageFailure(props: FailureProps) {
  const styles = useStyles();
  const { t } = useWords();
  useTitle(t('tab:error.title'));
  return (
    <>
      <h1 className={styles.h1}>{t('tab:productName')}</h1>
      <Failure {...props} />
    </>
  );
}

function detailOf({ code, detail }: Problem, t: Texts): string {
  if (detail) return detail;
  return t(code === 'SIGN_IN_NEEDED' ? 'tab:error.signIn' : 'tab:error.unreached');
}

/** Names the browser's tab while the calling part is shown. */
export function useTitle(title: string): void {
  const { t } = useWords();
  const product = t('tab:productName');
  useEffect(() => {
    document.title = `${title} – ${product}`;
  }, [title, product]);
}
