import { Button } from '@fluentui/react-components';
import { PageLink } from '../../app/router.tsx';
import { useSession } from '../../app/session.tsx';
import { useStyles } from '../../ground/styles.ts';
import { useWords } from '../../ground/texts.ts';
import { Refusal, useDeed } from '../../ground/use-deed.tsx';
import { Answers } from './answers.tsx';
import { StepHeading, type StepProps, Whose } from './step.tsx';
import { useAnswerStyles } from './styles.ts';

/** What was stored, until when it can be changed, and the ways on. */
export function Receipt({ form, place, isMoved, onNext }: StepProps) {
  const styles = useStyles();
  const answering = useAnswerStyles();
  const { t } = useWords();
  const { api } = useSession();
  const { act, isBusy, problem } = useDeed();
  const { surveyId, organisation } = place;
  const change = () =>
    act(async () => {
      onNext(await api('GET /surveys/{surveyId}/answer', { path: { surveyId }, query: { organisation, page: 0 } }));
    });
  return (
    <>
      <div className={answering.stored}>
        <StepHeading text={t(form.enteredFor ? 'survey:enteredTitle' : 'survey:receiptTitle')} isMoved={isMoved} />
        <p className={styles.plain}>{t('survey:receiptText', { moment: form.saved ?? '', closes: form.closes })}</p>
      </div>
      <Whose form={form} />
      <h2 className={styles.h2}>{t(form.enteredFor ? 'survey:enteredAnswers' : 'survey:yourAnswers')}</h2>
      <Answers form={form} />
      <Refusal problem={problem} />
      <div className={answering.ways}>
        <Button disabledFocusable={isBusy} onClick={() => void change()}>
          {t('survey:changeAnswer')}
        </Button>
        {form.enteredFor && (
          <PageLink to={`surveys/${surveyId}/entries`} className={styles.link}>
            {t('survey:enterAnother')}
          </PageLink>
        )}
        <PageLink to="" className={styles.link}>
          {t('page:answer.home')}
        </PageLink>
      </div>
    </>
  );
}
