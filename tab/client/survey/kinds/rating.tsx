import { Radio } from '@fluentui/react-components';
import { Localized } from '../../ui/localized.tsx';
import { useStyles } from '../../ui/styles.ts';
import { useWords } from '../../ui/texts.ts';
import type { FormQuestionOf } from '../answer/form.ts';
import { Clear, Group } from '../answer/group.tsx';
import type { KindProps } from '../answer/props.ts';
import { useAnswerStyles } from '../answer/styles.ts';
import type { OneOf } from '../editor/edited.ts';
import type { EditingProps, PageKind } from './page-kind.ts';

/** One of five steps in a row between two named ends, and below them what may be said instead. */
function RatingInputs(props: KindProps<FormQuestionOf<'rating'>>) {
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

function Ends({ id, question, onChange, faults }: EditingProps<OneOf<'rating'>>) {
  const { t } = useWords();
  return (
    <>
      <Localized
        id={`${id}-low`}
        label={t('editor:rating.low')}
        text={question.low}
        onChange={(low) => onChange({ ...question, low })}
        fault={faults[`${id}-low`]}
      />
      <Localized
        id={`${id}-high`}
        label={t('editor:rating.high')}
        text={question.high}
        onChange={(high) => onChange({ ...question, high })}
        fault={faults[`${id}-high`]}
      />
    </>
  );
}

/** A grade from 1 to 5 between two named ends. */
export const rating: PageKind<'rating'> = {
  Inputs: RatingInputs,
  Editing: Ends,
  hasLimits: false,
  fresh: (kept) => ({ kind: 'rating', ...kept, low: {}, high: {} }),
  choices: () => ['1', '2', '3', '4', '5'].map((code) => ({ code })),
};
