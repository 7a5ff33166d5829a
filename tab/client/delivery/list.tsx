import { useCallback } from 'react';
import type { AnswerOf } from '../ui/api.ts';
import { Facts, Section } from '../ui/facts.tsx';
import { MoreList } from '../ui/more.tsx';
import { Mark, Row } from '../ui/row.tsx';
import { useSession } from '../ui/session.tsx';
import { Empty, WhenLoaded } from '../ui/states.tsx';
import { useWords } from '../ui/texts.ts';
import { PageTitle } from '../ui/title.tsx';
import { useLoaded } from '../ui/use-loaded.ts';

/** How many subjects come at a time. */
const atOnce = 20;

type Overview = AnswerOf<'GET /deliveries'>;

/** How the messages of the network stand, for leads and coordinators. */
export function DeliveriesPage() {
  const { t } = useWords();
  const { api } = useSession();
  const load = useCallback((after?: string) => api('GET /deliveries', { query: { after, limit: atOnce } }), [api]);
  const { loaded, reload } = useLoaded(load);
  return (
    <>
      <PageTitle text={t('survey:messages')} />
      <WhenLoaded loaded={loaded} onRetry={reload}>
        {({ all, ...first }) => (
          <>
            <Section title={t('page:delivery.all')}>
              <Facts
                facts={[
                  [t('delivery:sent'), String(all.sent)],
                  [t('delivery:waiting'), String(all.waiting)],
                  [t('delivery:uncertain'), all.uncertain > 0 ? String(all.uncertain) : null],
                  [t('delivery:undelivered'), String(all.undelivered)],
                ]}
              />
            </Section>
            <Section title={t('delivery:about')}>
              {first.items.length === 0 && first.next === null && <Empty text={t('delivery:none')} />}
              <MoreList first={first} load={load} keyOf={({ id }) => id}>
                {(item) => <SubjectRow item={item} />}
              </MoreList>
            </Section>
          </>
        )}
      </WhenLoaded>
    </>
  );
}

function SubjectRow({ item }: { readonly item: Overview['items'][number] }) {
  const { t } = useWords();
  const { id, noun, title, when, standing } = item;
  const { sent, waiting, uncertain, undelivered } = standing;
  const facts = [
    t(`delivery:noun.${noun}`),
    when ?? '',
    t('delivery:sentCount', { count: sent }),
    waiting > 0 ? t('delivery:waitingCount', { count: waiting }) : '',
    uncertain > 0 ? t('delivery:uncertainCount', { count: uncertain }) : '',
  ];
  const mark = undelivered > 0 && <Mark tone="asked" text={t('delivery:undeliveredCount', { count: undelivered })} />;
  return <Row to={`deliveries/${id}`} title={title} facts={facts} mark={mark} />;
}
