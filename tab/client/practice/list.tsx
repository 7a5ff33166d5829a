import { useCallback } from 'react';
import { useSession } from '../app/session.tsx';
import type { AnswerOf } from '../ground/api.ts';
import { ListPage } from '../ground/list-page.tsx';
import { Mark, Row } from '../ground/row.tsx';
import { useWords } from '../ground/texts.ts';

type Item = AnswerOf<'GET /practices'>['items'][number];

const states = [
  'draft',
  'proposed',
  'inValidation',
  'validated',
  'selected',
  'returned',
  'retired',
] as const satisfies readonly Item['state'][];

const kinds = [
  'operatingModel',
  'serviceDescription',
  'goodPractice',
  'success',
  'developmentTarget',
  'wayOfWorking',
] as const satisfies readonly Item['kind'][];

/** The most rows fetched at once: a list of ten thousand is there after twenty. */
const most = 500;

/** The practices of the network. */
export function PracticesPage() {
  const { t } = useWords();
  const { api } = useSession();
  const load = useCallback(
    (wish: Readonly<Record<string, string>>, after: string | undefined) =>
      api('GET /practices', {
        query: {
          search: wish['search'],
          state: states.find((state) => state === wish['state']),
          kind: kinds.find((kind) => kind === wish['kind']),
          after,
          limit: most,
        },
      }),
    [api],
  );
  const all = ['', t('page:list.all')] as const;
  return (
    <ListPage
      name="practices"
      title={t('page:nav.practices')}
      filters={[
        {
          name: 'state',
          label: t('page:list.state'),
          choices: [all, ...states.map((state) => [state, t(`terms:practiceState.${state}`)] as const)],
        },
        {
          name: 'kind',
          label: t('page:list.kind'),
          choices: [all, ...kinds.map((kind) => [kind, t(`terms:practiceKind.${kind}`)] as const)],
        },
      ]}
      countKey="page:count.practices"
      none={t('page:practice.none')}
      load={load}
      row={(practice) => <PracticeRow practice={practice} />}
    />
  );
}

function PracticeRow({ practice }: { readonly practice: Item }) {
  const { t } = useWords();
  const { id, title, kind, state, group, organisation } = practice;
  return (
    <Row
      to={`practices/${id}`}
      title={title}
      facts={[t(`terms:practiceKind.${kind}`), group, organisation ?? '']}
      mark={<Mark text={t(`terms:practiceState.${state}`)} />}
    />
  );
}
