import { useCallback } from 'react';
import { useSession } from '../app/session.tsx';
import type { AnswerOf } from '../ground/api.ts';
import { Section } from '../ground/facts.tsx';
import { Mark, Row } from '../ground/row.tsx';
import { Empty, WhenLoaded } from '../ground/states.tsx';
import { useStyles } from '../ground/styles.ts';
import { useWords } from '../ground/texts.ts';
import { PageTitle } from '../ground/title.tsx';
import { useLoaded } from '../ground/use-loaded.ts';
import { StatusSection } from './status-section.tsx';

type Mine = AnswerOf<'GET /mine'>;

/** The first page: what waits for the reader, and where the network stands as far as they may see it. */
export function HomePage() {
  const { network, api } = useSession();
  const { loaded, reload } = useLoaded(useCallback(() => api('GET /mine', {}), [api]));
  return (
    <>
      <PageTitle text={network.name} />
      <WhenLoaded loaded={loaded} onRetry={reload}>
        {(mine) => <Waiting mine={mine} />}
      </WhenLoaded>
      {network.seesStatus && <StatusSection />}
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
