import { Button } from '@fluentui/react-components';
import { type DragEvent, useState } from 'react';
import { useStyles } from '../../ui/styles.ts';
import { useWords } from '../../ui/texts.ts';
import type { FormQuestionOf } from '../answer/form.ts';
import { Clear, Group } from '../answer/group.tsx';
import { InsteadInputs } from '../answer/instead.tsx';
import type { KindProps } from '../answer/props.ts';
import { useAnswerStyles } from '../answer/styles.ts';
import { newOption, type OneOf } from '../editor/edited.ts';
import { Options } from '../editor/options.tsx';
import type { EditingProps, PageKind } from './page-kind.ts';

type Row = FormQuestionOf<'ranking'>['rows'][number];

/** Options in a list, to be dragged to their places, or moved with buttons; the first move gives all of them a place. */
function RankingInputs(props: KindProps<FormQuestionOf<'ranking'>>) {
  const { question, state } = props;
  const { rows } = question;
  const styles = useStyles();
  const answering = useAnswerStyles();
  const { t } = useWords();
  const [dragged, setDragged] = useState<string>();
  const placeOf = ({ key }: Row) => Number(state.values[key]) || rows.length + 1;
  const order = [...rows].sort((one, other) => placeOf(one) - placeOf(other));
  const isPlaced = rows.some(({ key }) => state.values[key]);
  const put = (row: Row, to: number) => {
    const rest = order.filter((one) => one !== row);
    const next = [...rest.slice(0, to), row, ...rest.slice(to)];
    for (const [index, { key }] of next.entries()) state.set(key, String(index + 1));
  };
  const drop = (event: DragEvent, to: number) => {
    event.preventDefault();
    const row = rows.find(({ key }) => key === dragged);
    if (row) put(row, to);
    setDragged(undefined);
  };
  return (
    <Group {...props} isOneOf={false}>
      <ol className={answering.order}>
        {order.map((row, index) => (
          <li
            key={row.key}
            className={answering.placed}
            draggable
            onDragStart={() => setDragged(row.key)}
            onDragOver={(event) => event.preventDefault()}
            onDrop={(event) => drop(event, index)}
          >
            <span>{isPlaced ? `${index + 1}. ${row.label}` : row.label}</span>
            <span className={styles.actions}>
              <Button
                id={`${row.key}-up`}
                size="small"
                aria-label={t('editor:upOf', { name: row.label })}
                onClick={() => put(row, Math.max(0, index - 1))}
              >
                {t('editor:up')}
              </Button>
              <Button
                id={`${row.key}-down`}
                size="small"
                aria-label={t('editor:downOf', { name: row.label })}
                onClick={() => put(row, index + 1)}
              >
                {t('editor:down')}
              </Button>
            </span>
          </li>
        ))}
      </ol>
      <Clear {...props} keys={rows.map(({ key }) => key)} />
      <InsteadInputs question={question} state={state} />
    </Group>
  );
}

function RankingOptions({ id, question, onChange, faults }: EditingProps<OneOf<'ranking'>>) {
  return (
    <Options
      id={`${id}-options`}
      of="option"
      options={question.options}
      onChange={(options) => onChange({ ...question, options })}
      faults={faults}
    />
  );
}

/** Options that are put in order. */
export const ranking: PageKind<'ranking'> = {
  Inputs: RankingInputs,
  Editing: RankingOptions,
  hasLimits: false,
  fresh: (kept, options = [newOption(), newOption(), newOption()]) => ({
    kind: 'ranking',
    ...kept,
    options: [...options],
  }),
  choices: () => undefined,
};
