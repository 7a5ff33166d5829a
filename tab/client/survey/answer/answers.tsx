import type { ReactNode } from 'react';
import { useStyles } from '../../ui/styles.ts';
import { useWords } from '../../ui/texts.ts';
import type { FormPage, Question } from './form.ts';
import { useAnswerStyles } from './styles.ts';

interface AnsweredPage extends Pick<FormPage, 'page' | 'heading'> {
  readonly questions: readonly Pick<Question, 'code' | 'label' | 'answer'>[];
}

interface AnswersProps<P extends AnsweredPage> {
  readonly pages: readonly P[];
  /** The way back to a page, by its title. */
  readonly change?: (page: P, title: string) => ReactNode;
}

/** Everything that was answered, page by page. */
export function Answers<P extends AnsweredPage>({ pages, change }: AnswersProps<P>) {
  const styles = useStyles();
  const answering = useAnswerStyles();
  const { t } = useWords();
  return pages.map((page, index) => {
    const title = page.heading ?? t('survey:pageNumber', { page: index + 1 });
    return (
      <section key={page.page} className={styles.card}>
        <div className={styles.header}>
          <h3 className={answering.pageTitle}>{title}</h3>
          {change?.(page, title)}
        </div>
        <dl className={answering.answers}>
          {page.questions.map(({ code, label, answer }) => (
            <div key={code}>
              <dt className={styles.quiet}>{label}</dt>
              <dd className={answer ? answering.answer : answering.noAnswer}>{answer || t('survey:notAnswered')}</dd>
            </div>
          ))}
        </dl>
      </section>
    );
  });
}
