import type { Region } from '../../domain/network/region.ts';
import { card, choice, dateInput, facts, note, paragraph, written } from '../build.ts';
import type { Card } from '../card.ts';
import { execute } from '../execute.ts';
import { type Picked, pickingButtons, pickingData, pickMany } from '../pick-many.ts';
import type { Reader } from '../reader.ts';

/** The first words in a team that has no network yet. */
export function teamWelcomeCard(reader: Reader): Card {
  const { t } = reader;
  return card(
    reader,
    t('network:welcomeTitle'),
    [paragraph(t('network:welcomeTeam')), note(t('network:welcomeWho'))],
    [execute('network.setUp', t('network:setUp'), {}, { style: 'positive' })],
  );
}

/** The first words in a personal chat, or in a team whose network is in use. */
export function welcomeCard(reader: Reader, commands: readonly string[]): Card {
  const { t } = reader;
  return card(reader, t('network:welcomeTitle'), [
    paragraph(t('network:welcomePersonal')),
    ...commands.map((name) => written(t(`commands:${name}.help`), { label: t(`commands:${name}.word`) })),
  ]);
}

/** What the form to set up a network starts with. */
export interface SetUpForm {
  readonly name: string;
  readonly region: string;
  readonly projectEndsOn: string;
  readonly channels: readonly { readonly id: string; readonly name: string }[];
  readonly picked: Picked;
  /** How many are in the team; undefined when Teams does not say. */
  readonly people: number | undefined;
  readonly regions: readonly Region[];
}

/** The form with which a founder makes a network of a team. */
export function setUpCard(reader: Reader, form: SetUpForm): Card {
  const { t } = reader;
  const items = form.channels.map(({ id, name }) => ({ id, title: name || t('network:general') }));
  const list = pickMany(reader, { id: 'channels', label: `${t('network:channels')} *`, items, picked: form.picked });
  return card(
    reader,
    t('network:setUpTitle'),
    [
      paragraph(
        form.people === undefined ? t('network:setUpEverybody') : t('network:setUpIntro', { count: form.people }),
      ),
      { type: 'Input.Text', id: 'name', label: `${t('network:name')} *`, value: form.name, maxLength: 100 },
      choice({
        id: 'region',
        label: `${t('terms:breakdown.region')} *`,
        value: form.region,
        choices: form.regions.map((region) => ({ title: reader.pick(region.name), value: region.code })),
        placeholder: t('common:choose'),
      }),
      dateInput(reader, { id: 'projectEndsOn', label: t('page:overview.projectEnds'), value: form.projectEndsOn }),
      ...list.elements,
      note(t('network:channelsHelp')),
    ],
    [
      execute('network.create', t('network:setUp'), pickingData(list.here), { style: 'positive' }),
      ...pickingButtons(reader, list, (title, picking) => execute('network.setUp', title, { picking })),
    ],
  );
}

/** Says that a network is in use, and what comes next. */
export function networkReadyCard(reader: Reader, made: { name: string; groups: number; members: number }): Card {
  const { t } = reader;
  return card(
    reader,
    t('network:readyTitle'),
    [
      written(made.name),
      ...facts([
        [t('network:groups'), String(made.groups)],
        [t('page:overview.members'), String(made.members)],
      ]),
      paragraph(t('network:readyText')),
    ],
    [
      execute('network.members', t('page:overview.leads'), { search: '' }, { style: 'positive' }),
      execute('network.people', t('network:people'), { search: '' }),
    ],
  );
}
