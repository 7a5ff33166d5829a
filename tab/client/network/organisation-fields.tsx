import { ChoiceInput, TextInput } from '../ui/inputs.tsx';
import { organisationTypes } from '../ui/organisation-types.ts';
import { useWords } from '../ui/texts.ts';
import type { FormState } from '../ui/use-form.ts';

interface OrganisationFieldsProps {
  readonly form: FormState;
  /** In the reader's language; the form's summary of errors uses the same. */
  readonly labels: Readonly<Record<'name' | 'type' | 'contactPoint' | 'municipalities' | 'region', string>>;
}

/** What is asked about an organisation, wherever one is made or changed. */
export function OrganisationFields({ form, labels }: OrganisationFieldsProps) {
  const { t } = useWords();
  const kinds = organisationTypes.map((type) => [type, t(`terms:organisationType.${type}`)] as const);
  return (
    <>
      <TextInput form={form} name="name" label={labels.name} required />
      <ChoiceInput
        form={form}
        name="type"
        label={labels.type}
        choices={[['', t('common:choose')], ...kinds]}
        required
      />
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
      <TextInput form={form} name="region" label={labels.region} hint={t('page:organisation.regionHint')} />
    </>
  );
}
