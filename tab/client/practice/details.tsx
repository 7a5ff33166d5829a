import { Button } from '@fluentui/react-components';
import { useCallback } from 'react';
import { Aim } from '../ui/aim.tsx';
import { asSeen } from '../ui/as-seen.ts';
import { Back } from '../ui/back.tsx';
import { Confirm } from '../ui/confirm.tsx';
import { Facts, Section } from '../ui/facts.tsx';
import { Linked } from '../ui/linked.tsx';
import { MoreList } from '../ui/more.tsx';
import { PageLink } from '../ui/router.tsx';
import { useSession } from '../ui/session.tsx';
import { useStyles } from '../ui/styles.ts';
import { useWords } from '../ui/texts.ts';
import { PageTitle } from '../ui/title.tsx';
import { Refusal, useAction } from '../ui/use-action.tsx';
import { useLoaded } from '../ui/use-loaded.ts';
import { Warning } from '../ui/warning.tsx';
import { WholePage } from '../ui/whole-page.tsx';
import { OpenValidation } from './open-validation.tsx';
import { CommentForm, ReturnForm, ValidationForm } from './say.tsx';
import type { Practice } from './shown.ts';
import { Discard } from './writing/discard.tsx';

/** One practice: its text, where it stands, what was said of it, and what its reader can do. */
export function PracticePage(props: { readonly id: string }) {
  return <OnePractice {...props} validates={false} />;
}

/** The same, for whoever came to validate it. */
export function PracticeValidationPage(props: { readonly id: string }) {
  return <OnePractice {...props} validates />;
}

function OnePractice({ id, validates }: { readonly id: string; readonly validates: boolean }) {
  const { t } = useWords();
  const { api } = useSession();
  const load = useCallback(() => api('GET /practices/{practiceId}', { path: { practiceId: id } }), [api, id]);
  const { loaded, reload, replace } = useLoaded(load);
  return (
    <>
      <Back to="practices" />
      <WholePage loaded={loaded} onRetry={reload}>
        {(practice) => (
          <>
            <PageTitle text={practice.title} language={practice.titleLanguage} />
            <Section title={t('page:practice.about')}>
              <Warning text={practice.tooLong} />
              <PracticeNotice practice={practice} />
            </Section>
            <Decisions practice={practice} onDone={replace} onDiscarded={reload} />
            <Text sections={practice.sections} />
            <Said practice={practice} onDone={replace} validates={validates} />
          </>
        )}
      </WholePage>
    </>
  );
}

function PracticeNotice({ practice }: { readonly practice: Practice }) {
  const { t } = useWords();
  const { kind, state, lastDay, returnReason, group, organisation, onBehalf, revision, updated, filing } = practice;
  const facts = [
    [t('survey:state'), t(`terms:practiceState.${state}`)],
    [t('page:practice.lastDay'), lastDay],
    [t('page:practice.returnReason'), returnReason],
    [t('page:list.kind'), t(`terms:practiceKind.${kind}`)],
    [t('common:group'), group],
    [t(onBehalf ? 'writing:onBehalf' : 'page:practice.organisation'), organisation],
    [t('page:practice.revision'), t('page:practice.revisionOf', { revision, day: updated })],
    ...filing.map(({ label, text }) => [label, text] as const),
  ] as const;
  return <Facts facts={facts} />;
}

function Text({ sections }: Pick<Practice, 'sections'>) {
  const styles = useStyles();
  const { t } = useWords();
  return (
    <Section title={t('page:practice.text')}>
      {sections.length === 0 && <p className={styles.quiet}>{t('page:practice.noText')}</p>}
      {sections.map(({ label, text, language }) => (
        <div key={label}>
          <h3 className={styles.h3}>{label}</h3>
          <p className={styles.written} lang={language}>
            <Linked text={text} />
          </p>
        </div>
      ))}
    </Section>
  );
}

interface ActingProps {
  readonly practice: Practice;
  readonly onDone: (practice: Practice) => void;
}

/** Decisions that another one undoes; each is told in the bar below, with the way back where there is one. */
const steps = ['openValidation', 'markValidated', 'select', 'unselect', 'restore'] as const;
/** Those that bring a practice on towards the package: the first thing to do for whoever may take one. */
const onward = ['openValidation', 'markValidated', 'select'] as const;
const backOf = { select: 'unselect', unselect: 'select' } as const;

function Decisions({ practice, onDone, onDiscarded }: ActingProps & { readonly onDiscarded: () => void }) {
  const styles = useStyles();
  const { t } = useWords();
  const { api } = useSession();
  const { act, isBusy, problem } = useAction();
  const { id, offers } = practice;
  const decide = async (decision: (typeof steps)[number] | 'retire', version = practice.seen) => {
    const path = { practiceId: id, decision };
    const deciding = api('POST /practices/{practiceId}/decisions/{decision}', { path, version });
    const decided = await asSeen(deciding, onDone);
    onDone(decided);
    return decided;
  };
  const press = (step: (typeof steps)[number]) =>
    act(async () => {
      const { seen } = await decide(step);
      const text = t(`page:practice.done.${step}`);
      if (step !== 'select' && step !== 'unselect') return text;
      return { text, undo: async () => void (await decide(backOf[step], seen)) };
    });
  const acting = offers.filter((one) => one !== 'comment' && one !== 'validate' && one !== 'return');
  if (acting.length === 0) return null;
  // It is refused while no organisation has found the text correct: then it is not the thing to do.
  const next = onward.find((step) => offers.includes(step) && (step !== 'markValidated' || practice.approved));
  const isWaiting = offers.includes('markValidated') && !practice.approved;
  return (
    <Section title={t('page:actions')}>
      <Refusal problem={problem} />
      {practice.begun && practice.state !== 'draft' && <p className={styles.plain}>{t('writing:changingNote')}</p>}
      {isWaiting && <p className={styles.plain}>{t('page:practice.notYetValidated')}</p>}
      <div className={styles.actions}>
        <WritingLinks practice={practice} isFirst={next === undefined} />
        {steps
          .filter((step) => offers.includes(step) && step !== 'openValidation')
          .map((step) => (
            <Button
              key={step}
              appearance={step === next ? 'primary' : 'secondary'}
              disabledFocusable={isBusy}
              onClick={() => void press(step)}
            >
              {t(`page:practice.do.${step}`)}
            </Button>
          ))}
        {offers.includes('openValidation') && <OpenValidation practice={practice} onDone={onDone} />}
        {offers.includes('retire') && (
          <Confirm
            button={t('page:practice.do.retire')}
            title={t('page:practice.askRetire')}
            text={t('page:practice.retireText')}
            yes={t('page:practice.do.retire')}
            onYes={async () => {
              await decide('retire');
              return t('page:practice.done.retire');
            }}
          />
        )}
        {offers.includes('discard') && (
          <Discard id={id} version={practice.version} isDraft={practice.state === 'draft'} onDone={onDiscarded} />
        )}
      </div>
    </Section>
  );
}

/** The ways to the form, and from what is written to proposing it. */
function WritingLinks({ practice, isFirst }: Pick<ActingProps, 'practice'> & { readonly isFirst: boolean }) {
  const styles = useStyles();
  const { t } = useWords();
  const { id, begun, offers } = practice;
  return (
    <>
      {offers.includes('edit') && (
        <PageLink to={`practices/${id}/edit`} className={isFirst ? styles.doLink : styles.link}>
          {t(begun ? 'writing:goOn' : 'page:survey.edit')}
        </PageLink>
      )}
      {offers.includes('propose') && (
        <PageLink to={`practices/${id}/review`} className={styles.link}>
          {t('writing:readAndPropose')}
        </PageLink>
      )}
    </>
  );
}

function Said({ practice, onDone, validates }: ActingProps & { readonly validates: boolean }) {
  const styles = useStyles();
  const { t } = useWords();
  const { api } = useSession();
  const { id, state, opinions, earlierOpinions, remarks, offers, revision } = practice;
  const loadOpinions = useCallback(
    (after: string) => api('GET /practices/{practiceId}/opinions', { path: { practiceId: id }, query: { after } }),
    [api, id],
  );
  const loadComments = useCallback(
    (after: string) => api('GET /practices/{practiceId}/comments', { path: { practiceId: id }, query: { after } }),
    [api, id],
  );
  if (state === 'draft') return null;
  return (
    <>
      <Section title={t('page:practice.opinions')}>
        {opinions.total === 0 && <p className={styles.quiet}>{t('page:practice.noOpinions')}</p>}
        <MoreList first={opinions} load={loadOpinions} keyOf={(_opinion, index) => index}>
          {({ organisation, verdict, reason }) => (
            <>
              <strong>{organisation}</strong>: {t(`terms:verdict.${verdict}`)}
              {reason && (
                <p className={styles.written}>
                  <Linked text={reason} />
                </p>
              )}
            </>
          )}
        </MoreList>
        {earlierOpinions > 0 && (
          <p className={styles.quiet}>{t('page:practice.earlier', { count: earlierOpinions })}</p>
        )}
        {offers.includes('validate') && (
          <Aim isAim={validates} label={t('page:practice.do.validate')}>
            <ValidationForm key={revision} practice={practice} onDone={onDone} />
          </Aim>
        )}
      </Section>
      {offers.includes('return') && (
        <Section title={t('page:practice.do.return')}>
          <ReturnForm practice={practice} onDone={onDone} />
        </Section>
      )}
      <Section title={t('page:practice.comments')}>
        {remarks.total === 0 && <p className={styles.quiet}>{t('page:practice.noComments')}</p>}
        <MoreList first={remarks} load={loadComments} keyOf={(_remark, index) => index}>
          {({ organisation, text, revision: of, at }) => (
            <>
              <strong>{organisation ?? t('terms:role.member')}</strong>
              <p className={styles.written}>
                <Linked text={text} />
              </p>
              <p className={styles.quiet}>{t('page:practice.aboutRevision', { moment: at, revision: of })}</p>
            </>
          )}
        </MoreList>
        {offers.includes('comment') && <CommentForm practice={practice} onDone={onDone} />}
      </Section>
    </>
  );
}
