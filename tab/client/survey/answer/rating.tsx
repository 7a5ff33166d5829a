import { Radio } from '@fluentui/react-components';
import { useStyles } from '../../ui/styles.ts';
import { useWords } from '../../ui/texts.ts';
import type { QuestionOf } from './form.ts';
import { Clear, Group } from './group.tsx';
import type { KindProps } from './props.ts';
import { useAnswerStyles } from './styles.ts';

/** One of five steps in a row between two named ends, and below them what may be said instead. */
export function RatingInputs(props: KindProps<QuestionOf<'rating'>>) {
  const { question, state } = props;
  const { code, options, low, high } = question;
  const styles = useStyles();
  const answering = useAnswerStyles();
  const { t } = useWords();
  const named: Readonly<Record<string, string>> = {
    1: t('survey:ratingLow', { text: low }),
    5: t('survey:ratingHigh', { text: high }),
  };
  const steps = options.filter(({ value }) => !value.startsWith('-'));
  const radio = ({ value, label }: (typeof options)[number], isStep: boolean) => (
    <Radio
      key={value}
      name={code}
      value={value}
      label={label}
      labelPosition={isStep ? 'below' : 'after'}
      aria-label={named[value]}
      checked={state.values[code] === value}
      onChange={() => state.set(code, value)}
    />
  );
  return (
    <Group {...props} isOneOf>
      <div className={answering.rating}>
        <div className={answering.steps}>{steps.map((step) => radio(step, true))}</div>
        <div aria-hidden="true" className={answering.ends}>
          <span className={styles.quiet}>{low}</span>
          <span className={styles.quiet}>{high}</span>
        </div>
      </div>
      {options.length > steps.length && (
        <div className={answering.options}>
          {options.filter((option) => !steps.includes(option)).map((option) => radio(option, false))}
        </div>
      )}
      <Clear {...props} keys={[code]} />
    </Group>
  );
}
