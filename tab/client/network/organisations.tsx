import { useCallback } from 'react';
import { PageLink } from '../app/router.tsx';
import { useSession } from '../app/session.tsx';
import { ListPage } from '../ground/list-page.tsx';
import { Row } from '../ground/row.tsx';
import { useStyles } from '../ground/styles.ts';
import { useWords } from '../ground/texts.ts';
import { type Organisation, organisationTypes } from './organisation-inputs.ts';

/** The organisations of the network, for its coordinators. */
export function OrganisationsPage() {
  const { t } = useWords();
  const styles = useStyles();
  const { api } = useSession();
  const load = useCallback(
    ({ search, type: wanted }: Readonly<Record<string, string>>, after: string | undefined) => {
      const type = organisationTypes.find((one) => one === wanted);
      return api('GET /organisations', { query: { search, type, after } });
    },
    [api],
  );
  const named = organisationTypes.map((type) => [type, t(`terms:organisationType.${type}`)] as const);
  return (
    <ListPage
      name="organisations"
      intro={
        <div>
          <PageLink to="organisations/new" className={styles.doLink}>
            {t('page:organisation.new')}
          </PageLink>
        </div>
      }
      title={t('page:nav.organisations')}
      filters={[{ name: 'type', label: t('page:organisation.type'), choices: [['', t('page:list.all')], ...named] }]}
      countKey="page:count.organisations"
      none={t('page:organisation.none')}
      load={load}
      row={(organisation) => <OrganisationRow organisation={organisation} />}
    />
  );
}

function OrganisationRow({ organisation }: { readonly organisation: Organisation }) {
  const { t } = useWords();
  const { id, name, type, contactPoint, municipalities } = organisation;
  const contact = contactPoint || t('page:organisation.noContact');
  return (
    <Row
      to={`organisations/${id}`}
      title={name}
      facts={[t(`terms:organisationType.${type}`), contact, municipalities.join(', ')]}
    />
  );
}
