import type { Mine } from '../../domain/member/mine.ts';
import { card, heading, note, paragraph, written } from '../build.ts';
import type { Action, Card, Element } from '../card.ts';
import { execute } from '../execute.ts';
import type { Reader } from '../reader.ts';
import { shortened } from '../shorten.ts';

const mostShown = 8;
/** Of each kind. */
const mostButtons = 3;
const longestTitle = 40;

/** What waits for this reader: surveys to answer first. */
export function mineCard(reader: Reader, mine: Mine): Card {
  const { t } = reader;
  const nothing = mine.surveys.length + mine.meetings.length + mine.validations.length === 0;
  if (nothing) return card(reader, t('member:mineTitle'), [paragraph(t('member:nothing'))]);
  const states = { none: 'open', draft: 'begun', submitted: 'submitted' } as const;
  const body = [
    ...section(reader, 'surveys', mine.surveys, ({ survey, answer }) => {
      const until = t(answer === 'submitted' ? 'member:changeable' : 'survey:closesAt', {
        moment: reader.moment(survey.closesAt),
      });
      return written(`${t(`member:${states[answer]}`)} – ${until}`, { label: reader.pick(survey.title) });
    }),
    ...section(reader, 'meetings', mine.meetings, (meeting) =>
      written(reader.span(meeting.startsAt, meeting.endsAt), { label: meeting.title }),
    ),
    ...section(reader, 'validations', mine.validations, (practice) => written(reader.pick(practice.title))),
  ];
  return card(reader, t('member:mineTitle'), body, buttonsFor(reader, mine));
}

/** Buttons for what comes first: a card shows six at most. */
function buttonsFor(reader: Reader, mine: Mine): Action[] {
  const answers = mine.surveys
    .filter(({ answer }) => answer !== 'submitted')
    .map(({ survey }) => {
      const title = reader.t('member:answer', { title: shortened(reader.pick(survey.title), longestTitle) });
      return execute('survey.answer', title, { surveyId: survey.id });
    });
  const verdicts = mine.validations.map((practice) => {
    const title = reader.t('member:openPractice', { title: shortened(reader.pick(practice.title), longestTitle) });
    return execute('practice.open', title, { practiceId: practice.id });
  });
  const schedule =
    mine.meetings.length > 0 ? [execute('command.open', reader.t('meeting:toSchedule'), { name: 'schedule' })] : [];
  return [...answers.slice(0, mostButtons), ...verdicts.slice(0, mostButtons - schedule.length), ...schedule];
}

function section<T>(reader: Reader, key: string, items: readonly T[], line: (item: T) => Element): Element[] {
  if (items.length === 0) return [];
  const rest = items.length - mostShown;
  return [
    heading(reader.t(`member:${key}`)),
    ...items.slice(0, mostShown).map(line),
    ...(rest > 0 ? [note(reader.t('member:more', { count: rest }))] : []),
  ];
}
