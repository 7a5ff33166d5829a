import { expect } from 'chai';
import { personIdOf } from '../../domain/network/actor.ts';
import { bindChannel } from '../../domain/network/channels.ts';
import { followChat } from '../../domain/network/chat-members.ts';
import { groups, type Member, members, networks } from '../../domain/network/network.ts';
import type { RosterPerson } from '../../domain/network/new-member.ts';
import { followNews, type News } from '../../domain/network/news.ts';
import { takeReading } from '../../domain/network/reading.ts';
import { setLead, setRole } from '../../domain/network/roles.ts';
import { followRoster, removeMembers } from '../../domain/network/roster.ts';
import { put } from '../../domain/store.ts';
import { load } from '../../domain/use-case.ts';
import { cast, objectIdOf, type Role, tenantId } from '../domain/fixture.ts';
import { type Act, type Ended, interleave, type Race } from './interleave.ts';
import { chat } from './records.ts';
import { actorIn, inMemory, type OpenScene, onPostgres, type RaceDeps, type Setting } from './scene.ts';

/** Who is in the team, or in the chat, at this moment of a race. */
let team: Set<string>;

const idOf = (who: string) => ((cast as readonly string[]).includes(who) ? objectIdOf(who as Role) : who);
const newcomer = '33333333-3333-4333-8333-333333333331';
const all = ['coordinator', 'lead', 'member', 'other', 'loner'] as const;

/** Reads the roster as a reading in several pages does: what it gives may be old when it is there. */
const reading = (pass: (call: string) => Promise<void>) => async (): Promise<RosterPerson[]> => {
  await pass('asking Teams');
  const people = [...team].map((aadObjectId) => ({ aadObjectId, name: 'Kunta E (esimerkki)', guest: true }));
  await pass('Teams has answered');
  return people;
};

/** Something happens in Teams, and the bot hears of it a little later. */
function happens(says: string, change: () => void, news: Partial<News>): Act {
  return {
    says,
    act: async (deps, pass) => {
      change();
      await pass('hearing of it');
      const network = await load(deps.store, networks, 'uudi');
      await followNews(deps, network, reading(pass), { added: [], removed: [], somebodyLeft: false, ...news });
    },
  };
}

const joins = (who: string) => happens(`${who} joins`, () => team.add(idOf(who)), { added: [idOf(who)] });
const leaves = (who: string) => happens(`${who} leaves`, () => team.delete(idOf(who)), { removed: [idOf(who)] });

const night: Act = {
  says: 'night',
  act: async (deps, pass) => {
    const network = await load(deps.store, networks, 'uudi');
    await followRoster(deps, network, await takeReading(deps.store, network, reading(pass)));
  },
};

const takenOut = (who: Role): Act => ({
  says: `${who} is taken out`,
  act: async (deps) => removeMembers(deps, await load(deps.store, networks, 'uudi'), [objectIdOf(who)]),
});

const demotes = (who: Role, whom: Role): Act => ({
  says: `${who} demotes ${whom}`,
  act: async (deps) => {
    const request = { memberId: `m-${whom}`, role: 'coordinator', has: false } as const;
    await setRole(deps, await actorIn(deps, who), request);
  },
});

async function known(deps: Pick<RaceDeps, 'store'>): Promise<Member[]> {
  const found: Member[] = [];
  for await (const member of deps.store.stream(members, { networkId: 'uudi' })) found.push(member);
  return found;
}

/** Members are exactly those in the team, and each of them once. */
async function sameAsTeam({ scene }: Ended): Promise<void> {
  const present = (await known(scene.deps)).filter(({ leftAt }) => leftAt === undefined);
  const ids = present.map(({ personId }) => personId).sort();
  expect(ids).to.deep.equal([...team].map((id) => personIdOf(tenantId, id)).sort());
}

async function hasCoordinator({ scene }: Ended): Promise<void> {
  const coordinators = (await known(scene.deps)).filter(({ roles }) => roles.includes('coordinator'));
  expect(coordinators, 'coordinators').not.to.deep.equal([]);
}

/** The team as it is before each race. */
function withTeam(open: OpenScene, ...also: string[]): OpenScene {
  return async () => {
    team = new Set([...all.map(objectIdOf), ...also]);
    return open();
  };
}

const twoCoordinators: Setting = {
  writes: [],
  before: async ({ store }) => {
    const lead = await load(store, members, 'm-lead');
    await store.commit([put(members, { ...lead, roles: ['coordinator'] })]);
  },
};

const race = (acts: Race['acts'], expectThat: Race['expectThat'], open = inMemory({ writes: [] }), ...also: string[]) =>
  interleave({ open: withTeam(open, ...also), acts, expectThat, meet: 'parts' });

describe('comings and goings that meet', function () {
  this.timeout(120_000);

  it('a newcomer beside the night is a member afterwards', async () => {
    await race([joins(newcomer), night], sameAsTeam);
  });

  it('a newcomer beside a channel that becomes a group is in it', async () => {
    const binding: Act = {
      says: 'binding',
      act: async (deps) => {
        const channel = { id: '19:fresh@thread.tacv2', name: 'Uusi', serviceUrl: 'http://127.0.0.1:9' };
        const network = await load(deps.store, networks, 'uudi');
        await bindChannel(deps, await actorIn(deps, 'coordinator'), network, channel);
      },
    };
    for (const coming of [joins(newcomer), night]) {
      const also = coming === night ? [newcomer] : [];
      const inIt = async ({ scene: { deps } }: Ended) => {
        const [group] = await deps.store.find(groups, { channelId: '19:fresh@thread.tacv2' });
        const left = (await known(deps)).filter(({ groupIds }) => !groupIds.includes(group?.id ?? ''));
        expect(left.map(({ name }) => name)).to.deep.equal([]);
      };
      await race([coming, binding], inIt, inMemory({ writes: [] }), ...also);
    }
  });

  it('somebody who leaves beside the night has no rights afterwards', async () => {
    await race([leaves('member'), night], sameAsTeam);
  });

  it('somebody who leaves and returns is what the roster says, in whatever order it is heard', async () => {
    await race([leaves('member'), joins('member')], sameAsTeam);
    await race([joins('member'), leaves('member')], sameAsTeam);
    await race([joins(newcomer), leaves(newcomer)], sameAsTeam);
  });

  it('several who come and go at once are each what the roster says', async () => {
    await race([leaves('member'), joins(newcomer)], sameAsTeam);
    await race([leaves('member'), leaves('lead')], sameAsTeam);
    await race([joins(newcomer), joins('stranger')], sameAsTeam);
  });

  it('a lead made beside a reading stays one', async () => {
    const makesLead: Act = {
      says: 'making a lead',
      act: async (deps) => {
        const request = { memberId: 'm-member', groupId: 'home', leads: true };
        await setLead(deps, await actorIn(deps, 'coordinator'), request);
      },
    };
    await race([night, makesLead], async (ended) => {
      await sameAsTeam(ended);
      expect((await load(ended.scene.deps.store, members, 'm-member')).leads).to.deep.equal(['home']);
      expect(await ended.scene.deps.store.count(groups, { networkId: 'uudi' })).to.equal(2);
    });
  });

  describe('in a group chat', () => {
    const setting: Setting = {
      writes: [put(groups, chat)],
      before: async ({ store }) => {
        const member = await load(store, members, 'm-member');
        await store.commit([put(members, { ...member, groupIds: ['future', 'chat'], leads: ['chat'] })]);
      },
    };
    const told = (says: string, change: () => void, news: { added: string[]; removed: string[] }): Act => ({
      says,
      act: async (deps, pass) => {
        change();
        await pass('hearing of it');
        const network = await load(deps.store, networks, 'uudi');
        await followChat(deps, network, await load(deps.store, groups, 'chat'), reading(pass), news);
      },
    });
    const comes = (who: Role) =>
      told(`${who} comes`, () => team.add(objectIdOf(who)), { added: [objectIdOf(who)], removed: [] });
    const goes = (who: Role) =>
      told(`${who} goes`, () => team.delete(objectIdOf(who)), { added: [], removed: [objectIdOf(who)] });
    const meeting = async (acts: Race['acts']) => {
      const open: OpenScene = async () => {
        team = new Set((['coordinator', 'member', 'lead'] as const).map(objectIdOf));
        return inMemory(setting)();
      };
      await interleave({ open, acts, meet: 'parts', expectThat: sameAsChat });
    };
    const sameAsChat = async ({ scene }: Ended) => {
      const inGroup = await scene.deps.store.find(members, { groupIds: 'chat' });
      const ids = inGroup.map(({ personId }) => personId).sort();
      expect(ids).to.deep.equal([...team].map((id) => personIdOf(tenantId, id)).sort());
    };

    it('those are in its group who are in it, in whatever order it is heard', async () => {
      await meeting([goes('member'), comes('member')]);
      await meeting([comes('member'), goes('member')]);
      await meeting([goes('member'), comes('other')]);
      await meeting([goes('member'), goes('lead')]);
    });
  });

  // In memory, where all that meets is put together (`sweep/networks.ts`), these are among it.
  it('two coordinators who leave at once leave one who returns as one, on PostgreSQL', async () => {
    const open = withTeam(onPostgres(twoCoordinators));
    await interleave({ open, acts: [takenOut('coordinator'), takenOut('lead')], expectThat: hasCoordinator });
  });

  it('of two coordinators one is left when one demotes the other while being removed, on PostgreSQL', async () => {
    const open = withTeam(onPostgres(twoCoordinators));
    const acts = [demotes('coordinator', 'lead'), takenOut('coordinator')] as const;
    await interleave({ open, acts, expectThat: hasCoordinator });
  });
});
