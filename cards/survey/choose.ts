import { type Member, organisationTypes, type WorkingGroup } from '../../domain/network/network.ts';
import { inLine } from '../../locales/isolated.ts';
import { box, card, choice, note, paragraph } from '../build.ts';
import type { Action, Card, Element } from '../card.ts';
import { execute } from '../execute.ts';
import { type Picked, pickingButtons, pickingData, pickMany } from '../pick-many.ts';
import { pickOne } from '../pick-one.ts';
import type { Picking } from '../picking.ts';
import type { Reader } from '../reader.ts';
import { shortened } from '../shorten.ts';
import { besideMember } from '../told-apart.ts';
import { mostChosenInChat } from './verbs.ts';

/** The most people shown to choose from. */
export const mostFound = 30;
const longestName = 60;

/** What was typed into the form before, which the buttons carry along, and what is wrong with what was chosen. */
export interface Choosing {
  readonly typed: Readonly<Record<string, string>>;
  /** The key of a text; `count` is put into it. */
  readonly fault?: string | undefined;
}

/** Asks which working groups a survey goes to. */
export function chooseGroupsCard(
  reader: Reader,
  choosing: Choosing,
  groups: readonly WorkingGroup[],
  picked: Picked,
): Card {
  const { t } = reader;
  const items = groups.map(({ id, name }) => ({ id, title: reader.pick(name) }));
  const list = pickMany(reader, { id: 'groups', label: t('survey:whichGroups'), items, picked });
  const buttons = pickingButtons(reader, list, (title, picking) =>
    execute('survey.groups', title, { ...dataOf(choosing), picking }),
  );
  const body = [paragraph(t('survey:groupsText')), ...list.elements];
  return choosingCard(reader, choosing, body, { buttons, data: pickingData(list.here) });
}

/** Asks which types of organisations a survey goes to. */
export function chooseTypesCard(reader: Reader, choosing: Choosing, chosen: readonly string[]): Card {
  const { t } = reader;
  const choices = organisationTypes.map((type) => ({ title: t(`terms:organisationType.${type}`), value: type }));
  return choosingCard(reader, choosing, [
    paragraph(t('survey:typesText')),
    choice({ id: 'types', label: t('survey:whichTypes'), isMultiSelect: true, value: chosen.join(','), choices }),
  ]);
}

/** People to choose from, and those chosen so far. */
export interface PeopleChoice {
  readonly chosen: readonly Member[];
  readonly found: readonly Member[];
  readonly more: boolean;
  readonly search: string;
  /** The group that is looked through; empty for all. */
  readonly from: string;
  /** What was searched among the groups. */
  readonly fromSearch?: string;
  readonly groups: readonly WorkingGroup[];
  /** The names of organisations by id. */
  readonly organisations: ReadonlyMap<string, string>;
}

/** Asks which people a survey goes to, a few at a time: those chosen stay, whatever is looked for next. */
export function choosePeopleCard(reader: Reader, choosing: Choosing, people: PeopleChoice): Card {
  const { t } = reader;
  const { chosen, found, groups, organisations } = people;
  const choicesOf = (members: readonly Member[]) =>
    members.map((member) => ({
      title: titleOf(member, organisations),
      value: member.id,
      beside: besideMember(reader, member, { groups }),
    }));
  const all = chosen.map(({ id }) => id).join(',');
  const body: Element[] = [
    paragraph(t('survey:peopleText')),
    ...several('people', t('survey:chosenPeople'), choicesOf(chosen), all),
    { type: 'Input.Text', id: 'search', label: t('survey:searchPeople'), value: people.search, maxLength: 100 },
    ...(groups.length > 1 ? fromChoice(reader, people) : []),
    ...several('found', t('survey:foundPeople'), choicesOf(found), ''),
    ...(found.length === 0 ? [paragraph(t('survey:nobodyFound'))] : []),
    ...(people.more ? [note(t('survey:morePeople'))] : []),
  ];
  const find = execute('survey.people', t('common:find'), dataOf(choosing));
  return choosingCard(reader, choosing, body, { buttons: [find] });
}

function several(
  id: string,
  label: string,
  choices: Parameters<typeof choice>[0]['choices'],
  value: string,
): Element[] {
  return choices.length > 0 ? [choice({ id, label, isMultiSelect: true, value, choices })] : [];
}

function fromChoice(reader: Reader, { groups, from, fromSearch }: PeopleChoice): Element[] {
  return pickOne(reader, {
    id: 'from',
    label: reader.t('survey:fromGroup'),
    value: from || '-',
    choices: groups.map(({ id, name }) => ({ title: reader.pick(name), value: id })),
    before: [{ title: reader.t('terms:targetGroup.everyone'), value: '-' }],
    search: fromSearch,
    options: { expandedUpTo: 1 },
  });
}

function titleOf({ name, organisationId = '' }: Member, organisations: ReadonlyMap<string, string>): string {
  const organisation = organisations.get(organisationId);
  return inLine(
    [name, organisation].map((part) => part && shortened(part, longestName)),
    ' – ',
  );
}

function dataOf({ typed }: Choosing) {
  return { ...typed, chosen: true } as const;
}

/** What a list on the card brings along: its own buttons, and what the others say about it. */
interface More {
  readonly buttons?: readonly Action[];
  readonly data?: { readonly picking?: Picking };
}

function choosingCard(
  reader: Reader,
  choosing: Choosing,
  body: Element[],
  { buttons = [], data = {} }: More = {},
): Card {
  const { t } = reader;
  const { fault, typed } = choosing;
  const problem = fault ? [box('attention', [paragraph(t(fault, { count: mostChosenInChat }))])] : [];
  return card(
    reader,
    t('survey:chooseTitle'),
    [...problem, ...body],
    [
      ...buttons,
      execute('survey.draft', t('survey:preview'), { ...dataOf(choosing), ...data }, { style: 'positive' }),
      execute('survey.form', t('common:back'), typed, { associatedInputs: 'none' }),
    ],
  );
}
