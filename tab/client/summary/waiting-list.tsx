import { useCallback } from 'react';
import { inLine } from '../../../locales/isolated.ts';
import type { AnswerOf } from '../ui/api.ts';
import { MoreList } from '../ui/more.tsx';
import { PageLink } from '../ui/router.tsx';
import { useSession } from '../ui/session.tsx';
import { useStyles } from '../ui/styles.ts';
import { useWords } from '../ui/texts.ts';

type Waiting = AnswerOf<'GET /status'>['waiting'];
type Item = Waiting['members']['items'][number];

/** Who is to act next, in the order in which the page tells it. */
const waitedFor = ['members', 'author', 'lead', 'coordinator'] as const satisfies readonly Item['who'][];

/** What does not go on before somebody acts, by whose turn it is. */
export function WaitingList({ waiting }: { readonly waiting: Waiting }) {
  const styles = useStyles();
  const { t } = useWords();
  const asked = waitedFor.filter((who) => waiting[who].total > 0);
  return (
    <div className={styles.card}>
      <h3 className={styles.h3}>{t('summary:waiting')}</h3>
      {asked.length === 0 && <p className={styles.quiet}>{t('summary:nothingWaits')}</p>}
      <div className={styles.groups}>
        {asked.map((who) => (
          <div key={who}>
            <h4 className={styles.h4}>{t(`tab:status.who.${who}`)}</h4>
            <OfOne who={who} first={waiting[who]} />
          </div>
        ))}
      </div>
    </div>
  );
}

function OfOne({ who, first }: { readonly who: Item['who']; readonly first: Waiting['members'] }) {
  const { api } = useSession();
  const load = useCallback((after: string) => api('GET /status/waiting', { query: { who, after } }), [api, who]);
  return (
    <MoreList first={first} load={load} keyOf={({ kind, id }) => `${kind} ${id}`}>
      {(item) => <WaitingLine item={item} />}
    </MoreList>
  );
}

function WaitingLine({ item }: { readonly item: Item }) {
  const styles = useStyles();
  const { t } = useWords();
  const { count } = item;
  const what = count === null ? t('summary:waitsUncounted') : t(`summary:waits.${item.kind}`, { count });
  const facts = [item.group, item.due ? t('tab:status.due', { moment: item.due }) : ''].filter(Boolean);
  const page = item.kind === 'surveyAnswers' ? 'surveys' : 'practices';
  return (
    <>
      <PageLink to={`${page}/${item.id}`} className={styles.rowLink}>
        {item.title}
      </PageLink>
      <div>{what}</div>
      <div className={styles.quiet}>{inLine(facts)}</div>
    </>
  );
}
