import { longestRedaction, type TextToReview } from '../../domain/summary/review-texts.ts';
import type { Survey } from '../../domain/survey/survey.ts';
import { card, note, paragraph, written } from '../build.ts';
import type { Card, Element } from '../card.ts';
import { execute } from '../execute.ts';
import type { Reader } from '../reader.ts';
import { beginning } from '../shorten.ts';

const mostBytes = 9000;

/** One of the texts that people wrote, to be read, changed for others or left out, and the way to share all of them. */
export function textsCard(reader: Reader, survey: Survey, texts: readonly TextToReview[], at: number): Card {
  const { t } = reader;
  const data = { surveyId: survey.id };
  const place = Math.min(at, Math.max(0, texts.length - 1));
  const one = texts[place];
  const turn = (to: number, key: string) =>
    execute('survey.texts', t(key), { ...data, at: to }, { associatedInputs: 'none' });
  return card(
    reader,
    t('survey:textsTitle'),
    [
      written(reader.pick(survey.title)),
      paragraph(t('survey:textsText')),
      ...(survey.textsSharedAt ? [note(t('survey:textsShared', { moment: reader.moment(survey.textsSharedAt) }))] : []),
      ...(one ? oneText(reader, survey, one, { place, count: texts.length }) : [paragraph(t('survey:textsNone'))]),
    ],
    [
      ...(place + 1 < texts.length ? [turn(place + 1, 'survey:textsNext')] : []),
      ...(place > 0 ? [turn(place - 1, 'survey:textsEarlier')] : []),
      ...(texts.length > 0
        ? [execute('survey.shareTexts', t('survey:textsShare'), data, { associatedInputs: 'none' })]
        : []),
      execute('survey.results', t('survey:resultsShow'), data, { associatedInputs: 'none' }),
    ],
  );
}

function oneText(
  reader: Reader,
  survey: Survey,
  { key, question, original, read, state, mayRestore }: TextToReview,
  { place, count }: { readonly place: number; readonly count: number },
): Element[] {
  const { t } = reader;
  const data = { surveyId: survey.id, textKey: key, at: place };
  const label = survey.questions.find(({ code }) => code === question)?.label ?? {};
  const decide = (decision: 'leaveOut' | 'asWritten', title: string) =>
    execute('survey.redact', t(title), { ...data, decision }, { associatedInputs: 'none' });
  return [
    note(t('survey:textsPlace', { number: place + 1, count })),
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
        execute('survey.redact', t('survey:textSave'), { ...data, decision: 'edit' }),
        decide('leaveOut', 'survey:textLeaveOut'),
        ...(state === 'asWritten' || mayRestore ? [decide('asWritten', 'survey:textAsWritten')] : []),
      ],
    },
  ];
}
