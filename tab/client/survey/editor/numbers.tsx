import { Field, Input } from '@fluentui/react-components';
import { useRefused } from '../../ui/refused.tsx';

interface NumberFieldProps {
  readonly id: string;
  readonly label: string;
  readonly value: number | undefined;
  readonly onChange: (value: number | undefined) => void;
  readonly least?: number;
  readonly most?: number;
  readonly fault?: string | undefined;
  /** Default whole numbers only. */
  readonly step?: 'any';
}

/** A number that need not be given. */
export function NumberField({ id, label, value, onChange, fault: told, least, most, step }: NumberFieldProps) {
  const refused = useRefused(id);
  const fault = told ?? refused;
  return (
    <Field label={label} {...(fault ? { validationState: 'error' as const, validationMessage: fault } : {})}>
      <Input
        id={id}
        type="number"
        {...(least === undefined ? {} : { min: least })}
        {...(most === undefined ? {} : { max: most })}
        {...(step ? { step } : {})}
        value={value === undefined ? '' : String(value)}
        onChange={(_event, { value: typed }) => onChange(typed === '' ? undefined : numberIn(typed, step))}
      />
    </Field>
  );
}

const largest = 1e12;

function numberIn(typed: string, step: 'any' | undefined): number {
  const number = Math.min(Math.max(Number(typed), -largest), largest);
  return step ? number : Math.trunc(number);
}

interface DayFieldProps {
  readonly id: string;
  readonly label: string;
  readonly value: string;
  readonly onChange: (value: string) => void;
  readonly hint?: string;
  readonly fault?: string | undefined;
  readonly kind?: 'date' | 'time';
}

/** A day or a time of day; empty when it is not given. */
export function DayField({ id, label, value, onChange, hint, fault: told, kind = 'date' }: DayFieldProps) {
  const refused = useRefused(id);
  const fault = told ?? refused;
  return (
    <Field
      label={label}
      {...(hint ? { hint } : {})}
      {...(fault ? { validationState: 'error' as const, validationMessage: fault } : {})}
    >
      <Input id={id} type={kind} value={value} onChange={(_event, { value: typed }) => onChange(typed)} />
    </Field>
  );
}
