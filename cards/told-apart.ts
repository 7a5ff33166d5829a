import type { Member, WorkingGroup } from '../domain/network/network.ts';
import { comparable } from '../domain/text.ts';
import { inLine, isolated } from '../locales/isolated.ts';
import type { Reader } from './reader.ts';
import { shortened } from './shorten.ts';

/** What something is called in a list, and what may stand beside it, the most telling first. */
export interface Called {
  readonly title: string;
  readonly beside?: readonly (string | undefined)[];
}

/**
 * The titles of a list, of which no two look the same to a reader: beside those that would stands what tells them apart,
 * and where nothing does, which of them it is.
 */
export function toldApart(items: readonly Called[]): string[] {
  const titles = items.map(({ title }) => title);
  const most = Math.max(0, ...items.map(({ beside = [] }) => beside.length));
  for (let place = 0; place < most; place += 1) {
    for (const alike of alikeIn(titles)) {
      const details = alike.map((index) => items[index]?.beside?.[place] ?? '');
      if (new Set(details.map(comparable)).size < 2) continue;
      for (const [at, index] of alike.entries()) {
        if (details[at]) titles[index] = `${isolated(titles[index] ?? '')} · ${isolated(details[at])}`;
      }
    }
  }
  return numbered(titles);
}

/** A number behind each of those that still look the same; none makes it look like another one. */
function numbered(titles: readonly string[]): string[] {
  const made = [...titles];
  const taken = new Set(titles.map(comparable));
  for (const alike of alikeIn(titles)) {
    let number = 0;
    for (const index of alike) {
      const next = () => `${isolated(titles[index] ?? '')} (${(number += 1)})`;
      let title = next();
      while (taken.has(comparable(title))) title = next();
      taken.add(comparable(title));
      made[index] = title;
    }
  }
  return made;
}

/** Where titles stand that look the same; those of which nothing is seen are not told apart. */
function alikeIn(titles: readonly string[]): number[][] {
  const places = Map.groupBy(titles.keys(), (index) => comparable(titles[index] ?? ''));
  places.delete('');
  return [...places.values()].filter(({ length }) => length > 1);
}

/**
 * What a network's groups are called, by id, of which no two look the same. In the order of their ids, so that a group
 * is called the same wherever all of them are known.
 */
export function groupNames(
  { pick }: Pick<Reader, 'pick'>,
  groups: readonly Pick<WorkingGroup, 'id' | 'name'>[],
): ReadonlyMap<string, string> {
  const ordered = [...new Map(groups.map((group) => [group.id, group])).values()].sort((a, b) =>
    a.id < b.id ? -1 : 1,
  );
  const names = toldApart(ordered.map(({ name }) => ({ title: pick(name) })));
  return new Map(ordered.map(({ id }, at) => [id, names[at] ?? '']));
}

const longestDetail = 60;

/** What tells a member from another of the same name: organisation, groups, and whether they are a guest. */
export function besideMember(
  reader: Pick<Reader, 't' | 'pick'>,
  { groupIds, guest }: Pick<Member, 'groupIds' | 'guest'>,
  known: { readonly organisation?: string | undefined; readonly groups?: readonly WorkingGroup[] },
): (string | undefined)[] {
  const { organisation, groups = [] } = known;
  const own = groups.filter(({ id }) => groupIds.includes(id)).map(({ name }) => reader.pick(name));
  return [
    organisation && shortened(organisation, longestDetail),
    own.length > 0 ? shortened(inLine(own, ', '), longestDetail) : undefined,
    guest ? reader.t('page:person.guest') : undefined,
  ];
}
