import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { loadActor, personIdOf } from '../../domain/network/actor.ts';
import {
  groups,
  type Member,
  members,
  networks,
  type Organisation,
  organisations,
} from '../../domain/network/network.ts';
import type { Gathering } from '../../domain/noun.ts';
import { nouns } from '../../domain/nouns.ts';
import type { Actor } from '../../domain/rights.ts';
import { put, type Store, type Write } from '../../domain/store.ts';
import type { CloseDeps } from '../../domain/survey/close.ts';
import { openLowdbStore } from '../../storage/lowdb/open.ts';
import { createVault } from '../../storage/vault/vault.ts';

/** The tenant everybody in tests belongs to. */
export const tenantId = '11111111-1111-4111-8111-111111111111';

/** The people of the test network by what they are in it. */
export const cast = ['coordinator', 'lead', 'member', 'other', 'loner', 'stranger'] as const;
export type Role = (typeof cast)[number];

/** The Entra object id of somebody in tests. */
export function objectIdOf(role: Role): string {
  return `22222222-2222-4222-8222-00000000000${cast.indexOf(role)}`;
}

export interface World {
  readonly deps: CloseDeps & Gathering & { store: Store };
  /** Moves the clock. */
  pass(milliseconds: number): void;
  /** The person as the bot would know them. */
  actor(role: Role): Promise<Actor>;
  memberId(role: Role): string;
  readonly networkId: 'uudi';
  /** The group that everybody but the stranger is in and that `lead` leads. */
  readonly groupId: 'future';
  /** A second group, which only the coordinator is in. */
  readonly otherGroupId: 'home';
  readonly dataDir: string;
  close(): Promise<void>;
}

/** When the clock of a test world starts. */
export const start = Date.parse('2026-09-01T09:00:00.000Z');

/** What the network `uudi` of a test world consists of. */
export function theNetwork(): Write[] {
  return [
    put(networks, aNetwork(new Date(start))),
    ...(['future', 'home'] as const).map((id) => put(groups, aGroup(id))),
    ...theOrganisations.map((organisation) => put(organisations, organisation)),
    ...theMembers.map((member) => put(members, member)),
  ];
}

/**
 * A network `uudi` on a store, which unless given is one in a temporary folder: a coordinator, a lead, two members of
 * two other organisations, a member of none, and a stranger; the clock stands still, and ids count up.
 */
export async function aWorld(
  openStore = (dataDir: string): Promise<Store> => openLowdbStore({ dataDir }),
): Promise<World> {
  const dataDir = await mkdtemp(join(tmpdir(), 'verkostobotti-'));
  const store = await openStore(dataDir);
  let now = start;
  let lastId = 0;
  const deps = {
    store,
    vault: createVault(join(dataDir, 'keys')),
    now: () => new Date(now),
    newId: () => `id-${String((lastId += 1)).padStart(6, '0')}`,
    randomBelow: (limit: number) => limit - 1,
    isHoliday: async () => false,
    nouns,
  };
  await store.commit(theNetwork());
  return {
    deps,
    pass: (milliseconds) => {
      now += milliseconds;
    },
    actor: (role) => loadActor(store, { tenantId, aadObjectId: objectIdOf(role) }, []),
    memberId: (role) => `m-${role}`,
    networkId: 'uudi',
    groupId: 'future',
    otherGroupId: 'home',
    dataDir,
    close: async () => {
      await deps.store.close();
      await rm(dataDir, { recursive: true });
    },
  };
}

function aNetwork(now: Date) {
  return {
    id: 'uudi',
    version: 0,
    tenantId,
    teamId: '19:team@thread.tacv2',
    name: { fi: 'Uudenmaan verkosto', sv: 'Nylands nätverk', en: 'Network of Uusimaa' },
    region: 'Uusimaa',
    timeZone: 'Europe/Helsinki',
    language: 'fi' as const,
    projectEndsOn: '2026-12-31',
    createdAt: now.toISOString(),
  };
}

function aGroup(id: 'future' | 'home') {
  const names = {
    future: { fi: 'Verkoston tulevaisuus', sv: 'Nätverkets framtid', en: 'The future of the network' },
    home: { fi: 'Kotiin vietävä tuki', sv: 'Stöd i hemmet', en: 'Support taken home' },
  };
  return {
    id,
    version: 0,
    networkId: 'uudi',
    name: names[id],
    channelId: `19:${id}@thread.tacv2`,
    serviceUrl: 'http://127.0.0.1:9',
    language: 'fi' as const,
  };
}

function anOrganisation(id: string, name: string, type: Organisation['type']): Organisation {
  return { id, version: 0, networkId: 'uudi', name, type, municipalities: [] };
}

const theOrganisations = [
  anOrganisation('o-council', 'Maakuntaliitto (esimerkki)', 'regionalCouncil'),
  anOrganisation('o-library', 'Kirjasto A (esimerkki)', 'library'),
  anOrganisation('o-association', 'Järjestö B (esimerkki)', 'association'),
  anOrganisation('o-municipality', 'Kunta C (esimerkki)', 'municipality'),
];

function aMember(role: Role, organisationId: string | undefined, more: Partial<Member> = {}): Member {
  return {
    id: `m-${role}`,
    version: 0,
    networkId: 'uudi',
    personId: personIdOf(tenantId, objectIdOf(role)),
    name: `${role} (esimerkki)`,
    guest: role !== 'coordinator',
    organisationId,
    groupIds: ['future'],
    leads: [],
    roles: [],
    ...more,
  };
}

const theMembers = [
  aMember('coordinator', 'o-council', { roles: ['coordinator'], groupIds: ['future', 'home'] }),
  aMember('lead', 'o-library', { leads: ['future'] }),
  aMember('member', 'o-association'),
  aMember('other', 'o-municipality'),
  aMember('loner', undefined),
];
