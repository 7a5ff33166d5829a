import { Badge } from '@fluentui/react-components';
import type { OpenSurvey } from './api.ts';
import { useStyles } from './styles.ts';
import { useWords } from './texts.ts';

const colors = { no: 'warning', begun: 'informative', yes: 'success' } as const;

/** The open surveys of the reader's groups, and how far their own answer to each is. */
export function SurveyList({ surveys }: { readonly surveys: readonly OpenSurvey[] }) {
  const styles = useStyles();
  const { t } = useWords();
  if (surveys.length === 0) return <p className={styles.quiet}>{t('tab:surveys.none')}</p>;
  return (
    <div className={styles.card}>
      <ul className={styles.list}>
        {surveys.map((survey) => (
          <li key={survey.id} className={styles.row}>
            <div className={styles.text}>
              <div className={styles.title}>{survey.title}</div>
              <div className={styles.quiet}>{survey.group}</div>
              <div className={styles.quiet}>{t('tab:surveys.closes', { moment: survey.closes })}</div>
            </div>
            <Badge appearance="tint" size="large" color={colors[survey.answered]}>
              {t(`tab:surveys.${survey.answered}`)}
            </Badge>
          </li>
        ))}
      </ul>
      <p className={styles.advice}>{t('tab:surveys.how', { word: t('commands:mine.word') })}</p>
    </div>
  );
}
