import { useCallback } from 'react';
import type { AnswerOf } from '../ui/api.ts';
import { Facts, Section } from '../ui/facts.tsx';
import { MoreButton, useMore } from '../ui/more.tsx';
import { PageLink } from '../ui/router.tsx';
import { useSession } from '../ui/session.tsx';
import { WhenLoaded } from '../ui/states.tsx';
import { useStyles } from '../ui/styles.ts';
import { useWords } from '../ui/texts.ts';
import { PageTitle } from '../ui/title.tsx';
import { useLoaded } from '../ui/use-loaded.ts';

/** The network and its working groups with their leads, for coordinators. */
export function GroupsPage() {
  const { t } = useWords();
  const { api } = useSession();
  const { loaded, reload } = useLoaded(useCallback(() => api('GET /network', {}), [api]));
  return (
    <>
      <PageTitle text={t('page:nav.groups')} />
      <WhenLoaded loaded={loaded} onRetry={reload}>
        {(network) => (
          <>
            <Section title={network.name}>
              <Facts
                facts={[
                  [t('terms:breakdown.region'), network.region],
                  [t('page:overview.projectEnds'), network.projectEnds],
                  [t('page:overview.members'), String(network.members)],
                  [t('page:overview.withoutOrganisation'), String(network.withoutOrganisation)],
                ]}
              />
            </Section>
            <Groups first={network.groups} />
          </>
        )}
      </WhenLoaded>
    </>
  );
}

type Listed = AnswerOf<'GET /groups'>;

function Groups({ first }: { readonly first: Listed }) {
  const { api } = useSession();
  const load = useCallback((after: string) => api('GET /groups', { query: { after } }), [api]);
  const more = useMore({ first, load });
  return (
    <>
      {more.items.map((group) => (
        <Group key={group.id} group={group} />
      ))}
      <MoreButton more={more} />
    </>
  );
}

function Group({ group }: { readonly group: Listed['items'][number] }) {
  const styles = useStyles();
  const { t } = useWords();
  return (
    <Section title={group.name}>
      <p className={styles.plain}>{t('summary:members', { count: group.members })}</p>
      <div>
        <h3 className={styles.h3}>{t('page:overview.leads')}</h3>
        {group.leads.length === 0 && <p className={styles.quiet}>{t('page:overview.noLead')}</p>}
        <ul className={styles.list}>
          {group.leads.map(({ id, name }) => (
            <li key={id}>
              <PageLink to={`people/${id}`} className={styles.link}>
                {name}
              </PageLink>
            </li>
          ))}
        </ul>
        {group.leadCount > group.leads.length && (
          <p className={styles.quiet}>
            {t('page:overview.moreLeads', { count: group.leadCount - group.leads.length })}
          </p>
        )}
      </div>
    </Section>
  );
}
