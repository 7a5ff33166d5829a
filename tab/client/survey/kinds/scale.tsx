import { Localized } from '../../ui/localized.tsx';
import { useWords } from '../../ui/texts.ts';
import type { FormQuestionOf } from '../answer/form.ts';
import { Clear, Group } from '../answer/group.tsx';
import type { KindProps } from '../answer/props.ts';
import { Radios } from '../answer/radios.tsx';
import type { OneOf } from '../editor/edited.ts';
import type { EditingProps, PageKind } from './page-kind.ts';

/** The grades one below the other, the ends of them named. */
function ScaleInputs(props: KindProps<FormQuestionOf<'scale'>>) {
  const { question, state } = props;
  const { t } = useWords();
  const { low, high } = question;
  const named: Readonly<Record<string, string>> = {
    0: t('survey:scaleLow', { text: low }),
    10: t('survey:scaleHigh', { text: high }),
  };
  const options = question.options.map(({ value, label }) => ({ value, label: named[value] ?? label }));
  return (
    <Group {...props} isOneOf>
      <Radios question={{ ...question, options }} state={state} />
      <Clear {...props} keys={[question.code]} />
    </Group>
  );
}

function ScaleEnds({ id, question, onChange, faults }: EditingProps<OneOf<'scale'>>) {
  const { t } = useWords();
  return (
    <>
      <Localized
        id={`${id}-low`}
        label={t('editor:scale.low')}
        text={question.low}
        onChange={(low) => onChange({ ...question, low })}
        fault={faults[`${id}-low`]}
      />
      <Localized
        id={`${id}-high`}
        label={t('editor:scale.high')}
        text={question.high}
        onChange={(high) => onChange({ ...question, high })}
        fault={faults[`${id}-high`]}
      />
    </>
  );
}

/** A grade from 0 to 10 between two named ends. */
export const scale: PageKind<'scale'> = {
  Inputs: ScaleInputs,
  Editing: ScaleEnds,
  hasLimits: false,
  fresh: (kept) => ({ kind: 'scale', ...kept, low: {}, high: {} }),
  choices: () => Array.from({ length: 11 }, (_none, grade) => ({ code: String(grade) })),
};
