import { mergeClasses } from '@fluentui/react-components';
import { type ReactNode, useId } from 'react';
import { inLine } from '../../../locales/isolated.ts';
import { PageLink } from './router.tsx';
import { useStyles } from './styles.ts';
import type { Language } from './texts.ts';

interface RowProps {
  readonly to?: string;
  readonly title: string;
  /** What the title is in, where people have written it; default the page's language. */
  readonly language?: Language;
  /** Told below the title; what is empty is left out. */
  readonly facts: readonly string[];
  readonly mark?: ReactNode;
  /** What the reader is to do, and where it is done. */
  readonly action?: { readonly text: string; readonly to: string } | undefined;
}

/** One line of a list: leads to what it names, if it leads anywhere. */
export function Row({ to, title, language, facts, mark, action }: RowProps) {
  const styles = useStyles();
  const id = useId();
  return (
    <div className={styles.rowBox}>
      <div className={styles.text}>
        {to === undefined ? (
          <div id={id} lang={language} className={styles.title}>
            {title}
          </div>
        ) : (
          <PageLink to={to} className={styles.rowLink}>
            <span id={id} lang={language}>
              {title}
            </span>
          </PageLink>
        )}
        <div className={styles.quiet}>{inLine(facts)}</div>
      </div>
      {mark}
      {action && (
        <PageLink to={action.to} className={styles.doLink} about={id}>
          {action.text}
        </PageLink>
      )}
    </div>
  );
}

interface MarkProps {
  readonly text: string;
  /** `asked` when the reader is to do something; `done` when they have. The words say the same. */
  readonly tone?: 'plain' | 'asked' | 'done';
}

/** A state in a word or two. */
export function Mark({ text, tone = 'plain' }: MarkProps) {
  const styles = useStyles();
  const look = { plain: undefined, asked: styles.markAsked, done: styles.markDone }[tone];
  return <span className={mergeClasses(styles.mark, look)}>{text}</span>;
}
