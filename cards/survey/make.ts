import type { WorkingGroup } from '../../domain/network/network.ts';
import { sentToOf } from '../../domain/survey/deliver.ts';
import { emptyTemplate } from '../../domain/survey/make.ts';
import { SentTo, type Survey, type SurveyTemplate } from '../../domain/survey/survey.ts';
import { box, card, choice, dateInput, facts, heading, paragraph, strong, written } from '../build.ts';
import type { Card, Element } from '../card.ts';
import { execute } from '../execute.ts';
import type { Reader } from '../reader.ts';
import { shortened } from '../shorten.ts';
import { remindersText } from './reminders.ts';
import { sizeOf } from './size.ts';
import { titleOf } from './title.ts';

/** What the form for a new survey starts with. */
export interface NewSurvey {
  /** The id the survey will have. */
  readonly surveyId: string;
  readonly templates: readonly SurveyTemplate[];
  readonly groups: readonly WorkingGroup[];
  readonly values: {
    template: string;
    groupId: string;
    opensOn: string;
    closesOn: string;
    closesTime: string;
    anonymity: string;
    respondent: string;
  };
  readonly hasEarlier: boolean;
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
      label: t('survey:template'),
      value: values.template,
      choices: [
        ...form.templates.map((template) => ({ title: reader.pick(template.title), value: template.code })),
        { title: t('survey:fromEmpty'), value: emptyTemplate.code },
      ],
      expandedUpTo: 3,
      placeholder: t('survey:chooseTemplate'),
    }),
    groupChoice(reader, form.groups, values.groupId),
    dateInput(reader, { id: 'opensOn', label: t('survey:opensOn'), value: values.opensOn }),
    dateInput(reader, { id: 'closesOn', label: t('survey:closesOn'), value: values.closesOn }),
    { type: 'Input.Time', id: 'closesTime', label: t('survey:closesTime'), value: values.closesTime },
    anonymityChoice(reader, values.anonymity),
    respondentChoice(reader, values.respondent),
  ];
  return card(reader, t('survey:newTitle'), body, [
    execute('survey.draft', t('survey:preview'), { surveyId: form.surveyId }, { style: 'positive' }),
    ...(form.hasEarlier ? [execute('survey.list', t('survey:existing'), {}, { associatedInputs: 'none' })] : []),
  ]);
}

function groupChoice(reader: Reader, groups: readonly WorkingGroup[], value: string): Element {
  const choices = groups.map((group) => ({ title: reader.pick(group.name), value: group.id }));
  return choice({
    id: 'groupId',
    label: reader.t('common:group'),
    value,
    choices,
    placeholder: reader.t('common:noGroup'),
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
  const choices = ['person', 'organisation'].map((one) => ({
    title: reader.t(`survey:respondentOption.${one}`),
    value: one,
  }));
  return choice({ id: 'respondent', label: reader.t('survey:respondent'), value, choices, expandedUpTo: 2 });
}

const longestOutline = 60;
const longestTitle = 60;

/** A draft as its maker sees it before posting: what it asks, whom, until when, and what it promises. */
export function draftCard(reader: Reader, survey: Survey, group: WorkingGroup | undefined): Card {
  const { t } = reader;
  const asked = survey.questions.slice(0, longestOutline);
  const outline = asked.map((question) =>
    question.kind === 'section' ? strong(reader.pick(question.label)) : written(`• ${reader.pick(question.label)}`),
  );
  const body: Element[] = [
    written(reader.pick(survey.purpose)),
    ...facts([
      [t('survey:forGroup'), group ? reader.pick(group.name) : ''],
      [t('survey:opens'), survey.opensAt ? reader.moment(survey.opensAt) : t('survey:opensAtOnce')],
      [t('survey:closes'), reader.moment(survey.closesAt)],
      [t('survey:reminders'), remindersText(reader, survey, survey.opensAt ?? survey.createdAt)],
      [t('survey:size'), Object.values(sizeOf(reader, survey)).join(', ')],
    ]),
    paragraph(t(`survey:promise.${survey.anonymity}`)),
    ...(survey.respondent ? [paragraph(t('survey:organisationAnswers'))] : []),
    heading(t('survey:whatIsAsked')),
    ...outline,
    ...(group?.refusedAt ? [box('warning', [paragraph(t('survey:channelRefused'))])] : []),
    sentToChoice(reader, group?.refusedAt ? 'people' : 'channel'),
  ];
  const data = { surveyId: survey.id };
  const isAsking = survey.questions.some(({ kind }) => kind !== 'section');
  return card(reader, t('survey:draftTitle', { title: titleOf(reader, survey) }), body, [
    execute('survey.post', t('survey:post'), data, { style: 'positive' }),
    ...(isAsking
      ? [execute('survey.preview', t('survey:asMember'), { ...data, page: 0 }, { associatedInputs: 'none' })]
      : []),
    execute('survey.change', t('survey:change'), data, { associatedInputs: 'none' }),
    execute('survey.askReminders', t('survey:reminders'), data, { associatedInputs: 'none' }),
    execute('survey.discard', t('survey:discard'), data, { associatedInputs: 'none' }),
  ]);
}

function sentToChoice(reader: Reader, value: SentTo): Element {
  const choices = SentTo.options.map((one) => ({ title: reader.t(`survey:sentToOption.${one}`), value: one }));
  return choice({ id: 'sentTo', label: reader.t('survey:sentTo'), value, choices });
}

const personalTexts = { people: 'postedPeople', both: 'postedBoth' } as const;

/** Says that a survey is posted, or will be when its opening time comes. */
export function postedCard(reader: Reader, survey: Survey, group: WorkingGroup | undefined): Card {
  const { t } = reader;
  const key = survey.state === 'scheduled' ? 'scheduled' : 'posted';
  const sentTo = sentToOf(survey);
  return card(
    reader,
    t(`survey:${key}Title`),
    [
      written(reader.pick(survey.title)),
      ...facts([
        [t('survey:forGroup'), group ? reader.pick(group.name) : ''],
        [t('survey:opens'), key === 'scheduled' && survey.opensAt ? reader.moment(survey.opensAt) : ''],
        [t('survey:closes'), reader.moment(survey.closesAt)],
        [t('survey:reminders'), remindersText(reader, survey, survey.opensAt ?? survey.createdAt)],
      ]),
      paragraph(t(sentTo === 'channel' ? `survey:${key}Text` : `survey:${personalTexts[sentTo]}`)),
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

/** The surveys of the groups a lead sees, to choose one from; newest first. */
export function surveyListCard(reader: Reader, surveys: readonly Survey[], groups: readonly WorkingGroup[]): Card {
  const { t } = reader;
  if (surveys.length === 0) return card(reader, t('survey:existing'), [paragraph(t('survey:none'))]);
  const groupNames = new Map(groups.map((group) => [group.id, shortened(reader.pick(group.name), longestTitle)]));
  const choices = surveys.map((survey) => ({
    title: [
      shortened(titleOf(reader, survey), longestTitle),
      groupNames.get(survey.groupId ?? '') ?? '',
      t(`terms:surveyState.${survey.state}`),
      reader.day(survey.createdAt),
    ].join(' · '),
    value: survey.id,
  }));
  return card(
    reader,
    t('survey:existing'),
    [choice({ id: 'surveyId', label: t('survey:template'), value: choices[0]?.value ?? '', choices, expandedUpTo: 8 })],
    [
      execute('survey.manage', t('survey:manage'), {}),
      execute('survey.new', t('survey:newTitle'), {}, { associatedInputs: 'none' }),
    ],
  );
}
