import { expect } from 'chai';
import { auditEntries } from '../../domain/network/audit.ts';
import { put, type Write } from '../../domain/store.ts';
import type { Operation } from '../../tab/contract/operation.ts';
import { operations } from '../../tab/contract/operations.ts';
import { aMeeting, aMember, anOrganisation, aPractice, aSurvey } from '../domain/example-network.ts';
import { hostileTexts } from '../hostile-texts.ts';
import { fillNetwork } from './busy-network.ts';
import { type Site, startSite } from './site.ts';

/** Every list that is searched, as the contract says: a new one is in this by itself. */
const lists = (Object.entries(operations) as [string, Operation][]).flatMap(([name, { query }]) =>
  name.startsWith('GET ') && query && 'search' in query.shape ? [name.replace('GET ', '')] : [],
);

/** As long as a title may be. */
const titles = hostileTexts.map((text) => text.slice(0, 150).trim());

/** Whose list it is, and what else is asked for. */
const about: Readonly<Record<string, string>> = { rounds: 'again', entries: 'open' };

interface Item {
  readonly id?: string;
  readonly title?: string;
  readonly name?: string;
}

describe('lists that are searched', function () {
  this.timeout(60_000);
  let site: Site;
  let headers: Record<string, string>;

  before(async () => {
    const often = { atOnce: 1_000_000, perMinute: 1_000_000 };
    site = await startSite('coordinator', { rates: { asking: often, writing: often } });
    const { store } = site.world.deps;
    await fillNetwork(store);
    await store.commit([
      ...titles.flatMap(named),
      aSurvey('again', { groupId: 'future', state: 'draft', createdBy: 'm-coordinator', questions: [asked] }),
    ]);
    headers = await site.session();
  });
  after(() => site.close());

  async function itemsOf(path: string, search: string): Promise<Item[]> {
    const query = new URLSearchParams({ search, limit: '500', language: 'fi' });
    const { status, json } = await site.ask(`/api/v1${path}?${query.toString()}`, { headers });
    expect(status, `${path} ${search}: ${JSON.stringify(json).slice(0, 300)}`).to.equal(200);
    return Object.values({ items: json, ...json }).find(Array.isArray) ?? json.organisations.items;
  }

  lists.forEach((list, place) => {
    it(`find everything by its own name: ${list}`, async () => {
      const part = list.split('/').at(-1) ?? '';
      const path = list.replace(/\{\w+\}/, about[part] ?? 'none');
      const all = await itemsOf(path, '');
      expect(all.length, 'as many as there are').to.be.at.least(titles.length);
      // Each list is tried with some of the texts, and all of them are tried on some lists.
      for (const [index, text] of titles.entries()) {
        if (index % 8 !== place % 8) continue;
        const found = (await itemsOf(path, text)).map((item) => JSON.stringify(item));
        expect(found.join(), `${path} by ${text}`).to.include(JSON.stringify(text));
      }
    });
  });

  it('find a name by a part of it, in the case of any alphabet and however its letters are composed', async () => {
    const parts: readonly (readonly [string, string])[] = [
      ['İzmirin ilta', 'iz'],
      ['Große Straße', 'GROSSE STRASSE'],
      ['Οδυσσεύς', 'ΟΔΥΣ'],
      ['Åsan ryhmä', 'a\u030Asan'],
      ['ＦＵＬＬ', 'full'],
    ];
    const { store } = site.world.deps;
    await store.commit(parts.flatMap(([name], at) => named(name, 1000 + at)));
    for (const [name, part] of parts) {
      for (const path of ['/surveys', '/practices', '/meetings', '/members', '/organisations']) {
        const found = await itemsOf(path, part);
        const names = found.map((item) => item.title ?? item.name);
        expect(names, `${path} by ${part}`).to.include(name);
      }
    }
  });
});

const asked = { kind: 'yesNo', code: 'goesOn', label: { fi: 'Jatkuuko?' }, required: false } as const;

/** Something of everything that lists show, under one name. */
function named(name: string, at: number): Write[] {
  return [
    aSurvey(`s-${at}`, { groupId: 'future', state: 'closed', title: { fi: name }, questions: [asked] }),
    aMeeting(`k-${at}`, '2026-10-10T06:00:00.000Z', { groupId: 'future', title: name }),
    aPractice(`p-${at}`, { groupId: 'future', title: { fi: name } }),
    // Nobody in Teams speaks for it.
    anOrganisation(`o-${at}`, { name }),
    aMember(`n-${at}`, { name, groupIds: ['future'] }),
    put(auditEntries, {
      id: `a-${at}`,
      version: 0,
      networkId: 'uudi',
      at: '2026-09-01T08:00:00.000Z',
      kind: 'member',
      subjectId: `n-${at}`,
      changes: [{ field: 'role', after: 'compiler' }],
    }),
  ];
}
