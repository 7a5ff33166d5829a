import { useStyles } from '../../ui/styles.ts';
import { ChoiceInputs, ListInputs } from './choice.tsx';
import { MatrixInputs } from './matrix.tsx';
import type { InputsProps, KindProps } from './props.ts';
import { RatingInputs } from './rating.tsx';
import { useAnswerStyles } from './styles.ts';
import { DateInput, NumberInput, TextInputs } from './text.tsx';

/** One question with its help, its limits, its inputs and what is wrong with it. */
export function QuestionInputs({ question, state }: Pick<InputsProps, 'question' | 'state'>) {
  const { code, fault } = question;
  const styles = useStyles();
  const answering = useAnswerStyles();
  const isFaulty = state.faults[code] !== undefined;
  const notes: [name: string, text: string | null, look: string][] = [
    ['fault', isFaulty ? fault : null, answering.fault],
    ['help', question.help, styles.quiet],
    ['limits', question.limits, styles.quiet],
  ];
  const said = notes.flatMap(([name, text, look]) => (text === null ? [] : [{ id: `${code}-${name}`, text, look }]));
  const describedBy = said.map(({ id }) => id).join(' ') || undefined;
  const explained = said.map(({ id, text, look }) => (
    <p key={id} id={id} className={look}>
      {text}
    </p>
  ));
  return (
    <div className={answering.question} data-faulty={isFaulty}>
      <Kind question={question} state={state} describedBy={describedBy} isFaulty={isFaulty} explained={explained} />
    </div>
  );
}

function Kind({ question, ...rest }: KindProps) {
  switch (question.kind) {
    case 'text':
      return <TextInputs question={question} {...rest} />;
    case 'number':
      return <NumberInput question={question} {...rest} />;
    case 'date':
      return <DateInput question={question} {...rest} />;
    case 'choice':
      return <ChoiceInputs question={question} {...rest} />;
    case 'yesNo':
      return <ListInputs question={question} {...rest} />;
    case 'rating':
      return <RatingInputs question={question} {...rest} />;
    case 'matrix':
      return <MatrixInputs question={question} {...rest} />;
  }
}
