import { Field, Input } from '@fluentui/react-components';
import { memo } from 'react';
import { Boxes } from '../../ground/boxes.tsx';
import { Facts } from '../../ground/facts.tsx';
import { useWords } from '../../ground/texts.ts';
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
  readonly region: string;
  readonly fault: string | undefined;
  readonly set: (name: string, value: string) => void;
}

/** What a practice is found by. */
export const FilingInputs = memo(function FilingInputs(props: FilingInputsProps) {
  const { t } = useWords();
  const { municipality, region, fault, set } = props;
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
      <Field
        label={t('writing:municipality')}
        hint={t('writing:municipalityHint')}
        {...(fault && { validationState: 'error' as const, validationMessage: t(`page:fault.${fault}`) })}
      >
        <Input id="municipality" value={municipality} onChange={(_event, { value }) => set('municipality', value)} />
      </Field>
      <Facts facts={[[t('page:organisation.region'), region]]} />
    </>
  );
});
