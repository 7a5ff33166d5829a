import { expect } from 'chai';
import { groups, members, networks } from '../../../domain/network/network.ts';
import { removeMembers } from '../../../domain/network/roster.ts';
import { deliveries, tasks } from '../../../domain/outbox.ts';
import { stepSize } from '../../../domain/stepwise.ts';
import { put } from '../../../domain/store.ts';
import { savePage } from '../../../domain/survey/answer.ts';
import { closeSurvey } from '../../../domain/survey/close.ts';
import { invitePeopleDue, remindPeopleDue, showClosedDue } from '../../../domain/survey/deliver.ts';
import { remindDue } from '../../../domain/survey/due.ts';
import type { Audience } from '../../../domain/survey/survey.ts';
import { load } from '../../../domain/use-case.ts';
import { aMember } from '../../storage/records.ts';
import { aPostedSurvey, finish } from '../delivery/messages.ts';
import { aWorld, objectIdOf, type World } from '../fixture.ts';

describe('a survey sent to people', () => {
  let world: World;
  beforeEach(async () => {
    world = await aWorld();
  });
  afterEach(() => world.close());

  const invite = () => finish(world, 'survey.invitePeople:s-1', (task) => invitePeopleDue(world.deps, task));
  const found = (kind: string) => world.deps.store.find(deliveries, { subjectId: 's-1', kind });

  async function remind() {
    const task = await load(world.deps.store, tasks, 'survey.remind:s-1');
    await remindDue(world.deps, task);
    return finish(world, 'survey.remindPeople:s-1', (step) => remindPeopleDue(world.deps, step));
  }

  it('invites every member of its group who is there, in their own chat, and not the channel', async () => {
    const network = await load(world.deps.store, networks, 'uudi');
    await removeMembers(world.deps, network, [objectIdOf('loner')]);
    await aPostedSurvey(world, { sentTo: 'people' });
    await invite();
    const sent = await found('survey.invitation');
    expect(sent.map(({ to }) => to.type)).to.deep.equal(['person', 'person', 'person', 'person']);
    expect(sent.every(({ groupId }) => groupId === 'future')).to.equal(true);
  });

  it('invites the channel as well when it is sent to both', async () => {
    await aPostedSurvey(world, { sentTo: 'both' });
    await invite();
    expect((await found('survey.invitation')).map(({ to }) => to.type).sort()).to.deep.equal([
      'channel',
      ...Array.from({ length: 5 }, () => 'person'),
    ]);
  });

  it('goes on where it was when it is stopped between two steps, and invites nobody twice', async () => {
    const more = Array.from({ length: 2 * stepSize }, () => aMember({ networkId: 'uudi', groupIds: ['future'] }));
    await world.deps.store.commit(more.map((member) => put(members, member)));
    await aPostedSurvey(world, { sentTo: 'people' });
    const first = await load(world.deps.store, tasks, 'survey.invitePeople:s-1');
    await invitePeopleDue(world.deps, first);
    // The same step again, as by an instance that was overtaken, changes nothing.
    expect(await invitePeopleDue(world.deps, first).catch(({ code }: { code: string }) => code)).to.be.oneOf([
      'CONFLICT',
      'DUPLICATE',
    ]);
    expect(await invite()).to.equal(2);
    expect(await world.deps.store.count(deliveries, { subjectId: 's-1' })).to.equal(2 * stepSize + 5);
  });

  it('reminds those who have not answered, and nobody else', async () => {
    await aPostedSurvey(world, { sentTo: 'people' });
    await savePage(world.deps, await world.actor('member'), 's-1', {
      page: 0,
      to: 'submit',
      typed: { first: 'Kyllä' },
    });
    await remind();
    const reminded = (await found('survey.reminder')).map(({ targetId }) => targetId.split(':')[1]);
    expect(reminded).to.have.length(4).and.not.to.include(objectIdOf('member'));
  });

  for (const anonymity of ['confidential', 'anonymous'] as const) {
    it(`makes a row for everybody it asks, whether they have answered or not, when it is ${anonymity}`, async () => {
      await aPostedSurvey(world, { sentTo: 'people', anonymity });
      for (const role of ['member', 'other'] as const) {
        const page = { page: 0, to: 'submit', typed: { first: 'Kyllä' } } as const;
        await savePage(world.deps, await world.actor(role), 's-1', page);
      }
      await remind();
      expect(await found('survey.reminder')).to.deep.equal([]);
      expect(await sentTo('survey.secretReminder')).to.deep.equal(everybody());
    });
  }

  it('changes no reminder of an anonymous one that is just leaving: the change would name who is reminded', async () => {
    await aPostedSurvey(world, { anonymity: 'anonymous' });
    await remind();
    for (const row of await found('survey.secretReminder')) {
      await world.deps.store.commit([put(deliveries, { ...row, state: 'sending' })]);
    }
    await closeSurvey(world.deps, await world.actor('lead'), 's-1');
    await finish(world, 'survey.showClosed:s-1', (task) => showClosedDue(world.deps, task));
    expect(await found('survey.closed')).to.deep.equal([]);
  });

  const everybody = () => (['coordinator', 'lead', 'member', 'other', 'loner'] as const).map(objectIdOf);
  const sentTo = async (kind = 'survey.invitation') =>
    (await found(kind)).map(({ to }) => (to.type === 'channel' ? to.groupId : to.personId.split(':')[1])).sort();

  it('goes to the channel of every group it asks, and invites somebody in several of them once', async () => {
    const audience: Audience = { kind: 'groups', groupIds: ['future', 'home'] };
    const lead = await load(world.deps.store, members, 'm-lead');
    await world.deps.store.commit([put(members, { ...lead, leads: ['future', 'home'] })]);
    const survey = await aPostedSurvey(world, { sentTo: 'both', audience });
    expect(survey.groupId).to.equal('future');
    await invite();
    expect(await sentTo()).to.deep.equal([...everybody(), 'future', 'home']);
    // Its messages are no one group's: leads of one see nothing of those of the other.
    expect((await found('survey.invitation')).some(({ groupId }) => groupId !== undefined)).to.equal(false);
  });

  it('goes to every channel of a whole network that does not refuse it', async () => {
    const home = await load(world.deps.store, groups, 'home');
    await world.deps.store.commit([put(groups, { ...home, refusedAt: '2026-08-01T09:00:00.000Z' })]);
    await aPostedSurvey(world, { by: 'coordinator', audience: { kind: 'network' } });
    expect(await sentTo()).to.deep.equal(['future']);
  });

  it('goes to people alone when it asks types of organisations or chosen people, whatever its maker says', async () => {
    const audience = { kind: 'organisationTypes' as const, types: ['library' as const, 'association' as const] };
    const survey = await aPostedSurvey(world, { sentTo: 'channel', by: 'coordinator', audience });
    expect(survey.sentTo).to.equal('people');
    await invite();
    expect(await sentTo()).to.deep.equal([objectIdOf('lead'), objectIdOf('member')]);
    await savePage(world.deps, await world.actor('lead'), 's-1', { page: 0, to: 'submit', typed: { first: 'Kyllä' } });
    await remind();
    expect(await sentTo('survey.reminder')).to.deep.equal([objectIdOf('member')]);
  });

  it('invites and reminds a network of 2,000 in commits of bounded size', async () => {
    const crowd = Array.from({ length: 1995 }, (_, index) =>
      aMember({ networkId: 'uudi', groupIds: index % 2 ? ['future', 'home'] : ['home'] }),
    );
    await world.deps.store.commit(crowd.map((member) => put(members, member)));
    await aPostedSurvey(world, { sentTo: 'both', by: 'coordinator', audience: { kind: 'network' } });
    const sizes: number[] = [];
    const { store } = world.deps;
    const counting = {
      ...world.deps,
      store: new Proxy(store, {
        get: (target, name) => {
          const value: unknown = Reflect.get(target, name);
          if (typeof value !== 'function') return value;
          return (...given: unknown[]) => {
            if (name === 'commit') sizes.push((given[0] as unknown[]).length);
            return Reflect.apply(value, target, given) as unknown;
          };
        },
      }),
    };
    expect(await finish(world, 'survey.invitePeople:s-1', (task) => invitePeopleDue(counting, task))).to.equal(11);
    expect(await store.count(deliveries, { subjectId: 's-1', kind: 'survey.invitation' })).to.equal(2002);
    expect(Math.max(...sizes)).to.be.at.most(stepSize + 1);
    await remindDue(world.deps, await load(store, tasks, 'survey.remind:s-1'));
    await finish(world, 'survey.remindPeople:s-1', (task) => remindPeopleDue(counting, task));
    expect(await store.count(deliveries, { subjectId: 's-1', kind: 'survey.reminder' })).to.equal(2000);
    expect(Math.max(...sizes)).to.be.at.most(stepSize + 1);
  });

  it('invites nobody any more once it is closed', async () => {
    await aPostedSurvey(world, { sentTo: 'people' });
    world.pass(30 * 24 * 60 * 60 * 1000);
    await invite();
    expect(await found('survey.invitation')).to.deep.equal([]);
  });
});
