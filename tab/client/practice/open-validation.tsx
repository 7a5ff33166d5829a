import { asSeen } from '../ui/as-seen.ts';
import { Ask } from '../ui/ask.tsx';
import { draftOf } from '../ui/drafts.ts';
import { Form } from '../ui/form.tsx';
import { TextInput } from '../ui/inputs.tsx';
import { useSession } from '../ui/session.tsx';
import { useStyles } from '../ui/styles.ts';
import { useWords } from '../ui/texts.ts';
import { useForm, type Values } from '../ui/use-form.ts';
import type { Practice } from './shown.ts';

interface OpeningProps {
  readonly practice: Practice;
  readonly onDone: (practice: Practice) => void;
}

const noDay: Values = { lastDay: '' };

/** Asks before the group is asked to validate a practice, and until when. */
export function OpenValidation(props: OpeningProps) {
  const { t } = useWords();
  const isLeft = draftOf(nameOf(props.practice)) !== undefined;
  return (
    <Ask
      button={t('page:practice.do.openValidation')}
      title={t('page:practice.askOpenTitle')}
      isFirst
      isOpenAtFirst={isLeft}
    >
      {(close) => <OpeningForm {...props} close={close} />}
    </Ask>
  );
}

function nameOf({ id }: Practice): string {
  return `open validation ${id}`;
}

function OpeningForm({ practice, onDone, close }: OpeningProps & { readonly close: () => void }) {
  const styles = useStyles();
  const { t } = useWords();
  const { api } = useSession();
  const { id, title, group: channel } = practice;
  const form = useForm({ name: nameOf(practice), title, path: `practices/${id}`, stored: noDay });
  const label = t('page:practice.lastDayInput');
  const send = () =>
    void form.submit(async ({ lastDay = '' }) => {
      const asked = { path: { practiceId: id }, version: practice.seen, body: { lastDay } };
      const opened = await asSeen(api('POST /practices/{practiceId}/open-validation', asked), onDone);
      close();
      onDone(opened);
      return t('page:practice.done.openValidation', { channel });
    });
  return (
    <>
      <p className={styles.plain}>{t('page:practice.askOpenText', { channel })}</p>
      <Form
        form={form}
        labels={{ lastDay: label }}
        onSubmit={send}
        submitText={t('page:practice.askOpenYes')}
        onLeave={close}
      >
        <TextInput form={form} name="lastDay" label={label} hint={t('page:practice.lastDayHint')} type="date" />
      </Form>
    </>
  );
}
