import type { WorkingGroup } from '../../domain/network/network.ts';
import { audienceOf, channelsAmong } from '../../domain/survey/audience.ts';
import type { Survey } from '../../domain/survey/survey.ts';
import { audienceText, type NamedAudience } from '../../locales/audience.ts';
import { inLine } from '../../locales/isolated.ts';
import type { Reader } from '../reader.ts';
import { shortened } from '../shorten.ts';
import { groupNames } from '../told-apart.ts';

const longestName = 60;
const longest = 300;

/** Whom a survey asks, in words; `groups` has its groups, and maybe others. Those that are gone are not named. */
export function askedText(
  reader: Reader,
  survey: Pick<Survey, 'groupId' | 'audience'>,
  groups: readonly Pick<WorkingGroup, 'id' | 'name'>[],
): string {
  return shortened(audienceText(named(reader, survey, groups), reader.language), longest);
}

const mostChannels = 5;

/** The channels that a survey's invitation goes to, by the names of their groups; the first of many. `known` may have others. */
export function channelsText(
  reader: Reader,
  survey: Parameters<typeof channelsAmong>[0],
  groups: readonly WorkingGroup[],
  known: readonly WorkingGroup[] = groups,
): string {
  const channels = channelsAmong(survey, groups);
  const called = groupNames(reader, known);
  const names = channels.slice(0, mostChannels).map(({ id }) => shortened(called.get(id) ?? '', longestName));
  if (names.length === 0) return '–';
  return inLine(channels.length > mostChannels ? [...names, '…'] : names, ', ');
}

function named(reader: Reader, survey: Parameters<typeof askedText>[1], groups: Parameters<typeof askedText>[2]) {
  const audience = audienceOf(survey);
  if (audience.kind === 'members') return { kind: audience.kind, count: audience.memberIds.length } as const;
  if (audience.kind !== 'groups') return audience;
  const called = groupNames(reader, groups);
  const asked = groups.filter(({ id }) => audience.groupIds.includes(id));
  const names = asked.map(({ id }) => shortened(called.get(id) ?? '', longestName));
  return { kind: 'groups', names } satisfies NamedAudience;
}
