import { Button } from '@fluentui/react-components';
import { useCallback } from 'react';
import { Aim } from '../ui/aim.tsx';
import type { AnswerOf } from '../ui/api.ts';
import { Back } from '../ui/back.tsx';
import { Confirm } from '../ui/confirm.tsx';
import { Facts, Section } from '../ui/facts.tsx';
import { Linked } from '../ui/linked.tsx';
import { useSession } from '../ui/session.tsx';
import { useStyles } from '../ui/styles.ts';
import { useWords } from '../ui/texts.ts';
import { PageTitle } from '../ui/title.tsx';
import { Refusal, useAction } from '../ui/use-action.tsx';
import { useLoaded } from '../ui/use-loaded.ts';
import { Warning } from '../ui/warning.tsx';
import { WholePage } from '../ui/whole-page.tsx';

type Meeting = AnswerOf<'GET /meetings/{meetingId}'>;

const replies = ['yes', 'maybe', 'no'] as const satisfies readonly Meeting['own'][];

/** One meeting: when and where, who comes, and the reader's own reply. */
export function MeetingPage(props: { readonly id: string }) {
  return <OneMeeting {...props} replies={false} />;
}

/** The same, for whoever came to say whether they come. */
export function MeetingReplyPage(props: { readonly id: string }) {
  return <OneMeeting {...props} replies />;
}

function OneMeeting({ id, replies: isAim }: { readonly id: string; readonly replies: boolean }) {
  const styles = useStyles();
  const { t } = useWords();
  const { api } = useSession();
  const load = useCallback(() => api('GET /meetings/{meetingId}', { path: { meetingId: id } }), [api, id]);
  const { loaded, reload, replace } = useLoaded(load);
  return (
    <>
      <Back to="meetings" />
      <WholePage loaded={loaded} onRetry={reload}>
        {(meeting) => (
          <>
            <PageTitle text={meeting.title} />
            <Section title={t('page:meeting.about')}>
              <Warning text={meeting.tooLong} />
              <Facts facts={factsOf(meeting, t)} />
              {meeting.agenda !== '' && (
                <>
                  <h3 className={styles.h3}>{t('page:meeting.agenda')}</h3>
                  <p className={styles.written}>
                    <Linked text={meeting.agenda} />
                  </p>
                </>
              )}
              <a className={styles.link} href={meeting.calendar} download>
                {t('page:meeting.calendar')}
              </a>
            </Section>
            {meeting.mayReply && (
              <Aim isAim={isAim} label={t('page:meeting.own')}>
                <Reply meeting={meeting} onReplied={replace} />
              </Aim>
            )}
            {meeting.mayCancel && (
              <Section title={t('page:actions')}>
                <div className={styles.actions}>
                  <Confirm
                    button={t('page:meeting.cancel')}
                    title={t('page:meeting.askCancel')}
                    text={t('page:meeting.cancelText', { channel: meeting.group })}
                    yes={t('page:meeting.cancelYes')}
                    no={t('common:keep')}
                    onYes={async () => {
                      replace(await api('POST /meetings/{meetingId}/cancel', { path: { meetingId: id } }));
                      return t('page:meeting.nowCancelled');
                    }}
                  />
                </div>
              </Section>
            )}
          </>
        )}
      </WholePage>
    </>
  );
}

function factsOf({ state, when, group, place, counts }: Meeting, t: ReturnType<typeof useWords>['t']) {
  return [
    [t('survey:state'), state === 'cancelled' ? t('page:meeting.cancelled') : null],
    [t('page:meeting.when'), when],
    [t('page:meeting.place'), place && <Linked text={place} />],
    [t('common:group'), group],
    [t('page:meeting.replies'), t('page:meeting.counts', { ...counts })],
  ] as const;
}

function Reply({ meeting, onReplied }: { readonly meeting: Meeting; readonly onReplied: (meeting: Meeting) => void }) {
  const styles = useStyles();
  const { t } = useWords();
  const { api } = useSession();
  const { act, isBusy, problem } = useAction();
  const reply = (chosen: (typeof replies)[number]) =>
    act(async () => {
      const path = { meetingId: meeting.id };
      onReplied(await api('PUT /meetings/{meetingId}/reply', { path, body: { reply: chosen } }));
      return t('page:meeting.saved');
    });
  return (
    <Section title={t('page:meeting.own')}>
      <p className={styles.plain}>{t(`page:meeting.replied.${meeting.own ?? 'none'}`)}</p>
      <Refusal problem={problem} />
      <div className={styles.actions}>
        {replies.map((choice) => (
          <Button
            key={choice}
            aria-pressed={meeting.own === choice}
            appearance={meeting.own === choice ? 'primary' : 'secondary'}
            disabledFocusable={isBusy}
            onClick={() => void reply(choice)}
          >
            {t(`page:meeting.reply.${choice}`)}
          </Button>
        ))}
      </div>
    </Section>
  );
}
