import { Field, Input, Select, Textarea } from '@fluentui/react-components';
import { useWords } from './texts.ts';
import type { FormState } from './use-form.ts';

interface InputProps {
  readonly form: FormState;
  readonly name: string;
  readonly label: string;
  readonly hint?: string;
  readonly required?: boolean;
}

function useFault({ form, name }: Pick<InputProps, 'form' | 'name'>) {
  const { t } = useWords();
  const fault = form.faults[name];
  return fault === undefined ? {} : { validationState: 'error' as const, validationMessage: t(`page:fault.${fault}`) };
}

/** A line of text, a day or a time of day, with what is wrong with it below. */
export function TextInput(props: InputProps & { readonly type?: 'text' | 'date' | 'time' }) {
  const { form, name, label, hint, required = false, type = 'text' } = props;
  const fault = useFault({ form, name });
  return (
    <Field label={label} {...(hint ? { hint } : {})} required={required} {...fault}>
      <Input
        id={name}
        type={type}
        value={form.values[name] ?? ''}
        onChange={(_event, { value }) => form.set(name, value)}
      />
    </Field>
  );
}

/** Several lines of text; `rows` are shown at first, 4 unless told otherwise. */
export function LongTextInput({
  form,
  name,
  label,
  hint,
  required = false,
  rows = 4,
}: InputProps & { readonly rows?: number }) {
  const fault = useFault({ form, name });
  return (
    <Field label={label} {...(hint ? { hint } : {})} required={required} {...fault}>
      <Textarea
        id={name}
        rows={rows}
        resize="vertical"
        value={form.values[name] ?? ''}
        onChange={(_event, { value }) => form.set(name, value)}
      />
    </Field>
  );
}

/** One of several. */
export function ChoiceInput(
  props: InputProps & { readonly choices: readonly (readonly [value: string, text: string])[] },
) {
  const { form, name, label, hint, required = false, choices } = props;
  const fault = useFault({ form, name });
  return (
    <Field label={label} {...(hint ? { hint } : {})} required={required} {...fault}>
      <Select id={name} value={form.values[name] ?? ''} onChange={(_event, { value }) => form.set(name, value)}>
        {choices.map(([value, text]) => (
          <option key={value} value={value}>
            {text}
          </option>
        ))}
      </Select>
    </Field>
  );
}
