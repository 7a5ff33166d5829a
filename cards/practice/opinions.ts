import { verdicts } from '../../domain/practice/practice.ts';
import type { Opinion, PracticeView, Remark } from '../../domain/practice/view.ts';
import { isolated } from '../../locales/isolated.ts';
import { heading, note, written } from '../build.ts';
import type { Element } from '../card.ts';
import type { Reader } from '../reader.ts';
import { shortened } from '../shorten.ts';
import type { Block } from './blocks.ts';

/** How many organisations gave each verdict on the current revision; nothing before the first. */
export function tallyLine(
  reader: Reader,
  view: Pick<PracticeView, 'opinions' | 'tallies' | 'earlierOpinions'>,
  label?: string,
): Element[] {
  const { t } = reader;
  const { opinions, tallies, earlierOpinions } = view;
  const given = verdicts.filter((verdict) => tallies[verdict] > 0);
  const counted = given.map((verdict) => `${t(`terms:verdict.${verdict}`)} ${tallies[verdict]}`).join(' · ');
  return [
    ...(opinions.length > 0 ? [written(counted, label === undefined ? {} : { label })] : []),
    ...(earlierOpinions > 0 ? [note(t('practice:earlierOpinions', { count: earlierOpinions }))] : []),
  ];
}

const shownReasons = 5;
const longestReasonShown = 200;

/** The reasons given, the first few and shortened: all stand in full after the text. */
export function someReasons(reader: Reader, { opinions }: PracticeView): Element[] {
  const reasoned = opinions.filter(({ reason }) => reason !== undefined);
  const rest = reasoned.length - shownReasons;
  return [
    ...reasoned.slice(0, shownReasons).map((opinion) => opinionLine(reader, opinion, longestReasonShown)),
    ...(rest > 0 ? [note(reader.t('practice:moreReasons', { count: rest }))] : []),
  ];
}

function opinionLine(reader: Reader, { organisation, verdict, reason }: Opinion, longest = Infinity): Element {
  const said = reader.t(`terms:verdict.${verdict}`);
  return written(reason === undefined ? said : `${said}. ${isolated(shortened(reason, longest))}`, {
    label: organisation,
  });
}

/** Everything said of a practice: the verdicts with their reasons, dissent too, and the comments. */
export function saidBlocks(reader: Reader, view: PracticeView): Block[] {
  const { t } = reader;
  const { opinions, remarks } = view;
  const tally = tallyLine(reader, view);
  return [
    ...(tally.length > 0 ? [[heading(t('page:practice.opinions')), ...tally]] : []),
    ...opinions.map((opinion) => [opinionLine(reader, opinion)]),
    ...(remarks.length > 0 ? [[heading(t('page:practice.comments'))]] : []),
    ...remarks.map((remark) => remarkBlock(reader, view, remark)),
  ];
}

function remarkBlock(reader: Reader, { practice }: PracticeView, remark: Remark): Block {
  const { t } = reader;
  const label = remark.organisation ?? t('terms:role.member');
  const day = reader.day(remark.createdAt);
  const about =
    remark.revision === practice.revision ? day : t('practice:aboutRevision', { day, revision: remark.revision });
  return [written(remark.text, { label }), note(about)];
}
