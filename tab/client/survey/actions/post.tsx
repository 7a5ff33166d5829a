import { Checkbox } from '@fluentui/react-components';
import { useState } from 'react';
import { asSeen } from '../../ui/as-seen.ts';
import { Ask } from '../../ui/ask.tsx';
import { Form } from '../../ui/form.tsx';
import { ChoiceInput } from '../../ui/inputs.tsx';
import { useSession } from '../../ui/session.tsx';
import { useStyles } from '../../ui/styles.ts';
import { useWords } from '../../ui/texts.ts';
import { type FormState, useForm } from '../../ui/use-form.ts';
import type { ActionProps } from './action-props.ts';

const places = ['channel', 'people', 'both'] as const;

/** Asks where the invitation to a survey goes, and posts it. */
export function PostDialog(props: ActionProps) {
  const { t } = useWords();
  return (
    <Ask button={t('survey:post')} title={t('page:survey.askPost')} isFirst>
      {(close) => <PostForm {...props} close={close} />}
    </Ask>
  );
}

function PostForm({ survey, onDone, close }: ActionProps & { readonly close: () => void }) {
  const styles = useStyles();
  const { t } = useWords();
  const { api } = useSession();
  const { id, title, channelsRefused, channels, channelNames, elsewhere } = survey;
  const refused = channelsRefused.length;
  const best = refused === 0 ? 'channel' : refused === channels ? 'people' : 'both';
  const [stored] = useState(() => ({ sentTo: best, alsoIn: '' }));
  const form = useForm({ name: `post ${id}`, title, path: `surveys/${id}`, stored });
  const label = t('survey:sentTo');
  const send = () =>
    void form.submit(async (values) => {
      const sentTo = places.find((place) => place === values['sentTo']) ?? 'channel';
      const alsoIn = (values['alsoIn'] ?? '').split(',').filter(Boolean);
      const posted = await asSeen(
        api('POST /surveys/{surveyId}/post', {
          path: { surveyId: id },
          version: survey.seen,
          body: { sentTo, alsoIn },
        }),
        onDone,
      );
      close();
      onDone(posted);
      return t('page:survey.done.post');
    });
  const choices = places.map((place) => {
    const isToSeveral = channels > 1 && place !== 'people';
    const key = isToSeveral ? (`survey:sentToGroups.${place}` as const) : (`survey:sentToOption.${place}` as const);
    return [place, t(key, { channels: channelNames })] as const;
  });
  return (
    <>
      <p className={styles.plain}>{t('page:survey.postText')}</p>
      {refused > 0 && (
        <p className={styles.plain}>{t('survey:channelRefused', { groups: channelsRefused.join(', ') })}</p>
      )}
      <Form
        form={form}
        labels={{ sentTo: label }}
        onSubmit={send}
        submitText={t('page:survey.postYes')}
        onLeave={close}
      >
        {channels > 0 ? (
          <ChoiceInput form={form} name="sentTo" label={label} choices={choices} />
        ) : (
          <p className={styles.plain}>{t('survey:sentToPeople')}</p>
        )}
        {elsewhere.length > 0 && <Elsewhere form={form} elsewhere={elsewhere} />}
      </Form>
    </>
  );
}

interface ElsewhereProps extends Pick<ActionProps['survey'], 'elsewhere'> {
  readonly form: FormState;
}

/** The other networks that get the same survey as one of their own. */
function Elsewhere({ form, elsewhere }: ElsewhereProps) {
  const styles = useStyles();
  const { t } = useWords();
  const chosen = (form.values['alsoIn'] ?? '').split(',');
  const toggle = (one: string, isOn: boolean) => {
    const ids = elsewhere.map(({ id }) => id).filter((id) => (id === one ? isOn : chosen.includes(id)));
    form.set('alsoIn', ids.join(','));
  };
  return (
    <fieldset className={styles.fieldset}>
      <legend>{t('survey:alsoIn')}</legend>
      {elsewhere.map(({ id, name }) => (
        <Checkbox
          key={id}
          label={name}
          checked={chosen.includes(id)}
          onChange={(_event, { checked }) => toggle(id, checked === true)}
        />
      ))}
      <p className={styles.quiet}>{t('survey:alsoInText')}</p>
    </fieldset>
  );
}
