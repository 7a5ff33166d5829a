import type { Practice, PracticeForm } from '../../domain/practice/practice.ts';
import type { PracticeView } from '../../domain/practice/view.ts';
import { card, facts, paragraph, written } from '../build.ts';
import type { Action, Card, Element } from '../card.ts';
import { execute } from '../execute.ts';
import type { Reader } from '../reader.ts';
import { shortened } from '../shorten.ts';
import { lastDayText } from './last-day.ts';
import { tallyLine } from './opinions.ts';

/** A practice as a message tells of it. */
export interface Told {
  readonly practice: Practice;
  readonly form: PracticeForm;
  /** The author's. */
  readonly organisation: string | undefined;
}

const firstLines = 300;

/** To the channel: somebody proposes a practice. */
export function proposedPost(reader: Reader, told: Told): Card {
  const { t } = reader;
  const title = t('practice:proposedTitle', { title: reader.pick(told.practice.title) });
  return card(
    reader,
    title,
    [...summary(reader, told), paragraph(t('practice:proposedText'))],
    [readButton(reader, told), commentButton(reader, told), openButton(reader, told)],
  );
}

/** To the channel: a practice waits for verdicts. */
export function validationPost(reader: Reader, told: Told): Card {
  const { t } = reader;
  const title = t('practice:validationTitle', { title: reader.pick(told.practice.title) });
  const data = { practiceId: told.practice.id };
  return card(
    reader,
    title,
    [
      ...summary(reader, told),
      ...facts([[t('page:practice.lastDay'), lastDayText(reader, told.practice)]]),
      paragraph(t('practice:validationText')),
    ],
    [
      readButton(reader, told),
      commentButton(reader, told),
      execute(
        'practice.validateForm',
        t('practice:do.validate'),
        { ...data, revision: told.practice.revision },
        { style: 'positive' },
      ),
      openButton(reader, told),
    ],
  );
}

/** What a message in the channel becomes when the practice has moved on: its state, and nothing asked. */
export function movedPost(reader: Reader, told: Told): Card {
  const { t } = reader;
  const { practice } = told;
  return card(
    reader,
    reader.pick(practice.title),
    facts([
      [t('page:list.kind'), t(`terms:practiceKind.${practice.kind}`)],
      [
        t('survey:state'),
        t('practice:stateOn', {
          state: t(`terms:practiceState.${practice.state}`),
          day: reader.day(practice.updatedAt),
        }),
      ],
    ]),
    [readButton(reader, told), openButton(reader, told)],
  );
}

/** To the author: what to change. */
export function returnedPost(reader: Reader, told: Told): Card {
  const { t } = reader;
  const { practice } = told;
  const data = { practiceId: practice.id };
  return card(
    reader,
    t('practice:returnedTitle', { title: reader.pick(practice.title) }),
    [
      written(practice.returnReason ?? '', { label: t('page:practice.returnReason') }),
      paragraph(t('practice:returnedText')),
    ],
    [execute('practice.edit', t('practice:do.edit'), data, { style: 'positive' }), readButton(reader, told)],
  );
}

/** What others say of a practice, as its author is told. */
export interface Heard extends Told {
  readonly view: Pick<PracticeView, 'opinions' | 'tallies' | 'earlierOpinions' | 'remarks'>;
}

/** To the author: what was said last. */
export function commentedPost(reader: Reader, heard: Heard): Card {
  const { t } = reader;
  const [newest] = heard.view.remarks;
  const said = newest
    ? [written(shortened(newest.text, firstLines), { label: newest.organisation ?? t('terms:role.member') })]
    : [];
  const count = heard.view.remarks.length;
  return card(
    reader,
    t('practice:commentedTitle', { title: reader.pick(heard.practice.title) }),
    [...said, paragraph(t('practice:commentCount', { count }))],
    [readButton(reader, heard), openButton(reader, heard)],
  );
}

/** To the author: how organisations judge it. */
export function judgedPost(reader: Reader, heard: Heard): Card {
  const title = reader.t('practice:judgedTitle', { title: reader.pick(heard.practice.title) });
  return card(reader, title, tallyLine(reader, heard.view), [readButton(reader, heard), openButton(reader, heard)]);
}

/** To the author: it is in the package. */
export function selectedPost(reader: Reader, told: Told): Card {
  const { t } = reader;
  return card(
    reader,
    t('practice:selectedTitle', { title: reader.pick(told.practice.title) }),
    [paragraph(t('practice:selectedText'))],
    [readButton(reader, told), openButton(reader, told)],
  );
}

function summary(reader: Reader, { practice, form, organisation }: Told): Element[] {
  const { t } = reader;
  const first = form.sections.find(({ code }) => practice.sections[code]);
  const lines = first ? reader.pick(practice.sections[first.code] ?? {}) : '';
  return [
    ...facts([
      [t('page:list.kind'), t(`terms:practiceKind.${practice.kind}`)],
      [t('page:person.organisation'), organisation ?? ''],
    ]),
    ...(first && lines !== '' ? [written(shortened(lines, firstLines), { label: reader.pick(first.label) })] : []),
  ];
}

function readButton({ t }: Reader, { practice }: Told): Action {
  return execute('practice.read', t('practice:do.read'), { practiceId: practice.id, page: 0 });
}

function commentButton({ t }: Reader, { practice }: Told): Action {
  return execute('practice.commentForm', t('practice:do.comment'), { practiceId: practice.id });
}

function openButton({ t }: Reader, { practice }: Told): Action {
  return execute('practice.open', t('practice:stateAndActions'), { practiceId: practice.id });
}
