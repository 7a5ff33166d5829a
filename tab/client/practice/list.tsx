import { useCallback, useState } from 'react';
import type { AnswerOf } from '../ui/api.ts';
import { ListPage } from '../ui/list-page.tsx';
import { PageLink } from '../ui/router.tsx';
import { Mark, Row } from '../ui/row.tsx';
import { useSession } from '../ui/session.tsx';
import { useStyles } from '../ui/styles.ts';
import { useWords } from '../ui/texts.ts';
import { kinds } from './kinds.ts';
import { BegunPractices } from './writing/begun.tsx';

type Item = AnswerOf<'GET /practices'>['items'][number];
type Begun = AnswerOf<'GET /practice-start'>['begun'];

const states = [
  'draft',
  'proposed',
  'inValidation',
  'validated',
  'selected',
  'returned',
  'retired',
] as const satisfies readonly Item['state'][];

/** The most rows fetched at once: a list of ten thousand is there after twenty. */
const most = 500;

/** The practices of the network. */
export function PracticesPage() {
  const { t } = useWords();
  const { api, network } = useSession();
  const { writesPractices } = network;
  const [begun, setBegun] = useState<Begun>([]);
  const load = useCallback(
    async (query: Readonly<Record<string, string>>, after: string | undefined) => {
      // What is begun stands above the rows: it comes with the first of them, so that they do not move.
      const isFirst = writesPractices && after === undefined && Object.values(query).every((one) => one === '');
      const start = isFirst ? api('GET /practice-start', {}).catch(() => undefined) : undefined;
      const page = await api('GET /practices', {
        query: {
          search: query['search'],
          state: states.find((state) => state === query['state']),
          kind: kinds.find((kind) => kind === query['kind']),
          after,
          limit: most,
        },
      });
      const started = await start;
      if (started) setBegun(started.begun);
      return page;
    },
    [api, writesPractices],
  );
  const all = ['', t('page:list.all')] as const;
  return (
    <ListPage
      name="practices"
      title={t('page:nav.practices')}
      intro={writesPractices && <WriteLink />}
      above={<BegunPractices begun={begun} />}
      filters={[
        {
          name: 'state',
          label: t('survey:state'),
          choices: [all, ...states.map((state) => [state, t(`terms:practiceState.${state}`)] as const)],
        },
        {
          name: 'kind',
          label: t('page:list.kind'),
          choices: [all, ...kinds.map((kind) => [kind, t(`terms:practiceKind.${kind}`)] as const)],
        },
      ]}
      countKey="page:count.practices"
      none={t(writesPractices ? 'writing:none' : 'summary:noPractices')}
      load={load}
      row={(practice) => <PracticeRow practice={practice} />}
    />
  );
}

function WriteLink() {
  const styles = useStyles();
  const { t } = useWords();
  return (
    <div>
      <PageLink to="practices/new" className={styles.doLink}>
        {t('writing:write')}
      </PageLink>
    </div>
  );
}

function PracticeRow({ practice }: { readonly practice: Item }) {
  const { t } = useWords();
  const { id, title, titleLanguage, kind, state, group, organisation, validateBy } = practice;
  return (
    <Row
      to={`practices/${id}`}
      title={title}
      language={titleLanguage}
      facts={[t(`terms:practiceKind.${kind}`), group, organisation ?? '', validateBy ?? '']}
      mark={<Mark text={t(`terms:practiceState.${state}`)} />}
    />
  );
}
