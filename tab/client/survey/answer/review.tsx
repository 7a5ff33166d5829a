import { Button } from '@fluentui/react-components';
import { useRouter } from '../../ui/router.tsx';
import { useSession } from '../../ui/session.tsx';
import { useStyles } from '../../ui/styles.ts';
import { useWords } from '../../ui/texts.ts';
import { useUndo } from '../../ui/undo.tsx';
import { Refusal, useAction } from '../../ui/use-action.tsx';
import { Answers } from './answers.tsx';
import { StepHeading, type StepProps, Whose } from './step.tsx';

/** All answers before they are sent, page by page, each with the way back to it. */
export function Review({ form, place, isMoved, onNext }: StepProps) {
  const styles = useStyles();
  const { t } = useWords();
  const { api } = useSession();
  const { go } = useRouter();
  const { tell } = useUndo();
  const { act, isBusy, problem } = useAction();
  const path = { surveyId: place.surveyId };
  const { organisation } = place;
  const open = (page: number) =>
    act(async () => {
      onNext(await api('GET /surveys/{surveyId}/answer', { path, query: { organisation, page } }));
      return { heard: t('page:answer.changeNow') };
    });
  const submit = () =>
    act(async () => {
      onNext(await api('POST /surveys/{surveyId}/answer/submit', { path, query: { organisation } }));
      return { heard: t('page:answer.sent') };
    });
  const leave = () => {
    go(`surveys/${place.surveyId}`, { back: true });
    tell(t('page:answer.left'));
  };
  return (
    <>
      <StepHeading text={t('survey:reviewTitle')} isMoved={isMoved} />
      <Whose form={form} />
      <p className={styles.plain}>{t('survey:reviewText')}</p>
      <Answers
        pages={form.pages}
        change={({ page }, title) => (
          <Button
            size="small"
            disabledFocusable={isBusy}
            aria-label={t('page:answer.changeOf', { title })}
            onClick={() => void open(page)}
          >
            {t('page:survey.change')}
          </Button>
        )}
      />
      <Refusal problem={problem} />
      <div className={styles.actions}>
        <Button appearance="primary" disabledFocusable={isBusy} onClick={() => void submit()}>
          {t('survey:submit')}
        </Button>
        <Button onClick={leave}>{t('survey:leave')}</Button>
      </div>
    </>
  );
}
