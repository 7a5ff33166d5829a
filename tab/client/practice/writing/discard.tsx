import { Confirm } from '../../ui/confirm.tsx';
import { dropDraft } from '../../ui/drafts.ts';
import { useRouter } from '../../ui/router.tsx';
import { useSession } from '../../ui/session.tsx';
import { useWords } from '../../ui/texts.ts';
import { keptName } from './use-writing.ts';

interface DiscardProps {
  readonly id: string;
  /** Of the practice as it is shown. */
  readonly version: number;
  /** True for a practice that was never proposed: nothing of it is left. */
  readonly isDraft: boolean;
  /** Called when what was written is gone. */
  readonly onDone?: () => void;
}

/** Throws away what is written and not proposed, after asking. */
export function Discard({ id, version, isDraft, onDone }: DiscardProps) {
  const { t } = useWords();
  const { api } = useSession();
  const { go } = useRouter();
  const of = isDraft ? 'draft' : 'change';
  const discard = async () => {
    await api('DELETE /practices/{practiceId}/draft', { path: { practiceId: id }, version });
    dropDraft(keptName(id));
    onDone?.();
    go(isDraft ? 'practices' : `practices/${id}`, { back: true });
    return t(`writing:discarded.${of}`);
  };
  return (
    <Confirm
      button={t(`writing:discard.${of}`)}
      title={t(`writing:askDiscard.${of}`)}
      text={t(`writing:discardText.${of}`)}
      yes={t('page:form.forgetYes')}
      onYes={discard}
    />
  );
}
