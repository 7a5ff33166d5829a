import { asSeen } from '../../ui/as-seen.ts';
import { Ask } from '../../ui/ask.tsx';
import { draftOf } from '../../ui/drafts.ts';
import { Form } from '../../ui/form.tsx';
import { LongTextInput } from '../../ui/inputs.tsx';
import { useSession } from '../../ui/session.tsx';
import { useStyles } from '../../ui/styles.ts';
import { useWords } from '../../ui/texts.ts';
import { useForm, type Values } from '../../ui/use-form.ts';
import type { ActionProps } from './action-props.ts';

const noReason: Values = { reason: '' };

/** Asks why a survey is to be cancelled, which nothing can undo. */
export function CancelDialog(props: ActionProps) {
  const { t } = useWords();
  const isLeft = draftOf(`cancel ${props.survey.id}`) !== undefined;
  return (
    <Ask button={t('survey:cancelSurvey')} title={t('survey:cancelTitle')} isOpenAtFirst={isLeft}>
      {(close) => <CancelForm {...props} close={close} />}
    </Ask>
  );
}

function CancelForm({ survey, onDone, close }: ActionProps & { readonly close: () => void }) {
  const styles = useStyles();
  const { t } = useWords();
  const { api } = useSession();
  const { id, title } = survey;
  const form = useForm({ name: `cancel ${id}`, title, path: `surveys/${id}`, stored: noReason });
  const label = t('survey:cancelReason');
  const send = () => {
    if (form.values['reason']?.trim() === '') return form.refuse({ reason: 'required' });
    return void form.submit(async ({ reason = '' }) => {
      const cancelled = await asSeen(
        api('POST /surveys/{surveyId}/cancel', { path: { surveyId: id }, version: survey.seen, body: { reason } }),
        onDone,
      );
      close();
      onDone(cancelled);
      return t('page:survey.done.cancel');
    });
  };
  return (
    <>
      <p className={styles.plain}>{t('survey:cancelText')}</p>
      <Form
        form={form}
        labels={{ reason: label }}
        onSubmit={send}
        submitText={t('survey:cancelYes')}
        onLeave={close}
        leaveText={t('common:keep')}
      >
        <LongTextInput form={form} name="reason" label={label} hint={t('page:survey.reasonHint')} required />
      </Form>
    </>
  );
}
