import { expect } from 'chai';
import { networks } from '../../../domain/network/network.ts';
import { removeMembers } from '../../../domain/network/roster.ts';
import { savePage } from '../../../domain/survey/answer.ts';
import { closeSurvey } from '../../../domain/survey/close.ts';
import { missingFrom } from '../../../domain/survey/missing.ts';
import type { Anonymity } from '../../../domain/survey/survey.ts';
import { load } from '../../../domain/use-case.ts';
import { expectCode } from '../../storage/expect-code.ts';
import { aPostedSurvey } from '../delivery/messages.ts';
import { aWorld, objectIdOf, type Role, type World } from '../fixture.ts';

describe('those who have not answered', () => {
  let world: World;
  beforeEach(async () => {
    world = await aWorld();
  });
  afterEach(() => world.close());

  const seenBy = async (role: Role) => missingFrom(world.deps.store, await world.actor(role), 's-1');

  async function posted(anonymity: Anonymity): Promise<void> {
    await aPostedSurvey(world, { anonymity });
    const page = { page: 0, typed: { first: 'Vastaus' } };
    await savePage(world.deps, await world.actor('member'), 's-1', { ...page, to: 'submit' });
    await savePage(world.deps, await world.actor('other'), 's-1', { ...page, to: 'leave' });
  }

  it('are those of its group who are there and have submitted nothing', async () => {
    await posted('named');
    const network = await load(world.deps.store, networks, 'uudi');
    await removeMembers(world.deps, network, [objectIdOf('loner')]);
    const { known } = await seenBy('lead');
    expect(known?.members.map(({ id }) => id).sort()).to.deep.equal(['m-coordinator', 'm-lead', 'm-other']);
    expect(known?.count).to.equal(3);
  });

  it('of a confidential survey are known to the coordinator alone', async () => {
    await posted('confidential');
    expect((await seenBy('lead')).known).to.equal(undefined);
    expect((await seenBy('coordinator')).known?.members).to.have.length(4);
  });

  it('of an anonymous survey are known to nobody, not even how many', async () => {
    await posted('anonymous');
    for (const role of ['lead', 'coordinator'] as const) {
      expect((await seenBy(role)).known).to.equal(undefined);
    }
  });

  it('are not for members to see, nor of a survey that has ended', async () => {
    await posted('named');
    await expectCode(seenBy('member'), 'FORBIDDEN');
    await expectCode(seenBy('stranger'), 'NOT_MEMBER');
    await closeSurvey(world.deps, await world.actor('lead'), 's-1');
    await expectCode(seenBy('lead'), 'SURVEY_CLOSED');
  });
});
