import type { Mine } from '../../domain/member/mine.ts';
import type { Network } from '../../domain/network/network.ts';
import { card, heading, note, paragraph, strong, written } from '../build.ts';
import type { Action, Card, Element } from '../card.ts';
import { execute } from '../execute.ts';
import type { Reader } from '../reader.ts';
import { shortened } from '../shorten.ts';
import { toldApart } from '../told-apart.ts';
import { networkKey } from '../within.ts';

const mostShown = 8;
/** Of each kind. */
const mostButtons = 3;
const longestTitle = 40;
const longestLine = 160;
const mostNetworks = 6;
const longestName = 80;

/** What waits for somebody in one of their networks; `reader` has its zone. */
export interface MinePart extends Mine {
  readonly network: Network;
  readonly reader: Reader;
}

/** What waits for this reader, network by network when they are in several: surveys to answer first. */
export function mineCard(reader: Reader, parts: readonly MinePart[], title = reader.t('page:home.waiting')): Card {
  const [only, second] = parts;
  if (only && !second) {
    const body = linesOf(only, mostShown);
    return card(reader, title, body.length > 0 ? body : [nothing(reader)], buttonsFor(parts));
  }
  const shown = parts.slice(0, mostNetworks);
  const perNetwork = Math.max(2, Math.floor(mostShown / shown.length));
  const body = shown.flatMap((part) => {
    const lines = linesOf(part, perNetwork, strong);
    return [
      heading(shortened(reader.pick(part.network.name), longestName)),
      ...(lines.length > 0 ? lines : [nothing(reader)]),
    ];
  });
  const rest = parts.length - shown.length;
  const more = rest > 0 ? [note(reader.t('member:moreNetworks', { count: rest }))] : [];
  return card(reader, title, [...body, ...more], buttonsFor(parts));
}

/** What waits for somebody in one network, as they are told once a week: it says why, and how to end that. */
export function digestCard(part: MinePart): Card {
  const { reader } = part;
  const { t } = reader;
  const why = note(t('member:digestWhy', { word: t('commands:language.word') }));
  return card(reader, t('member:digestTitle'), [why, ...linesOf(part, mostShown)], buttonsFor([part]));
}

function lined(title: string): string {
  return shortened(title, longestLine);
}

/** What the practices to validate are called, of which no two look the same. */
function practiceTitles({ reader, validations }: MinePart, longest: number): string[] {
  return toldApart(
    validations.map(({ title, updatedAt }) => ({
      title: shortened(reader.pick(title), longest),
      beside: [reader.day(updatedAt)],
    })),
  );
}

function nothing({ t }: Reader): Element {
  return paragraph(t('page:home.nothing'));
}

function linesOf(part: MinePart, most: number, title: (text: string) => Element = heading): Element[] {
  const { reader } = part;
  const { t } = reader;
  const states = { none: 'open', draft: 'begun', submitted: 'submitted' } as const;
  const section = <T>(key: string, items: readonly T[], line: (item: T) => Element): Element[] => {
    if (items.length === 0) return [];
    const rest = items.length - most;
    return [
      title(t(`member:${key}`)),
      ...items.slice(0, most).map(line),
      ...(rest > 0 ? [note(t('member:more', { count: rest }))] : []),
    ];
  };
  return [
    ...section('surveys', part.surveys, ({ survey, answer }) => {
      const until = t(answer === 'submitted' ? 'member:changeable' : 'survey:closesAt', {
        moment: reader.moment(survey.closesAt),
      });
      return written(`${t(`member:${states[answer]}`)} – ${until}`, { label: lined(reader.pick(survey.title)) });
    }),
    ...section('meetings', part.meetings, (meeting) =>
      written(reader.span(meeting.startsAt, meeting.endsAt), { label: lined(meeting.title) }),
    ),
    ...section('validations', practiceTitles(part, longestLine), (line) => written(line)),
  ];
}

/** Buttons for what comes first: a card shows six at most, and one of them leads to the page. */
function buttonsFor(parts: readonly MinePart[]): Action[] {
  const several = parts.length > 1;
  /** What a button leads to stays in its network. */
  const inIt = ({ network }: MinePart) => (several ? { [networkKey]: network.id } : {});
  const answers = parts.flatMap((part) => {
    const { reader } = part;
    const asked = part.surveys.filter(({ answer }) => answer !== 'submitted');
    const titles = toldApart(
      asked.map(({ survey }) => ({
        title: shortened(reader.pick(survey.title), longestTitle),
        beside: [reader.day(survey.closesAt)],
      })),
    );
    return asked.map(({ survey }, at) => {
      const title = reader.t('page:answer.title', { title: titles[at] ?? '' });
      return execute('survey.answer', title, { surveyId: survey.id, ...inIt(part) });
    });
  });
  const verdicts = parts.flatMap((part) => {
    const titles = practiceTitles(part, longestTitle);
    return part.validations.map((practice, at) => {
      const title = titles[at] ?? '';
      const data = { practiceId: practice.id, ...inIt(part) };
      return execute('practice.open', part.reader.t('member:openPractice', { title }), data);
    });
  });
  const schedule = parts
    .filter(({ meetings }) => meetings.length > 0)
    .slice(0, 1)
    .map((part) => {
      const data = { name: 'schedule', ...inIt(part) };
      return execute('command.open', part.reader.t('meeting:toSchedule'), data);
    });
  return [...answers.slice(0, mostButtons), ...verdicts.slice(0, mostButtons - schedule.length), ...schedule];
}
