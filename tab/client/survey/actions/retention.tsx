import { useMemo } from 'react';
import { asSeen } from '../../ui/as-seen.ts';
import { Ask } from '../../ui/ask.tsx';
import { draftOf } from '../../ui/drafts.ts';
import { Form } from '../../ui/form.tsx';
import { ChoiceInput } from '../../ui/inputs.tsx';
import { useSession } from '../../ui/session.tsx';
import { useStyles } from '../../ui/styles.ts';
import { useWords } from '../../ui/texts.ts';
import { useForm } from '../../ui/use-form.ts';
import { keepFrom, keepWords } from '../keep-choice.tsx';
import type { ActionProps } from './action-props.ts';

/** Asks for how long the answers to a posted survey are kept: no longer than was promised. */
export function RetentionDialog(props: ActionProps) {
  const { t } = useWords();
  const isLeft = draftOf(`keeping ${props.survey.id}`) !== undefined;
  return (
    <Ask button={t('survey:keepShorten')} title={t('survey:keeping')} isOpenAtFirst={isLeft}>
      {(close) => <RetentionForm {...props} close={close} />}
    </Ask>
  );
}

function RetentionForm({ survey, onDone, close }: ActionProps & { readonly close: () => void }) {
  const styles = useStyles();
  const { t } = useWords();
  const { api } = useSession();
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
      return t('page:form.saved');
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
