import { Button } from '@fluentui/react-components';
import { useSession } from '../../ui/session.tsx';
import { useWords } from '../../ui/texts.ts';
import { Refusal, useAction } from '../../ui/use-action.tsx';

/** Saves a survey's questions and words as a file. */
export function SaveAsFile({ surveyId, title }: { readonly surveyId: string; readonly title: string }) {
  const { t } = useWords();
  const { api } = useSession();
  const { act, isBusy, problem } = useAction();
  const save = () =>
    act(async () => {
      const survey = await api('GET /surveys/{surveyId}/file', { path: { surveyId } });
      const file = new Blob([JSON.stringify(survey, null, 2)], { type: 'application/json' });
      const link = document.createElement('a');
      link.href = URL.createObjectURL(file);
      link.download = `${plainName(title) || 'survey'}.json`;
      link.click();
      URL.revokeObjectURL(link.href);
      return t('page:downloaded');
    });
  return (
    <>
      <Button disabledFocusable={isBusy} onClick={() => void save()}>
        {t('page:survey.saveFile')}
      </Button>
      <Refusal problem={problem} />
    </>
  );
}

/** A name that every file system takes. */
function plainName(title: string): string {
  const plain = title.normalize('NFD').replace(/\p{M}/gu, '').toLowerCase();
  return (plain.match(/[a-z0-9]+/g) ?? []).join('-').slice(0, 60);
}
