import type { Network, WorkingGroup } from '../../domain/network/network.ts';
import { alikeTexts } from '../../domain/survey/alike.ts';
import { channelsAmong, hasChannels } from '../../domain/survey/audience.ts';
import { fewestPublished } from '../../domain/survey/merging.ts';
import { resultsReaders } from '../../domain/survey/results-rule.ts';
import { SentTo, type Survey } from '../../domain/survey/survey.ts';
import { inLine, isolated } from '../../locales/isolated.ts';
import { box, card, choice, facts, heading, note, paragraph, strong, written } from '../build.ts';
import type { Card, Element } from '../card.ts';
import { execute } from '../execute.ts';
import type { Reader } from '../reader.ts';
import { cut, shortened } from '../shorten.ts';
import { longestLabel } from './answer-text.ts';
import { askedText, channelsText } from './audience.ts';
import { remindersText } from './reminders.ts';
import { retentionText } from './retention.ts';
import { sizeOf } from './size.ts';
import { stepOn } from './step.ts';
import { titleOf } from './title.ts';

const longestOutline = 60;
const longestTitle = 60;

/** Where a draft may be posted. */
export interface DraftPlaces {
  /** The groups in whose channels it may be posted. */
  readonly groups: readonly WorkingGroup[];
  /** The other networks for which its maker may make the same. */
  readonly elsewhere: readonly Network[];
  /** How many answers it asks for. */
  readonly asked: number;
  /** The moments at which it reminds by itself; `ownReminders` gives them. */
  readonly reminders: readonly string[];
}

/** A draft as its maker sees it before posting: what it asks, whom, until when, and what it promises. */
export function draftCard(reader: Reader, survey: Survey, { groups, elsewhere, asked, reminders }: DraftPlaces): Card {
  const { t } = reader;
  const outline = survey.questions.slice(0, longestOutline).map(({ kind, label }) => {
    const text = cut(reader.pick(label), longestLabel);
    return kind === 'section' ? strong(text) : written(`• ${isolated(text)}`);
  });
  const isAsking = survey.questions.some(({ kind }) => kind !== 'section');
  const purpose = reader.pick(survey.purpose);
  const body: Element[] = [
    ...(isAsking ? [] : [box('warning', [paragraph(t('survey:asksNothing'))])]),
    ...alikePart(reader, survey),
    ...(purpose ? [written(purpose)] : []),
    ...facts([
      [t('survey:forWhom'), askedText(reader, survey, groups)],
      [t('survey:askedCount'), String(asked)],
      [t('survey:opens'), survey.opensAt ? reader.moment(survey.opensAt) : t('survey:opensAtOnce')],
      [t('survey:closes'), reader.moment(survey.closesAt)],
      [t('survey:reminders'), remindersText(reader, reminders)],
      [t('survey:size'), Object.values(sizeOf(reader, survey)).join(', ')],
    ]),
    written(t(`survey:promise.${survey.anonymity}`), { label: t('survey:promised') }),
    ...(survey.anonymity !== 'named' && asked < fewestPublished
      ? [box('warning', [paragraph(t('survey:tooFewAsked', { count: fewestPublished }))])]
      : []),
    ...(survey.respondent ? [paragraph(t('survey:organisationAnswers'))] : []),
    ...facts([
      [t('survey:resultsFor'), t(`terms:resultsFor.${resultsReaders(survey)}`)],
      [t('survey:keeping'), retentionText(reader, survey)],
    ]),
    {
      type: 'ActionSet',
      actions: [execute('survey.resultsRule', t('survey:noticeSeen'), stepOn(survey), { associatedInputs: 'none' })],
    },
    ...(outline.length > 0 ? [heading(t('survey:whatIsAsked')), ...outline] : []),
    ...(isAsking ? [...sendingInputs(reader, survey, groups), ...networkChoice(reader, elsewhere)] : []),
  ];
  const data = { surveyId: survey.id };
  return card(reader, t('survey:draftTitle', { title: titleOf(reader, survey) }), body, [
    ...(isAsking
      ? [
          execute('survey.post', t('survey:post'), stepOn(survey), { style: 'positive' }),
          execute('survey.preview', t('survey:asMember'), { ...data, page: 0 }, { associatedInputs: 'none' }),
        ]
      : [execute('survey.manage', t('tab:refresh'), data)]),
    execute('survey.change', t('survey:change'), data, { associatedInputs: 'none' }),
    execute('survey.askReminders', t('survey:reminders'), data, { associatedInputs: 'none' }),
    execute('survey.discard', t('survey:discard'), stepOn(survey), { associatedInputs: 'none' }),
  ]);
}

const mostAlike = 5;

/** What those who answer could not tell apart. */
function alikePart({ t }: Reader, survey: Survey): Element[] {
  const alike = alikeTexts(survey);
  if (alike.length === 0) return [];
  const texts = alike.slice(0, mostAlike).map(({ text }) => written(`• ${cut(text, longestLabel)}`));
  return [box('warning', [paragraph(t('survey:alike', { count: alike.length })), ...texts])];
}

const mostRefused = 5;

function sendingInputs(reader: Reader, survey: Survey, groups: readonly WorkingGroup[]): Element[] {
  const { t } = reader;
  if (!hasChannels(survey)) return [note(t('survey:sentToPeople'))];
  const refused = groups.filter(({ refusedAt }) => refusedAt !== undefined);
  const named = refused.slice(0, mostRefused).map(({ name }) => shortened(reader.pick(name), longestTitle));
  if (refused.length > mostRefused) named.push('…');
  const warning = box('warning', [written(t('survey:channelRefused', { groups: inLine(named, ', ') }))]);
  const best = refused.length === 0 ? 'channel' : refused.length === groups.length ? 'people' : 'both';
  const where = { count: channelsAmong(survey, groups).length, channels: channelsText(reader, survey, groups) };
  return [...(refused.length > 0 ? [warning] : []), sentToChoice(reader, best, where)];
}

const mostNetworks = 20;

function networkChoice({ t, pick }: Reader, elsewhere: readonly Network[]): Element[] {
  if (elsewhere.length === 0) return [];
  const choices = elsewhere
    .slice(0, mostNetworks)
    .map(({ id, name }) => ({ title: shortened(pick(name), longestTitle), value: id }));
  return [
    choice({ id: 'alsoIn', label: t('survey:alsoIn'), isMultiSelect: true, value: '', choices }),
    note(t('survey:alsoInText')),
  ];
}

function sentToChoice({ t }: Reader, value: SentTo, where: { count: number; channels: string }): Element {
  const titleOf = (one: SentTo) =>
    t(`survey:${where.count > 1 && one !== 'people' ? 'sentToGroups' : 'sentToOption'}.${one}`, where);
  const choices = SentTo.options.map((one) => ({ title: titleOf(one), value: one }));
  return choice({ id: 'sentTo', label: t('survey:sentTo'), value, choices });
}
