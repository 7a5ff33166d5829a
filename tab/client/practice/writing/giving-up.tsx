import { MessageBar, MessageBarActions, MessageBarBody } from '@fluentui/react-components';
import { Forget } from '../../ui/forget.tsx';
import { useStyles } from '../../ui/styles.ts';
import { useWords } from '../../ui/texts.ts';
import { Discard } from './discard.tsx';
import type { Writing } from './use-writing.ts';

interface GivingUpProps {
  readonly writing: Writing;
}

/** The ways to give up what was typed, or all that was written; both ask first. */
export function GivingUp({ writing }: GivingUpProps) {
  const styles = useStyles();
  const { stored, isChanged, reset } = writing;
  return (
    <div className={styles.actions}>
      {isChanged && <Forget onYes={writing.reset} />}
      {stored.begun && (
        <Discard id={stored.id} version={stored.version} isDraft={stored.state === 'draft'} onDone={reset} />
      )}
    </div>
  );
}

/** Says that what was typed earlier and not saved stands in the form again. */
export function Restored({ writing }: GivingUpProps) {
  const { t } = useWords();
  if (!writing.isRestored || !writing.isChanged || writing.refusals > 0) return null;
  return (
    <MessageBar intent="info" layout="multiline">
      <MessageBarBody>{t('page:form.restored')}</MessageBarBody>
      <MessageBarActions>
        <Forget onYes={writing.reset} />
      </MessageBarActions>
    </MessageBar>
  );
}
