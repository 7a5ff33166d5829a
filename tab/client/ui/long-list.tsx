import { defaultRangeExtractor, type Range, useWindowVirtualizer } from '@tanstack/react-virtual';
import { type FocusEvent, type ReactNode, useCallback, useEffect, useLayoutEffect, useRef, useState } from 'react';
import type { Listing } from './listing.ts';
import { useStyles } from './styles.ts';

/** The usual height of a row, in pixels, until it has been measured. */
const usualHeight = 76;

/** How many rows below the screen are fetched already: at a quick turn of the wheel, a second's worth. */
const ahead = 200;

interface LongListProps<T> {
  readonly label: string;
  readonly listing: Listing<T>;
  readonly total: number;
  readonly row: (item: T) => ReactNode;
  /** How far down the page was when it was left. */
  readonly startAt: number;
}

/** A list of any length: only the rows that are on the screen are in the document, and each says which of how many it is. */
export function LongList<T extends { readonly id: string }>({ label, listing, total, row, startAt }: LongListProps<T>) {
  const styles = useStyles();
  const list = useRef<HTMLUListElement>(null);
  const [top, setTop] = useState(0);
  const { items, need } = listing;
  const { focused, ...keepsRow } = useFocusedRow();
  const virtualizer = useWindowVirtualizer({
    count: total,
    estimateSize: () => usualHeight,
    overscan: 6,
    scrollMargin: top,
    rangeExtractor: useCallback((range: Range) => withRow(range, focused), [focused]),
  });
  useLayoutEffect(() => {
    setTop(list.current?.offsetTop ?? 0);
    if (startAt > 0) window.scrollTo(0, startAt);
  }, [startAt]);
  const rows = virtualizer.getVirtualItems();
  const last = rows.findLast(({ index }) => index !== focused)?.index ?? 0;
  useEffect(() => need(last + ahead), [need, last]);
  return (
    <ul
      ref={list}
      {...keepsRow}
      aria-label={label}
      className={styles.rows}
      style={{ height: virtualizer.getTotalSize() }}
    >
      {rows.map(({ index, key, start }) => {
        const item = items[index];
        return (
          <li
            key={key}
            ref={virtualizer.measureElement}
            data-index={index}
            aria-setsize={total}
            aria-posinset={index + 1}
            className={styles.longRow}
            style={{ transform: `translateY(${start - top}px)` }}
          >
            {item ? row(item) : <div className={styles.missing} aria-hidden="true" />}
          </li>
        );
      })}
    </ul>
  );
}

/** The row that has the focus, which stays in the document however far its reader scrolls. */
function useFocusedRow() {
  const [focused, setFocused] = useState<number>();
  const onFocus = ({ target }: FocusEvent) =>
    setFocused(Number(target.closest<HTMLElement>('[data-index]')?.dataset['index']));
  const onBlur = () => setFocused(undefined);
  return { focused, onFocus, onBlur };
}

function withRow(range: Range, row: number | undefined): number[] {
  const shown = defaultRangeExtractor(range);
  if (row === undefined || row >= range.count || shown.includes(row)) return shown;
  return [...shown, row].sort((one, other) => one - other);
}
