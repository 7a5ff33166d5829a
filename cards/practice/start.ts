import type { Organisation, WorkingGroup } from '../../domain/network/network.ts';
import { writtenText } from '../../domain/practice/draft.ts';
import type { PracticeForms } from '../../domain/practice/form.ts';
import { type Practice, practiceKinds } from '../../domain/practice/practice.ts';
import { card, choice, heading, note, paragraph, written } from '../build.ts';
import type { Action, Card, Element } from '../card.ts';
import { execute } from '../execute.ts';
import { isSearched, pickOne } from '../pick-one.ts';
import type { Reader } from '../reader.ts';
import { shortened } from '../shorten.ts';
import { toldApart } from '../told-apart.ts';

/** What somebody who wants to write a practice starts from. */
export interface Start {
  readonly forms: PracticeForms;
  /** The groups this person may write in. */
  readonly groups: readonly WorkingGroup[];
  /** The organisations without Teams that this person may write a practice down for; for most, none. */
  readonly organisations: readonly Organisation[];
  readonly values: {
    readonly kind: string;
    readonly groupId: string;
    readonly organisationId: string;
    /** What was searched among the groups, and among the organisations. */
    readonly groupIdSearch?: string;
    readonly organisationIdSearch?: string;
  };
  /** What they have begun, the newest first. */
  readonly drafts: readonly Practice[];
}

const draftButtons = 3;
const longestButton = 40;

/** The first card: go on with a draft, begin a practice, look at the network's practices or at the example. */
export function startCard(reader: Reader, start: Start): Card {
  const { t } = reader;
  const writes = start.groups.length > 0;
  const searched = writes && (isSearched(start.groups) || isSearched(start.organisations));
  return card(
    reader,
    t('practice:startTitle'),
    [
      ...draftsPart(reader, start.drafts),
      ...(writes ? newPart(reader, start) : [paragraph(t('practice:noGroups', { word: t('commands:network.word') }))]),
    ],
    [
      ...(writes ? [execute('practice.write', t('writing:start'), {}, { style: 'positive' })] : []),
      ...(searched ? [execute('practice.start', t('common:find'), { typed: true })] : []),
      execute('practice.list', t('practice:startTitle'), { state: 'all', page: 0 }, { associatedInputs: 'none' }),
      execute('practice.example', t('practice:example'), { page: 0 }, { associatedInputs: 'none' }),
    ],
  );
}

function draftsPart(reader: Reader, drafts: readonly Practice[]): Element[] {
  if (drafts.length === 0) return [];
  const { t } = reader;
  const title = (practice: Practice) => reader.pick(writtenText(practice).title);
  const shown = drafts.slice(0, draftButtons);
  const titles = toldApart(
    shown.map((practice) => ({
      title: shortened(title(practice), longestButton),
      beside: [reader.day(practice.updatedAt)],
    })),
  );
  const buttons: Action[] = shown.map((practice, at) =>
    execute(
      'practice.edit',
      t('practice:continue', { title: titles[at] ?? '' }),
      { practiceId: practice.id },
      { associatedInputs: 'none' },
    ),
  );
  const rest = drafts.length - draftButtons;
  return [
    heading(t('writing:begun')),
    ...shown.map((practice) => written(title(practice), { label: t(`terms:practiceKind.${practice.kind}`) })),
    { type: 'ActionSet', actions: buttons },
    ...(rest > 0 ? [note(t('practice:moreDrafts', { count: rest }))] : []),
  ];
}

function newPart(reader: Reader, { forms, groups, organisations, values }: Start): Element[] {
  const { t } = reader;
  return [
    heading(t('practice:newPractice')),
    paragraph(t('practice:newIntro')),
    choice({
      id: 'kind',
      label: `${t('page:list.kind')} *`,
      value: values.kind,
      choices: practiceKinds.map((kind) => ({
        title: `${t(`terms:practiceKind.${kind}`)} – ${reader.pick(forms[kind].purpose)}`,
        value: kind,
      })),
      expandedUpTo: practiceKinds.length,
    }),
    // A compact list: names of groups are people's words, and only there they are not read as Markdown.
    ...pickOne(reader, {
      id: 'groupId',
      label: `${t('common:group')} *`,
      value: values.groupId,
      choices: groups.map((group) => ({ title: reader.pick(group.name), value: group.id })),
      search: values.groupIdSearch,
      options: { expandedUpTo: 0, placeholder: t('common:choose') },
    }),
    ...(organisations.length > 0 ? whoseChoice(reader, organisations, values) : []),
  ];
}

/** Chosen when the practice is the writer's own organisation's. */
export const ownOrganisation = 'own';

function whoseChoice(reader: Reader, organisations: readonly Organisation[], values: Start['values']): Element[] {
  const { t } = reader;
  return pickOne(reader, {
    id: 'organisationId',
    label: t('writing:whose'),
    value: values.organisationId || ownOrganisation,
    choices: organisations.map(({ id, name }) => ({ title: name, value: id })),
    before: [{ title: t('writing:whoseOwn'), value: ownOrganisation }],
    search: values.organisationIdSearch,
    options: { expandedUpTo: 0 },
  });
}
