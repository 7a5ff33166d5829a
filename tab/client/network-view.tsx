import { Button, Field, Select } from '@fluentui/react-components';
import { useCallback, useState } from 'react';
import type { Api, MyNetwork } from './api.ts';
import { Failure, Loading, useTitle } from './states.tsx';
import { StatusSection } from './status-section.tsx';
import { useStyles } from './styles.ts';
import { SurveyList } from './survey-list.tsx';
import { useWords } from './texts.ts';
import { useLoaded } from './use-loaded.ts';

interface NetworkViewProps {
  readonly api: Api;
  /** At least one. */
  readonly networks: readonly MyNetwork[];
  /** The team the page is a tab of: its network is shown first. */
  readonly teamId: string | undefined;
}

/** One network as the reader may see it, with a choice when they have several. */
export function NetworkView({ api, networks, teamId }: NetworkViewProps) {
  const own = networks.find((network) => network.teamId === teamId) ?? networks[0];
  const [chosenId, setChosenId] = useState(own?.id);
  const network = networks.find(({ id }) => id === chosenId) ?? own;
  const styles = useStyles();
  const { t } = useWords();
  useTitle(network?.name ?? '');
  if (!network) return null;
  return (
    <>
      <header className={styles.header}>
        <h1 className={styles.h1}>{network.name}</h1>
        {networks.length > 1 && (
          <Field label={t('tab:network')} orientation="horizontal">
            <Select value={network.id} onChange={(_event, { value }) => setChosenId(value)}>
              {networks.map(({ id, name }) => (
                <option key={id} value={id}>
                  {name}
                </option>
              ))}
            </Select>
          </Field>
        )}
      </header>
      <OpenSurveys key={`surveys ${network.id}`} api={api} network={network} />
      {network.seesStatus && <NetworkStatus key={`status ${network.id}`} api={api} network={network} />}
    </>
  );
}

interface PartProps {
  readonly api: Api;
  readonly network: MyNetwork;
}

function OpenSurveys({ api, network }: PartProps) {
  const styles = useStyles();
  const { t, language } = useWords();
  const load = useCallback(() => api.openSurveys(network.id, language), [api, network.id, language]);
  const { loaded, reload } = useLoaded(load);
  return (
    <section className={styles.section} aria-labelledby="surveys">
      <h2 id="surveys" className={styles.h2}>
        {t('tab:surveys.title')}
      </h2>
      {loaded.state === 'loading' && <Loading label={t('tab:loading')} />}
      {loaded.state === 'failed' && <Failure problem={loaded.problem} onRetry={reload} />}
      {loaded.state === 'ready' && <SurveyList surveys={loaded.value} />}
    </section>
  );
}

function NetworkStatus({ api, network }: PartProps) {
  const styles = useStyles();
  const { t, language } = useWords();
  const load = useCallback(() => api.status(network.id, language), [api, network.id, language]);
  const { loaded, reload } = useLoaded(load);
  const refreshing = loaded.state === 'ready' && loaded.again;
  return (
    <section className={styles.section} aria-labelledby="status">
      <div className={styles.header}>
        <h2 id="status" className={styles.h2}>
          {t('summary:title')}
        </h2>
        {loaded.state === 'ready' && (
          <Button size="small" onClick={reload} disabledFocusable={refreshing}>
            {t('tab:refresh')}
          </Button>
        )}
      </div>
      {loaded.state === 'loading' && <Loading label={t('tab:loading')} />}
      {loaded.state === 'failed' && <Failure problem={loaded.problem} onRetry={reload} />}
      {loaded.state === 'ready' && <StatusSection status={loaded.value} />}
    </section>
  );
}
