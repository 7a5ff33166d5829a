import { Field, Radio, RadioGroup } from '@fluentui/react-components';
import { useCallback, useMemo, useState } from 'react';
import type { AnswerOf } from '../../ui/api.ts';
import { Back } from '../../ui/back.tsx';
import { Section } from '../../ui/facts.tsx';
import { Form } from '../../ui/form.tsx';
import { ChoiceInput, TextInput } from '../../ui/inputs.tsx';
import { useMore } from '../../ui/more.tsx';
import { useRouter } from '../../ui/router.tsx';
import { useSession } from '../../ui/session.tsx';
import { Empty, WhenLoaded } from '../../ui/states.tsx';
import { useStyles } from '../../ui/styles.ts';
import { useWords } from '../../ui/texts.ts';
import { PageTitle } from '../../ui/title.tsx';
import { type FormState, useForm } from '../../ui/use-form.ts';
import { useLoaded } from '../../ui/use-loaded.ts';
import { kinds as knownKinds } from '../kinds.ts';
import { BegunPractices } from './begun.tsx';

type Start = AnswerOf<'GET /practice-start'>;

/** What the reader has begun to write, and the beginning of a new practice. */
export function NewPracticePage() {
  const { t } = useWords();
  const { api } = useSession();
  const { loaded, reload } = useLoaded(useCallback(() => api('GET /practice-start', {}), [api]));
  return (
    <>
      <Back to="practices" />
      <PageTitle text={t('writing:write')} />
      <WhenLoaded loaded={loaded} onRetry={reload}>
        {(start) => (
          <>
            <BegunPractices begun={start.begun} />
            <Section title={t('writing:new')}>
              {start.groups.length === 0 ? <Empty text={t('writing:noGroups')} /> : <StartForm start={start} />}
            </Section>
          </>
        )}
      </WhenLoaded>
    </>
  );
}

function StartForm({ start }: { readonly start: Start }) {
  const styles = useStyles();
  const { t } = useWords();
  const { api } = useSession();
  const { kinds, groups } = start;
  const load = useCallback((after: string) => api('GET /practice-start/organisations', { query: { after } }), [api]);
  const { items: organisations } = useMore({ first: start.organisations, load }, true);
  const { form, send } = useStart(start);
  const labels = {
    kind: t('writing:kind'),
    groupId: t('common:group'),
    organisationId: t('writing:whose'),
    title: t('writing:title'),
  };
  const named = groups.map(({ id, name }) => [id, name] as const);
  const without = organisations.map(({ id, name }) => [id, name] as const);
  return (
    <Form form={form} labels={labels} onSubmit={send} submitText={t('writing:start')}>
      <p className={styles.plain}>{t('writing:newText')}</p>
      <KindInput form={form} label={labels.kind} kinds={kinds} />
      <ChoiceInput
        form={form}
        name="groupId"
        label={labels.groupId}
        hint={t('writing:groupHint')}
        choices={groups.length === 1 ? named : [['', t('common:choose')], ...named]}
        required
      />
      {organisations.length > 0 && (
        <ChoiceInput
          form={form}
          name="organisationId"
          label={labels.organisationId}
          hint={t('writing:whoseHint')}
          choices={[['', t('writing:whoseOwn')], ...without]}
        />
      )}
      <TextInput form={form} name="title" label={labels.title} hint={t('writing:titleHint')} required />
    </Form>
  );
}

/** Makes the draft and goes to it. Pressed twice, it makes one. */
function useStart({ groups }: Start) {
  const { t, language } = useWords();
  const { api } = useSession();
  const { go } = useRouter();
  const [practiceId] = useState(() => crypto.randomUUID());
  const only = groups.length === 1 ? groups[0]?.id : undefined;
  const stored = useMemo(() => ({ kind: '', groupId: only ?? '', organisationId: '', title: '' }), [only]);
  const form = useForm({ name: 'practice new', title: t('writing:write'), path: 'practices/new', stored });
  const send = () => {
    const { kind: chosen, groupId = '', organisationId = '', title = '' } = form.values;
    const kind = knownKinds.find((one) => one === chosen);
    const typed = { kind, groupId, title: title.trim() };
    const missing = Object.entries(typed).filter(([, value]) => !value);
    if (!kind || missing.length > 0) {
      return form.refuse(Object.fromEntries(missing.map(([name]) => [name, 'required'])));
    }
    return void form.submit(async () => {
      const whose = organisationId === '' ? {} : { organisationId };
      await api('POST /practices', { body: { practiceId, kind, groupId, ...whose, title: { [language]: title } } });
      go(`practices/${practiceId}/edit`);
      return { heard: t('editor:new.made') };
    });
  };
  return { form, send };
}

interface KindInputProps {
  readonly form: FormState;
  readonly label: string;
  readonly kinds: Start['kinds'];
}

/** The kinds, each with what it is for. */
function KindInput({ form, label, kinds }: KindInputProps) {
  const styles = useStyles();
  const { t } = useWords();
  const fault = form.faults['kind'];
  return (
    <Field
      label={label}
      required
      {...(fault && { validationState: 'error' as const, validationMessage: t(`page:fault.${fault}`) })}
    >
      <RadioGroup id="kind" value={form.values['kind'] ?? ''} onChange={(_event, { value }) => form.set('kind', value)}>
        {kinds.map(({ kind, purpose }) => (
          <Radio
            key={kind}
            value={kind}
            label={
              <>
                <span className={styles.title}>{t(`terms:practiceKind.${kind}`)}</span>
                <br />
                <span className={styles.quiet}>{purpose}</span>
              </>
            }
          />
        ))}
      </RadioGroup>
    </Field>
  );
}
