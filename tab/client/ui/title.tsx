import { useEffect, useRef } from 'react';
import { isolated } from '../../../locales/isolated.ts';
import { useStyles } from './styles.ts';
import { type Language, useWords } from './texts.ts';

let expected = false;

/** The next page title that is shown takes the focus: the reader has gone to another page. */
export function expectFocus(): void {
  expected = true;
}

interface PageTitleProps {
  readonly text: string;
  /** What it is in, where people have written it; default the page's language. */
  readonly language?: Language;
}

/** The heading of a page. Names the browser's tab too, and is where reading begins after going to the page. */
export function PageTitle({ text, language }: PageTitleProps) {
  const styles = useStyles();
  const heading = useRef<HTMLHeadingElement>(null);
  useTitle(text);
  useEffect(() => {
    if (!expected) return;
    expected = false;
    heading.current?.focus({ preventScroll: true });
  }, []);
  return (
    <h1 ref={heading} tabIndex={-1} lang={language} className={styles.h1}>
      {text}
    </h1>
  );
}

/** Names the browser's tab while the calling part is shown. */
function useTitle(title: string): void {
  const { t } = useWords();
  const product = t('tab:productName');
  useEffect(() => {
    document.title = title === '' ? product : `${isolated(title)} – ${product}`;
  }, [title, product]);
}
