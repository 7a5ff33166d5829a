import { useCallback } from 'react';
import type { AnswerOf } from '../ui/api.ts';
import { ListPage } from '../ui/list-page.tsx';
import { Mark, Row } from '../ui/row.tsx';
import { useSession } from '../ui/session.tsx';
import { useWords } from '../ui/texts.ts';

type Item = AnswerOf<'GET /meetings'>['items'][number];

/** The meetings of the network. */
export function MeetingsPage() {
  const { t } = useWords();
  const { api } = useSession();
  const load = useCallback(
    (query: Readonly<Record<string, string>>, after: string | undefined) =>
      api('GET /meetings', {
        query: { search: query['search'], when: query['when'] === 'past' ? 'past' : 'coming', after },
      }),
    [api],
  );
  const choices = (['coming', 'past'] as const).map((when) => [when, t(`page:meeting.${when}`)] as const);
  return (
    <ListPage
      name="meetings"
      title={t('page:nav.meetings')}
      filters={[{ name: 'when', label: t('page:meeting.when'), choices }]}
      usual={usual}
      countKey="page:count.meetings"
      none={t('tab:status.noMeetings')}
      load={load}
      row={(meeting) => <MeetingRow meeting={meeting} />}
    />
  );
}

const usual = { when: 'coming' };

function MeetingRow({ meeting }: { readonly meeting: Item }) {
  const { t } = useWords();
  const { id, title, when, group, place, state, own } = meeting;
  const mark = state === 'cancelled' ? t('page:meeting.cancelled') : own && t(`page:meeting.replied.${own}`);
  return <Row to={`meetings/${id}`} title={title} facts={[when, group, place]} mark={mark && <Mark text={mark} />} />;
}
