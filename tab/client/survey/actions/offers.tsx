import { Button, mergeClasses } from '@fluentui/react-components';
import { useState } from 'react';
import { asSeen } from '../../ui/as-seen.ts';
import { Confirm } from '../../ui/confirm.tsx';
import { useDrafts } from '../../ui/drafts.ts';
import { Section } from '../../ui/facts.tsx';
import { PageLink, useRouter } from '../../ui/router.tsx';
import { useSession } from '../../ui/session.tsx';
import { useStyles } from '../../ui/styles.ts';
import { useWords } from '../../ui/texts.ts';
import { useUndo } from '../../ui/undo.tsx';
import { Refusal, useAction } from '../../ui/use-action.tsx';
import { SaveAsFile } from '../editor/save-file.tsx';
import type { ActionProps, Survey } from './action-props.ts';
import { CancelDialog } from './cancel.tsx';
import { ClosingDialog } from './closing.tsx';
import { PostDialog } from './post.tsx';
import { RemindersDialog } from './reminders.tsx';
import { RetentionDialog } from './retention.tsx';

/** What comes first in each state, where it is offered. */
const first = ['post', 'remind', 'results'] as const;

/**
 * What those who look after a survey can do with it, by its state: the likeliest first, the rest folded away, and what
 * ends or deletes it apart from both.
 */
export function Offers({ survey, onDone }: ActionProps) {
  const styles = useStyles();
  const { t } = useWords();
  const drafts = useDrafts();
  const { offers, id } = survey;
  const [isOpen, setOpen] = useState(() => folded.some((name) => drafts.has(`${name} ${id}`)));
  if (offers.length === 0 && survey.progress === null) return null;
  const main = first.find((offer) => offers.includes(offer));
  const props = { survey, onDone };
  // Those who look after it are told how far it is.
  const decides = survey.progress !== null && survey.state !== 'cancelled';
  return (
    <Section title={t('page:actions')}>
      <div className={styles.actions}>
        {main === 'post' && <PostDialog {...props} />}
        {main === 'remind' && <RemindButton {...props} isFirst />}
        {main === 'results' && (
          <PageLink to={`surveys/${id}/results`} className={styles.doLink}>
            {t('page:survey.results')}
          </PageLink>
        )}
        <Button aria-expanded={isOpen} onClick={() => setOpen(!isOpen)}>
          {t('page:moreActions')}
        </Button>
      </div>
      <Links id={id} shown={(['post', 'missing', 'enter'] as const).filter((offer) => offers.includes(offer))} />
      {isOpen && (
        <>
          <Links id={id} shown={[...(offers.includes('reword') ? asReword : []), ...(decides ? asRule : [])]} />
          <Folded {...props} />
        </>
      )}
      <Endings {...props} />
    </Section>
  );
}

/** The forms behind the fold, by the names of their drafts: what was typed in one and not saved opens it again. */
const folded = ['extend', 'reopen', 'reminders', 'keeping'] as const;
const asReword = ['reword'] as const;
const asRule = ['rule'] as const;

const pages = { post: 'edit', missing: 'missing', enter: 'entries', reword: 'wording', rule: 'results-rule' } as const;
const named = {
  post: 'page:survey.edit',
  missing: 'survey:missingTitle',
  enter: 'survey:enter',
  reword: 'survey:reword',
  rule: 'page:results.rule',
} as const;

function Links({ id, shown }: { readonly id: string; readonly shown: readonly (keyof typeof pages)[] }) {
  const styles = useStyles();
  const { t } = useWords();
  if (shown.length === 0) return null;
  return (
    <ul className={styles.links}>
      {shown.map((offer) => (
        <li key={offer}>
          <PageLink to={`surveys/${id}/${pages[offer]}`} className={styles.link}>
            {t(named[offer])}
          </PageLink>
        </li>
      ))}
    </ul>
  );
}

/** What is seldom done, and takes nothing away. */
function Folded({ survey, onDone }: ActionProps) {
  const styles = useStyles();
  const { t } = useWords();
  const { api } = useSession();
  const { act, isBusy, problem } = useAction();
  const { id, offers, seen } = survey;
  const archive = () =>
    act(async () => {
      onDone(await asSeen(api('POST /surveys/{surveyId}/archive', { path: { surveyId: id }, version: seen }), onDone));
      return t('page:survey.archived');
    });
  return (
    <>
      <Refusal problem={problem} />
      <div className={styles.actions}>
        {offers.includes('extend') && <ClosingDialog survey={survey} onDone={onDone} offer="extend" />}
        {offers.includes('reminders') && <RemindersDialog survey={survey} onDone={onDone} />}
        {offers.includes('keeping') && <RetentionDialog survey={survey} onDone={onDone} />}
        {offers.includes('reopen') && <ClosingDialog survey={survey} onDone={onDone} offer="reopen" />}
        {offers.includes('archive') && (
          <Button disabledFocusable={isBusy} onClick={() => void archive()}>
            {t('survey:archive')}
          </Button>
        )}
        <SaveAsFile surveyId={id} title={survey.title} />
      </div>
    </>
  );
}

/** What ends a survey or deletes it, under a line, so that nobody presses it for its neighbour. */
function Endings({ survey, onDone }: ActionProps) {
  const styles = useStyles();
  const { t } = useWords();
  const { api } = useSession();
  const { id, offers, anonymity, seen } = survey;
  if (!(['close', 'cancel', 'discard'] as const).some((offer) => offers.includes(offer))) return null;
  const close = async () => {
    onDone(await asSeen(api('POST /surveys/{surveyId}/close', { path: { surveyId: id }, version: seen }), onDone));
    return t('page:survey.done.close');
  };
  return (
    <div role="group" aria-label={t('page:survey.endings')} className={mergeClasses(styles.actions, styles.endings)}>
      {offers.includes('close') && (
        <Confirm
          button={t('survey:closeNow')}
          title={t('survey:askCloseTitle')}
          text={t(anonymity === 'anonymous' ? 'page:survey.closeAnonymous' : 'page:survey.closeText')}
          yes={t('survey:closeYes')}
          onYes={close}
        />
      )}
      {offers.includes('cancel') && <CancelDialog survey={survey} onDone={onDone} />}
      {offers.includes('discard') && <DiscardButton id={id} seen={seen} />}
    </div>
  );
}

interface RemindProps extends Pick<ActionProps, 'onDone'> {
  readonly survey: { readonly id: string };
  /** True where it is the first thing to do. Default false. */
  readonly isFirst?: boolean;
}

/** Reminds those who have not answered, once its presser has seen what that sends. */
export function RemindButton({ survey, isFirst = false, onDone }: RemindProps) {
  const { t } = useWords();
  const { api } = useSession();
  const remind = async () => {
    onDone(await api('POST /surveys/{surveyId}/remind', { path: { surveyId: survey.id } }));
    return t('page:survey.reminded');
  };
  return (
    <Confirm
      button={t('page:survey.remind')}
      isFirst={isFirst}
      title={t('page:survey.askRemind')}
      text={t('page:survey.remindText')}
      yes={t('page:survey.remindYes')}
      onYes={remind}
    />
  );
}

function DiscardButton({ id, seen }: Pick<Survey, 'id' | 'seen'>) {
  const { t } = useWords();
  const { api } = useSession();
  const { go } = useRouter();
  const { deleteLater } = useUndo();
  const discard = () => {
    deleteLater(id, t('page:survey.discarded'), () =>
      api('DELETE /surveys/{surveyId}', { path: { surveyId: id }, version: seen }),
    );
    go('surveys', { back: true });
  };
  return <Button onClick={discard}>{t('page:survey.discard')}</Button>;
}
