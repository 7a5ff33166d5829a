import { z } from 'zod';
import type { QuestionOf } from '../../../domain/survey/kinds/kinds.ts';
import { isRows, noneOf, rowKey } from '../../../domain/survey/question/answer.ts';
import { isolated } from '../../../locales/isolated.ts';
import {
  FormOptions,
  FormRows,
  formOptions,
  inForm,
  insteadOptions,
  type KindWords,
  partText,
  usual,
} from '../kind-words.ts';

const form = z.object({ kind: z.literal('matrix'), ...inForm, rows: FormRows, scale: FormOptions });

/** Several statements that are judged on one scale, in words. */
export const matrix = {
  ...usual,
  form,
  formOf: (reader, question, asked) => ({
    ...asked,
    kind: 'matrix',
    rows: question.rows.map((row) => ({ key: rowKey(question.code, row.code), label: reader.pick(row.label) })),
    scale: [...formOptions(reader, question.scale), ...insteadOptions(reader, question)],
  }),
  label: (_reader, { scale }, code) => ({ written: scale.find((step) => step.code === code)?.label ?? {} }),
  answer: (reader, question, value) => {
    if (!isRows(value)) return String(value);
    const lines = Object.entries(value).map(([row, step]) => {
      // A statement may end in a full stop of its own.
      const statement = partText(reader, question.rows, row).replace(/\.$/, '');
      const none = noneOf(step);
      const said = none ? reader.t(`survey:nonAnswer.${none}`) : partText(reader, question.scale, step);
      return `${isolated(statement)}: ${isolated(said)}`;
    });
    return lines.join(' · ');
  },
} satisfies KindWords<QuestionOf<'matrix'>, z.infer<typeof form>>;
