import { Field, Input } from '@fluentui/react-components';
import { memo } from 'react';
import { Boxes } from '../../ui/boxes.tsx';
import { Count } from '../../ui/count.tsx';
import { useEditingStyles } from '../../ui/editing-styles.ts';
import { Facts } from '../../ui/facts.tsx';
import { useWords } from '../../ui/texts.ts';
import { type Filing } from './changes.ts';

const supportForms = ['remote', 'inPerson', 'training', 'none'] as const satisfies Filing['supportForms'];

const targetGroups = [
  'everyone',
  'olderPeople',
  'immigrants',
  'withoutDevice',
  'specialNeeds',
  'young',
  'jobSeekers',
  'other',
] as const satisfies Filing['targetGroups'];

const themes = [
  'needs',
  'networkBuilding',
  'communication',
  'resources',
  'helperTraining',
  'evaluation',
  'cooperation',
  'other',
] as const satisfies Filing['themes'];

interface FilingInputsProps {
  /** Codes joined by commas. */
  readonly supportForms: string;
  readonly targetGroups: string;
  readonly themes: string;
  readonly municipality: string;
  /** How long the name of a municipality may be. */
  readonly longest: number;
  readonly region: string;
  readonly fault: string | undefined;
  readonly set: (name: string, value: string) => void;
}

/** What a practice is found by. */
export const FilingInputs = memo(function FilingInputs(props: FilingInputsProps) {
  const { t } = useWords();
  const { municipality, longest, region, fault, set } = props;
  const styles = useEditingStyles();
  const boxes = <T extends string>(
    name: 'supportForms' | 'targetGroups' | 'themes',
    codes: readonly T[],
    textOf: (code: T) => string,
  ) => (
    <Boxes
      label={t(`writing:${name}`)}
      choices={codes.map((code) => [code, textOf(code)] as const)}
      chosen={codes.filter((code) => props[name].split(',').includes(code))}
      onChange={(chosen) => set(name, chosen.join(','))}
    />
  );
  return (
    <>
      {boxes('supportForms', supportForms, (code) => t(`terms:supportForm.${code}`))}
      {boxes('targetGroups', targetGroups, (code) => t(`terms:targetGroup.${code}`))}
      {boxes('themes', themes, (code) => t(`terms:theme.${code}`))}
      <div className={styles.field}>
        <Field
          label={t('writing:municipality')}
          hint={t('writing:municipalityHint')}
          {...(fault && { validationState: 'error' as const, validationMessage: t(`page:fault.${fault}`) })}
        >
          <Input
            id="municipality"
            aria-describedby="municipality-limit"
            value={municipality}
            onChange={(_event, { value }) => set('municipality', value)}
          />
        </Field>
        <Count id="municipality-limit" typed={municipality.trim().length} max={longest} />
      </div>
      <Facts facts={[[t('terms:breakdown.region'), region]]} />
    </>
  );
});
