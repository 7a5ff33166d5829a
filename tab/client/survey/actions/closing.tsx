import { asSeen } from '../../ui/as-seen.ts';
import { Ask } from '../../ui/ask.tsx';
import { draftOf } from '../../ui/drafts.ts';
import { Form } from '../../ui/form.tsx';
import { TextInput } from '../../ui/inputs.tsx';
import { useSession } from '../../ui/session.tsx';
import { useStyles } from '../../ui/styles.ts';
import { useWords } from '../../ui/texts.ts';
import { useForm } from '../../ui/use-form.ts';
import type { ActionProps } from './action-props.ts';

interface ClosingProps extends ActionProps {
  /** Whether an open survey is to close at another time, or a closed one to be opened again. */
  readonly offer: 'extend' | 'reopen';
}

const asked = {
  extend: { operation: 'PUT /surveys/{surveyId}/closing', title: 'survey:moveClosing', text: 'survey:moveText' },
  reopen: { operation: 'POST /surveys/{surveyId}/reopen', title: 'survey:reopen', text: 'survey:reopenText' },
} as const;

/** Asks until when a survey is to be open. */
export function ClosingDialog(props: ClosingProps) {
  const { t } = useWords();
  const title = t(asked[props.offer].title);
  return (
    <Ask button={title} title={title} isOpenAtFirst={draftOf(nameOf(props)) !== undefined}>
      {(close) => <ClosingForm {...props} close={close} />}
    </Ask>
  );
}

function nameOf({ survey, offer }: ClosingProps): string {
  return `${offer} ${survey.id}`;
}

function ClosingForm({ close, ...props }: ClosingProps & { readonly close: () => void }) {
  const styles = useStyles();
  const { survey, offer, onDone } = props;
  const { t } = useWords();
  const { api } = useSession();
  const { id, title, suggested } = survey;
  const form = useForm({ name: nameOf(props), title, path: `surveys/${id}`, stored: suggested });
  const labels = { closesOn: t('survey:closesOn'), closesTime: t('survey:closesTime') };
  const send = () => {
    const empty = Object.keys(labels).filter((name) => !form.values[name]);
    if (empty.length > 0) return form.refuse(Object.fromEntries(empty.map((name) => [name, 'required'])));
    return void form.submit(async ({ closesOn = '', closesTime = '' }) => {
      const body = { closesOn, closesTime };
      const changed = await asSeen(
        api(asked[offer].operation, { path: { surveyId: id }, version: survey.seen, body }),
        onDone,
      );
      close();
      onDone(changed);
      return t(`page:survey.done.${offer}`, { moment: changed.closes });
    });
  };
  return (
    <>
      <p className={styles.plain}>{t(asked[offer].text)}</p>
      <Form form={form} labels={labels} onSubmit={send} submitText={t(asked[offer].title)} onLeave={close}>
        <TextInput form={form} name="closesOn" label={labels.closesOn} type="date" required />
        <TextInput form={form} name="closesTime" label={labels.closesTime} type="time" required />
      </Form>
    </>
  );
}
