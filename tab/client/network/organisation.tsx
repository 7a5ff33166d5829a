import { useCallback, useMemo, useState } from 'react';
import { Problem } from '../ui/api.ts';
import { Back } from '../ui/back.tsx';
import { Differences } from '../ui/differences.tsx';
import { Section } from '../ui/facts.tsx';
import { Form } from '../ui/form.tsx';
import { useSession } from '../ui/session.tsx';
import { type Texts, useWords } from '../ui/texts.ts';
import { PageTitle } from '../ui/title.tsx';
import { useForm, type Values } from '../ui/use-form.ts';
import { useLoaded } from '../ui/use-loaded.ts';
import { WholePage } from '../ui/whole-page.tsx';
import { OrganisationFields } from './organisation-fields.tsx';
import { municipalitiesOf, type Organisation } from './organisation-inputs.ts';

/** One organisation, for coordinators to change. */
export function OrganisationPage({ id }: { readonly id: string }) {
  const { t } = useWords();
  const { api } = useSession();
  const path = { organisationId: id };
  const load = useCallback(
    () => api('GET /organisations/{organisationId}', { path: { organisationId: id } }),
    [api, id],
  );
  const { loaded, reload, replace } = useLoaded(load);
  return (
    <>
      <Back to="organisations" />
      <WholePage loaded={loaded} onRetry={reload}>
        {(organisation) => (
          <>
            <PageTitle text={organisation.name} />
            <Section title={t('page:organisation.about')}>
              <OrganisationForm
                organisation={organisation}
                onSaved={replace}
                save={(body, version) => api('PUT /organisations/{organisationId}', { path, body, version })}
              />
            </Section>
          </>
        )}
      </WholePage>
    </>
  );
}

interface OrganisationFormProps {
  readonly organisation: Organisation;
  readonly onSaved: (organisation: Organisation) => void;
  readonly save: (form: ReturnType<typeof bodyOf>, version: number) => Promise<Organisation>;
}

function OrganisationForm({ organisation, onSaved, save }: OrganisationFormProps) {
  const { t } = useWords();
  const { id, name: title } = organisation;
  const stored = useMemo(() => valuesOf(organisation), [organisation]);
  const form = useForm({ name: `organisation ${id}`, title, path: `organisations/${id}`, stored });
  // What another editor has saved meanwhile: what is typed is saved over that version, once it has been seen.
  const [theirs, setTheirs] = useState<Organisation>();
  const labels = {
    name: t('page:organisation.name'),
    type: t('page:organisation.type'),
    contactPoint: t('page:organisation.contactPoint'),
    municipalities: t('page:organisation.municipalities'),
    region: t('terms:breakdown.region'),
  };
  const send = () =>
    void form.submit(async (values) => {
      try {
        onSaved(await save(bodyOf(values), (theirs ?? organisation).version));
        setTheirs(undefined);
        return t('page:form.saved');
      } catch (error) {
        if (error instanceof Problem && error.code === 'STALE') setTheirs(error.current as Organisation);
        throw error;
      }
    });
  const explained = theirs && (
    <Differences form={form} theirs={valuesOf(theirs)} labels={labels} shown={(name, text) => shownAs(name, text, t)} />
  );
  return (
    <Form form={form} labels={labels} onSubmit={send} submitText={t('common:save')} explained={explained}>
      <OrganisationFields form={form} labels={labels} />
    </Form>
  );
}

function shownAs(name: string, text: string, t: Texts): string {
  return name === 'type' ? t(`terms:organisationType.${text}`) : text;
}

function valuesOf({ name, type, contactPoint, municipalities, region }: Organisation): Values {
  return { name, type, contactPoint, municipalities: municipalities.join(', '), region };
}

function bodyOf({ name = '', type = '', contactPoint = '', municipalities = '', region = '' }: Values) {
  return { name, type, contactPoint, municipalities: municipalitiesOf(municipalities), region };
}
