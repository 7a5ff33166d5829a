import { longestRedaction, type TextsToReview, type TextToReview } from '../../domain/survey/results/review-texts.ts';
import { box, card, note, paragraph, written } from '../build.ts';
import type { Card, Element } from '../card.ts';
import { execute } from '../execute.ts';
import type { Reader } from '../reader.ts';
import { beginning } from '../shorten.ts';

const mostBytes = 9000;

/** Where somebody is who goes through texts. */
export interface TextPlace {
  /** Of the text to be shown, from 0. */
  readonly at: number;
  /** True when there are others than those they had begun to go through. */
  readonly isOvertaken?: boolean;
}

/**
 * One of the texts that people wrote, to be read, changed for others or left out. Whoever has come to the last one can
 * share all of them.
 */
export function textsCard(reader: Reader, review: TextsToReview, { at, isOvertaken = false }: TextPlace): Card {
  const { t } = reader;
  const { survey, texts, seen, changed } = review;
  const data = { surveyId: survey.id };
  const place = Math.min(at, Math.max(0, texts.length - 1));
  const one = texts[place];
  const turn = (to: number, key: string) =>
    execute('survey.texts', t(key), { ...data, at: to, seen }, { associatedInputs: 'none' });
  return card(
    reader,
    t('survey:textsTitle'),
    [
      ...(isOvertaken ? [box('attention', [paragraph(t('survey:textsOvertaken', { count: changed.length }))])] : []),
      written(reader.pick(survey.title)),
      paragraph(t('survey:textsText')),
      ...(survey.textsSharedAt ? [note(t('survey:textsShared', { moment: reader.moment(survey.textsSharedAt) }))] : []),
      ...(one ? oneText(reader, review, one, place) : [paragraph(t('survey:textsNone'))]),
    ],
    [
      ...(place + 1 < texts.length ? [turn(place + 1, 'survey:textsNext')] : []),
      ...(place > 0 ? [turn(place - 1, 'survey:textsEarlier')] : []),
      ...(one && place + 1 === texts.length
        ? [execute('survey.shareTexts', t('survey:textsShare'), { ...data, seen }, { associatedInputs: 'none' })]
        : []),
      execute('survey.results', t('survey:resultsShow'), data, { associatedInputs: 'none' }),
    ],
  );
}

function oneText(reader: Reader, review: TextsToReview, one: TextToReview, place: number): Element[] {
  const { t } = reader;
  const { survey, texts, seen, changed } = review;
  const { key, question, original, read, state, mayRestore } = one;
  const data = { surveyId: survey.id, textKey: key, textSeen: one.seen, at: place, seen };
  const label = survey.questions.find(({ code }) => code === question)?.label ?? {};
  const decide = (decision: 'leaveOut' | 'asWritten', title: string) =>
    execute('survey.redact', t(title), { ...data, decision }, { associatedInputs: 'none' });
  return [
    note(t('survey:textsPlace', { number: place + 1, count: texts.length })),
    ...(changed.includes(key) ? [note(t('survey:textIsNew'))] : []),
    written(reader.pick(label)),
    note(t(`terms:textState.${state}`)),
    ...(original === undefined ? [] : [written(beginning(original, mostBytes), { label: t('survey:textOriginal') })]),
    {
      type: 'Input.Text',
      id: 'text',
      label: t('survey:textRead'),
      value: beginning(state === 'changed' ? (original ?? '') : read, mostBytes),
      isMultiline: true,
      maxLength: longestRedaction,
    },
    {
      type: 'ActionSet',
      actions: [
        execute('survey.redact', t('common:save'), { ...data, decision: 'edit' }),
        decide('leaveOut', 'survey:textLeaveOut'),
        ...(state === 'asWritten' || mayRestore ? [decide('asWritten', 'survey:textAsWritten')] : []),
      ],
    },
  ];
}
