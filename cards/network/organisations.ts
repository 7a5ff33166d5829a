import { type Organisation, organisationTypes } from '../../domain/network/network.ts';
import { isolated } from '../../locales/isolated.ts';
import { box, card, choice, note, paragraph, written } from '../build.ts';
import type { Card, Element, InputChoiceSet } from '../card.ts';
import { execute } from '../execute.ts';
import type { Reader } from '../reader.ts';
import { shortened } from '../shorten.ts';

/** A list of more organisations than this does not fit a card, nor do longer names in it. */
export const organisationsShown = 80;
export const longestInList = 60;

/** What is typed about an organisation. `type` may be empty, and `municipalities` are joined by commas. */
export interface OrganisationTyped {
  readonly name: string;
  readonly type: string;
  readonly contactPoint: string;
  readonly municipalities: string;
  readonly region: string;
}

/** Organisations to choose one from. */
export interface OrganisationList {
  readonly found: readonly Organisation[];
  readonly more: boolean;
  readonly search: string;
  /** True when a button was pressed that needs an organisation. */
  readonly noneChosen: boolean;
  /** The name of the one just kept. */
  readonly saved?: string | undefined;
}

/** The organisations of a network, to choose the one to change. */
export function organisationsCard(reader: Reader, list: OrganisationList): Card {
  const { t } = reader;
  const choices = list.found.map(({ id, name, contactPoint }) => {
    const title = shortened(name, longestInList);
    return { title: contactPoint ? title : `${isolated(title)} (${t('network:noContactPoint')})`, value: id };
  });
  return card(
    reader,
    t('network:organisations'),
    [
      ...(list.noneChosen ? [box('attention', [paragraph(t('network:chooseOrganisation'))])] : []),
      ...(list.saved === undefined ? [] : [box('good', [written(list.saved, { label: t('network:saved') })])]),
      { type: 'Input.Text', id: 'search', label: t('page:list.search'), value: list.search, maxLength: 100 },
      ...(choices.length > 0
        ? [
            choice({
              id: 'organisationId',
              label: t('page:person.organisation'),
              choices,
              expandedUpTo: 20,
              placeholder: t('common:choose'),
            }),
          ]
        : [paragraph(t('network:noOrganisationFound'))]),
      ...(list.more ? [note(t('network:more'))] : []),
    ],
    [
      execute('network.organisations', t('common:find'), {}),
      execute('network.organisation', t('page:survey.edit'), {}, { style: 'positive' }),
      execute('network.newOrganisation', t('network:organisationNew'), {}, { associatedInputs: 'none' }),
      execute('network.people', t('common:back'), { search: '' }, { associatedInputs: 'none' }),
    ],
  );
}

/** The form to add or to change an organisation; `fault` is the key of what is wrong. */
export function organisationCard(
  reader: Reader,
  form: {
    readonly organisationId: string;
    readonly typed: OrganisationTyped;
    /** True for one that is yet to be added under the id. */
    readonly isNew?: boolean;
    /** Of the organisation as it is shown. */
    readonly version?: number | undefined;
    readonly fault?: string | undefined;
  },
): Card {
  const { t } = reader;
  const { organisationId, typed } = form;
  return card(
    reader,
    t(form.isNew ? 'network:organisationNew' : 'page:person.organisation'),
    [
      ...(form.fault ? [box('attention', [paragraph(t(form.fault))])] : []),
      {
        type: 'Input.Text',
        id: 'name',
        label: `${t('network:organisationName')} *`,
        value: typed.name,
        maxLength: 100,
      },
      { ...typeInput(reader, typed.type), label: `${t('terms:breakdown.organisationType')} *` },
      ...contactInputs(reader, typed),
    ],
    [
      execute(
        form.isNew ? 'network.addOrganisation' : 'network.saveOrganisation',
        t('common:save'),
        { organisationId, ...(form.version !== undefined && { version: form.version }) },
        { style: 'positive' },
      ),
      execute('network.organisations', t('common:back'), {}, { associatedInputs: 'none' }),
    ],
  );
}

/** The choice of an organisation's type. */
export function typeInput(reader: Reader, value: string): InputChoiceSet {
  const { t } = reader;
  return choice({
    id: 'type',
    label: t('terms:breakdown.organisationType'),
    value,
    choices: organisationTypes.map((type) => ({ title: t(`terms:organisationType.${type}`), value: type })),
    placeholder: t('common:choose'),
  });
}

/** How an organisation is reached, and where it works. Both may stay empty. */
export function contactInputs(reader: Reader, typed: OrganisationTyped): Element[] {
  const { t } = reader;
  const { contactPoint, municipalities, region } = typed;
  return [
    {
      type: 'Input.Text',
      id: 'contactPoint',
      label: t('page:organisation.contactPoint'),
      value: contactPoint,
      maxLength: 200,
    },
    note(t('page:organisation.contactHint')),
    {
      type: 'Input.Text',
      id: 'municipalities',
      label: t('network:municipalities'),
      value: municipalities,
      maxLength: 1000,
    },
    { type: 'Input.Text', id: 'region', label: t('network:organisationRegion'), value: region, maxLength: 60 },
  ];
}
