import { useCallback, useState } from 'react';
import { type AnswerOf, Problem } from '../ui/api.ts';
import { Form } from '../ui/form.tsx';
import { ChoiceInput } from '../ui/inputs.tsx';
import { useMore } from '../ui/more.tsx';
import { useSession } from '../ui/session.tsx';
import { WhenLoaded } from '../ui/states.tsx';
import { useStyles } from '../ui/styles.ts';
import { useWords } from '../ui/texts.ts';
import { useForm, type Values } from '../ui/use-form.ts';
import { useLoaded } from '../ui/use-loaded.ts';
import type { Member } from './member.ts';
import { OrganisationFields } from './organisation-fields.tsx';
import { municipalitiesOf } from './organisation-inputs.ts';

interface PlaceFormProps {
  readonly member: Member;
  readonly onChanged: (member: Member) => void;
}

/** Which organisation a member belongs to: one of those there are, or a new one. */
export function PlaceForm({ member, onChanged }: PlaceFormProps) {
  const { api } = useSession();
  const load = useCallback((after?: string) => api('GET /organisations', { query: { after, limit: most } }), [api]);
  const { loaded, reload } = useLoaded(load);
  return (
    <WhenLoaded loaded={loaded} onRetry={reload}>
      {(first) => <Known first={first} load={load} member={member} onChanged={onChanged} />}
    </WhenLoaded>
  );
}

/** How many organisations come at a time: all are to choose from. */
const most = 500;

type Listed = AnswerOf<'GET /organisations'>;

interface KnownProps extends PlaceFormProps {
  readonly first: Listed;
  readonly load: (after: string) => Promise<Listed>;
}

function Known({ first, load, ...props }: KnownProps) {
  const { items } = useMore({ first, load }, true);
  return <Inputs organisations={items} {...props} />;
}

/** The choice that opens the inputs of a new organisation. */
const fresh = 'new';

function Inputs({
  member,
  organisations,
  onChanged,
}: PlaceFormProps & { organisations: readonly { id: string; name: string }[] }) {
  const styles = useStyles();
  const { t } = useWords();
  const { api } = useSession();
  const [newOrganisationId] = useState(() => crypto.randomUUID());
  const { id, name: title, organisation, version } = member;
  const [stored] = useState<Values>(() => ({
    organisationId: organisation?.id ?? '',
    name: '',
    type: '',
    contactPoint: '',
    municipalities: '',
    region: '',
  }));
  const form = useForm({ name: `organisation of ${id}`, title, path: `people/${id}`, stored });
  const { values } = form;
  const isNew = values['organisationId'] === fresh;
  const labels = {
    organisationId: t('page:person.organisation'),
    name: t('page:organisation.name'),
    type: t('page:organisation.type'),
    contactPoint: t('page:organisation.contactPoint'),
    municipalities: t('page:organisation.municipalities'),
    region: t('terms:breakdown.region'),
  };
  const send = () => {
    if (values['organisationId'] === '') return form.refuse({ organisationId: 'required' });
    if (isNew && values['name']?.trim() === '') return form.refuse({ name: 'required' });
    return void form.submit(async ({ organisationId = '', municipalities = '', ...typed }) => {
      const body = isNew
        ? { ...typed, municipalities: municipalitiesOf(municipalities), organisationId: '', newOrganisationId }
        : { organisationId, newOrganisationId };
      try {
        onChanged(await api('PUT /members/{memberId}/organisation', { path: { memberId: id }, version, body }));
        return t('page:form.saved');
      } catch (error) {
        if (error instanceof Problem && error.code === 'STALE') onChanged(error.current as Member);
        throw error;
      }
    });
  };
  const choices = organisations.map(({ id: value, name }) => [value, name] as const);
  return (
    <Form form={form} labels={labels} onSubmit={send} submitText={t('common:save')}>
      <ChoiceInput
        form={form}
        name="organisationId"
        label={labels.organisationId}
        choices={[['', t('page:person.noOrganisation')], ...choices, [fresh, t('page:organisation.new')]]}
      />
      {isNew && (
        <fieldset className={styles.fieldset}>
          <legend>{t('page:organisation.new')}</legend>
          <OrganisationFields form={form} labels={labels} />
        </fieldset>
      )}
    </Form>
  );
}
