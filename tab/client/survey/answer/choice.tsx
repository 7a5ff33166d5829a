import { Checkbox, Input, Radio } from '@fluentui/react-components';
import { useWords } from '../../ui/texts.ts';
import type { QuestionOf } from './form.ts';
import { Clear, Group } from './group.tsx';
import { InsteadInputs } from './instead.tsx';
import type { InputsProps, KindProps } from './props.ts';
import { useAnswerStyles } from './styles.ts';

/** One of a short list: yes or no. */
export function ListInputs(props: KindProps<QuestionOf<'yesNo'>>) {
  return (
    <Group {...props} isOneOf>
      <Radios {...props} />
      <Clear {...props} keys={[props.question.code]} />
    </Group>
  );
}

/** One of several, or several of them, with a text beside «other». */
export function ChoiceInputs(props: KindProps<QuestionOf<'choice'>>) {
  const { question, state } = props;
  const { multiple, code, otherKey } = question;
  const keys = otherKey === null ? [code] : [code, otherKey];
  return (
    <Group {...props} isOneOf={!multiple}>
      {multiple ? <Checkboxes {...props} /> : <Radios {...props} />}
      <OtherInput {...props} />
      {!multiple && <Clear {...props} keys={keys} />}
      <InsteadInputs question={question} state={state} />
    </Group>
  );
}

function Radios({ question, state }: Pick<InputsProps<QuestionOf<'choice' | 'yesNo'>>, 'question' | 'state'>) {
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

function Checkboxes({ question, state }: Pick<InputsProps<QuestionOf<'choice'>>, 'question' | 'state'>) {
  const answering = useAnswerStyles();
  const { code, options, alone, otherKey } = question;
  const chosen = (state.values[code] ?? '').split(',').filter(Boolean);
  const tick = (value: string, isTicked: boolean) => {
    // What excludes the others takes their place, and they take its.
    const stays = (one: string) => !isTicked || (!alone.includes(value) && !alone.includes(one));
    const next = options
      .map((option) => option.value)
      .filter((one) => (one === value ? isTicked : chosen.includes(one) && stays(one)));
    state.set(code, next.join(','));
    // A text beside «other» chooses it.
    if (!next.includes('other') && otherKey !== null) state.set(otherKey, '');
  };
  return (
    <div className={answering.options}>
      {options.map(({ value, label }) => (
        <Checkbox
          key={value}
          label={label}
          checked={chosen.includes(value)}
          onChange={(_event, { checked }) => tick(value, checked === true)}
        />
      ))}
    </div>
  );
}

function OtherInput({ question, state }: Pick<InputsProps<QuestionOf<'choice'>>, 'question' | 'state'>) {
  const answering = useAnswerStyles();
  const { t } = useWords();
  const { code, otherKey } = question;
  const chosen = (state.values[code] ?? '').split(',');
  if (otherKey === null || !chosen.includes('other')) return null;
  return (
    <div className={answering.other}>
      <label htmlFor={otherKey}>{t('survey:other')}</label>
      <Input
        id={otherKey}
        maxLength={300}
        value={state.values[otherKey] ?? ''}
        onChange={(_event, { value }) => state.set(otherKey, value)}
      />
    </div>
  );
}
