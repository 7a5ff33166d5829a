import { Field, Radio, RadioGroup } from '@fluentui/react-components';
import { Boxes } from '../ui/boxes.tsx';
import { useWords } from '../ui/texts.ts';
import type { Draft } from './editor/edited.ts';

/** Who may see results, from when on, and what may divide them, in the order in which they are offered. */
export const fors = ['coordinators', 'leads', 'asked'] as const satisfies readonly Draft['resultsFor'][];
export const froms = ['live', 'closed'] as const satisfies readonly Draft['resultsFrom'][];
export const breakdowns = [
  'group',
  'organisationType',
  'region',
] as const satisfies readonly Draft['breakdowns'][number][];

interface OneOfProps<T extends string> {
  readonly id: 'resultsFor' | 'resultsFrom';
  readonly label: string;
  readonly offered: readonly T[];
  readonly value: string;
  readonly onChange: (value: T) => void;
}

/** Who sees the results, or from when on. */
export function OneOf<T extends string>({ id, label, offered, value, onChange }: OneOfProps<T>) {
  const { t } = useWords();
  const textOf = (one: T) => (id === 'resultsFor' ? t(`terms:resultsFor.${one}`) : t(`terms:resultsFrom.${one}`));
  return (
    <Field label={label}>
      <RadioGroup id={id} value={value} onChange={(_event, { value: chosen }) => onChange(chosen as T)}>
        {offered.map((one) => (
          <Radio key={one} value={one} label={textOf(one)} />
        ))}
      </RadioGroup>
    </Field>
  );
}

interface BreakdownBoxesProps {
  readonly chosen: readonly string[];
  /** How many may be chosen; of one, choosing another takes its place. */
  readonly most: number;
  readonly onChange: (chosen: (typeof breakdowns)[number][]) => void;
}

/** By what the results are divided. */
export function BreakdownBoxes({ chosen, most, onChange }: BreakdownBoxesProps) {
  const { t } = useWords();
  return (
    <Boxes
      id="breakdowns"
      label={t('page:results.breakdowns')}
      hint={t('page:results.breakdownsHint')}
      choices={breakdowns.map((one) => [one, t(`terms:breakdown.${one}`)])}
      chosen={breakdowns.filter((one) => chosen.includes(one))}
      onChange={(next) => onChange(most === 1 ? next.filter((one) => !chosen.includes(one)) : next)}
    />
  );
}
