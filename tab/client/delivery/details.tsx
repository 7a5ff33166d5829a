import { Button, Field, Textarea } from '@fluentui/react-components';
import { useCallback } from 'react';
import type { AnswerOf } from '../ui/api.ts';
import { Back } from '../ui/back.tsx';
import { Confirm } from '../ui/confirm.tsx';
import { Facts, Section } from '../ui/facts.tsx';
import { PageLink } from '../ui/router.tsx';
import { useSession } from '../ui/session.tsx';
import { useStyles } from '../ui/styles.ts';
import { useWords } from '../ui/texts.ts';
import { PageTitle } from '../ui/title.tsx';
import { Refusal, useAction } from '../ui/use-action.tsx';
import { useLoaded } from '../ui/use-loaded.ts';
import { WholePage } from '../ui/whole-page.tsx';

type Ledger = AnswerOf<'GET /deliveries/{subjectId}'>;

const pages = { survey: 'surveys', meeting: 'meetings', practice: 'practices' } as const;

/** What became of the messages about one subject, why, and what can be done about it. */
export function DeliveryPage({ id }: { readonly id: string }) {
  const styles = useStyles();
  const { t } = useWords();
  const { api } = useSession();
  const load = useCallback(() => api('GET /deliveries/{subjectId}', { path: { subjectId: id } }), [api, id]);
  const { loaded, reload, replace } = useLoaded(load);
  return (
    <>
      <Back to="deliveries" />
      <WholePage loaded={loaded} onRetry={reload}>
        {(ledger) => (
          <>
            <PageTitle text={t('page:delivery.of', { title: ledger.title })} />
            <Section title={t('delivery:subjectTitle')}>
              {ledger.hold !== 'none' && <p className={styles.plain}>{t(`delivery:hold.${ledger.hold}`)}</p>}
              <Counts ledger={ledger} />
              {ledger.onlyCounted > 0 && (
                <p className={styles.quiet}>
                  {t('delivery:onlyCounted', { count: ledger.onlyCounted, days: ledger.detailsKeptDays })}
                </p>
              )}
              {ledger.mayRemind && <p className={styles.quiet}>{t('delivery:secretReminders')}</p>}
              <PageLink to={`${pages[ledger.noun]}/${id}`} className={styles.link}>
                {ledger.title}
              </PageLink>
              {ledger.files.map(({ format, url }) => (
                <a key={format} className={styles.link} href={url} download>
                  {t(`delivery:file.${format}`)}
                </a>
              ))}
            </Section>
            <Why ledger={ledger} />
            <Offers ledger={ledger} onDone={replace} onRefresh={reload} />
          </>
        )}
      </WholePage>
    </>
  );
}

function Counts({ ledger }: { readonly ledger: Ledger }) {
  const { t } = useWords();
  const { counts, mayRepeat, changes } = ledger;
  const some = (count: number) => (count > 0 ? String(count) : null);
  const facts = [
    [t('delivery:sent'), String(counts.sent)],
    [t('delivery:mayRepeat'), some(mayRepeat)],
    [t('delivery:waiting'), String(counts.waiting + counts.sending + counts.paused)],
    [t('delivery:uncertain'), some(counts.uncertain)],
    [t('delivery:undelivered'), String(counts.failed + counts.blocked + counts.notReached)],
    [t('delivery:withdrawn'), some(counts.withdrawn)],
    [t('delivery:skipped'), some(counts.skipped)],
    [t('delivery:changes'), changes.waiting + changes.failed > 0 ? t('delivery:changesOf', { ...changes }) : null],
  ] as const;
  return <Facts facts={facts} />;
}

function Why({ ledger }: { readonly ledger: Ledger }) {
  const styles = useStyles();
  const { t } = useWords();
  const { reasons, unreached } = ledger;
  if (reasons.length === 0) return null;
  return (
    <Section title={t('delivery:why')}>
      <ul className={styles.texts}>
        {reasons.map(({ text, count }) => (
          <li key={text}>{t('page:delivery.reason', { text, count })}</li>
        ))}
      </ul>
      {unreached.length > 0 && (
        <>
          <h3 className={styles.h3}>{t('delivery:unreached')}</h3>
          <ul className={styles.texts}>
            {unreached.map(({ name, reason }) => (
              <li key={`${name} ${reason}`}>
                <bdi>{name}</bdi>: {reason}
              </li>
            ))}
          </ul>
        </>
      )}
      {ledger.passOn !== null && (
        <>
          <h3 className={styles.h3}>{t('delivery:passOnTitle')}</h3>
          <p className={styles.plain}>{t('delivery:passOnIntro')}</p>
          <Field label={t('delivery:passOnLabel')}>
            <Textarea readOnly rows={4} resize="vertical" value={ledger.passOn} />
          </Field>
        </>
      )}
    </Section>
  );
}

interface OffersProps {
  readonly ledger: Ledger;
  readonly onDone: (ledger: Ledger) => void;
  readonly onRefresh: () => void;
}

const steps = ['retry', 'pause', 'resume'] as const;

function Offers({ ledger, onDone, onRefresh }: OffersProps) {
  const styles = useStyles();
  const { t } = useWords();
  const { api } = useSession();
  const { act, isBusy, problem } = useAction();
  const path = { subjectId: ledger.id };
  const press = (step: (typeof steps)[number]) =>
    act(async () => {
      onDone(await api(`POST /deliveries/{subjectId}/${step}`, { path }));
      return t(`delivery:done.${step}`);
    });
  const withdraw = async () => {
    onDone(await api('POST /deliveries/{subjectId}/withdraw', { path }));
    return t('delivery:done.withdraw');
  };
  const repeat = async () => {
    onDone(await api('POST /deliveries/{subjectId}/repeat', { path }));
    return t('delivery:done.repeat');
  };
  const count = ledger.withdrawable;
  const survey = ledger.noun === 'survey' ? ` ${t('delivery:askWithdrawSurvey')}` : '';
  return (
    <Section title={t('page:actions')}>
      <Refusal problem={problem} />
      <div className={styles.actions}>
        {steps
          .filter((step) => ledger.offers.includes(step))
          .map((step) => (
            <Button key={step} disabledFocusable={isBusy} onClick={() => void press(step)}>
              {t(`delivery:${step}`)}
            </Button>
          ))}
        {ledger.offers.includes('repeat') && (
          <Confirm
            button={t('delivery:repeat')}
            title={t('delivery:askRepeatTitle')}
            text={t('delivery:askRepeatText', { count: ledger.repeatable })}
            yes={t('delivery:repeatYes')}
            onYes={repeat}
          />
        )}
        {ledger.offers.includes('withdraw') && (
          <Confirm
            button={t('delivery:withdraw')}
            title={t('delivery:askWithdrawTitle')}
            text={t('delivery:askWithdrawText', { count }) + survey}
            yes={t('delivery:withdrawYes')}
            no={t('delivery:withdrawNo')}
            onYes={withdraw}
          />
        )}
        <Button onClick={onRefresh}>{t('tab:refresh')}</Button>
      </div>
    </Section>
  );
}
