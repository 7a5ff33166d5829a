import { useMemo, useState } from 'react';
import { Back } from '../ui/back.tsx';
import { Section } from '../ui/facts.tsx';
import { Form } from '../ui/form.tsx';
import { useRouter } from '../ui/router.tsx';
import { useSession } from '../ui/session.tsx';
import { useWords } from '../ui/texts.ts';
import { PageTitle } from '../ui/title.tsx';
import { useForm } from '../ui/use-form.ts';
import { OrganisationFields } from './organisation-fields.tsx';
import { municipalitiesOf } from './organisation-inputs.ts';

/** The form of an organisation that nobody in the network speaks for yet. */
export function NewOrganisationPage() {
  const { t } = useWords();
  const { api } = useSession();
  const { go } = useRouter();
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
      return t('page:form.saved');
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
