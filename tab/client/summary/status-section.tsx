import { Button, mergeClasses, ProgressBar } from '@fluentui/react-components';
import { useCallback, useId } from 'react';
import { inLine } from '../../../locales/isolated.ts';
import type { AnswerOf } from '../ui/api.ts';
import { Chart } from '../ui/chart.tsx';
import { MoreButton, MoreList, useMore } from '../ui/more.tsx';
import { PageLink } from '../ui/router.tsx';
import { useSession } from '../ui/session.tsx';
import { Some } from '../ui/some.tsx';
import { WhenLoaded } from '../ui/states.tsx';
import { useStyles } from '../ui/styles.ts';
import { useWords } from '../ui/texts.ts';
import { type Loading, useLoaded } from '../ui/use-loaded.ts';
import { WaitingList } from './waiting-list.tsx';

type Status = AnswerOf<'GET /status'>;
type Group = Status['groups']['items'][number];
type Survey = Group['openSurveys'][number];

/** Where the network stands: responses, practices, meetings, and what waits for whom. */
export function StatusSection({ loaded, reload }: Loading<Status | undefined>) {
  const styles = useStyles();
  const { t } = useWords();
  return (
    <section className={styles.section} aria-labelledby="status">
      <div className={styles.header}>
        <h2 id="status" className={styles.h2}>
          {t('summary:title')}
        </h2>
        {loaded.state === 'ready' && (
          <Button size="small" onClick={reload} disabledFocusable={loaded.again}>
            {t('tab:refresh')}
          </Button>
        )}
      </div>
      <WhenLoaded loaded={loaded} onRetry={reload}>
        {(status) => status && <Glance status={status} />}
      </WhenLoaded>
    </section>
  );
}

function Glance({ status }: { readonly status: Status }) {
  const styles = useStyles();
  const { t } = useWords();
  return (
    <>
      <p className={styles.quiet} role="status">
        {t('summary:countedAt', { moment: status.counted })}
      </p>
      <div className={styles.grid}>
        <div className={styles.column}>
          <Responses groups={status.groups} own={status.ownSurveys} />
          <Practices key={status.countedAt} />
        </div>
        <div className={styles.column}>
          <WaitingList waiting={status.waiting} />
          <Meetings first={status.meetings} />
        </div>
      </div>
    </>
  );
}

interface ResponsesProps {
  readonly groups: Status['groups'];
  readonly own: Status['ownSurveys'];
}

function Responses({ groups, own }: ResponsesProps) {
  const styles = useStyles();
  const { t } = useWords();
  const { api } = useSession();
  const more = useMore({
    first: groups,
    load: useCallback((after) => api('GET /status/groups', { query: { after } }), [api]),
  });
  const loadOwn = useCallback((after: string) => api('GET /status/surveys', { query: { after } }), [api]);
  return (
    <div className={styles.card}>
      <h3 className={styles.h3}>{t('tab:status.responses')}</h3>
      {groups.total === 0 && <p className={styles.quiet}>{t('tab:status.noGroups')}</p>}
      <div className={styles.groups}>
        {more.items.map((group) => (
          <GroupResponses key={group.id} group={group} />
        ))}
        <MoreButton more={more} />
        {own.total > 0 && (
          <div>
            <h4 className={styles.h4}>{t('summary:ownSurveys')}</h4>
            <div className={styles.rates}>
              <MoreList first={own} load={loadOwn} keyOf={({ id }) => id}>
                {(survey) => <Rate survey={survey} />}
              </MoreList>
            </div>
          </div>
        )}
      </div>
    </div>
  );
}

function GroupResponses({ group }: { readonly group: Group }) {
  const styles = useStyles();
  const { t } = useWords();
  const facts = [t('summary:members', { count: group.members })];
  if (group.closedSurveys > 0) facts.push(t('tab:status.closedCount', { count: group.closedSurveys }));
  return (
    <div>
      <h4 className={styles.h4}>{group.name}</h4>
      <p className={styles.quiet}>{inLine(facts)}</p>
      {group.openSurveys.length === 0 && <p className={styles.quiet}>{t('tab:status.noneOpen')}</p>}
      <div className={styles.rates}>
        <Some items={group.openSurveys} keyOf={({ id }) => id}>
          {(survey) => <Rate survey={survey} />}
        </Some>
        {group.openCount > group.openSurveys.length && (
          <PageLink to="surveys" className={styles.link}>
            {t('tab:status.allOpen', { count: group.openCount })}
          </PageLink>
        )}
      </div>
    </div>
  );
}

function Rate({ survey }: { readonly survey: Survey }) {
  const styles = useStyles();
  const { t, percent } = useWords();
  const id = useId();
  const { submitted, members } = survey;
  const share = shareOf(survey);
  return (
    <>
      <PageLink to={`surveys/${survey.id}`} className={styles.rowLink}>
        <span id={id}>{survey.title}</span>
      </PageLink>
      {share !== undefined && (
        <ProgressBar className={styles.bar} value={share} thickness="large" aria-labelledby={id} />
      )}
      <div className={styles.row}>
        <span>
          {submitted === null || members === null || share === undefined
            ? t('tab:status.turnout', { turnout: survey.turnout })
            : t('tab:status.rate', { submitted, members, percent: percent(share) })}
        </span>
        <span className={styles.quiet}>{t('tab:surveys.closes', { moment: survey.closes })}</span>
      </div>
    </>
  );
}

/** Undefined where it is secret. Those who answered and then left the group still count as answers. */
function shareOf({ submitted, members }: Survey): number | undefined {
  if (submitted === null || members === null) return undefined;
  return members === 0 ? 0 : Math.min(1, submitted / members);
}

function Meetings({ first }: { readonly first: Status['meetings'] }) {
  const styles = useStyles();
  const { t } = useWords();
  const { api } = useSession();
  const load = useCallback((after: string) => api('GET /status/meetings', { query: { after } }), [api]);
  return (
    <div className={styles.card}>
      <h3 className={styles.h3}>{t('tab:status.meetings')}</h3>
      {first.total === 0 && <p className={styles.quiet}>{t('tab:status.noMeetings')}</p>}
      <MoreList first={first} load={load} keyOf={({ id }) => id}>
        {({ id, title, when, group, replies }) => (
          <>
            <PageLink to={`meetings/${id}`} className={styles.rowLink}>
              {title}
            </PageLink>
            <div>{when}</div>
            <div className={styles.quiet}>{group}</div>
            <div className={styles.quiet}>{t('tab:status.replies', { ...replies })}</div>
          </>
        )}
      </MoreList>
    </div>
  );
}

function Practices() {
  const styles = useStyles();
  const { t } = useWords();
  const { api, theme } = useSession();
  const load = useCallback(() => api('GET /status/chart', { query: { theme } }), [api, theme]);
  const { loaded, reload } = useLoaded(load);
  return (
    <div className={mergeClasses(styles.card, styles.tall)}>
      <h3 className={styles.h3}>{t('tab:status.practices')}</h3>
      <WhenLoaded loaded={loaded} onRetry={reload}>
        {(chart) => <Chart chart={chart} label={t('tab:status.practices')} />}
      </WhenLoaded>
    </div>
  );
}
