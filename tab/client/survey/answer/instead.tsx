import { Checkbox } from '@fluentui/react-components';
import { useStyles } from '../../ui/styles.ts';
import { useWords } from '../../ui/texts.ts';
import type { FormState } from '../../ui/use-form.ts';
import type { Question } from './form.ts';
import { useAnswerStyles } from './styles.ts';

interface InsteadProps {
  readonly question: Question;
  readonly state: FormState;
}

/** What may be said instead of an answer, to tick and to take back; one thing at most. */
export function InsteadInputs({ question, state }: InsteadProps) {
  const styles = useStyles();
  const answering = useAnswerStyles();
  const { t } = useWords();
  const { instead, label } = question;
  if (!instead) return null;
  const { key, options } = instead;
  const chosen = state.values[key] ?? '';
  return (
    <fieldset className={answering.instead}>
      <legend className={styles.unseen}>{t('survey:instead', { label })}</legend>
      {options.map((option) => (
        <Checkbox
          key={option.value}
          label={option.label}
          checked={chosen.split(',').includes(option.value)}
          onChange={(_event, { checked }) => state.set(key, checked ? option.value : '')}
        />
      ))}
    </fieldset>
  );
}
