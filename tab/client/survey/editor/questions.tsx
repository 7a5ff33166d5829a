import { Button, Field, mergeClasses, Select } from '@fluentui/react-components';
import { memo, type ReactNode, useCallback, useEffect, useMemo, useState } from 'react';
import { Section } from '../../ui/facts.tsx';
import { useStyles } from '../../ui/styles.ts';
import { useWords } from '../../ui/texts.ts';
import { useUndo } from '../../ui/undo.tsx';
import { textIn } from '../../ui/written.ts';
import { kinds, newQuestion } from '../kinds/kinds.ts';
import { type Check, copyOf, type Edited, type Kind, moved, type Question } from './edited.ts';
import { type QuestionActions, QuestionForm } from './question-form.tsx';
import { useEditorStyles } from './styles.ts';

interface QuestionsProps {
  readonly questions: Edited['questions'];
  readonly check: Check;
  readonly compared: string | undefined;
  readonly change: (next: (questions: Edited['questions']) => Edited['questions']) => void;
  /** The code of the question that is open. */
  readonly open: string | undefined;
  readonly onOpen: (code: string | undefined) => void;
}

/** The questions in their order. Only the open one is a form: so two hundred are as quick as two. */
export function Questions({ questions, check, compared, change, open, onOpen }: QuestionsProps) {
  const styles = useEditorStyles();
  const { t } = useWords();
  const { tell } = useUndo();
  const wanted = useWantedFocus();
  const put = useCallback(
    (question: Question, before: string) => change((all) => all.map((one) => (one.code === before ? question : one))),
    [change],
  );
  const insert = useCallback(
    (question: Question, after: string | undefined) => {
      change((all) => {
        const place = all.findIndex(({ code }) => code === after);
        return place < 0 ? [...all, question] : [...all.slice(0, place + 1), question, ...all.slice(place + 1)];
      });
      onOpen(question.code);
      wanted(`${question.code}-label`);
    },
    [change, onOpen, wanted],
  );
  const actions = useMemo<QuestionActions>(
    () => ({
      move: (code, step) => {
        change((all) => moved(all, indexOf(all, code), step));
        wanted(`${code}-${step < 0 ? 'up' : 'down'}`);
      },
      copy: (code) => {
        const question = questions.find((one) => one.code === code);
        if (question) insert(copyOf(question), code);
      },
      remove: (code) => {
        const place = indexOf(questions, code);
        const [question] = questions.slice(place, place + 1);
        if (!question) return;
        change((all) => all.filter((one) => one.code !== code));
        onOpen(undefined);
        const next = questions[place + 1] ?? questions[place - 1];
        wanted(next ? `${next.code}-row` : 'add-question');
        const undo = () => change((all) => [...all.slice(0, place), question, ...all.slice(place)]);
        tell({ text: t('editor:removed'), undo });
      },
    }),
    [change, insert, onOpen, questions, t, tell, wanted],
  );
  const faults = useMemo(() => faultsByCode(check), [check]);
  const gaps = useMemo(() => gapsByCode(check), [check]);
  let number = 0;
  return (
    <Section title={t('editor:questions', { count: questions.filter(({ kind }) => kind !== 'section').length })}>
      {questions.length === 0 && <p className={styles.marks}>{t('editor:noQuestions')}</p>}
      <ol className={styles.list}>
        {questions.map((question, index) => {
          const { code, kind } = question;
          if (kind !== 'section') number += 1;
          const isOpen = code === open;
          const own = faults.get(code) ?? none;
          return (
            <li key={code} className={mergeClasses(styles.question, isOpen && styles.openQuestion)}>
              <QuestionRow
                question={question}
                number={kind === 'section' ? undefined : number}
                isOpen={isOpen}
                isFaulty={own.length > 0}
                gaps={gaps.get(code) ?? 0}
                standing={compared === undefined ? undefined : check.codes[index]?.standing}
                onOpen={onOpen}
              />
              {isOpen && (
                <QuestionForm
                  question={question}
                  earlier={questions.slice(0, index)}
                  isFirst={index === 0}
                  isLast={index === questions.length - 1}
                  faults={own}
                  lasting={check.codes[index]}
                  compared={compared}
                  onChange={(next) => put(next, code)}
                  actions={actions}
                />
              )}
            </li>
          );
        })}
      </ol>
      <AddQuestion hasOpen={open !== undefined} onAdd={(kind) => insert(newQuestion(kind), open)} />
    </Section>
  );
}

const none: readonly string[] = [];

function indexOf(all: readonly Question[], code: string): number {
  return all.findIndex((one) => one.code === code);
}

/** Gives the focus to something once it is there: what had it may have moved or gone. */
function useWantedFocus(): (id: string) => void {
  const [wanted, setWanted] = useState<{ readonly id: string }>();
  useEffect(() => {
    if (wanted) document.getElementById(wanted.id)?.focus();
  }, [wanted]);
  return useCallback((id: string) => setWanted({ id }), []);
}

function faultsByCode({ faults }: Check): ReadonlyMap<string, readonly string[]> {
  const byCode = new Map<string, string[]>();
  for (const { code, fault } of faults) if (code) byCode.set(code, [...(byCode.get(code) ?? []), fault]);
  return byCode;
}

function gapsByCode({ missing }: Check): ReadonlyMap<string, number> {
  const byCode = new Map<string, number>();
  for (const { code, languages } of missing) {
    if (code) byCode.set(code, (byCode.get(code) ?? 0) + languages.length);
  }
  return byCode;
}

interface QuestionRowProps {
  readonly question: Question;
  readonly number: number | undefined;
  readonly isOpen: boolean;
  readonly isFaulty: boolean;
  /** How many translations are missing. */
  readonly gaps: number;
  readonly standing: Check['codes'][number]['standing'] | undefined;
  readonly onOpen: (code: string | undefined) => void;
}

/** One line: opens the question, and closes it again. */
const QuestionRow = memo(function QuestionRow(props: QuestionRowProps): ReactNode {
  const { question, number, isOpen, isFaulty, gaps, standing, onOpen } = props;
  const styles = useEditorStyles();
  const { t, language } = useWords();
  const { code, kind, label } = question;
  const isAsked = question.kind !== 'section';
  const marks = [
    t(`terms:questionKind.${kind}`),
    ...(isAsked && question.required ? [t('editor:mark.required')] : []),
    ...(isAsked && question.showIf ? [t('editor:mark.condition')] : []),
    ...(isAsked && standing ? [t(`editor:mark.${standing}`)] : []),
    ...(gaps > 0 ? [t('editor:mark.missing', { count: gaps })] : []),
  ];
  return (
    <button
      type="button"
      id={`${code}-row`}
      className={styles.rowButton}
      aria-expanded={isOpen}
      onClick={() => onOpen(isOpen ? undefined : code)}
    >
      <span className={styles.number}>{number !== undefined && `${number}.`}</span>
      <span className={mergeClasses(styles.rowText, !isAsked && styles.sectionText)}>
        {textIn(label, language) || t(isAsked ? 'editor:untitledQuestion' : 'editor:untitledHeading')}
        <span className={styles.marks}>
          {marks.join(' · ')}
          {isFaulty && <span className={styles.warning}> {t('editor:mark.faulty')}</span>}
        </span>
      </span>
    </button>
  );
});

interface AddQuestionProps {
  readonly hasOpen: boolean;
  readonly onAdd: (kind: Kind) => void;
}

function AddQuestion({ hasOpen, onAdd }: AddQuestionProps) {
  const styles = useStyles();
  const { t } = useWords();
  const [kind, setKind] = useState<Kind>('text');
  return (
    <div className={styles.filters}>
      <Field
        label={t('editor:newKind')}
        hint={t(hasOpen ? 'editor:goesAfter' : 'editor:goesLast')}
        className={styles.filter}
      >
        <Select value={kind} onChange={(_event, { value }) => setKind(value as Kind)}>
          {kinds.map((one) => (
            <option key={one} value={one}>
              {t(`terms:questionKind.${one}`)}
            </option>
          ))}
        </Select>
      </Field>
      <Button id="add-question" onClick={() => onAdd(kind)}>
        {t('editor:add')}
      </Button>
    </div>
  );
}
