import { mergeClasses, ProgressBar } from '@fluentui/react-components';
import { useId } from 'react';
import { type GroupStatus, practiceStates, type Status, type SurveyStatus } from './api.ts';
import { useStyles } from './styles.ts';
import { useWords } from './texts.ts';
import { WaitingList } from './waiting-list.tsx';

/** Where the network stands: responses, practices, meetings, and what waits for whom. */
export function StatusSection({ status }: { readonly status: Status }) {
  const styles = useStyles();
  const { t } = useWords();
  return (
    <>
      <p className={styles.quiet} role="status">
        {t('summary:countedAt', { moment: status.counted })}
      </p>
      <div className={styles.grid}>
        <div className={styles.column}>
          <Responses groups={status.groups} />
          <Practices counts={status.practices} />
        </div>
        <div className={styles.column}>
          <Meetings groups={status.groups} />
          <WaitingList items={status.waiting} />
        </div>
      </div>
    </>
  );
}

function Responses({ groups }: { readonly groups: readonly GroupStatus[] }) {
  const styles = useStyles();
  const { t } = useWords();
  return (
    <div className={styles.card}>
      <h3 className={styles.h3}>{t('tab:status.responses')}</h3>
      {groups.length === 0 && <p className={styles.quiet}>{t('tab:status.noGroups')}</p>}
      <div className={styles.groups}>
        {groups.map((group) => (
          <GroupResponses key={group.id} group={group} />
        ))}
      </div>
    </div>
  );
}

function GroupResponses({ group }: { readonly group: GroupStatus }) {
  const styles = useStyles();
  const { t } = useWords();
  const facts = [t('summary:members', { count: group.members })];
  if (group.closedSurveys > 0) facts.push(t('tab:status.closedCount', { count: group.closedSurveys }));
  return (
    <div>
      <h4 className={styles.h4}>{group.name}</h4>
      <p className={styles.quiet}>{facts.join(' · ')}</p>
      {group.openSurveys.length === 0 && <p className={styles.quiet}>{t('tab:status.noneOpen')}</p>}
      <ul className={mergeClasses(styles.list, styles.rates)}>
        {group.openSurveys.map((survey) => (
          <Rate key={survey.id} survey={survey} />
        ))}
      </ul>
    </div>
  );
}

function Rate({ survey }: { readonly survey: SurveyStatus }) {
  const styles = useStyles();
  const { t, percent } = useWords();
  const id = useId();
  const { submitted, members } = survey;
  // Those who answered and then left the group still count as answers.
  const share = members === 0 ? 0 : Math.min(1, submitted / members);
  return (
    <li>
      <div id={id}>{survey.title}</div>
      <ProgressBar className={styles.bar} value={share} thickness="large" aria-labelledby={id} />
      <div className={styles.row}>
        <span>{t('tab:status.rate', { submitted, members, percent: percent(share) })}</span>
        <span className={styles.quiet}>{t('tab:surveys.closes', { moment: survey.closes })}</span>
      </div>
    </li>
  );
}

function Meetings({ groups }: { readonly groups: readonly GroupStatus[] }) {
  const styles = useStyles();
  const { t } = useWords();
  const ahead = groups
    .flatMap((group) => group.meetingsAhead.map((meeting) => ({ ...meeting, group: group.name })))
    .sort((a, b) => (a.startsAt < b.startsAt ? -1 : 1));
  return (
    <div className={styles.card}>
      <h3 className={styles.h3}>{t('tab:status.meetings')}</h3>
      {ahead.length === 0 && <p className={styles.quiet}>{t('tab:status.noMeetings')}</p>}
      <ul className={styles.list}>
        {ahead.map(({ id, title, when, group, replies }) => (
          <li key={id}>
            <div className={styles.title}>{title}</div>
            <div>{when}</div>
            <div className={styles.quiet}>{group}</div>
            <div className={styles.quiet}>{t('tab:status.replies', { ...replies })}</div>
          </li>
        ))}
      </ul>
    </div>
  );
}

function Practices({ counts }: { readonly counts: Status['practices'] }) {
  const styles = useStyles();
  const { t } = useWords();
  const total = practiceStates.reduce((sum, state) => sum + counts[state], 0);
  return (
    <div className={styles.card}>
      <h3 className={styles.h3} id="practices">
        {t('tab:status.practices')}
      </h3>
      <table className={styles.table} aria-labelledby="practices">
        <thead className={styles.title}>
          <tr>
            <th scope="col" className={styles.heading}>
              {t('tab:status.state')}
            </th>
            <th scope="col" className={styles.number}>
              {t('tab:status.count')}
            </th>
          </tr>
        </thead>
        <tbody>
          {practiceStates.map((state) => (
            <CountRow key={state} name={t(`terms:practiceState.${state}`)} count={counts[state]} />
          ))}
        </tbody>
        <tfoot className={styles.title}>
          <CountRow name={t('tab:status.total')} count={total} />
        </tfoot>
      </table>
    </div>
  );
}

function CountRow({ name, count }: { readonly name: string; readonly count: number }) {
  const styles = useStyles();
  return (
    <tr>
      <th scope="row" className={styles.heading}>
        {name}
      </th>
      <td className={styles.number}>{count}</td>
    </tr>
  );
}
