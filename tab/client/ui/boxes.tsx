import { Checkbox } from '@fluentui/react-components';
import { useEditingStyles } from './editing-styles.ts';

interface BoxesProps<T extends string> {
  /** By which the group can be given the focus. */
  readonly id?: string;
  readonly label: string;
  readonly hint?: string;
  readonly choices: readonly (readonly [value: T, text: string])[];
  readonly chosen: readonly T[];
  readonly onChange: (chosen: T[]) => void;
}

/** Several of some, kept in the order in which they are offered. */
export function Boxes<T extends string>({ id, label, hint, choices, chosen, onChange }: BoxesProps<T>) {
  const styles = useEditingStyles();
  const toggle = (one: T, isOn: boolean) =>
    onChange(choices.map(([value]) => value).filter((value) => (value === one ? isOn : chosen.includes(value))));
  return (
    <fieldset id={id} tabIndex={id === undefined ? undefined : -1} className={styles.group}>
      <legend className={styles.legend}>{label}</legend>
      {hint && <p className={styles.marks}>{hint}</p>}
      <div className={styles.boxes}>
        {choices.map(([value, text]) => (
          <Checkbox
            key={value}
            label={text}
            checked={chosen.includes(value)}
            onChange={(_event, { checked }) => toggle(value, checked === true)}
          />
        ))}
      </div>
    </fieldset>
  );
}
