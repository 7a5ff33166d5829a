import { Button } from '@fluentui/react-components';
import { PageLink, useRouter } from '../../app/router.tsx';
import { useSession } from '../../app/session.tsx';
import { asSeen } from '../../ground/as-seen.ts';
import { Confirm } from '../../ground/confirm.tsx';
import { Section } from '../../ground/facts.tsx';
import { useStyles } from '../../ground/styles.ts';
import { useWords } from '../../ground/texts.ts';
import { useUndo } from '../../ground/undo.tsx';
import { Refusal, useDeed } from '../../ground/use-deed.tsx';
import { SaveAsFile } from '../editor/save-file.tsx';
import type { ActionProps, Survey } from './action-props.ts';
import { CancelDialog } from './cancel.tsx';
import { ClosingDialog } from './closing.tsx';
import { KeepingDialog } from './keeping.tsx';
import { PostDialog } from './post.tsx';
import { RemindersDialog } from './reminders.tsx';

/** What those who look after a survey can do with it, by its state. */
export function Offers({ survey, onDone }: ActionProps) {
  const styles = useStyles();
  const { t } = useWords();
  const { offers, id } = survey;
  if (offers.length === 0 && survey.progress === null) return null;
  // Those who look after it are told how far it is.
  const decides = survey.progress !== null && survey.state !== 'cancelled';
  const links = [
    ...(['post', 'results', 'missing', 'enter', 'reword'] as const).filter((offer) => offers.includes(offer)),
    ...(decides ? (['rule'] as const) : []),
  ];
  const pages = {
    post: 'edit',
    results: 'results',
    missing: 'missing',
    enter: 'entries',
    reword: 'wording',
    rule: 'results-rule',
  } as const;
  const named = {
    post: t('page:survey.edit'),
    results: t('page:survey.results'),
    missing: t('survey:missingTitle'),
    enter: t('survey:enter'),
    reword: t('survey:reword'),
    rule: t('page:results.rule'),
  };
  return (
    <Section title={t('page:actions')}>
      {links.length > 0 && (
        <ul className={styles.links}>
          {links.map((offer) => (
            <li key={offer}>
              <PageLink to={`surveys/${id}/${pages[offer]}`} className={styles.link}>
                {named[offer]}
              </PageLink>
            </li>
          ))}
        </ul>
      )}
      <Deeds survey={survey} onDone={onDone} />
    </Section>
  );
}

function Deeds({ survey, onDone }: ActionProps) {
  const styles = useStyles();
  const { t } = useWords();
  const { api } = useSession();
  const { say } = useUndo();
  const { act, isBusy, problem } = useDeed();
  const { id, offers, anonymity, seen } = survey;
  const path = { surveyId: id };
  const archive = () =>
    act(async () => {
      onDone(await asSeen(api('POST /surveys/{surveyId}/archive', { path, version: seen }), onDone));
      say(t('page:survey.archived'));
    });
  const close = async () => {
    onDone(await asSeen(api('POST /surveys/{surveyId}/close', { path, version: seen }), onDone));
    say(t('page:survey.done.close'));
  };
  return (
    <>
      <Refusal problem={problem} />
      <div className={styles.actions}>
        {offers.includes('post') && <PostDialog survey={survey} onDone={onDone} />}
        {offers.includes('extend') && <ClosingDialog survey={survey} onDone={onDone} offer="extend" />}
        {offers.includes('remind') && <RemindButton survey={survey} onDone={onDone} />}
        {offers.includes('reminders') && <RemindersDialog survey={survey} onDone={onDone} />}
        {offers.includes('keeping') && <KeepingDialog survey={survey} onDone={onDone} />}
        {offers.includes('reopen') && <ClosingDialog survey={survey} onDone={onDone} offer="reopen" />}
        {offers.includes('archive') && (
          <Button disabledFocusable={isBusy} onClick={() => void archive()}>
            {t('survey:archive')}
          </Button>
        )}
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
        <SaveAsFile surveyId={id} title={survey.title} />
        {offers.includes('discard') && <DiscardButton id={id} seen={seen} />}
      </div>
    </>
  );
}

/** Reminds those who have not answered, once its presser has seen what that sends. */
export function RemindButton({
  survey,
  onDone,
}: { readonly survey: { readonly id: string } } & Pick<ActionProps, 'onDone'>) {
  const { t } = useWords();
  const { api } = useSession();
  const { say } = useUndo();
  const remind = async () => {
    onDone(await api('POST /surveys/{surveyId}/remind', { path: { surveyId: survey.id } }));
    say(t('page:survey.reminded'));
  };
  return (
    <Confirm
      button={t('page:survey.remind')}
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
