import type { Form } from '../../domain/survey/answer.ts';
import { card, heading, note, paragraph } from '../build.ts';
import type { Action, Card, Element } from '../card.ts';
import { execute } from '../execute.ts';
import type { Reader } from '../reader.ts';
import { answerLine } from './answer-text.ts';
import { entryData, whoseAnswer } from './entry.ts';

/** How many pages of a form stand on one card before sending: with their answers, they fit into one. */
export const pagesReviewed = 4;

/**
 * All answers before they are sent, page by page, each with a way back to it. A long form is shown in parts of
 * `pagesReviewed` pages, counted from 0.
 */
export function reviewCard(reader: Reader, form: Form, part = 0): Card {
  const { t } = reader;
  const asking = [...form.pages.keys()].filter((index) => form.pages[index]?.questions.length);
  const parts = Math.max(1, Math.ceil(asking.length / pagesReviewed));
  const shown = Math.min(part, parts - 1);
  const pages = asking.slice(shown * pagesReviewed, (shown + 1) * pagesReviewed);
  return card(
    reader,
    t(form.enteredFor ? 'survey:enteredReview' : 'survey:reviewTitle'),
    [
      ...whoseAnswer(reader, form),
      paragraph(t('survey:reviewText')),
      ...(parts > 1 ? [note(t('survey:reviewPart', { part: shown + 1, parts }))] : []),
      ...pages.flatMap((page) => pageReview(reader, form, page, asking.indexOf(page) + 1)),
    ],
    reviewActions(reader, form, shown, parts),
  );
}

function pageReview(reader: Reader, form: Form, page: number, number: number): Element[] {
  const { survey, pages, answers } = form;
  const { section, questions = [] } = pages[page] ?? {};
  const title = section ? reader.pick(section.label) : reader.t('survey:pageNumber', { page: number });
  const change = execute(
    'survey.openPage',
    reader.t('survey:changePage', { page: number }),
    { surveyId: survey.id, page, ...entryData(form) },
    { associatedInputs: 'none' },
  );
  return [
    heading(title),
    ...questions.map((question) => answerLine(reader, question, answers)),
    { type: 'ActionSet', actions: [change] },
  ];
}

function reviewActions({ t }: Reader, form: Form, part: number, parts: number): Action[] {
  const data = { surveyId: form.survey.id, ...entryData(form) };
  const step = (title: string, to: number) => execute('survey.review', title, { ...data, part: to });
  return [
    ...(part + 1 < parts ? [step(t('survey:reviewMore'), part + 1)] : []),
    execute('survey.submit', t('survey:submit'), data, { style: 'positive' }),
    ...(part > 0 ? [step(t('survey:reviewEarlier'), part - 1)] : []),
    execute('survey.leave', t('survey:leave'), data),
  ];
}
