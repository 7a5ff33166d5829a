import { Linked } from '../../ui/linked.tsx';
import { useStyles } from '../../ui/styles.ts';
import { pageKindOf } from '../kinds/kinds.ts';
import type { InputsProps, KindProps } from './props.ts';
import { useAnswerStyles } from './styles.ts';

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
      <Linked text={text} />
    </p>
  ));
  return (
    <div className={answering.question} data-faulty={isFaulty}>
      <Kind question={question} state={state} describedBy={describedBy} isFaulty={isFaulty} explained={explained} />
    </div>
  );
}

function Kind(props: KindProps) {
  const { Inputs } = pageKindOf(props.question);
  return <Inputs {...props} />;
}
