import { pageKindOf } from '../kinds/kinds.ts';
import type { Option, Question, Text } from './edited.ts';

/** The ids of the inputs that a fault of a question is about; the first is where one goes to mend it. */
export function inputsAtFault(question: Question, fault: string): readonly [string, ...string[]] {
  const { code } = question;
  const label = `${code}-label`;
  switch (fault) {
    case 'optionsMissing':
      return 'rows' in question && question.rows.length > 0 ? [`${code}-scale-add`] : [`${partsId(question)}-add`];
    case 'optionTextMissing': {
      const [first = label, ...others] = unwritten(question);
      return [first, ...others];
    }
    case 'limits':
      return question.kind !== 'section' && pageKindOf(question).hasLimits ? [`${code}-min`, `${code}-max`] : [label];
    case 'condition':
      return [`${code}-condition`];
    default:
      return [label];
  }
}

/** What is wrong with a question in words, by the ids of the inputs that it is about. */
export function faultsByInput(
  question: Question,
  faults: readonly string[],
  told: (fault: string) => string,
): Readonly<Record<string, string>> {
  return Object.fromEntries(faults.flatMap((fault) => inputsAtFault(question, fault).map((id) => [id, told(fault)])));
}

function partsId(question: Question): string {
  return 'rows' in question ? `${question.code}-rows` : `${question.code}-options`;
}

/** The parts of a question without words in any language. */
function unwritten(question: Question): string[] {
  const { code } = question;
  const among = (id: string, options: readonly Option[]) =>
    options.filter(({ label }) => !isWritten(label)).map((option) => `${id}-${option.code}`);
  const ends = [
    ['low', 'low' in question ? question.low : undefined],
    ['high', 'high' in question ? question.high : undefined],
  ] as const;
  return [
    ...('options' in question ? among(`${code}-options`, question.options) : []),
    ...('rows' in question ? among(`${code}-rows`, question.rows) : []),
    ...('scale' in question ? among(`${code}-scale`, question.scale) : []),
    ...ends.flatMap(([end, text]) => (text && !isWritten(text) ? `${code}-${end}` : [])),
  ];
}

function isWritten(text: Text): boolean {
  return Object.values(text).some(Boolean);
}
