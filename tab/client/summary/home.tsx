import { useCallback } from 'react';
import type { AnswerOf } from '../ui/api.ts';
import { Section } from '../ui/facts.tsx';
import { MoreButton, useMore } from '../ui/more.tsx';
import { Mark, Row } from '../ui/row.tsx';
import { useSession } from '../ui/session.tsx';
import { Some } from '../ui/some.tsx';
import { Empty, LoadingBox, WhenLoaded } from '../ui/states.tsx';
import { type Texts, useWords } from '../ui/texts.ts';
import { PageTitle } from '../ui/title.tsx';
import { useLoaded } from '../ui/use-loaded.ts';
import { StatusSection } from './status-section.tsx';

type Mine = AnswerOf<'GET /mine'>;

/** The first page: what waits for the reader, and where the network stands as far as they may see it. */
export function HomePage() {
  const { t } = useWords();
  const { network, api } = useSession();
  const { seesStatus } = network;
  const mine = useLoaded(useCallback(() => api('GET /mine', {}), [api]));
  const status = useLoaded(
    useCallback(async () => (seesStatus ? api('GET /status', {}) : undefined), [api, seesStatus]),
  );
  // Both at once: what stands below would move when what stands above comes later.
  const isComing = mine.loaded.state === 'loading' || status.loaded.state === 'loading';
  return (
    <>
      <PageTitle text={network.name} />
      {isComing ? (
        <LoadingBox label={t('tab:loading')} />
      ) : (
        <>
          <WhenLoaded loaded={mine.loaded} onRetry={mine.reload}>
            {(waiting) => <Waiting mine={waiting} />}
          </WhenLoaded>
          {seesStatus && <StatusSection {...status} />}
        </>
      )}
    </>
  );
}

function Waiting({ mine }: { readonly mine: Mine }) {
  const { t } = useWords();
  const { api } = useSession();
  const surveys = useMore({
    first: mine.surveys,
    load: useCallback((after) => api('GET /mine/surveys', { query: { after } }), [api]),
  });
  const meetings = useMore({
    first: mine.meetings,
    load: useCallback((after) => api('GET /mine/meetings', { query: { after } }), [api]),
  });
  const validations = useMore({
    first: mine.validations,
    load: useCallback((after) => api('GET /mine/validations', { query: { after } }), [api]),
  });
  const drafts = useMore({
    first: mine.drafts,
    load: useCallback((after) => api('GET /mine/drafts', { query: { after } }), [api]),
  });
  const items = itemsOf({ surveys, meetings, validations, drafts }, t);
  const lists = [surveys, validations, meetings, drafts];
  const longer = lists.find(({ hasMore }) => hasMore);
  return (
    <Section title={t('page:home.waiting')}>
      {items.length === 0 && !longer && <Empty text={t('page:home.nothing')} />}
      <Some items={items} keyOf={({ to }) => to}>
        {({ mark, ...item }) => <Row {...item} mark={mark && <Mark text={mark} />} />}
      </Some>
      {longer && <MoreButton more={longer} />}
    </Section>
  );
}

interface Item {
  readonly to: string;
  readonly title: string;
  readonly facts: readonly string[];
  /** What is to be done, and where. */
  readonly action?: { readonly text: string; readonly to: string };
  /** How it stands, where the reader alone knows what to do next. */
  readonly mark?: string;
}

/** What waits, as far as it is shown. */
type Lists = {
  readonly [K in keyof Mine]: Pick<Mine[K], 'items'> | { readonly items: readonly Mine[K]['items'][number][] };
};

/** What the reader is to do, what others wait for first. */
function itemsOf({ surveys, meetings, validations, drafts }: Lists, t: Texts): Item[] {
  const open = surveys.items.flatMap(({ id, title, group, closes, answered }): Item[] => {
    if (answered === 'yes') return [];
    const facts = [group, t('tab:surveys.closes', { moment: closes })];
    const to = `surveys/${id}/answer`;
    return [{ to, title, facts, action: { text: t(`page:home.survey.${answered}`), to } }];
  });
  const judged = validations.items.map(({ id, title, kind, group, by }): Item => {
    const facts = [t(`terms:practiceKind.${kind}`), group, by ?? ''];
    const action = { text: t('page:home.validate'), to: `practices/${id}/validate` };
    return { to: `practices/${id}`, title, facts, action };
  });
  const unanswered = meetings.items.flatMap(({ id, title, group, when, own }): Item[] => {
    if (own !== null) return [];
    const action = { text: t('page:home.reply'), to: `meetings/${id}/reply` };
    return [{ to: `meetings/${id}`, title, facts: [when, group], action }];
  });
  const begun = drafts.items.map(({ id, title, kind, state }): Item => {
    const mark = t(`terms:practiceState.${state}`);
    return { to: `practices/${id}`, title, facts: [t(`terms:practiceKind.${kind}`)], mark };
  });
  return [...open, ...judged, ...unanswered, ...begun];
}
