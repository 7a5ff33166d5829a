import { z } from 'zod';
import type { QuestionOf } from '../../../domain/survey/kinds/kinds.ts';
import { type Answers, otherKey } from '../../../domain/survey/question/answer.ts';
import { mostOptions } from '../../../domain/survey/question/base.ts';
import { inLine } from '../../../locales/isolated.ts';
import type { WordsReader } from '../../reader.ts';
import {
  between,
  FormOptions,
  formOptions,
  inForm,
  insteadOptions,
  type KindWords,
  partText,
  usual,
} from '../kind-words.ts';

type Choice = QuestionOf<'choice'>;

const form = z.object({
  kind: z.literal('choice'),
  ...inForm,
  multiple: z.boolean().meta({ description: 'When true, the input holds the values joined by commas.' }),
  options: FormOptions,
  alone: z.array(z.string()).max(mostOptions).meta({ description: 'The values that exclude all others.' }),
  otherKey: z.string().nullable().meta({ description: 'The input of the text beside the option `other`.' }),
});

function chosenText(reader: WordsReader, { code: question, options }: Choice, code: string, answers: Answers): string {
  if (code !== 'other') return partText(reader, options, code);
  const other = answers[otherKey(question)];
  return typeof other === 'string' && other ? other : reader.t('survey:otherOption');
}

/** A question that is answered by one or several options, in words. */
export const choice = {
  ...usual,
  form,
  formOf: (reader, question, asked) => {
    const { code, multiple, other, options } = question;
    return {
      ...asked,
      kind: 'choice',
      multiple,
      options: [
        ...formOptions(reader, options),
        ...(other ? [{ value: 'other', label: reader.t('survey:otherOption') }] : []),
        ...(multiple ? [] : insteadOptions(reader, question)),
      ],
      alone: multiple ? options.flatMap((option) => (option.exclusive ? option.code : [])) : [],
      otherKey: other ? otherKey(code) : null,
    };
  },
  limits: (reader, question) =>
    question.multiple ? between(reader, question, ['choiceBetween', 'choiceAtLeast', 'choiceAtMost']) : '',
  label: ({ t }, { options }, code) => {
    const option = options.find((one) => one.code === code);
    return option ? { written: option.label } : { ours: t('survey:otherOption') };
  },
  answer: (reader, question, value, answers) => {
    if (typeof value === 'string') return chosenText(reader, question, value, answers);
    const chosen = Array.isArray(value) ? value : [];
    return inLine(
      chosen.map((code) => chosenText(reader, question, code, answers)),
      ', ',
    );
  },
} satisfies KindWords<Choice, z.infer<typeof form>>;
