import { faultsOfText, sectionInput } from '../../domain/practice/form.ts';
import type { PracticeExample, PracticeForm, PracticeText } from '../../domain/practice/practice.ts';
import type { PracticeView } from '../../domain/practice/view.ts';
import { seenOf } from '../../domain/seen.ts';
import { inLine } from '../../locales/isolated.ts';
import { box, card, paragraph, written } from '../build.ts';
import type { Card, Element } from '../card.ts';
import { execute } from '../execute.ts';
import type { Reader } from '../reader.ts';
import { blocksPage, pageButtons, sectionBlocks, titleOf } from './blocks.ts';
import { filingFacts, standingFacts } from './facts.ts';
import { saidBlocks } from './opinions.ts';

/** Where somebody is who reads a practice, and what stands for it as they began to read it. */
export interface Reading {
  readonly page: number;
  /** Default: as it is now. */
  readonly seen?: string;
}

/** A practice to read: its text page by page, and after it what was said of it. */
export function readCard(reader: Reader, view: PracticeView, form: PracticeForm, reading: Reading): Card {
  const { t } = reader;
  const seen = reading.seen || seenOf(view.shown);
  const { practice, offers } = view;
  const { revision } = practice;
  const data = { practiceId: practice.id };
  const head = [...standingFacts(reader, view), ...filingFacts(reader, practice)];
  const blocks = [head, ...sectionBlocks(reader, form, practice), ...saidBlocks(reader, view)];
  const shown = blocksPage(reader, blocks, reading.page);
  return card(reader, titleOf(reader, practice), shown.elements, [
    ...pageButtons(reader, shown, (title, page) => execute('practice.read', title, { ...data, page, seen })),
    ...(offers.includes('validate')
      ? [execute('practice.validateForm', t('practice:do.validate'), { ...data, revision })]
      : []),
    ...(offers.includes('openValidation')
      ? [execute('practice.askOpenValidation', t('practice:do.openValidation'), { ...data, seen })]
      : []),
    ...(offers.includes('comment') ? [execute('practice.commentForm', t('practice:do.comment'), data)] : []),
    execute('practice.open', t('practice:stateAndActions'), data),
  ]);
}

/** What is written and not yet proposed, as its writer reads it once more before proposing. */
export interface Review {
  readonly view: PracticeView;
  readonly form: PracticeForm;
  readonly text: PracticeText;
  readonly page: number;
  /** Of the practice as its writer began to read it; default as it is now. */
  readonly version?: number;
}

/** The whole text before it is proposed, with what is still missing. */
export function reviewCard(reader: Reader, { view, form, text, page, version }: Review): Card {
  const { t } = reader;
  const { practice } = view;
  const data = { practiceId: practice.id };
  const read = { ...data, version: version ?? practice.version };
  const kind = t(`terms:practiceKind.${practice.kind}`);
  const head = [written(kind, { label: t('page:list.kind') }), ...filingFacts(reader, text)];
  const shown = blocksPage(reader, [head, ...sectionBlocks(reader, form, text)], page);
  return card(
    reader,
    titleOf(reader, text),
    [...missing(reader, form, text), ...consequence(reader, view), ...shown.elements],
    [
      execute('practice.propose', t('practice:propose'), read, { style: 'positive' }),
      execute('practice.edit', t('practice:do.edit'), { ...data, page: 0 }),
      ...pageButtons(reader, shown, (title, to) => execute('practice.review', title, { ...read, page: to })),
      execute('practice.askDiscard', t(practice.state === 'draft' ? 'survey:discard' : 'page:form.discard'), read),
      execute('practice.start', t('practice:later'), {}),
    ],
  );
}

function missing(reader: Reader, form: PracticeForm, text: PracticeText): Element[] {
  const faults = faultsOfText(form, text);
  const lacking = form.sections.filter(({ code }) => faults[sectionInput(code)] === 'required');
  if (lacking.length === 0) return [];
  const labels = inLine(
    lacking.map(({ label }) => reader.pick(label)),
    ', ',
  );
  return [box('attention', [written(labels, { label: reader.t('practice:stillMissing') })])];
}

/** What proposing a changed text undoes. */
function consequence(reader: Reader, { practice }: PracticeView): Element[] {
  const { state } = practice;
  if (state !== 'inValidation' && state !== 'validated' && state !== 'selected') return [];
  return [box('warning', [paragraph(reader.t(`practice:consequence.${state}`))])];
}

/** The example that ships with the bot, page by page. */
export function exampleCard(reader: Reader, example: PracticeExample, form: PracticeForm, wanted: number): Card {
  const { t } = reader;
  const shown = blocksPage(reader, [filingFacts(reader, example), ...sectionBlocks(reader, form, example)], wanted);
  return card(
    reader,
    titleOf(reader, example),
    [box('emphasis', [paragraph(t('practice:exampleNote'))]), ...shown.elements],
    [
      ...pageButtons(reader, shown, (title, page) => execute('practice.example', title, { page })),
      execute('practice.start', t('practice:backToStart'), {}),
    ],
  );
}
