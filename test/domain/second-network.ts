import { meetings } from '../../domain/meeting/meeting.ts';
import { personIdOf } from '../../domain/network/actor.ts';
import { groups, members, networks, organisations } from '../../domain/network/network.ts';
import { practices } from '../../domain/practice/practice.ts';
import type { Store } from '../../domain/store.ts';
import { surveys } from '../../domain/survey/survey.ts';
import { aGroup, aMeeting, aMember, aNetwork, anOrganisation, aPractice, aSurvey } from './example-network.ts';
import { objectIdOf, type Role, tenantId } from './fixture.ts';

/** The network beside `uudi`, in another team of the same tenant. */
export const secondNetworkId = 'kymi';

/**
 * Adds a second network to the world, newer than `uudi`: `member` is a member of both, `other` a member of `uudi` and
 * coordinator here, `coordinator` coordinator of `uudi` and a member here, and `stranger` a member of this one alone.
 */
export async function addSecondNetwork(store: Store): Promise<void> {
  const networkId = secondNetworkId;
  const own = (role: Role, given: object = {}) =>
    aMember(`z-${role}`, {
      networkId,
      personId: personIdOf(tenantId, objectIdOf(role)),
      name: `${role} (esimerkki)`,
      groupIds: ['kymi-group'],
      ...given,
    });
  const inIt = { networkId, groupId: 'kymi-group' };
  await store.commit([
    aNetwork({ id: networkId, tenantId, teamId: '19:kymi@thread.tacv2', name: { fi: 'Itäinen verkosto' } }),
    aGroup('kymi-group', { networkId, name: { fi: 'Itäinen ryhmä' } }),
    anOrganisation('kymi-organisation', { networkId, name: 'Itäinen järjestö (esimerkki)' }),
    own('member', { organisationId: 'kymi-organisation' }),
    own('other', { roles: ['coordinator'] }),
    own('coordinator'),
    own('stranger'),
    aMember('z-alone', { networkId, name: 'Itäinen jäsen (esimerkki)', groupIds: ['kymi-group'] }),
    aSurvey('kymi-survey', { ...inIt, title: { fi: 'Itäinen kysely' }, closesAt: '2026-09-29T13:00:00.000Z' }),
    aMeeting('kymi-meeting', '2026-09-11T06:00:00.000Z', { ...inIt, title: 'Itäinen kokous' }),
    aPractice('kymi-practice', {
      ...inIt,
      state: 'inValidation',
      title: { fi: 'Itäinen käytäntö' },
      authorMemberId: 'z-alone',
    }),
  ]);
}

/** The ids, names and titles by which something of a network would be recognised, but not the network's own name. */
export async function marksOf(store: Store, networkId: string): Promise<string[]> {
  const marks: string[] = [];
  for (const collection of [groups, organisations, surveys, meetings, practices, members] as const) {
    for await (const record of store.stream(collection as typeof groups, { networkId })) {
      const { id, name, title } = record as { id: string; name?: unknown; title?: unknown };
      marks.push(
        id,
        ...[name, title].flatMap((text) => Object.values(typeof text === 'object' ? (text ?? {}) : [text])),
      );
    }
  }
  // People are the same in both, and some ids and titles in `uudi` are words of ours like any other.
  const ours = /^(\w+|\w+ \(esimerkki\)|Tuen tarve|Palaute)$/;
  return [...new Set(marks.filter((mark) => mark && !ours.test(mark)))];
}

/** Everything that is stored of a network, as text. */
export async function storedOf(store: Store, networkId: string): Promise<string[]> {
  const stored = [JSON.stringify(await store.get(networks, networkId))];
  for (const collection of [groups, organisations, surveys, meetings, practices, members] as const) {
    for await (const record of store.stream(collection as typeof groups, { networkId })) {
      stored.push(JSON.stringify(record));
    }
  }
  return stored;
}
