import type { OpenForm } from '../../domain/practice/draft.ts';
import {
  longestMunicipality,
  longestSection,
  longestTitle,
  pagesOf,
  sectionInput,
} from '../../domain/practice/form.ts';
import { type FormSection, supportForms, targetGroups, themes } from '../../domain/practice/practice.ts';
import { type Language, type LocalizedText, languages } from '../../domain/text.ts';
import { box, card, choice, note, paragraph, written } from '../build.ts';
import type { Action, Card, Element } from '../card.ts';
import { execute } from '../execute.ts';
import type { Reader } from '../reader.ts';
import { shortened } from './excerpt.ts';
import { longestInput } from './verbs.ts';

/** One page of a practice's form, for whoever writes it; `fault` says why what was typed could not be saved. */
export function practiceFormCard(reader: Reader, open: OpenForm, fault?: string): Card {
  const { t } = reader;
  const pages = pagesOf(open.form);
  const asked = pages[open.page] ?? [];
  const kind = t(`terms:practiceKind.${open.kind}`);
  return card(
    reader,
    open.text ? reader.pick(open.text.title) : kind,
    [
      note(t('practice:progress', { kind, page: open.page + 1, pages: pages.length })),
      ...(fault === undefined ? [] : [box('attention', [paragraph(fault)])]),
      ...faultBox(reader, open),
      ...standing(reader, open),
      ...(open.page === 0
        ? filingInputs(reader, open)
        : asked.flatMap((section) => sectionPart(reader, open, section))),
      note(t('practice:formNote')),
    ],
    formActions(reader, open),
  );
}

function formActions(reader: Reader, { practiceId, kind, groupId, page, practice }: OpenForm): Action[] {
  const { t } = reader;
  const data = { practiceId, kind, groupId, page };
  return [
    execute('practice.page', t('common:next'), { ...data, to: 'next' }, { style: 'positive' }),
    ...(page > 0 ? [execute('practice.page', t('common:back'), { ...data, to: 'back' })] : []),
    execute('practice.page', t('practice:leave'), { ...data, to: 'leave' }),
    ...(practice ? [] : [execute('practice.start', t('common:cancel'), {}, { associatedInputs: 'none' })]),
  ];
}

/** Says so when others go on seeing the proposed text meanwhile. */
function standing(reader: Reader, { practice }: OpenForm): Element[] {
  if (!practice || practice.state === 'draft') return [];
  const { t } = reader;
  const text = t('practice:standing', { revision: practice.revision });
  if (practice.state !== 'returned' || !practice.returnReason) return [box('emphasis', [paragraph(text)])];
  return [box('emphasis', [paragraph(text), written(practice.returnReason, { label: t('practice:returnReason') })])];
}

function faultBox(reader: Reader, { faults, form }: OpenForm): Element[] {
  if (Object.keys(faults).length === 0) return [];
  const { t } = reader;
  const labels: [string, string][] = [
    ['title', t('practice:title')],
    ['municipality', t('practice:municipality')],
    ...form.sections.map(({ code, label }): [string, string] => [sectionInput(code), reader.pick(label)]),
  ];
  const named = labels.filter(([input]) => faults[input] !== undefined).map(([, label]) => written(`• ${label}`));
  return [box('attention', [paragraph(t('practice:faultsTitle'), { weight: 'bolder' }), ...named])];
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
      label: t(`practice:${id}`),
      isMultiSelect: true,
      value: chosen.join(','),
      choices: codes.map((code) => ({ title: t(`terms:${term}.${code}`), value: code })),
    });
  return [
    ...faultNote(reader, open, 'title', title.length, longestTitle),
    ...elsewhere(reader, open.text?.title),
    { type: 'Input.Text', id: 'title', label: `${t('practice:title')} *`, value: title, maxLength: longestTitle },
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

function sectionPart(reader: Reader, open: OpenForm, { code, label, help, required }: FormSection): Element[] {
  const id = sectionInput(code);
  const text = open.text?.sections[code];
  const value = text?.[reader.language] ?? '';
  return [
    { ...note(reader.pick(help)), separator: true, spacing: 'large' },
    ...faultNote(reader, open, id, longestLength(text), longestSection),
    ...elsewhere(reader, text),
    {
      type: 'Input.Text',
      id,
      label: required ? `${reader.pick(label)} *` : reader.pick(label),
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
