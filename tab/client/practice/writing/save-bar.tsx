import { Button } from '@fluentui/react-components';
import { useEditingStyles } from '../../ui/editing-styles.ts';
import { useStyles } from '../../ui/styles.ts';
import { useWords } from '../../ui/texts.ts';
import type { Writing } from './use-writing.ts';

interface SaveBarProps {
  readonly writing: Writing;
  readonly onSave: () => void;
  readonly onPropose: () => void;
}

/** Stays in sight: saving, and what there is still to do before proposing. */
export function SaveBar({ writing, onSave, onPropose }: SaveBarProps) {
  const styles = useEditingStyles();
  const base = useStyles();
  const { t } = useWords();
  const { stored, isChanged, isBusy } = writing;
  const lacking = Object.keys(stored.faults).length;
  return (
    <div className={styles.bar}>
      <Button appearance="primary" disabledFocusable={isBusy || !isChanged} onClick={onSave}>
        {t('common:save')}
      </Button>
      <Button disabledFocusable={isBusy} onClick={onPropose}>
        {t('writing:readAndPropose')}
      </Button>
      <span className={base.quiet}>
        {t(isChanged ? 'editor:unsaved' : 'editor:allSaved')} {lacking > 0 && t('writing:lacking', { count: lacking })}
      </span>
    </div>
  );
}
