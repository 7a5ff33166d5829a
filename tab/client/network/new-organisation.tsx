import { useMemo, useState } from 'react';
import { useRouter } from '../app/router.tsx';
import { useSession } from '../app/session.tsx';
import { Back } from '../ground/back.tsx';
import { Section } from '../ground/facts.tsx';
import { Form } from '../ground/form.tsx';
import { useWords } from '../ground/texts.ts';
import { PageTitle } from '../ground/title.tsx';
import { useUndo } from '../ground/undo.tsx';
import { useForm } from '../ground/use-form.ts';
import { OrganisationFields } from './organisation-fields.tsx';
import { municipalitiesOf } from './organisation-inputs.ts';

/** The form of an organisation that nobody in the network speaks for yet. */
export function NewOrganisationPage() {
  const { t } = useWords();
  const { api } = useSession();
  const { go } = useRouter();
  const { say } = useUndo();
  // Saved twice, it makes one organisation.
  const [organisationId] = useState(() => crypto.randomUUID());
  const stored = useMemo(() => ({ name: '', type: '', contactPoint: '', municipalities: '', region: '' }), []);
  const title = t('page:organisation.new');
  const form = useForm({ name: 'organisation new', title, path: 'organisations/new', stored });
  const labels = {
    name: t('page:organisation.name'),
    type: t('page:organisation.type'),
    contactPoint: t('page:organisation.contactPoint'),
    municipalities: t('page:organisation.municipalities'),
    region: t('terms:breakdown.region'),
  };
  const send = () =>
    void form.submit(async ({ municipalities = '', ...typed }) => {
      await api('POST /organisations', {
        body: { ...typed, municipalities: municipalitiesOf(municipalities), organisationId },
      });
      go('organisations');
      say(t('page:form.saved'));
    });
  return (
    <>
      <Back to="organisations" />
      <PageTitle text={title} />
      <Section title={t('page:organisation.about')}>
        <Form form={form} labels={labels} onSubmit={send} submitText={t('common:save')}>
          <OrganisationFields form={form} labels={labels} />
        </Form>
      </Section>
    </>
  );
}
