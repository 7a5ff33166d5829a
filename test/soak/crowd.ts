import { loadActor, personIdOf } from '../../domain/network/actor.ts';
import { groups, members, networks, people } from '../../domain/network/network.ts';
import { put, type Store, type Write } from '../../domain/store.ts';
import { draftSurvey, postSurvey } from '../../domain/survey/make.ts';
import { SurveyTemplate } from '../../domain/survey/survey.ts';

const tenantId = '11111111-1111-4111-8111-111111111111';
const coordinator = '22222222-2222-4222-8222-000000000000';
const perCommit = 500;

const template = SurveyTemplate.parse({
  code: 'soak',
  title: { fi: 'Kuormakoe' },
  purpose: { fi: 'Miten viestit kulkevat' },
  anonymity: 'named',
  questions: [{ kind: 'text', code: 'first', label: { fi: 'Ensimmäinen' } }],
});

/** Where the chat of the crowd's n-th member stands. */
export function chatOf(place: number): string {
  return `a:soak-${place}`;
}

/** A network `soak` with so many members, whose chats with the bot stand at a service address. */
export async function seedCrowd(store: Store, size: number, serviceUrl: string): Promise<void> {
  const createdAt = new Date().toISOString();
  const network = { tenantId, teamId: 'soak', region: 'Uusimaa', timeZone: 'Europe/Helsinki', language: 'fi' as const };
  const writes: Write[] = [
    put(networks, { id: 'soak', version: 0, ...network, name: { fi: 'Kuormakoe' }, createdAt }),
    put(groups, {
      id: 'soak-group',
      version: 0,
      networkId: 'soak',
      name: { fi: 'Kaikki' },
      channelId: '19:soak@thread.tacv2',
      serviceUrl,
      language: 'fi',
    }),
  ];
  for (let place = 0; place < size; place += 1) {
    const aadObjectId = place === 0 ? coordinator : `soak-${place}`;
    const personId = personIdOf(tenantId, aadObjectId);
    writes.push(
      put(members, {
        id: `m-${String(place).padStart(5, '0')}`,
        version: 0,
        networkId: 'soak',
        personId,
        name: `Jäsen ${place} (esimerkki)`,
        guest: true,
        groupIds: ['soak-group'],
        leads: [],
        roles: place === 0 ? ['coordinator'] : [],
      }),
      put(people, { id: personId, version: 0, conversation: { id: chatOf(place), serviceUrl } }),
    );
  }
  for (let from = 0; from < writes.length; from += perCommit) await store.commit(writes.slice(from, from + perCommit));
}

/** Posts a survey to everybody's own chat: what the bot then sends, one message each. */
export async function inviteCrowd(store: Store, surveyId: string): Promise<void> {
  let ids = 0;
  const deps = { store, now: () => new Date(), newId: () => `${surveyId}-${(ids += 1)}`, isHoliday: async () => false };
  const actor = await loadActor(store, { tenantId, aadObjectId: coordinator }, []);
  const closesAt = new Date(Date.now() + 30 * 24 * 60 * 60 * 1000).toISOString();
  const plan = { surveyId, networkId: 'soak', groupId: 'soak-group', template, anonymity: 'named' as const, closesAt };
  await draftSurvey(deps, actor, plan);
  await postSurvey(deps, actor, surveyId, { sentTo: 'people' });
}

/** The coordinator of the crowd asks what waits for them, by a press. */
export function aPress(serviceUrl: string, turn: number): object {
  const action = { type: 'Action.Execute', verb: 'command.open', data: { name: 'mine' } };
  return anActivity(serviceUrl, {
    id: `press-${turn}`,
    type: 'invoke',
    name: 'adaptiveCard/action',
    value: { action },
  });
}

/** The coordinator of the crowd asks the same in words, which is answered by a request. */
export function aQuestion(serviceUrl: string, turn: number): object {
  return anActivity(serviceUrl, { id: `question-${turn}`, type: 'message', text: 'omat' });
}

function anActivity(serviceUrl: string, what: object): object {
  return {
    ...what,
    channelId: 'msteams',
    serviceUrl,
    from: { id: '29:soak', aadObjectId: coordinator },
    recipient: { id: '28:bot' },
    locale: 'fi-FI',
    conversation: { id: chatOf(0), conversationType: 'personal', tenantId },
  };
}
