import { Confirm } from './confirm.tsx';
import { useWords } from './texts.ts';

/** A button that gives up what was typed and not saved, once its presser has said so again: it cannot be had back. */
export function Forget({ onYes }: { readonly onYes: () => void }) {
  const { t } = useWords();
  return (
    <Confirm
      button={t('page:form.forget')}
      title={t('page:form.askForget')}
      text={t('page:form.forgetText')}
      yes={t('page:form.forgetYes')}
      onYes={async () => {
        onYes();
        return t('page:form.forgotten');
      }}
    />
  );
}
