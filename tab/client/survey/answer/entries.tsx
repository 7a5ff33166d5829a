import { Field, SearchBox } from '@fluentui/react-components';
import { useCallback, useState } from 'react';
import type { AnswerOf } from '../../ui/api.ts';
import { Back } from '../../ui/back.tsx';
import { MoreList } from '../../ui/more.tsx';
import { PageLink } from '../../ui/router.tsx';
import { Mark, Row } from '../../ui/row.tsx';
import { useSession } from '../../ui/session.tsx';
import { Empty } from '../../ui/states.tsx';
import { useStyles } from '../../ui/styles.ts';
import { useWords } from '../../ui/texts.ts';
import { PageTitle } from '../../ui/title.tsx';
import { useLoaded } from '../../ui/use-loaded.ts';
import { useSettled } from '../../ui/use-settled.ts';
import { WholePage } from '../../ui/whole-page.tsx';
import { Answering } from './answer.tsx';

type Entries = AnswerOf<'GET /surveys/{surveyId}/entries'>;

interface EntriesPageProps {
  readonly id: string;
  /** The organisation whose answer is entered; without it, they are listed. */
  readonly of?: string | undefined;
}

/** Organisations without Teams, in whose place those who look after a survey answer it. */
export function EntriesPage({ id, of }: EntriesPageProps) {
  const { t } = useWords();
  return (
    <>
      <Back
        to={of === undefined ? `surveys/${id}` : `surveys/${id}/entries`}
        text={t(of === undefined ? 'page:survey.back' : 'page:answer.backToEntries')}
      />
      {of === undefined ? <EntryList id={id} /> : <Answering surveyId={id} organisation={of} />}
    </>
  );
}

function EntryList({ id }: Pick<EntriesPageProps, 'id'>) {
  const { api } = useSession();
  const [search, setSearch] = useState('');
  const wanted = useSettled(search);
  const load = useCallback(
    (after?: string) =>
      api('GET /surveys/{surveyId}/entries', { path: { surveyId: id }, query: { search: wanted, after } }),
    [api, id, wanted],
  );
  const more = useCallback(async (after: string) => (await load(after)).organisations, [load]);
  const { loaded, reload } = useLoaded(load);
  return (
    <WholePage loaded={loaded} onRetry={reload}>
      {(entries) => <Listed id={id} entries={entries} load={more} search={search} onSearch={setSearch} />}
    </WholePage>
  );
}

interface ListedProps {
  readonly id: string;
  readonly entries: Entries;
  readonly load: (after: string) => Promise<Entries['organisations']>;
  readonly search: string;
  readonly onSearch: (search: string) => void;
}

function Listed({ id, entries: { title, organisations }, load, search, onSearch }: ListedProps) {
  const styles = useStyles();
  const { t } = useWords();
  const { network } = useSession();
  return (
    <>
      <PageTitle text={t('page:answer.entries', { title })} />
      <p className={styles.plain}>{t('survey:enterText')}</p>
      <search className={styles.filters}>
        <Field label={t('page:list.search')} className={styles.filter}>
          <SearchBox value={search} onChange={(_event, { value }) => onSearch(value)} />
        </Field>
      </search>
      <p role="status" className={styles.count}>
        {t('page:count.organisations', { count: organisations.total })}
      </p>
      {organisations.total === 0 && <Empty text={t(search === '' ? 'survey:enterNobody' : 'page:answer.noneFound')} />}
      {organisations.total === 0 && network.manages && (
        <div>
          <PageLink to="organisations/new" className={styles.link}>
            {t('page:organisation.new')}
          </PageLink>
        </div>
      )}
      <MoreList first={organisations} load={load} keyOf={({ id: organisation }) => organisation}>
        {({ id: organisation, name, answered }) => (
          <Row
            to={`surveys/${id}/entries/${organisation}`}
            title={name}
            facts={[]}
            mark={<Mark text={t(`page:answer.entry.${answered}`)} tone={answered === 'yes' ? 'done' : 'plain'} />}
          />
        )}
      </MoreList>
    </>
  );
}
