import type { Network, WorkingGroup } from '../../domain/network/network.ts';
import { channelsAmong } from '../../domain/survey/audience.ts';
import { sentToOf } from '../../domain/survey/deliver.ts';
import { timeToTell } from '../../domain/survey/list.ts';
import { emptyTemplate } from '../../domain/survey/make.ts';
import type { Survey, SurveyTemplate } from '../../domain/survey/survey.ts';
import { inLine } from '../../locales/isolated.ts';
import { box, card, choice, dateInput, facts, note, paragraph, timeInput, written } from '../build.ts';
import type { Card, Element } from '../card.ts';
import { execute } from '../execute.ts';
import { isSearched, pickOne } from '../pick-one.ts';
import type { Reader } from '../reader.ts';
import { shortened } from '../shorten.ts';
import { askedText, channelsText } from './audience.ts';
import { remindersText } from './reminders.ts';
import { offeredRetention, type RetentionOrDefault, retentionInput } from './retention.ts';
import { titleOf } from './title.ts';

/** What may be asked in the place of one group; all but the whole network is chosen on a second card. */
export const widerKinds = ['groups', 'network', 'organisationTypes', 'members'] as const;
export type Wider = (typeof widerKinds)[number];

/** How the form names it among the groups: no group's id begins with a hyphen. */
export function widerCode(kind: Wider): string {
  return `-${kind}`;
}

/** How the form names an earlier survey among the built-in ones: no code of these begins with a hyphen. */
export function earlierCode(surveyId: string): string {
  return `-${surveyId}`;
}

/** The earlier survey that the form names; undefined when it names none. */
export function parseEarlierCode(code: string): string | undefined {
  return code.startsWith('-') ? code.slice(1) : undefined;
}

/** What the form for a new survey starts with. */
export interface NewSurvey {
  /** The id the survey will have. */
  readonly surveyId: string;
  readonly templates: readonly SurveyTemplate[];
  /** The surveys that another may be made from, the newest first; the card names the first of them. */
  readonly earlier: readonly Survey[];
  /** The groups whose members may be asked, and what else may be asked in their place. */
  readonly groups: readonly WorkingGroup[];
  readonly wider: readonly Wider[];
  readonly values: {
    template: string;
    groupId: string;
    /** What was searched among the groups. */
    groupIdSearch?: string;
    opensOn: string;
    closesOn: string;
    closesTime: string;
    anonymity: string;
    respondent: string;
    keep: RetentionOrDefault;
  };
  /** Whether there are surveys to look after. */
  readonly hasOwn: boolean;
  /** The key of the text that says what is wrong with the values. */
  readonly fault?: string;
}

/** The form a lead starts a survey with. */
export function newSurveyCard(reader: Reader, form: NewSurvey): Card {
  const { t } = reader;
  const { values } = form;
  const body: Element[] = [
    paragraph(t('survey:newIntro')),
    ...(form.fault ? [box('attention', [paragraph(t(form.fault, { hint: '' }))])] : []),
    choice({
      id: 'template',
      label: `${t('survey:template')} *`,
      value: values.template,
      choices: [
        ...form.templates.map((template) => ({ title: reader.pick(template.title), value: template.code })),
        { title: t('survey:fromEmpty'), value: emptyTemplate.code },
        ...form.earlier.slice(0, mostEarlier).map((survey) => earlierChoice(reader, survey)),
      ],
      expandedUpTo: 3,
      placeholder: t('survey:chooseTemplate'),
    }),
    ...(form.earlier.length > mostEarlier ? [note(t('survey:earlierMore'))] : []),
    ...audienceChoice(reader, form),
    dateInput(reader, { id: 'opensOn', label: t('survey:opensOn'), value: values.opensOn }),
    dateInput(reader, { id: 'closesOn', label: t('survey:closesOn'), value: values.closesOn }),
    timeInput(reader, { id: 'closesTime', label: t('survey:closesTime'), value: values.closesTime }),
    anonymityChoice(reader, values.anonymity),
    respondentChoice(reader, values.respondent),
    retentionInput(reader, offeredRetention(values.keep), values.keep),
  ];
  return card(reader, t('survey:newTitle'), body, [
    execute('survey.draft', t('survey:preview'), { surveyId: form.surveyId }, { style: 'positive' }),
    ...(isSearched(form.groups) ? [execute('survey.form', t('common:find'), { surveyId: form.surveyId })] : []),
    ...(form.hasOwn ? [execute('survey.list', t('survey:existing'), {}, { associatedInputs: 'none' })] : []),
  ]);
}

/** The most earlier surveys to choose from on the card; the page has more. */
export const mostEarlier = 20;

function earlierChoice(reader: Reader, survey: Survey) {
  const title = shortened(titleOf(reader, survey), longestTitle);
  const facts = [reader.t(`terms:surveyState.${survey.state}`), reader.day(survey.closedAt ?? survey.closesAt)];
  return { title: inLine([reader.t('survey:copyOf', { title }), ...facts]), value: earlierCode(survey.id) };
}

function audienceChoice(reader: Reader, { groups, wider, values }: NewSurvey): Element[] {
  const { t, pick } = reader;
  return pickOne(reader, {
    id: 'groupId',
    label: `${t('survey:forWhom')} *`,
    value: values.groupId,
    choices: groups.map(({ id, name }) => ({ title: pick(name), value: id })),
    after: wider.map((kind) => ({ title: t(`survey:wider.${kind}`), value: widerCode(kind) })),
    search: values.groupIdSearch,
    options: { placeholder: t('survey:chooseAudience') },
  });
}

function anonymityChoice(reader: Reader, value: string): Element {
  const modes = ['named', 'confidential', 'anonymous'].map((mode) => ({
    title: reader.t(`survey:mode.${mode}`),
    value: mode,
  }));
  const suggested = { title: reader.t('survey:anonymityDefault'), value: 'default' };
  return choice({
    id: 'anonymity',
    label: reader.t('survey:anonymity'),
    value,
    choices: [suggested, ...modes],
    expandedUpTo: 3,
  });
}

function respondentChoice(reader: Reader, value: string): Element {
  const choices = ['default', 'person', 'organisation'].map((one) => ({
    title: reader.t(`survey:respondentOption.${one}`),
    value: one,
  }));
  return choice({ id: 'respondent', label: reader.t('survey:respondent'), value, choices, expandedUpTo: 3 });
}

const longestTitle = 60;

/** What there is to say of a posted survey beside itself. */
export interface PostedPlaces {
  /** The groups in whose channels it may be posted. */
  readonly groups: readonly WorkingGroup[];
  /** The other networks in which the same was made at once. */
  readonly madeIn: readonly Network[];
  /** The moments at which it reminds by itself; `ownReminders` gives them. */
  readonly reminders: readonly string[];
}

/** The names of networks in one line; empty for none. */
export function networkNames({ pick }: Reader, networks: readonly Network[]): string {
  return inLine(networks.map(({ name }) => shortened(pick(name), longestTitle)));
}

const personalTexts = { people: 'postedPeople', both: 'postedBoth' } as const;

/** Says that a survey is posted, or will be when its opening time comes. */
export function postedCard(reader: Reader, survey: Survey, { groups, madeIn, reminders }: PostedPlaces): Card {
  const { t } = reader;
  const where = { count: channelsAmong(survey, groups).length, channels: channelsText(reader, survey, groups) };
  const key = survey.state === 'scheduled' ? 'scheduled' : 'posted';
  const sentTo = sentToOf(survey);
  return card(
    reader,
    t(`survey:${key}Title`),
    [
      written(reader.pick(survey.title)),
      ...facts([
        [t('survey:forWhom'), askedText(reader, survey, groups)],
        [t('survey:madeIn'), networkNames(reader, madeIn)],
        [t('survey:opens'), key === 'scheduled' && survey.opensAt ? reader.moment(survey.opensAt) : ''],
        [t('survey:closes'), reader.moment(survey.closesAt)],
        [t('survey:reminders'), remindersText(reader, reminders)],
      ]),
      written(t(sentTo === 'channel' ? `survey:${key}Text` : `survey:${personalTexts[sentTo]}`, where)),
    ],
    [
      execute('survey.manage', t('survey:manageOwn'), { surveyId: survey.id }),
      execute('delivery.subject', t('survey:messages'), { subjectId: survey.id }),
    ],
  );
}

/** Says that a draft is gone. */
export function discardedCard(reader: Reader): Card {
  return card(
    reader,
    reader.t('survey:discarded'),
    [paragraph(reader.t('survey:discardedText'))],
    [execute('survey.new', reader.t('survey:newTitle'), {})],
  );
}

/** The surveys that somebody looks after, to choose one from, in the order given. */
export function surveyListCard(reader: Reader, surveys: readonly Survey[], groups: readonly WorkingGroup[]): Card {
  const { t } = reader;
  if (surveys.length === 0) return card(reader, t('survey:existing'), [paragraph(t('survey:none'))]);
  const choices = surveys.map((survey) => ({
    title: inLine([
      shortened(titleOf(reader, survey), longestTitle),
      shortened(askedText(reader, survey, groups), longestTitle),
      t(`survey:listState.${survey.state}`, { day: reader.day(timeToTell(survey)) }),
    ]),
    value: survey.id,
  }));
  return card(
    reader,
    t('survey:existing'),
    [choice({ id: 'surveyId', label: t('survey:template'), value: choices[0]?.value ?? '', choices, expandedUpTo: 8 })],
    [
      execute('survey.manage', t('survey:manage'), {}, { style: 'positive' }),
      execute('survey.new', t('survey:newTitle'), {}, { associatedInputs: 'none' }),
    ],
  );
}
