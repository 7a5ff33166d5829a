import { useEditingStyles } from './editing-styles.ts';
import { useStyles } from './styles.ts';
import { useWords } from './texts.ts';

interface LabelTextProps {
  readonly label: string;
  readonly required: boolean;
}

/** The label of something to be filled in, marked when it is needed. */
export function LabelText({ label, required }: LabelTextProps) {
  const styles = useStyles();
  const { star } = useEditingStyles();
  const { t } = useWords();
  return (
    <>
      {label}
      {required && (
        <>
          <span aria-hidden="true" className={star}>
            {' *'}
          </span>
          <span className={styles.unseen}> ({t('page:survey.required')})</span>
        </>
      )}
    </>
  );
}
