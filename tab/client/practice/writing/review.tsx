import { Button, MessageBar, MessageBarBody } from '@fluentui/react-components';
import { useCallback } from 'react';
import { asSeen } from '../../ui/as-seen.ts';
import { Back } from '../../ui/back.tsx';
import { Section } from '../../ui/facts.tsx';
import { PageLink, useRouter } from '../../ui/router.tsx';
import { useSession } from '../../ui/session.tsx';
import { useStyles } from '../../ui/styles.ts';
import { useWords } from '../../ui/texts.ts';
import { PageTitle } from '../../ui/title.tsx';
import { Refusal, useAction } from '../../ui/use-action.tsx';
import { useLoaded } from '../../ui/use-loaded.ts';
import { WholePage } from '../../ui/whole-page.tsx';
import { textIn } from '../../ui/written.ts';
import { type WritingForm } from './changes.ts';
import { Discard } from './discard.tsx';
import { inputLabels } from './faults.tsx';
import { WritingNotice } from './notice.tsx';
import { ReviewText } from './review-text.tsx';

/** All that is written of a practice, to be read once more before it is proposed. */
export function ReviewPracticePage({ id }: { readonly id: string }) {
  const { t } = useWords();
  const { api } = useSession();
  const load = useCallback(() => api('GET /practices/{practiceId}/form', { path: { practiceId: id } }), [api, id]);
  const { loaded, reload, replace } = useLoaded(load);
  return (
    <>
      <Back to={`practices/${id}`} text={t('writing:back')} />
      <WholePage loaded={loaded} onRetry={reload}>
        {(form) => <Review form={form} onChanged={replace} />}
      </WholePage>
    </>
  );
}

interface ReviewProps {
  readonly form: WritingForm;
  /** Told what has become of the text when somebody else has changed it. */
  readonly onChanged: (form: WritingForm) => void;
}

function Review({ form, onChanged }: ReviewProps) {
  const styles = useStyles();
  const { t, language } = useWords();
  const { problem, isBusy, propose } = useProposing(form, onChanged);
  const { id, state, begun, faults } = form;
  return (
    <>
      <PageTitle text={t('writing:reviewTitle', { title: textIn(form.title, language) })} />
      <WritingNotice form={form} />
      <Consequence state={state} />
      <Lacking form={form} />
      <Refusal problem={problem} />
      <ReviewText form={form} />
      <Section title={t('page:actions')}>
        <div className={styles.actions}>
          {Object.keys(faults).length === 0 && (begun || state === 'returned') && (
            <Button appearance="primary" disabledFocusable={isBusy} onClick={() => void propose()}>
              {t('writing:propose')}
            </Button>
          )}
          <PageLink to={`practices/${id}/edit`} className={styles.link}>
            {t('writing:goOn')}
          </PageLink>
          {begun && <Discard id={id} version={form.version} isDraft={state === 'draft'} />}
        </div>
      </Section>
    </>
  );
}

function useProposing({ id, version, group }: WritingForm, onChanged: ReviewProps['onChanged']) {
  const { t } = useWords();
  const { api } = useSession();
  const { go } = useRouter();
  const { act, isBusy, problem } = useAction();
  const propose = () =>
    act(async () => {
      const proposing = api('POST /practices/{practiceId}/propose', { path: { practiceId: id }, version });
      // What has changed meanwhile is shown in its place, to be read before it is proposed.
      const { state } = await asSeen<WritingForm | Awaited<typeof proposing>>(proposing, (current) =>
        onChanged(current as WritingForm),
      );
      go(`practices/${id}`);
      return t(state === 'inValidation' ? 'writing:proposedAgain' : 'writing:proposed', { channel: group });
    });
  return { problem, isBusy, propose };
}

/** What proposing a changed text undoes. */
function Consequence({ state }: Pick<WritingForm, 'state'>) {
  const { t } = useWords();
  if (state !== 'inValidation' && state !== 'validated' && state !== 'selected') return null;
  return (
    <MessageBar intent="warning" layout="multiline">
      <MessageBarBody>{t(`writing:consequence.${state}`)}</MessageBarBody>
    </MessageBar>
  );
}

/** What keeps it from being proposed. */
function Lacking({ form }: { readonly form: WritingForm }) {
  const styles = useStyles();
  const { t } = useWords();
  const lacking = Object.entries(inputLabels(form, t)).filter(([name]) => form.faults[name]);
  if (lacking.length === 0) return null;
  return (
    <div className={styles.faults}>
      <h2 className={styles.h3}>{t('writing:stillLacking')}</h2>
      <ul>
        {lacking.map(([name, label]) => (
          <li key={name}>
            {label}: {t(`page:fault.${form.faults[name]}`)}
          </li>
        ))}
      </ul>
    </div>
  );
}
