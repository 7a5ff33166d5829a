import { useCallback } from 'react';
import { inLine } from '../../../locales/isolated.ts';
import type { AnswerOf } from '../ui/api.ts';
import { type Filter, ListPage } from '../ui/list-page.tsx';
import { useWhole } from '../ui/more.tsx';
import { Mark, Row } from '../ui/row.tsx';
import { useSession } from '../ui/session.tsx';
import { useWords } from '../ui/texts.ts';

type Item = AnswerOf<'GET /members'>['items'][number];

/** The value that stands for members of no organisation: an empty one means all. */
const none = 'none';
const most = 500;

/** The members of the network, for its coordinators. */
export function PeoplePage() {
  const { t } = useWords();
  const { api } = useSession();
  const load = useCallback(
    (filter: Readonly<Record<string, string>>, after: string | undefined) => {
      const { search, group = '', organisation } = filter;
      const query = { search, after, limit: most, ...(group === '' ? {} : { group }) };
      return api('GET /members', { query: organisation === none ? { ...query, organisation: '' } : query });
    },
    [api],
  );
  const groups = useWhole(
    useCallback((after: string | undefined) => api('GET /groups', { query: { after, limit: most } }), [api]),
  );
  const filters: Filter[] = [
    {
      name: 'group',
      label: t('common:group'),
      choices: [['', t('page:list.all')], ...groups.map(({ id, name }) => [id, name] as const)],
    },
    {
      name: 'organisation',
      label: t('page:person.organisation'),
      choices: [
        ['', t('page:list.all')],
        [none, t('page:person.withoutOrganisation')],
      ],
    },
  ];
  return (
    <ListPage
      name="people"
      title={t('page:nav.people')}
      filters={filters}
      countKey="page:count.people"
      none={t('page:person.none')}
      load={load}
      row={(member) => <MemberRow member={member} />}
    />
  );
}

function MemberRow({ member }: { readonly member: Item }) {
  const { t } = useWords();
  const { id, name, organisation, leads, roles, guest } = member;
  const tasks = [
    ...roles.map((role) => t(`terms:role.${role}`)),
    ...(leads.length > 0 ? [t('page:person.leadOf', { groups: inLine(leads, ', ') })] : []),
  ];
  const facts = [organisation ?? t('page:person.noOrganisation'), guest ? t('page:person.guest') : ''];
  return (
    <Row to={`people/${id}`} title={name} facts={facts} mark={tasks.length > 0 && <Mark text={tasks.join(' · ')} />} />
  );
}
