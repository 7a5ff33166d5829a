import { useState } from 'react';
import { asSeen } from '../ui/as-seen.ts';
import { Form } from '../ui/form.tsx';
import { ChoiceInput, LongTextInput } from '../ui/inputs.tsx';
import { useSession } from '../ui/session.tsx';
import { useWords } from '../ui/texts.ts';
import { useForm, type Values } from '../ui/use-form.ts';
import type { Practice } from './shown.ts';

interface SayProps {
  readonly practice: Practice;
  readonly onDone: (practice: Practice) => void;
}

const noText: Values = { text: '' };

/** Comments on the practice. The id is made with the form, so that a comment sent twice is kept once. */
export function CommentForm({ practice, onDone }: SayProps) {
  const { t } = useWords();
  const { api } = useSession();
  const [commentId, setCommentId] = useState(() => crypto.randomUUID());
  const { id, title } = practice;
  const form = useForm({ name: `comment ${id}`, title, path: `practices/${id}`, stored: noText });
  const send = () => {
    if (form.values['text']?.trim() === '') return form.refuse({ text: 'required' });
    return void form.submit(async ({ text = '' }) => {
      const path = { practiceId: id, commentId };
      onDone(await api('PUT /practices/{practiceId}/comments/{commentId}', { path, body: { text } }));
      setCommentId(crypto.randomUUID());
      form.reset();
      return t('page:practice.commented');
    });
  };
  const label = t('page:practice.comment');
  return (
    <Form form={form} labels={{ text: label }} onSubmit={send} submitText={t('page:practice.do.comment')}>
      <LongTextInput form={form} name="text" label={label} />
    </Form>
  );
}

const noReason: Values = { returnReason: '' };

/** Returns the practice to its author. */
export function ReturnForm({ practice, onDone }: SayProps) {
  const { t } = useWords();
  const { api } = useSession();
  const { id, title } = practice;
  const form = useForm({ name: `return ${id}`, title, path: `practices/${id}`, stored: noReason });
  const send = () => {
    if (form.values['returnReason']?.trim() === '') return form.refuse({ returnReason: 'required' });
    return void form.submit(async ({ returnReason = '' }) => {
      const body = { reason: returnReason };
      const returned = await asSeen(
        api('POST /practices/{practiceId}/return', { path: { practiceId: id }, version: practice.seen, body }),
        onDone,
      );
      form.reset();
      onDone(returned);
      return t('page:practice.done.return');
    });
  };
  const label = t('page:practice.returnReason');
  return (
    <Form
      form={form}
      labels={{ returnReason: label }}
      onSubmit={send}
      submitText={t('page:practice.do.return')}
      isFirst={false}
    >
      <LongTextInput form={form} name="returnReason" label={label} hint={t('page:practice.returnHint')} />
    </Form>
  );
}

const verdicts = ['correct', 'correctWithChanges', 'notCorrect', 'dontKnow'] as const;
const noVerdict: Values = { verdict: '', reason: '' };

/** Says what the reader's organisation thinks of the text as it is shown. */
export function ValidationForm({ practice, onDone }: SayProps) {
  const { t } = useWords();
  const { api } = useSession();
  const { id, title, revision } = practice;
  const form = useForm({ name: `validation ${id} ${revision}`, title, path: `practices/${id}`, stored: noVerdict });
  const send = () => {
    const { verdict, reason = '' } = form.values;
    const chosen = verdicts.find((one) => one === verdict);
    if (!chosen) return form.refuse({ verdict: 'required' });
    if (chosen !== 'correct' && reason.trim() === '') return form.refuse({ reason: 'required' });
    return void form.submit(async () => {
      const body = { revision, verdict: chosen, reason };
      const validated = await api('PUT /practices/{practiceId}/validation', { path: { practiceId: id }, body });
      form.reset();
      onDone(validated);
      return t('page:practice.validated');
    });
  };
  const labels = { verdict: t('page:practice.verdict'), reason: t('page:practice.reason') };
  const choices = verdicts.map((verdict) => [verdict, t(`terms:verdict.${verdict}`)] as const);
  return (
    <Form form={form} labels={labels} onSubmit={send} submitText={t('page:practice.do.validate')}>
      <ChoiceInput
        form={form}
        name="verdict"
        label={labels.verdict}
        choices={[['', t('common:choose')], ...choices]}
        required
      />
      <LongTextInput form={form} name="reason" label={labels.reason} hint={t('page:practice.reasonHint')} />
    </Form>
  );
}
