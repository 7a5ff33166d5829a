import type { ErrorCode } from '../../domain/errors.ts';
import type { Form } from '../../domain/survey/answer.ts';
import type { SurveyPage } from '../../domain/survey/pages.ts';
import { pageBeside } from '../../domain/survey/shown.ts';
import { inLine } from '../../locales/isolated.ts';
import { box, card, facts, folded, heading, note, paragraph, written } from '../build.ts';
import type { Action, Card, Element } from '../card.ts';
import { execute } from '../execute.ts';
import type { Reader } from '../reader.ts';
import { cut } from '../shorten.ts';
import { longestLabel } from './answer-text.ts';
import { askedText } from './audience.ts';
import { entryData, whoseAnswer } from './entry.ts';
import { faultText, questionInputs } from './inputs.ts';
import { resultsSeenText } from './results-rule.ts';
import { retentionText } from './retention.ts';

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
      ...whoseAnswer(reader, form),
      ...(first && !form.enteredFor ? privacyNotice(reader, form) : []),
      ...page.questions.flatMap((question) =>
        questionInputs(reader, question, form.answers, form.faults[question.code]),
      ),
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

/** Stands for a page whose card would be too large, since much was answered in letters that take several bytes. */
export function largePageCard(reader: Reader, { survey, enteredFor }: Form, problem?: ErrorCode): Card {
  const { t } = reader;
  const data = { surveyId: survey.id, ...entryData({ enteredFor }) };
  return card(
    reader,
    reader.pick(survey.title),
    [
      ...(problem ? [box('attention', [paragraph(t(`errors:${problem}`, { hint: '' }))])] : []),
      paragraph(t('survey:largePage')),
    ],
    [execute('survey.leave', t('survey:leave'), data)],
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
  const data = { surveyId: form.survey.id, page: form.page, ...entryData(form) };
  const onward =
    form.pages.length === 1
      ? execute('survey.page', t('survey:submit'), { ...data, to: 'submit' }, { style: 'positive' })
      : execute('survey.page', t('common:next'), { ...data, to: 'next' }, { style: 'positive' });
  const back = pageBeside(form.pages, form.page, -1) !== undefined;
  return [
    onward,
    ...(back ? [execute('survey.page', t('common:back'), { ...data, to: 'back' })] : []),
    execute('survey.page', t('survey:leave'), { ...data, to: 'leave' }),
  ];
}

function pageHead(reader: Reader, form: Form, page: SurveyPage): Element[] {
  const asking = form.pages.map((_, index) => index).filter((index) => form.pages[index]?.questions.length);
  const place = { page: asking.indexOf(form.page) + 1, pages: asking.length };
  const progress = note(reader.t('common:pageOf', place));
  if (!page.section) return [progress];
  const help = page.section.help ? [written(reader.pick(page.section.help))] : [];
  return [progress, heading(reader.pick(page.section.label)), ...help];
}

/** What the answers are for, in one sentence; all the rest is one press away, so that the questions are in sight. */
function privacyNotice(reader: Reader, form: Form): Element[] {
  const { t } = reader;
  const { survey, asker } = form;
  const names = inLine([asker?.group, asker?.network].map((name) => name && reader.pick(name)));
  return [
    box('emphasis', [
      paragraph(t(`survey:promise.${survey.anonymity}`)),
      folded(t('survey:noticeMore'), [
        ...facts([
          [t('survey:noticeWho'), names],
          [t('survey:forWhom'), asker && survey.audience ? askedText(reader, survey, asker.groups) : ''],
          [t('survey:noticeWhy'), reader.pick(survey.purpose)],
          [t('survey:noticeSeen'), resultsSeenText(reader, survey)],
          [t('survey:keeping'), retentionText(reader, survey)],
        ]),
        note(t('survey:notice')),
      ]),
    ]),
  ];
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
    return [written(faultText(reader, question, fault), { label: cut(reader.pick(question.label), longestLabel) })];
  });
  return lines.length > 0
    ? [box('attention', [paragraph(t('survey:faultsTitle'), { weight: 'bolder' }), ...lines])]
    : [];
}
