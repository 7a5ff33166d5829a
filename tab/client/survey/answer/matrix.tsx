import { Radio } from '@fluentui/react-components';
import type { QuestionOf } from './form.ts';
import { Clear, Group } from './group.tsx';
import type { KindProps } from './props.ts';
import { useAnswerStyles } from './styles.ts';

/**
 * Rows that are all answered on one scale. To the eye a table, and one group below the other on a narrow screen; to a
 * screen reader each row is a group of radio buttons under its own name, wherever it is.
 */
export function MatrixInputs(props: KindProps<QuestionOf<'matrix'>>) {
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
