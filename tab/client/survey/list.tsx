import { useCallback } from 'react';
import type { AnswerOf } from '../ui/api.ts';
import { ListPage } from '../ui/list-page.tsx';
import { PageLink } from '../ui/router.tsx';
import { Mark, Row } from '../ui/row.tsx';
import { useSession } from '../ui/session.tsx';
import { useStyles } from '../ui/styles.ts';
import { useWords } from '../ui/texts.ts';

type Item = AnswerOf<'GET /surveys'>['items'][number];

const states = [
  'draft',
  'scheduled',
  'open',
  'closed',
  'cancelled',
  'archived',
] as const satisfies readonly Item['state'][];

/** The surveys that the reader sees. */
export function SurveysPage() {
  const { t } = useWords();
  const { api, network } = useSession();
  const load = useCallback(
    (query: Readonly<Record<string, string>>, after: string | undefined) =>
      api('GET /surveys', { query: { search: query['search'], state: stateOf(query['state']), after } }),
    [api],
  );
  // Who looks after no survey sees none that is not posted.
  const seen = network.seesStatus ? states : (['open', 'closed', 'cancelled', 'archived'] as const);
  const named = seen.map((state) => [state, t(`terms:surveyState.${state}`)] as const);
  const choices = [['', t('page:list.all')] as const, ...named];
  return (
    <ListPage
      name="surveys"
      intro={network.seesStatus && <NewSurveyLink />}
      title={t('page:nav.surveys')}
      filters={[{ name: 'state', label: t('survey:state'), choices }]}
      countKey="page:count.surveys"
      none={t('page:survey.none')}
      load={load}
      row={(survey) => <SurveyRow survey={survey} />}
    />
  );
}

function NewSurveyLink() {
  const styles = useStyles();
  const { t } = useWords();
  return (
    <div>
      <PageLink to="surveys/new" className={styles.doLink}>
        {t('survey:newTitle')}
      </PageLink>
    </div>
  );
}

function stateOf(text: string | undefined): Item['state'] | undefined {
  return states.find((state) => state === text);
}

function SurveyRow({ survey }: { readonly survey: Item }) {
  const { t } = useWords();
  const { id, title, titleLanguage, audience, state, closes } = survey;
  const end = t(
    state === 'open' || state === 'scheduled' || state === 'draft' ? 'tab:surveys.closes' : 'page:survey.closed',
    { moment: closes },
  );
  return (
    <Row
      to={`surveys/${id}`}
      title={title}
      language={titleLanguage}
      facts={[audience, end]}
      mark={<Mark text={t(`terms:surveyState.${state}`)} />}
    />
  );
}
