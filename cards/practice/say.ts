import { roomForTexts } from '../../domain/practice/form.ts';
import type { Practice, Validation } from '../../domain/practice/practice.ts';
import { verdicts } from '../../domain/practice/practice.ts';
import { box, card, choice, note, paragraph, written } from '../build.ts';
import type { Card, Element } from '../card.ts';
import { execute } from '../execute.ts';
import type { Reader } from '../reader.ts';
import { beginning } from '../shorten.ts';
import { longestInput } from './verbs.ts';

/** A form that came back: what was typed, and what is wrong, in words of ours. */
export interface Again<T> {
  readonly values: T;
  readonly fault?: string | undefined;
}

/** What is wrong, and whether only the beginning of what was typed fits in the card. */
function faultPart(reader: Reader, fault: string | undefined, typed: string): Element[] {
  const lines = [
    ...(fault === undefined ? [] : [paragraph(fault)]),
    ...(beginning(typed, roomForTexts) === typed ? [] : [paragraph(reader.t('practice:fault.cut'))]),
  ];
  return lines.length > 0 ? [box('attention', lines)] : [];
}

/** The form for a comment. */
export function commentFormCard(
  reader: Reader,
  practice: Practice,
  { values, fault }: Again<{ commentId: string; text: string }>,
): Card {
  const { t } = reader;
  const data = { practiceId: practice.id };
  return card(
    reader,
    t('practice:commentTitle'),
    [
      written(reader.pick(practice.title)),
      note(t('practice:commentNote', { revision: practice.revision })),
      ...faultPart(reader, fault, values.text),
      {
        type: 'Input.Text',
        id: 'text',
        label: t('page:practice.comment'),
        value: beginning(values.text, roomForTexts),
        isMultiline: true,
        maxLength: longestInput,
        isRequired: true,
        errorMessage: t('practice:commentMissing'),
      },
    ],
    [
      execute('practice.comment', t('practice:send'), { ...data, commentId: values.commentId }, { style: 'positive' }),
      execute('practice.open', t('common:cancel'), data, { associatedInputs: 'none' }),
    ],
  );
}

/** What the form for a validation shows. */
export interface ValidationForm extends Again<{ verdict: string; reason: string }> {
  readonly practice: Practice;
  readonly organisation: string;
  /** What the organisation has said of this revision. */
  readonly earlier: Validation | undefined;
}

/** The form with which a member validates a practice for their organisation. */
export function validationFormCard(reader: Reader, form: ValidationForm): Card {
  const { t } = reader;
  const { practice, organisation, earlier, values } = form;
  const data = { practiceId: practice.id };
  return card(
    reader,
    t('practice:validateTitle'),
    [
      written(reader.pick(practice.title)),
      written(organisation, { label: t('practice:validatingFor') }),
      note(t(earlier ? 'practice:validateAgain' : 'practice:validateNote')),
      ...faultPart(reader, form.fault, values.reason),
      choice({
        id: 'verdict',
        label: t('page:practice.verdict'),
        value: values.verdict,
        choices: verdicts.map((verdict) => ({ title: t(`terms:verdict.${verdict}`), value: verdict })),
        isRequired: true,
        errorMessage: t('common:chooseOne'),
      }),
      {
        type: 'Input.Text',
        id: 'reason',
        label: t('practice:reasonUnlessCorrect'),
        value: beginning(values.reason, roomForTexts),
        isMultiline: true,
        maxLength: longestInput,
      },
    ],
    [
      execute('practice.validate', t('practice:send'), { ...data, revision: practice.revision }, { style: 'positive' }),
      execute('practice.read', t('practice:do.read'), { ...data, page: 0 }, { associatedInputs: 'none' }),
      execute('practice.open', t('common:cancel'), data, { associatedInputs: 'none' }),
    ],
  );
}

/** The form with which a lead returns a practice to its author. */
export function returnFormCard(
  reader: Reader,
  practice: Practice,
  { values, fault, seen }: Again<{ reason: string }> & { readonly seen: string },
): Card {
  const { t } = reader;
  const data = { practiceId: practice.id };
  return card(
    reader,
    t('practice:returnTitle'),
    [
      written(reader.pick(practice.title)),
      paragraph(t('practice:returnText')),
      ...faultPart(reader, fault, values.reason),
      {
        type: 'Input.Text',
        id: 'reason',
        label: t('page:practice.returnReason'),
        value: beginning(values.reason, roomForTexts),
        isMultiline: true,
        maxLength: longestInput,
        isRequired: true,
        errorMessage: t('practice:returnReasonMissing'),
      },
    ],
    [
      execute('practice.return', t('practice:do.return'), { ...data, seen }, { style: 'positive' }),
      execute('practice.open', t('common:cancel'), data, { associatedInputs: 'none' }),
    ],
  );
}
