import type { Option, Question, Text } from './edited.ts';

/** The ids of the inputs that a fault of a question is about; the first is where one goes to mend it. */
export function inputsAtFault(question: Question, fault: string): readonly [string, ...string[]] {
  const { code } = question;
  const label = `${code}-label`;
  switch (fault) {
    case 'optionsMissing':
      return question.kind === 'matrix' && question.rows.length > 0
        ? [`${code}-scale-add`]
        : [`${partsId(question)}-add`];
    case 'optionTextMissing': {
      const [first = label, ...others] = unwritten(question);
      return [first, ...others];
    }
    case 'limits':
      return question.kind === 'matrix' ? [label] : [`${code}-min`, `${code}-max`];
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

function partsId({ code, kind }: Question): string {
  return kind === 'matrix' ? `${code}-rows` : `${code}-options`;
}

/** The parts of a question without words in any language. */
function unwritten(question: Question): string[] {
  const { code } = question;
  const among = (id: string, options: readonly Option[]) =>
    options.filter(({ label }) => !isWritten(label)).map((option) => `${id}-${option.code}`);
  if (question.kind === 'choice') return among(`${code}-options`, question.options);
  if (question.kind === 'matrix') {
    return [...among(`${code}-rows`, question.rows), ...among(`${code}-scale`, question.scale)];
  }
  if (question.kind !== 'rating') return [];
  return (['low', 'high'] as const).filter((end) => !isWritten(question[end])).map((end) => `${code}-${end}`);
}

function isWritten(text: Text): boolean {
  return Object.values(text).some(Boolean);
}
