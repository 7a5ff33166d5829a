import { useCallback } from 'react';
import { ListPage } from '../ui/list-page.tsx';
import { organisationTypes } from '../ui/organisation-types.ts';
import { PageLink } from '../ui/router.tsx';
import { Row } from '../ui/row.tsx';
import { useSession } from '../ui/session.tsx';
import { useStyles } from '../ui/styles.ts';
import { useWords } from '../ui/texts.ts';
import type { Organisation } from './organisation-inputs.ts';

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
