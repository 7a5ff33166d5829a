import { useCallback } from 'react';
import { useSession } from '../app/session.tsx';
import type { AnswerOf } from '../ground/api.ts';
import { Section } from '../ground/facts.tsx';
import { Mark, Row } from '../ground/row.tsx';
import { Empty, LoadingBox, WhenLoaded } from '../ground/states.tsx';
import { useStyles } from '../ground/styles.ts';
import { useWords } from '../ground/texts.ts';
import { PageTitle } from '../ground/title.tsx';
import { useLoaded } from '../ground/use-loaded.ts';
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
  const styles = useStyles();
  const { t } = useWords();
  const { surveys, meetings, validations, drafts } = mine;
  const open = surveys.filter(({ answered }) => answered !== 'yes');
  const unanswered = meetings.filter(({ own }) => own === null);
  const nothing = [open, unanswered, validations, drafts].every((list) => list.length === 0);
  return (
    <Section title={t('page:home.waiting')}>
      {nothing && <Empty text={t('page:home.nothing')} />}
      <ul className={styles.list}>
        {open.map(({ id, title, group, closes, answered }) => (
          <li key={id}>
            <Row
              to={`surveys/${id}`}
              title={title}
              facts={[group, t('tab:surveys.closes', { moment: closes })]}
              mark={<Mark tone="asked" text={t(`page:home.survey.${answered}`)} />}
            />
          </li>
        ))}
        {validations.map(({ id, title, kind, group }) => (
          <li key={id}>
            <Row
              to={`practices/${id}`}
              title={title}
              facts={[t(`terms:practiceKind.${kind}`), group]}
              mark={<Mark tone="asked" text={t('page:home.validate')} />}
            />
          </li>
        ))}
        {unanswered.map(({ id, title, group, when }) => (
          <li key={id}>
            <Row
              to={`meetings/${id}`}
              title={title}
              facts={[when, group]}
              mark={<Mark text={t('page:home.reply')} />}
            />
          </li>
        ))}
        {drafts.map(({ id, title, kind, state }) => (
          <li key={id}>
            <Row
              to={`practices/${id}`}
              title={title}
              facts={[t(`terms:practiceKind.${kind}`)]}
              mark={<Mark text={t(`terms:practiceState.${state}`)} />}
            />
          </li>
        ))}
      </ul>
    </Section>
  );
}
