import { Button, Checkbox, Field, Select } from '@fluentui/react-components';
import { Localized } from '../../ui/localized.tsx';
import { useStyles } from '../../ui/styles.ts';
import { useWords } from '../../ui/texts.ts';
import { kinds, ofKind, pageKindOf } from '../kinds/kinds.ts';
import type { EditingProps } from '../kinds/page-kind.ts';
import { Condition } from './condition.tsx';
import type { AskedQuestion, Check, Kind, Question } from './edited.ts';
import { faultsByInput } from './fault-places.ts';
import { useEditorStyles } from './styles.ts';

/** What can be done with a question among the others. */
export interface QuestionActions {
  move(code: string, step: -1 | 1): void;
  copy(code: string): void;
  remove(code: string): void;
}

interface QuestionFormProps {
  readonly question: Question;
  readonly earlier: readonly Question[];
  readonly isFirst: boolean;
  readonly isLast: boolean;
  readonly faults: readonly string[];
  /** The lasting code and how the question stands to what was asked before; undefined until that is known. */
  readonly lasting: Check['codes'][number] | undefined;
  /** What it is compared with, in words; undefined when there is nothing. */
  readonly compared: string | undefined;
  readonly onChange: (question: Question) => void;
  readonly actions: QuestionActions;
}

const reasons = ['dontKnow', 'notApplicable'] as const;

/** All of one question: its words in three languages, how it is answered, and by whom. */
export function QuestionForm(props: QuestionFormProps) {
  const { question, earlier, lasting, compared, onChange } = props;
  const styles = useEditorStyles();
  const { t } = useWords();
  const id = question.code;
  const faults = faultsByInput(question, props.faults, (fault) => t(`editor:fault.${fault}`));
  const isSection = question.kind === 'section';
  return (
    <div className={styles.panel}>
      <Toolbar {...props} />
      <Localized
        id={`${id}-label`}
        label={t(isSection ? 'survey:textPart.section' : 'survey:textPart.question')}
        text={question.label}
        isLong
        onChange={(label) => onChange({ ...question, label })}
        fault={faults[`${id}-label`]}
      />
      <Localized
        id={`${id}-help`}
        label={t('editor:help')}
        text={question.help}
        isLong
        onChange={(help) => onChange(withHelp(question, help))}
      />
      <Field label={t('editor:kindOf')}>
        <Select
          id={`${id}-kind`}
          value={question.kind}
          onChange={(_event, { value }) => onChange(ofKind(question, value as Kind))}
        >
          {kinds.map((kind) => (
            <option key={kind} value={kind}>
              {t(`terms:questionKind.${kind}`)}
            </option>
          ))}
        </Select>
      </Field>
      {question.kind !== 'section' && <Answering id={id} question={question} onChange={onChange} faults={faults} />}
      {question.kind !== 'section' && (
        <>
          <Duty question={question} onChange={onChange} />
          <Condition
            id={id}
            question={question}
            earlier={earlier}
            onChange={onChange}
            fault={faults[`${id}-condition`]}
          />
          {lasting && compared !== undefined && (
            <div className={styles.marks}>{t(`editor:standing.${lasting.standing}`, { compared })}</div>
          )}
        </>
      )}
    </div>
  );
}

function withHelp(question: Question, help: NonNullable<Question['help']>): Question {
  const { help: _before, ...rest } = question;
  return Object.keys(help).length > 0 ? { ...rest, help } : rest;
}

function Toolbar({ question, isFirst, isLast, actions }: QuestionFormProps) {
  const styles = useStyles();
  const { t } = useWords();
  const { code } = question;
  return (
    <div className={styles.actions}>
      <Button id={`${code}-up`} size="small" disabledFocusable={isFirst} onClick={() => actions.move(code, -1)}>
        {t('editor:up')}
      </Button>
      <Button id={`${code}-down`} size="small" disabledFocusable={isLast} onClick={() => actions.move(code, 1)}>
        {t('editor:down')}
      </Button>
      <Button size="small" onClick={() => actions.copy(code)}>
        {t('editor:copy')}
      </Button>
      <Button size="small" onClick={() => actions.remove(code)}>
        {t('editor:remove')}
      </Button>
    </div>
  );
}

interface DutyProps {
  readonly question: AskedQuestion;
  readonly onChange: (question: AskedQuestion) => void;
}

/** Whether it has to be answered, and what may be said instead. */
function Duty({ question, onChange }: DutyProps) {
  const styles = useEditorStyles();
  const { t } = useWords();
  const { nonAnswers = [], ...rest } = question;
  const allow = (reason: (typeof reasons)[number], isOn: boolean) => {
    const next = reasons.filter((one) => (one === reason ? isOn : nonAnswers.includes(one)));
    onChange(next.length > 0 ? { ...rest, nonAnswers: next } : rest);
  };
  return (
    <>
      <Checkbox
        label={t('editor:required')}
        checked={question.required}
        onChange={(_event, { checked }) => onChange({ ...question, required: checked === true })}
      />
      <fieldset className={styles.group}>
        <legend className={styles.legend}>{t('editor:instead')}</legend>
        {reasons.map((reason) => (
          <Checkbox
            key={reason}
            label={t(`editor:answer.${reason}`)}
            checked={nonAnswers.includes(reason)}
            onChange={(_event, { checked }) => allow(reason, checked === true)}
          />
        ))}
      </fieldset>
    </>
  );
}

/** How a question is answered: what there is to choose from, and what an answer has to be like. */
function Answering(props: EditingProps<AskedQuestion>) {
  const { Editing } = pageKindOf(props.question);
  return <Editing {...props} />;
}
