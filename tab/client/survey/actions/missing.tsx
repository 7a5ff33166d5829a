import { useCallback } from 'react';
import type { AnswerOf } from '../../ui/api.ts';
import { Back } from '../../ui/back.tsx';
import { useListing } from '../../ui/listing.ts';
import { LongList } from '../../ui/long-list.tsx';
import { Row } from '../../ui/row.tsx';
import { useSession } from '../../ui/session.tsx';
import { Empty } from '../../ui/states.tsx';
import { useStyles } from '../../ui/styles.ts';
import { useWords } from '../../ui/texts.ts';
import { PageTitle } from '../../ui/title.tsx';
import { useLoaded } from '../../ui/use-loaded.ts';
import { WholePage } from '../../ui/whole-page.tsx';
import { RemindButton } from './offers.tsx';

type Missed = NonNullable<AnswerOf<'GET /surveys/{surveyId}/missing'>['missing']>;

const nobody: Missed = { items: [], next: null, total: 0 };

/** Who has not answered an open survey; where names are nobody's or not for the reader, how far it is. */
export function MissingPage({ id }: { readonly id: string }) {
  const styles = useStyles();
  const { t } = useWords();
  const { api } = useSession();
  const load = useCallback(() => api('GET /surveys/{surveyId}/missing', { path: { surveyId: id } }), [api, id]);
  const { loaded, reload } = useLoaded(load);
  return (
    <>
      <Back to={`surveys/${id}`} text={t('page:survey.back')} />
      <WholePage loaded={loaded} onRetry={reload}>
        {({ title, each, count, turnout, missing, anonymity }) => (
          <>
            <PageTitle text={t('page:survey.missing', { title })} />
            <p className={styles.plain}>
              {count === null
                ? `${t('survey:answered')}: ${turnout}`
                : t(each === 'organisation' ? 'survey:missingOrganisations' : 'survey:missingCount', { count })}
            </p>
            {!missing && <p className={styles.plain}>{t('survey:turnoutNote')}</p>}
            {!missing && <Empty text={t(`survey:missingHidden.${anonymity}`)} />}
            {count !== 0 && (
              <div>
                <RemindButton survey={{ id }} onDone={reload} />
              </div>
            )}
            {missing && missing.total > 0 && <Missed first={missing} id={id} />}
          </>
        )}
      </WholePage>
    </>
  );
}

function Missed({ first, id }: { readonly first: Missed; readonly id: string }) {
  const { t } = useWords();
  const { api } = useSession();
  const load = useCallback(
    async (after: string | undefined) => {
      if (after === undefined) return first;
      const { missing } = await api('GET /surveys/{surveyId}/missing', { path: { surveyId: id }, query: { after } });
      return missing ?? nobody;
    },
    [api, first, id],
  );
  const listing = useListing(load);
  return (
    <LongList
      label={t('survey:missingTitle')}
      listing={listing}
      total={first.total}
      row={({ name, organisation }) => <Row title={name} facts={[organisation ?? '']} />}
      startAt={0}
    />
  );
}
