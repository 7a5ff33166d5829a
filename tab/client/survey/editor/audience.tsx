import { Field, Radio, RadioGroup } from '@fluentui/react-components';
import { useState } from 'react';
import { Boxes } from '../../ui/boxes.tsx';
import { organisationTypes } from '../../ui/organisation-types.ts';
import { useWords } from '../../ui/texts.ts';
import { Awaited } from './awaited.tsx';
import { type Audience, type Draft, type Edited, namesSomebody } from './edited.ts';
import { PeopleChoice } from './people.tsx';
import { useEditorStyles } from './styles.ts';
import { type AwaitedAnswers, useAwaited } from './use-awaited.ts';

/** Whom the visitor may ask. */
export type Askable = Pick<Draft, 'groups' | 'anybody'>;

interface AudienceProps {
  readonly audience: Audience;
  readonly askable: Askable;
  readonly respondent: Edited['respondent'];
  /** Undefined as long as the mode is not known. */
  readonly anonymity?: Edited['anonymity'] | undefined;
  readonly fault?: string | undefined;
  readonly onChange: (audience: Audience) => void;
}

type Kind = Audience['kind'];
const nobody = {
  groups: { kind: 'groups', groupIds: [] },
  network: { kind: 'network' },
  organisationTypes: { kind: 'organisationTypes', types: [] },
  members: { kind: 'members', memberIds: [] },
} satisfies { [K in Kind]: Extract<Audience, { kind: K }> };

/** Whom a survey asks: groups, the whole network, organisations of some types, or people one by one. */
export function AudienceChoice(props: AudienceProps) {
  const { audience, askable, respondent, anonymity, fault, onChange } = props;
  const styles = useEditorStyles();
  const { t } = useWords();
  const [earlier, setEarlier] = useState<Partial<Record<Kind, Audience>>>({});
  const awaited = useAwaited(audience, respondent);
  const wide = askable.anybody || audience.kind === 'network' || audience.kind === 'organisationTypes';
  const kinds: readonly Kind[] = ['groups', ...(wide ? (['network', 'organisationTypes'] as const) : []), 'members'];
  const choose = (kind: Kind) => {
    setEarlier((before) => ({ ...before, [audience.kind]: audience }));
    onChange(earlier[kind] ?? nobody[kind]);
  };
  const told = fault ?? (namesSomebody(audience) ? undefined : t('survey:nothingChosen'));
  return (
    <fieldset className={styles.group}>
      <div className={styles.form}>
        <Field
          label={t('survey:chooseTitle')}
          {...(told
            ? { validationState: fault ? ('error' as const) : ('none' as const), validationMessage: told }
            : {})}
        >
          <RadioGroup
            id="audience"
            tabIndex={-1}
            value={audience.kind}
            onChange={(_event, { value }) => choose(value as Kind)}
          >
            {kinds.map((kind) => (
              <Radio key={kind} value={kind} label={t(`editor:audience.${kind}`)} />
            ))}
          </RadioGroup>
        </Field>
        <Which audience={audience} askable={askable} awaited={awaited} onChange={onChange} />
        <Awaited awaited={awaited} anonymity={anonymity} />
      </div>
    </fieldset>
  );
}

interface WhichProps extends Pick<AudienceProps, 'audience' | 'askable' | 'onChange'> {
  readonly awaited: AwaitedAnswers;
}

/** Which of the chosen kind. */
function Which({ audience, askable, awaited, onChange }: WhichProps) {
  const { t } = useWords();
  switch (audience.kind) {
    case 'network':
      return null;
    case 'groups':
      return (
        <Boxes
          label={t('survey:whichGroups')}
          hint={t('survey:groupsText')}
          choices={askable.groups.map(({ id, name }) => [id, name])}
          chosen={audience.groupIds}
          onChange={(groupIds) => onChange({ kind: 'groups', groupIds })}
        />
      );
    case 'organisationTypes':
      return (
        <Boxes
          label={t('survey:whichTypes')}
          hint={t('survey:typesText')}
          choices={organisationTypes.map((type) => [type, t(`terms:organisationType.${type}`)])}
          chosen={audience.types}
          onChange={(types) => onChange({ kind: 'organisationTypes', types })}
        />
      );
    case 'members':
      return (
        <PeopleChoice
          chosen={audience.memberIds}
          groups={askable.groups}
          known={awaited.people}
          isTold={awaited.asked !== undefined || awaited.problem !== undefined}
          onChange={(memberIds) => onChange({ kind: 'members', memberIds })}
        />
      );
  }
}
