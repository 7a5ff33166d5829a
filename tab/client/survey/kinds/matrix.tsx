import { Radio } from '@fluentui/react-components';
import type { FormQuestionOf } from '../answer/form.ts';
import { Clear, Group } from '../answer/group.tsx';
import type { KindProps } from '../answer/props.ts';
import { useAnswerStyles } from '../answer/styles.ts';
import type { OneOf } from '../editor/edited.ts';
import { newOption } from '../editor/edited.ts';
import { Options } from '../editor/options.tsx';
import type { EditingProps, PageKind } from './page-kind.ts';

/**
 * Rows that are all answered on one scale. To the eye a table, and one group below the other on a narrow screen; to a
 * screen reader each row is a group of radio buttons under its own name, wherever it is.
 */
function MatrixInputs(props: KindProps<FormQuestionOf<'matrix'>>) {
  const { question, state } = props;
  const { rows, scale, required } = question;
  const answering = useAnswerStyles();
  const columns = { '--columns': `minmax(9rem, 2fr) repeat(${scale.length}, minmax(3.25rem, 1fr))` } as object;
  return (
    <Group {...props} isOneOf={false}>
      <div className={answering.matrix} style={columns}>
        <div aria-hidden="true" className={answering.scale}>
          <span />
          {scale.map(({ value, label }) => (
            <span key={value}>{label}</span>
          ))}
        </div>
        {rows.map(({ key, label }) => (
          <div
            key={key}
            role="radiogroup"
            aria-labelledby={`${key}-row`}
            aria-required={required}
            aria-invalid={state.faults[question.code] === 'required' && !state.values[key]}
            className={answering.row}
          >
            <div id={`${key}-row`} className={answering.rowLabel}>
              {label}
            </div>
            {scale.map((step) => (
              <Radio
                key={step.value}
                className={answering.cell}
                name={key}
                value={step.value}
                label={{ children: step.label, className: answering.cellLabel }}
                checked={state.values[key] === step.value}
                onChange={() => state.set(key, step.value)}
              />
            ))}
          </div>
        ))}
      </div>
      <Clear {...props} keys={rows.map(({ key }) => key)} />
    </Group>
  );
}

function Rows({ id, question, onChange, faults }: EditingProps<OneOf<'matrix'>>) {
  return (
    <>
      <Options
        id={`${id}-rows`}
        of="row"
        options={question.rows}
        mark="reversed"
        onChange={(rows) => onChange({ ...question, rows })}
        faults={faults}
      />
      <Options
        id={`${id}-scale`}
        of="step"
        options={question.scale}
        onChange={(scale) => onChange({ ...question, scale })}
        faults={faults}
      />
    </>
  );
}

/** Several statements that are judged on one scale. */
export const matrix: PageKind<'matrix'> = {
  Inputs: MatrixInputs,
  Editing: Rows,
  hasLimits: false,
  fresh: (kept, scale = [newOption(), newOption()]) => ({
    kind: 'matrix',
    ...kept,
    rows: [newOption()],
    scale: [...scale],
  }),
  choices: () => undefined,
};
