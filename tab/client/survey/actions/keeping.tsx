import { useMemo } from 'react';
import { useSession } from '../../app/session.tsx';
import { asSeen } from '../../ground/as-seen.ts';
import { Ask } from '../../ground/ask.tsx';
import { draftOf } from '../../ground/drafts.ts';
import { Form } from '../../ground/form.tsx';
import { ChoiceInput } from '../../ground/inputs.tsx';
import { useStyles } from '../../ground/styles.ts';
import { useWords } from '../../ground/texts.ts';
import { useUndo } from '../../ground/undo.tsx';
import { useForm } from '../../ground/use-form.ts';
import { keepFrom, keepWords } from '../keep-choice.tsx';
import type { ActionProps } from './action-props.ts';

/** Asks for how long the answers to a posted survey are kept: no longer than was promised. */
export function KeepingDialog(props: ActionProps) {
  const { t } = useWords();
  const isLeft = draftOf(`keeping ${props.survey.id}`) !== undefined;
  return (
    <Ask button={t('survey:keepShorten')} title={t('survey:keeping')} isOpenAtFirst={isLeft}>
      {(close) => <KeepingForm {...props} close={close} />}
    </Ask>
  );
}

function KeepingForm({ survey, onDone, close }: ActionProps & { readonly close: () => void }) {
  const styles = useStyles();
  const { t } = useWords();
  const { api } = useSession();
  const { say } = useUndo();
  const { id, title, keep, keepable } = survey;
  const stored = useMemo(() => ({ keep: String(keep) }), [keep]);
  const form = useForm({ name: `keeping ${id}`, title, path: `surveys/${id}`, stored });
  const label = t('survey:keepHow');
  const send = () =>
    void form.submit(async (chosen) => {
      const body = { keep: keepFrom(chosen['keep'] ?? String(keep)) };
      const changed = await asSeen(
        api('PUT /surveys/{surveyId}/keeping', { path: { surveyId: id }, version: survey.seen, body }),
        onDone,
      );
      close();
      onDone(changed);
      say(t('page:form.saved'));
    });
  const shorter = keepable.map(({ months, atOnce }) => {
    const time = keepWords(months, t);
    return [String(months), atOnce ? t('survey:keepAtOnce', { time }) : time] as const;
  });
  const choices = [...shorter, [String(keep), keepWords(keep, t)] as const];
  return (
    <>
      <p className={styles.plain}>{survey.keeping}</p>
      <p className={styles.plain}>{t('survey:keepText')}</p>
      <Form form={form} labels={{ keep: label }} onSubmit={send} submitText={t('common:save')} onLeave={close}>
        <ChoiceInput form={form} name="keep" label={label} choices={choices} />
      </Form>
    </>
  );
}
