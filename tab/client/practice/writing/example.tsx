import { Button } from '@fluentui/react-components';
import { useCallback } from 'react';
import { Facts } from '../../ui/facts.tsx';
import { Linked } from '../../ui/linked.tsx';
import { useSession } from '../../ui/session.tsx';
import { WhenLoaded } from '../../ui/states.tsx';
import { useStyles } from '../../ui/styles.ts';
import { useWords } from '../../ui/texts.ts';
import { useLoaded } from '../../ui/use-loaded.ts';

/** The worked example that ships with the bot, to be read beside one's own text. */
export function Example({ onClose }: { readonly onClose: () => void }) {
  const styles = useStyles();
  const { t } = useWords();
  const { api } = useSession();
  const { loaded, reload } = useLoaded(useCallback(() => api('GET /practice-example', {}), [api]));
  return (
    <section id="example" aria-labelledby="example-title" className={styles.card}>
      <div className={styles.header}>
        <h2 id="example-title" className={styles.h2}>
          {t('writing:example')}
        </h2>
        <Button size="small" onClick={onClose}>
          {t('writing:exampleClose')}
        </Button>
      </div>
      <div className={styles.body}>
        <p className={styles.quiet}>{t('writing:exampleNote')}</p>
        <WhenLoaded loaded={loaded} onRetry={reload}>
          {({ title, filing, sections }) => (
            <>
              <h3 className={styles.h3}>{title}</h3>
              <Facts facts={filing.map(({ label, text }) => [label, text] as const)} />
              {sections.map(({ code, label, text }) => (
                <div key={code}>
                  <h4 className={styles.h4}>{label}</h4>
                  <p className={styles.written}>
                    <Linked text={text} />
                  </p>
                </div>
              ))}
            </>
          )}
        </WhenLoaded>
      </div>
    </section>
  );
}
