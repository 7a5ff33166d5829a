import { Field, Select } from '@fluentui/react-components';
import { useWords, type Words } from '../ui/texts.ts';
import type { Draft } from './editor/edited.ts';

/** For how many months after a survey's end its answers are kept, or as the records plan says. */
export type Keep = Draft['keep'];

const offered = [3, 6, 12, 24, 60, 120];

/** What may be chosen: what is offered, and what holds. */
function choicesFor(holds: Keep): Keep[] {
  const months = new Set([...offered, ...(holds === 'plan' ? [] : [holds])]);
  return [...[...months].sort((a, b) => a - b), 'plan'];
}

/** For how long answers are kept, in words. */
export function keepWords(keep: Keep, t: Words['t']): string {
  if (keep === 'plan') return t('survey:keepOption.plan');
  if (keep % 12 === 0) return t('survey:keepOption.years', { count: keep / 12 });
  return t('survey:keepOption.months', { count: keep });
}

/** What an input with this value stands for. */
export function keepFrom(value: string): Keep {
  return value === 'plan' ? value : Number(value);
}

interface KeepChoiceProps {
  readonly keep: Keep;
  readonly hint: string;
  readonly onChange: (keep: Keep) => void;
}

/** For how long answers are kept, of a survey that is not posted yet. */
export function KeepChoice({ keep, hint, onChange }: KeepChoiceProps) {
  const { t } = useWords();
  return (
    <Field label={t('survey:keepHow')} hint={hint}>
      <Select id="keep" value={String(keep)} onChange={(_event, { value }) => onChange(keepFrom(value))}>
        {choicesFor(keep).map((one) => (
          <option key={one} value={String(one)}>
            {keepWords(one, t)}
          </option>
        ))}
      </Select>
    </Field>
  );
}
