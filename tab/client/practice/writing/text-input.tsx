import { memo } from 'react';
import { Localized } from '../../ui/localized.tsx';
import { type Language, languages, useWords } from '../../ui/texts.ts';
import type { Writing } from './use-writing.ts';

interface TextInputProps {
  /** The name of the input without its language, such as `s.what`. */
  readonly name: string;
  readonly label: string;
  readonly hint?: string;
  readonly required: boolean;
  readonly isLong?: boolean;
  readonly fi: string;
  readonly sv: string;
  readonly en: string;
  readonly limit: number;
  readonly shown: readonly Language[];
  readonly faults: Writing['faults'];
  readonly set: Writing['set'];
}

/** One text of a practice. Drawn anew only when it changes itself: there may be ten long ones in three languages. */
export const TextInput = memo(function TextInput(props: TextInputProps) {
  const { name, label, hint, required, isLong = false, limit, shown, faults, set } = props;
  const { t } = useWords();
  const own = languages.flatMap((language) => {
    const fault = faults[`${name}.${language}`];
    return fault ? [[language, t(`page:fault.${fault}`)] as const] : [];
  });
  return (
    <Localized
      id={name}
      label={label}
      {...(hint ? { hint } : {})}
      text={{ fi: props.fi, sv: props.sv, en: props.en }}
      required={required}
      isLong={isLong}
      limit={limit}
      shown={shown}
      fault={faults[name] && t(`page:fault.${faults[name]}`)}
      faults={Object.fromEntries(own)}
      onChange={(text, language) => set(`${name}.${language}`, text[language] ?? '')}
    />
  );
});
