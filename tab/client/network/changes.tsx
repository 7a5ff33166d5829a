import { useCallback } from 'react';
import type { AnswerOf } from '../ui/api.ts';
import { ListPage } from '../ui/list-page.tsx';
import { Row } from '../ui/row.tsx';
import { useSession } from '../ui/session.tsx';
import { useWords } from '../ui/texts.ts';

type Item = AnswerOf<'GET /changes'>['items'][number];

/** Who changed roles, leads, organisations and groups, and when, for coordinators. */
export function ChangesPage() {
  const { t } = useWords();
  const { api } = useSession();
  const load = useCallback(
    ({ search }: Readonly<Record<string, string>>, after: string | undefined) =>
      api('GET /changes', { query: { search, after } }),
    [api],
  );
  return (
    <ListPage
      name="changes"
      title={t('page:nav.changes')}
      filters={[]}
      countKey="page:count.changes"
      none={t('page:change.none')}
      load={load}
      row={(change) => <ChangeRow change={change} />}
    />
  );
}

const pages = { member: 'people', organisation: 'organisations', survey: 'surveys' } as const;

function ChangeRow({ change }: { readonly change: Item }) {
  const { kind, subjectId, about, text, when, by } = change;
  const to = kind === 'group' || kind === 'network' ? 'groups' : `${pages[kind]}/${subjectId}`;
  return <Row to={to} title={about} facts={[text, when, by]} />;
}
