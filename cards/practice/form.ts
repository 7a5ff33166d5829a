import type { OpenForm } from '../../domain/practice/draft.ts';
import {
  longestMunicipality,
  longestSection,
  longestTitle,
  pagesOf,
  roomForTexts,
  sectionInput,
  sectionsAt,
} from '../../domain/practice/form.ts';
import { type FormSection, supportForms, targetGroups, themes } from '../../domain/practice/practice.ts';
import { type Language, type LocalizedText, languages } from '../../domain/text.ts';
import { isolated } from '../../locales/isolated.ts';
import { box, card, choice, note, paragraph, written } from '../build.ts';
import type { Action, Card, Element } from '../card.ts';
import { execute } from '../execute.ts';
import type { Reader } from '../reader.ts';
import { beginning, bytesOf, shortened } from '../shorten.ts';
import { titleOf } from './blocks.ts';
import { longestInput } from './verbs.ts';

/** What stands on a page of the form beside what is written. */
export interface FormNotes {
  /** Why what was typed could not be saved. */
  readonly fault?: string | undefined;
  /** The name of the organisation without Teams that the practice is written down for. */
  readonly writtenFor?: string | undefined;
}

/** One page of a practice's form, for whoever writes it. */
export function practiceFormCard(reader: Reader, open: OpenForm, { fault, writtenFor }: FormNotes = {}): Card {
  const { t } = reader;
  const pages = pagesOf(open.form);
  const kind = t(`terms:practiceKind.${open.kind}`);
  return card(
    reader,
    open.text ? titleOf(reader, open.text) : kind,
    [
      note(t('practice:progress', { kind, page: open.page + 1, pages: pages.length })),
      ...(fault === undefined ? [] : [box('attention', [paragraph(fault)])]),
      ...faultBox(reader, open),
      ...(writtenFor === undefined ? [] : [written(writtenFor, { label: t('practice:onBehalf') })]),
      ...standing(reader, open),
      ...(open.page === 0 ? filingInputs(reader, open) : sectionParts(reader, open)),
      note(t('practice:formNote')),
    ],
    formActions(reader, open),
  );
}

function formActions(reader: Reader, open: OpenForm): Action[] {
  const { practiceId, kind, groupId, organisationId, page, section, practice } = open;
  const { t } = reader;
  const data = {
    practiceId,
    kind,
    groupId,
    page,
    ...(section === undefined ? {} : { section }),
    ...(practice || organisationId === undefined ? {} : { organisationId }),
  };
  return [
    execute('practice.page', t('common:next'), { ...data, to: 'next' }, { style: 'positive' }),
    ...(page > 0 ? [execute('practice.page', t('common:back'), { ...data, to: 'back' })] : []),
    execute('practice.page', t('practice:leave'), { ...data, to: 'leave' }),
    ...(practice ? [] : [execute('practice.start', t('common:cancel'), {}, { associatedInputs: 'none' })]),
  ];
}

/** Says so when others go on seeing the proposed text meanwhile. */
function standing(reader: Reader, { practice, page }: OpenForm): Element[] {
  if (!practice || practice.state === 'draft') return [];
  const { t } = reader;
  const text = t('practice:standing', { revision: practice.revision });
  if (practice.state !== 'returned' || !practice.returnReason) return [box('emphasis', [paragraph(text)])];
  // The whole reason stands on the first page; the others have their texts to fit in.
  const reason = page === 0 ? practice.returnReason : shortened(practice.returnReason, longestElsewhere);
  return [box('emphasis', [paragraph(text), written(reason, { label: t('page:practice.returnReason') })])];
}

function faultBox(reader: Reader, { faults, form }: OpenForm): Element[] {
  if (Object.keys(faults).length === 0) return [];
  const { t } = reader;
  const labels: [string, string][] = [
    ['title', t('writing:title')],
    ['municipality', t('practice:municipality')],
    ...form.sections.map(({ code, label }): [string, string] => [sectionInput(code), reader.pick(label)]),
  ];
  const named = labels
    .filter(([input]) => faults[input] !== undefined)
    .map(([, label]) => written(`• ${isolated(label)}`));
  return [box('attention', [paragraph(t('survey:faultsTitle'), { weight: 'bolder' }), ...named])];
}

/** What is wrong with an input, right above it. */
function faultNote(reader: Reader, open: OpenForm, input: string, length: number, longest: number): Element[] {
  const fault = open.faults[input];
  if (!fault) return [];
  const text = reader.t(`practice:fault.${fault === 'tooLong' ? 'tooLong' : 'required'}`, { length, longest });
  return [paragraph(text, { color: 'attention', weight: 'bolder' })];
}

function filingInputs(reader: Reader, open: OpenForm): Element[] {
  const { t } = reader;
  const filing = open.typed ?? open.text?.filing;
  const title = open.typed?.title ?? open.text?.title[reader.language] ?? '';
  const municipality = filing?.municipality ?? '';
  const several = (id: string, term: string, codes: readonly string[], chosen: readonly string[] = []) =>
    choice({
      id,
      label: t(`writing:${id}`),
      isMultiSelect: true,
      value: chosen.join(','),
      choices: codes.map((code) => ({ title: t(`terms:${term}.${code}`), value: code })),
    });
  return [
    ...faultNote(reader, open, 'title', title.length, longestTitle),
    ...elsewhere(reader, open.text?.title),
    { type: 'Input.Text', id: 'title', label: `${t('writing:title')} *`, value: title, maxLength: longestTitle },
    several('supportForms', 'supportForm', supportForms, filing?.supportForms),
    several('targetGroups', 'targetGroup', targetGroups, filing?.targetGroups),
    several('themes', 'theme', themes, filing?.themes),
    ...faultNote(reader, open, 'municipality', municipality.length, longestMunicipality),
    {
      type: 'Input.Text',
      id: 'municipality',
      label: t('practice:municipality'),
      value: municipality,
      maxLength: longestMunicipality,
    },
  ];
}

function sectionParts(reader: Reader, open: OpenForm): Element[] {
  const asked = sectionsAt(open.form, open);
  const sizes = asked.map(({ code }) => bytesOf(open.text?.sections[code]?.[reader.language] ?? ''));
  const fits = sizes.reduce((sum, size) => sum + size, 0) <= roomForTexts;
  // What was typed on a whole page and could not be saved may not fit: then each text has its share of the card.
  const room = fits ? roomForTexts : Math.floor(roomForTexts / asked.length);
  return asked.flatMap((section) => sectionPart(reader, open, section, room));
}

function sectionPart(reader: Reader, open: OpenForm, section: FormSection, room: number): Element[] {
  const { code, label, help, required } = section;
  const id = sectionInput(code);
  const text = open.text?.sections[code];
  const typed = text?.[reader.language] ?? '';
  const value = beginning(typed, room);
  const length = longestLength(text);
  const tooLong = length > longestSection ? { [id]: 'tooLong' as const } : {};
  return [
    { ...note(reader.pick(help)), separator: true, spacing: 'large' },
    ...faultNote(reader, { ...open, faults: { ...open.faults, ...tooLong } }, id, length, longestSection),
    ...(value === typed ? [] : [paragraph(reader.t('practice:fault.cut'), { color: 'attention', weight: 'bolder' })]),
    ...elsewhere(reader, text),
    {
      type: 'Input.Text',
      id,
      label: required ? `${isolated(reader.pick(label))} *` : reader.pick(label),
      value,
      isMultiline: true,
      // More than may be proposed: a longer text is kept and can be shortened, instead of being cut unseen.
      maxLength: longestInput,
    },
  ];
}

function longestLength(text: LocalizedText | undefined): number {
  return Math.max(...languages.map((language) => text?.[language]?.length ?? 0));
}

const longestElsewhere = 300;

/** The beginning of a text in the language it is written in, when the writer's own language lacks it. */
function elsewhere(reader: Reader, text: LocalizedText | undefined): Element[] {
  const other: Language | undefined = languages.find((language) => text?.[language]);
  if (!text || text[reader.language] || !other) return [];
  const label = reader.t(`practice:written.${other}`);
  return [written(shortened(text[other] ?? '', longestElsewhere), { label })];
}
