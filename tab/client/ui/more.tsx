import { Button } from '@fluentui/react-components';
import { type ReactNode, useCallback, useEffect, useRef, useState } from 'react';
import { asProblem, type Problem } from './api.ts';
import { type PageOfList, useListing } from './listing.ts';
import { useStyles } from './styles.ts';
import { useWords } from './texts.ts';
import { Refusal } from './use-action.tsx';
import { useOnce } from './use-once.ts';

/** The beginning of a list, and how it goes on. */
interface ToGoOn<T> {
  readonly first: PageOfList<T>;
  readonly load: (after: string) => Promise<PageOfList<T>>;
}

/** A list that came with something else: its beginning, and the rest when it is asked for, or with `eager` at once. */
export function useMore<T>({ first, load }: ToGoOn<T>, eager = false) {
  const [fetched, setFetched] = useState({ first, items: first.items, next: first.next });
  // What was fetched goes on from one beginning; with another, the list begins anew.
  const { items, next } = fetched.first === first ? fetched : first;
  const { once, isBusy } = useOnce();
  const [problem, setProblem] = useState<Problem>();
  const more = useCallback(
    () =>
      once(async () => {
        if (next === null) return;
        setProblem(undefined);
        try {
          const page = await load(next);
          setFetched({ first, items: [...items, ...page.items], next: page.next });
        } catch (error) {
          setProblem(asProblem(error));
        }
      }),
    [once, first, items, next, load],
  );
  useEffect(() => {
    if (eager && !isBusy && problem === undefined && next !== null) void more();
  }, [eager, isBusy, problem, next, more]);
  return { items, total: first.total, hasMore: next !== null, more, isBusy, problem };
}

/** All of a list, fetched a page at a time, as far as it has come: to choose from. */
export function useWhole<T>(load: (after: string | undefined) => Promise<PageOfList<T>>): readonly T[] {
  const { items, need } = useListing(load);
  useEffect(() => need(Number.MAX_SAFE_INTEGER), [need, items]);
  return items;
}

/** The way to the rest of a list, as long as there is some. */
export function MoreButton({
  more,
}: {
  readonly more: Omit<ReturnType<typeof useMore>, 'items'> & { items: readonly unknown[] };
}) {
  const styles = useStyles();
  const { t } = useWords();
  const { items, total, hasMore, isBusy, problem } = more;
  if (!hasMore) return null;
  return (
    <div className={styles.more}>
      <Refusal problem={problem} />
      <Button size="small" disabledFocusable={isBusy} onClick={() => void more.more()}>
        {t('page:showMore', { shown: items.length, total })}
      </Button>
    </div>
  );
}

interface MoreListProps<T> extends ToGoOn<T> {
  readonly keyOf: (item: T, index: number) => string | number;
  readonly className?: string | undefined;
  readonly children: (item: T) => ReactNode;
}

/** A list with a button for more of it; who presses goes on at the first item that came. */
export function MoreList<T>({ first, load, keyOf, className, children }: MoreListProps<T>) {
  const styles = useStyles();
  const more = useMore({ first, load });
  const { items } = more;
  const [began, setBegan] = useState(0);
  const fresh = useRef<HTMLLIElement>(null);
  useEffect(() => {
    if (began > 0 && items.length > began) fresh.current?.focus();
  }, [began, items.length]);
  const onMore = () => {
    setBegan(items.length);
    return more.more();
  };
  if (items.length === 0) return null;
  return (
    <>
      <ul className={className ?? styles.list}>
        {items.map((item, index) => (
          <li key={keyOf(item, index)} {...(index === began && index > 0 && { ref: fresh, tabIndex: -1 })}>
            {children(item)}
          </li>
        ))}
      </ul>
      <MoreButton more={{ ...more, more: onMore }} />
    </>
  );
}
