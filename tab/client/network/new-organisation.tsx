import { useMemo, useState } from 'react';
import { useRouter } from '../app/router.tsx';
import { useSession } from '../app/session.tsx';
import { Back } from '../ground/back.tsx';
import { Section } from '../ground/facts.tsx';
import { Form } from '../ground/form.tsx';
import { ChoiceInput, TextInput } from '../ground/inputs.tsx';
import { useWords } from '../ground/texts.ts';
import { PageTitle } from '../ground/title.tsx';
import { useUndo } from '../ground/undo.tsx';
import { useForm } from '../ground/use-form.ts';
import { municipalitiesOf } from './organisation-inputs.ts';
import { typeChoices } from './place-form.tsx';

/** The form of an organisation that nobody in the network speaks for yet. */
export function NewOrganisationPage() {
  const { t } = useWords();
  const { api } = useSession();
  const { go } = useRouter();
  const { say } = useUndo();
  // Saved twice, it makes one organisation.
  const [organisationId] = useState(() => crypto.randomUUID());
  const stored = useMemo(() => ({ name: '', type: '', contactPoint: '', municipalities: '' }), []);
  const title = t('page:organisation.new');
  const form = useForm({ name: 'organisation new', title, path: 'organisations/new', stored });
  const labels = {
    name: t('page:organisation.name'),
    type: t('page:organisation.type'),
    contactPoint: t('page:organisation.contactPoint'),
    municipalities: t('page:organisation.municipalities'),
  };
  const send = () =>
    void form.submit(async ({ municipalities = '', ...typed }) => {
      await api('POST /organisations', {
        body: { ...typed, municipalities: municipalitiesOf(municipalities), organisationId },
      });
      say(t('page:form.saved'));
      go('organisations');
    });
  return (
    <>
      <Back to="organisations" />
      <PageTitle text={title} />
      <Section title={t('page:organisation.about')}>
        <Form form={form} labels={labels} onSubmit={send} submitText={t('page:form.save')}>
          <TextInput form={form} name="name" label={labels.name} required />
          <ChoiceInput form={form} name="type" label={labels.type} choices={typeChoices(t)} required />
          <TextInput
            form={form}
            name="contactPoint"
            label={labels.contactPoint}
            hint={t('page:organisation.contactHint')}
          />
          <TextInput
            form={form}
            name="municipalities"
            label={labels.municipalities}
            hint={t('page:organisation.listHint')}
          />
        </Form>
      </Section>
    </>
  );
}
