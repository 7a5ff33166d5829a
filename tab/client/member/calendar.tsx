import { useCallback } from 'react';
import { Confirm } from '../ui/confirm.tsx';
import { Section } from '../ui/facts.tsx';
import { useSession } from '../ui/session.tsx';
import { WhenLoaded } from '../ui/states.tsx';
import { useStyles } from '../ui/styles.ts';
import { useWords } from '../ui/texts.ts';
import { useLoaded } from '../ui/use-loaded.ts';

/** The reader's own address of the schedule for a calendar, and the way to another one. */
export function CalendarAddress() {
  const styles = useStyles();
  const { t } = useWords();
  const { api } = useSession();
  const load = useCallback(() => api('GET /me/calendar', {}), [api]);
  const { loaded, reload, replace } = useLoaded(load);
  const change = async () => {
    await api('DELETE /me/calendar', {});
    replace(await load());
    return t('page:me.calendar.changed');
  };
  return (
    <Section title={t('page:me.calendar.title')}>
      <p className={styles.plain}>{t('page:me.calendar.text')}</p>
      <WhenLoaded loaded={loaded} onRetry={reload}>
        {({ url }) => (
          <>
            <a className={styles.link} href={url} download>
              {t('page:me.calendar.link')}
            </a>
            <div className={styles.actions}>
              <Confirm
                button={t('page:me.calendar.change')}
                title={t('page:me.calendar.ask')}
                text={t('page:me.calendar.askText')}
                yes={t('page:me.calendar.yes')}
                onYes={change}
              />
            </div>
          </>
        )}
      </WhenLoaded>
    </Section>
  );
}
