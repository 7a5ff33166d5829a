import type { ErrorCode } from '../../domain/errors.ts';
import type { Form } from '../../domain/survey/answer.ts';
import { otherKey, rowKey } from '../../domain/survey/answers.ts';
import { type SurveyPage } from '../../domain/survey/pages.ts';
import type { Answers, AskedQuestion } from '../../domain/survey/survey.ts';
import { box, card, choice, dateInput, heading, note, paragraph, written } from '../build.ts';
import type { Action, Card, Element } from '../card.ts';
import { execute } from '../execute.ts';
import type { Reader } from '../reader.ts';

/** What all inputs of questions are named by, so that no question can stand for a key of the verb's own. */
export const inputPrefix = 'q.';

/**
 * One page of the form, for the one reader who fills it in. `problem` is the code of what kept the page from being
 * saved.
 */
export function formCard(reader: Reader, form: Form, problem?: ErrorCode): Card {
  const { t } = reader;
  const page = form.pages[form.page];
  if (!page) throw new Error(`survey ${form.survey.id} has no page ${form.page}`);
  const first = form.page === 0 && form.response === undefined;
  return card(
    reader,
    reader.pick(form.survey.title),
    [
      ...problemBox(reader, form, problem),
      ...faultBox(reader, page, form.faults),
      ...pageHead(reader, form, page),
      ...(first ? privacyNotice(reader, form) : []),
      ...page.questions.flatMap((question) => questionInputs(reader, question, form.answers)),
      note(
        [
          ...(page.questions.some(({ required }) => required) ? [t('survey:requiredNote')] : []),
          t('survey:saved'),
        ].join(' '),
      ),
    ],
    formActions(reader, form),
  );
}

/** The same page for somebody who only looks: nothing is saved. */
export function previewCard(reader: Reader, form: Form): Card {
  const { t } = reader;
  const page = form.pages[form.page];
  if (!page) throw new Error(`survey ${form.survey.id} has no page ${form.page}`);
  const surveyId = form.survey.id;
  const step = (title: string, to: number) =>
    execute('survey.preview', title, { surveyId, page: to }, { associatedInputs: 'none' });
  return card(
    reader,
    reader.pick(form.survey.title),
    [
      box('emphasis', [paragraph(t('survey:previewNote'))]),
      ...pageHead(reader, form, page),
      ...(form.page === 0 ? privacyNotice(reader, form) : []),
      ...page.questions.flatMap((question) => questionInputs(reader, question, {})),
    ],
    [
      ...(form.page + 1 < form.pages.length ? [step(t('common:next'), form.page + 1)] : []),
      ...(form.page > 0 ? [step(t('common:back'), form.page - 1)] : []),
      execute('survey.manage', t('survey:endPreview'), { surveyId }, { associatedInputs: 'none' }),
    ],
  );
}

function formActions(reader: Reader, form: Form): Action[] {
  const { t } = reader;
  const data = { surveyId: form.survey.id, page: form.page };
  const last = form.page === form.pages.length - 1;
  return [
    last
      ? execute('survey.page', t('survey:submit'), { ...data, to: 'submit' }, { style: 'positive' })
      : execute('survey.page', t('common:next'), { ...data, to: 'next' }, { style: 'positive' }),
    ...(form.page > 0 ? [execute('survey.page', t('common:back'), { ...data, to: 'back' })] : []),
    execute('survey.page', t('survey:leave'), { ...data, to: 'leave' }),
  ];
}

function pageHead(reader: Reader, form: Form, page: SurveyPage): Element[] {
  const progress = note(reader.t('survey:pageOf', { page: form.page + 1, pages: form.pages.length }));
  if (!page.section) return [progress];
  const help = page.section.help ? [written(reader.pick(page.section.help))] : [];
  return [progress, heading(reader.pick(page.section.label)), ...help];
}

function privacyNotice(reader: Reader, form: Form): Element[] {
  const { t } = reader;
  return [box('emphasis', [paragraph(t(`survey:promise.${form.survey.anonymity}`)), note(t('survey:notice'))])];
}

function problemBox(reader: Reader, form: Form, problem: ErrorCode | undefined): Element[] {
  const { t } = reader;
  const lines = [
    ...(problem ? [t(`errors:${problem}`, { hint: '' }), t('survey:notSaved')] : []),
    ...(form.unreadable ? [t('survey:unreadable')] : []),
  ];
  return lines.length > 0
    ? [
        box(
          'attention',
          lines.map((line) => paragraph(line)),
        ),
      ]
    : [];
}

function faultBox(reader: Reader, page: SurveyPage, faults: Form['faults']): Element[] {
  const { t } = reader;
  const lines = page.questions.flatMap((question) => {
    const fault = faults[question.code];
    if (!fault) return [];
    return [written(t(`errors:field.${fault}`), { label: reader.pick(question.label) })];
  });
  return lines.length > 0
    ? [box('attention', [paragraph(t('survey:faultsTitle'), { weight: 'bolder' }), ...lines])]
    : [];
}

function labelOf(reader: Reader, question: AskedQuestion): string {
  return question.required ? `${reader.pick(question.label)} *` : reader.pick(question.label);
}

/** The inputs of one question, filled with what was answered. */
function questionInputs(reader: Reader, question: AskedQuestion, answers: Answers): Element[] {
  const help = question.help ? [note(reader.pick(question.help))] : [];
  return [...inputsOf(reader, question, answers), ...help];
}

function inputsOf(reader: Reader, question: AskedQuestion, answers: Answers): Element[] {
  const id = inputPrefix + question.code;
  const label = labelOf(reader, question);
  const answer = answers[question.code];
  const text = typeof answer === 'string' ? answer : '';
  switch (question.kind) {
    case 'text':
      return [
        { type: 'Input.Text', id, label, value: text, isMultiline: question.multiline, maxLength: question.maxLength },
      ];
    case 'number': {
      const unit = question.unit ? reader.t('survey:unit', { label, unit: reader.pick(question.unit) }) : label;
      return [{ type: 'Input.Number', id, label: unit, ...(typeof answer === 'number' ? { value: answer } : {}) }];
    }
    case 'date':
      return [dateInput(reader, { id, label, value: text })];
    case 'yesNo':
      return [
        choice({
          id,
          label,
          value: text,
          choices: ['yes', 'no'].map((code) => ({ title: reader.t(`common:${code}`), value: code })),
        }),
      ];
    case 'rating':
      return [choice({ id, label, value: text, choices: ratingChoices(reader, question) })];
    case 'choice':
      return choiceInputs(reader, question, answers);
    case 'matrix':
      return matrixInputs(reader, question, answer);
  }
}

function ratingChoices(reader: Reader, question: Extract<AskedQuestion, { kind: 'rating' }>) {
  const ends: Record<string, string> = {
    1: reader.t('survey:ratingLow', { text: reader.pick(question.low) }),
    5: reader.t('survey:ratingHigh', { text: reader.pick(question.high) }),
  };
  return ['1', '2', '3', '4', '5'].map((value) => ({ title: ends[value] ?? value, value }));
}

function choiceInputs(
  reader: Reader,
  question: Extract<AskedQuestion, { kind: 'choice' }>,
  answers: Answers,
): Element[] {
  const { t } = reader;
  const id = inputPrefix + question.code;
  const answer = answers[question.code];
  const other = answers[otherKey(question.code)];
  const choices = question.options.map((option) => ({ title: reader.pick(option.label), value: option.code }));
  if (question.other) choices.push({ title: t('survey:otherOption'), value: 'other' });
  const set = choice({
    id,
    label: labelOf(reader, question),
    value: Array.isArray(answer) ? answer.join(',') : typeof answer === 'string' ? answer : '',
    choices,
    ...(question.multiple ? { isMultiSelect: true } : {}),
    expandedUpTo: 6,
    placeholder: t('common:choose'),
  });
  if (!question.other) return [set];
  const value = typeof other === 'string' ? other : '';
  return [
    set,
    { type: 'Input.Text', id: inputPrefix + otherKey(question.code), label: t('survey:other'), value, maxLength: 300 },
  ];
}

function matrixInputs(
  reader: Reader,
  question: Extract<AskedQuestion, { kind: 'matrix' }>,
  answer: Answers[string] | undefined,
): Element[] {
  const rows = typeof answer === 'object' && !Array.isArray(answer) ? answer : {};
  const choices = question.scale.map((step) => ({ title: reader.pick(step.label), value: step.code }));
  return [
    heading(labelOf(reader, question)),
    ...question.rows.map((row) =>
      choice({
        id: inputPrefix + rowKey(question.code, row.code),
        label: reader.pick(row.label),
        value: rows[row.code] ?? '',
        choices,
        expandedUpTo: 0,
        placeholder: reader.t('common:choose'),
      }),
    ),
  ];
}
