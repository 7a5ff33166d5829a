import { Ask } from '../../ui/ask.tsx';
import { draftOf } from '../../ui/drafts.ts';
import { Form } from '../../ui/form.tsx';
import { ChoiceInput, TextInput } from '../../ui/inputs.tsx';
import { useSession } from '../../ui/session.tsx';
import { useStyles } from '../../ui/styles.ts';
import { useWords } from '../../ui/texts.ts';
import { useForm } from '../../ui/use-form.ts';
import type { ActionProps } from './action-props.ts';

const times = ['usual', 'never', 'chosen'] as const;

/** Asks when a survey is to remind by itself. */
export function RemindersDialog(props: ActionProps) {
  const { t } = useWords();
  const title = t('survey:reminders');
  return (
    <Ask
      button={t('page:survey.reminderTimes')}
      title={title}
      isOpenAtFirst={draftOf(`reminders ${props.survey.id}`) !== undefined}
    >
      {(close) => <RemindersForm {...props} close={close} />}
    </Ask>
  );
}

function RemindersForm({ survey, onDone, close }: ActionProps & { readonly close: () => void }) {
  const styles = useStyles();
  const { t } = useWords();
  const { api } = useSession();
  const { id, title, standingReminders: stored } = survey;
  const form = useForm({ name: `reminders ${id}`, title, path: `surveys/${id}`, stored });
  const when = times.find((one) => one === form.values['when']) ?? 'usual';
  const dayLabel = (place: number) => t('survey:remindOn', { place });
  const chosen = { day1: dayLabel(1), day2: dayLabel(2), day3: dayLabel(3), time: t('survey:remindTime') };
  const labels = { when: t('survey:remindersWhen'), ...(when === 'chosen' ? chosen : {}) };
  const send = () => {
    if (when === 'chosen' && !form.values['day1']) return form.refuse({ day1: 'required' });
    return void form.submit(async ({ day1 = '', day2 = '', day3 = '', time = '' }) => {
      const body = { when, day1, day2, day3, time };
      const changed = await api('PUT /surveys/{surveyId}/reminders', { path: { surveyId: id }, body });
      close();
      onDone(changed);
      return t('page:form.saved');
    });
  };
  const choices = times.map((one) => [one, t(`survey:remindersOption.${one}`)] as const);
  return (
    <>
      <p className={styles.plain}>{t('survey:remindersText')}</p>
      <Form form={form} labels={labels} onSubmit={send} submitText={t('common:save')} onLeave={close}>
        <ChoiceInput form={form} name="when" label={labels.when} choices={choices} />
        {when === 'chosen' && (
          <>
            <TextInput form={form} name="day1" label={chosen.day1} type="date" required />
            <TextInput form={form} name="day2" label={chosen.day2} type="date" />
            <TextInput form={form} name="day3" label={chosen.day3} type="date" />
            <TextInput form={form} name="time" label={chosen.time} type="time" />
            {survey.remindersMoved.map((text) => (
              <p key={text} className={styles.quiet}>
                {text}
              </p>
            ))}
          </>
        )}
      </Form>
    </>
  );
}
