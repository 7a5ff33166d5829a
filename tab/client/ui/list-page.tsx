import { Button, Field, SearchBox, Select } from '@fluentui/react-components';
import { type ReactNode, useCallback, useLayoutEffect, useMemo, useState } from 'react';
import { type PageOfList, useListing } from './listing.ts';
import { LongList } from './long-list.tsx';
import { useRouter } from './router.tsx';
import { Empty, Failure, LoadingBox } from './states.tsx';
import { useStyles } from './styles.ts';
import { useWords } from './texts.ts';
import { PageTitle } from './title.tsx';
import { useUndo } from './undo.tsx';
import { useSettled } from './use-settled.ts';

/** One choice that narrows a list. The empty value means all. */
export interface Filter {
  readonly name: string;
  readonly label: string;
  readonly choices: readonly (readonly [value: string, text: string])[];
}

interface ListPageProps<T> {
  readonly name: string;
  readonly title: string;
  /** What stands above the list, if anything. */
  readonly intro?: ReactNode;
  /** What stands right above the rows of a list that is not narrowed, once they are there. */
  readonly above?: ReactNode;
  readonly filters: readonly Filter[];
  /** What the filters say when the page is opened; default nothing is left out. */
  readonly usual?: Readonly<Record<string, string>>;
  /** The key of «3 kyselyä». */
  readonly countKey: string;
  /** Said when there is nothing at all to list. */
  readonly none: string;
  readonly load: (query: Readonly<Record<string, string>>, after: string | undefined) => Promise<PageOfList<T>>;
  readonly row: (item: T) => ReactNode;
}

/** How a list was left: what was chosen, and how far down. Kept while the page is open. */
const left = new Map<string, { query: Readonly<Record<string, string>>; scroll: number }>();

/** A page that lists things of one kind, however many, with ways to narrow it. */
export function ListPage<T extends { readonly id: string }>(props: ListPageProps<T>) {
  const { name, title, intro, above, filters, countKey, none, load, row, usual = {} } = props;
  const styles = useStyles();
  const { t } = useWords();
  const { isReturn } = useRouter();
  const [before] = useState(() => (isReturn ? left.get(name) : undefined));
  const [query, setQuery] = useState<Readonly<Record<string, string>>>(before?.query ?? usual);
  const asked = useSettled(query);
  // Before the next page is shown: then it is at its top.
  useLayoutEffect(() => () => void left.set(name, { query, scroll: window.scrollY }), [name, query]);
  const listing = useListing(useCallback((after: string | undefined) => load(asked, after), [load, asked]));
  const { hidden } = useUndo();
  const shown = useMemo(() => {
    const items = listing.items.filter(({ id }) => !hidden.has(id));
    const total = listing.total === undefined ? 0 : listing.total - (listing.items.length - items.length);
    return { items, total };
  }, [listing.items, listing.total, hidden]);
  const isNarrowed = Object.entries(query).some(([key, value]) => value !== (usual[key] ?? ''));
  return (
    <>
      <PageTitle text={title} />
      {intro}
      <search className={styles.filters}>
        <Field label={t('page:list.search')} className={styles.filter}>
          <SearchBox
            value={query['search'] ?? ''}
            dismiss={query['search'] ? { 'aria-label': t('page:list.clearSearch') } : null}
            onChange={(_event, { value }) => setQuery({ ...query, search: value })}
          />
        </Field>
        {filters.map(({ name: filter, label, choices }) => (
          <Field key={filter} label={label} className={styles.filter}>
            <Select
              value={query[filter] ?? ''}
              onChange={(_event, { value }) => setQuery({ ...query, [filter]: value })}
            >
              {choices.map(([value, text]) => (
                <option key={value} value={value}>
                  {text}
                </option>
              ))}
            </Select>
          </Field>
        ))}
        {isNarrowed && <Button onClick={() => setQuery(usual)}>{t('page:list.clear')}</Button>}
      </search>
      <p role="status" className={styles.count}>
        {listing.total !== undefined && t(countKey, { count: shown.total })}
      </p>
      {listing.problem && <Failure problem={listing.problem} onRetry={listing.retry} />}
      {listing.total === undefined && !listing.problem && <LoadingBox label={t('tab:loading')} />}
      {listing.total !== undefined && !isNarrowed && above}
      {listing.total === 0 && <Empty text={isNarrowed ? t('page:list.nothingFound') : none} />}
      {shown.total > 0 && (
        <LongList
          label={title}
          listing={{ ...listing, items: shown.items }}
          total={shown.total}
          row={row}
          startAt={before?.scroll ?? 0}
        />
      )}
    </>
  );
}
