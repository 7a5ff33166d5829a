import { Radio } from '@fluentui/react-components';
import type { FormState } from '../../ui/use-form.ts';
import { useAnswerStyles } from './styles.ts';

interface RadiosProps {
  readonly question: {
    readonly code: string;
    readonly options: readonly { readonly value: string; readonly label: string }[];
  };
  readonly state: FormState;
}

/** One of a list. */
export function Radios({ question, state }: RadiosProps) {
  const answering = useAnswerStyles();
  const { code, options } = question;
  return (
    <div className={answering.options}>
      {options.map(({ value, label }) => (
        <Radio
          key={value}
          name={code}
          value={value}
          label={label}
          checked={state.values[code] === value}
          onChange={() => state.set(code, value)}
        />
      ))}
    </div>
  );
}
