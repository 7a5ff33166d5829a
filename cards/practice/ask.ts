import type { WorkingGroup } from '../../domain/network/network.ts';
import { writtenText } from '../../domain/practice/draft.ts';
import type { Practice } from '../../domain/practice/practice.ts';
import { card, dateInput, note, paragraph, written } from '../build.ts';
import type { Card } from '../card.ts';
import { channelName } from '../channel.ts';
import { execute } from '../execute.ts';
import type { Reader } from '../reader.ts';

/** Asks before a practice is taken out of use. */
export function askRetireCard(reader: Reader, practice: Practice, seen: string): Card {
  const { t } = reader;
  const data = { practiceId: practice.id };
  return card(
    reader,
    t('page:practice.askRetire'),
    [written(reader.pick(practice.title)), paragraph(t('practice:askRetireText'))],
    [
      execute('practice.retire', t('practice:retireYes'), { ...data, seen }, { style: 'destructive' }),
      execute('practice.open', t('common:cancel'), data),
    ],
  );
}

/** What is asked about, as it was seen. */
export interface OpeningQuestion {
  readonly practice: Practice;
  readonly group: WorkingGroup;
  readonly seen: string;
  /** The earliest day to choose, `2026-12-24`. */
  readonly today: string;
}

/** Asks before the group is asked to validate, and until when. */
export function askOpenValidationCard(reader: Reader, { practice, group, seen, today }: OpeningQuestion): Card {
  const { t } = reader;
  const data = { practiceId: practice.id };
  return card(
    reader,
    t('page:practice.askOpenTitle'),
    [
      written(reader.pick(practice.title)),
      written(t('page:practice.askOpenText', { channel: channelName(reader, group) })),
      dateInput(reader, { id: 'lastDay', label: t('page:practice.lastDayInput'), value: '', min: today }),
      note(t('page:practice.lastDayHint')),
    ],
    [
      execute('practice.openValidation', t('page:practice.askOpenYes'), { ...data, seen }, { style: 'positive' }),
      execute('practice.open', t('common:cancel'), data, { associatedInputs: 'none' }),
    ],
  );
}

/** Asks before what is written and not proposed is thrown away. */
export function askDiscardCard(reader: Reader, practice: Practice, version = practice.version): Card {
  const { t } = reader;
  const data = { practiceId: practice.id };
  const what = practice.state === 'draft' ? 'draft' : 'change';
  return card(
    reader,
    t(`writing:askDiscard.${what}`),
    [written(reader.pick(writtenText(practice).title)), paragraph(t(`writing:discardText.${what}`))],
    [
      execute('practice.discard', t('page:form.forgetYes'), { ...data, version }, { style: 'destructive' }),
      execute('practice.review', t('common:cancel'), { ...data, page: 0 }),
    ],
  );
}

/** Says that what was written is kept, and how to go on with it. */
export function leftCard(reader: Reader, practice: Practice): Card {
  const { t } = reader;
  const data = { practiceId: practice.id };
  return card(
    reader,
    t('practice:leftTitle'),
    [written(reader.pick(writtenText(practice).title)), paragraph(t('practice:leftText'))],
    [
      execute('practice.edit', t('writing:goOn'), data, { style: 'positive' }),
      execute('practice.review', t('practice:review'), { ...data, page: 0 }),
      execute('practice.start', t('practice:backToStart'), {}),
    ],
  );
}
