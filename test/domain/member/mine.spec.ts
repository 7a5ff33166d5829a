import { expect } from 'chai';
import { isNothing, mine } from '../../../domain/member/mine.ts';
import { aMeeting, aPractice, aResponse, aSurvey, aValidation } from '../example-network.ts';
import { aWorld, type Role, type World } from '../fixture.ts';

describe('what waits for a member', () => {
  let world: World;
  beforeEach(async () => {
    world = await aWorld();
  });
  afterEach(() => world.close());

  async function waits(role: Role = 'member') {
    const [membership] = (await world.actor(role)).memberships;
    if (!membership) throw new Error('no membership');
    const all = await mine(world.deps, membership);
    const surveys = all.filter(({ noun }) => noun === 'survey').map(({ id, state }) => `${id} ${state}`);
    const validations = all.filter(({ noun }) => noun === 'practice').map(({ id }) => id);
    return { surveys, validations, isNothing: isNothing(all) };
  }
  const survey = (id: string, day: string, anonymity: 'named' | 'anonymous' = 'named') =>
    aSurvey(id, { groupId: 'future', anonymity, closesAt: `2026-09-${day}T13:00:00.000Z` });

  it('are surveys, those first that they have not submitted, and the first to close of these', async () => {
    await world.deps.store.commit([
      survey('a-done', '10'),
      survey('b-late', '30'),
      survey('c-begun', '20', 'anonymous'),
      survey('d-soon', '15'),
      survey('e-done', '09'),
      aResponse('a-done', 'm-member', {}),
      aResponse('c-begun', 'm-member', {}, { state: 'draft' }),
      aResponse('d-soon', 'm-other', {}),
      aResponse('e-done', 'm-member', {}),
    ]);
    const surveys = ['d-soon open', 'c-begun begun', 'b-late open', 'e-done done', 'a-done done'];
    expect(await waits()).to.deep.equal({ surveys, validations: [], isNothing: false });
  });

  it('are practices of others that their organisation has not judged as they stand now', async () => {
    const given = { groupId: 'future', state: 'inValidation', revision: 2 } as const;
    await world.deps.store.commit([
      aPractice('judged', given),
      aPractice('judged-before', given),
      aPractice('judged-by-others', { ...given, validateBy: '2026-10-09' }),
      aPractice('judged-sooner', { ...given, validateBy: '2026-10-02' }),
      aPractice('own', { ...given, authorMemberId: 'm-member' }),
      aPractice('elsewhere', { ...given, groupId: 'home' }),
      aPractice('proposed', { ...given, state: 'proposed' }),
      aValidation('judged', 'o-association', { revision: 1 }),
      aValidation('judged', 'o-association', { revision: 2 }),
      aValidation('judged-before', 'o-association', { revision: 1 }),
      aValidation('judged-by-others', 'o-library', { revision: 2 }),
    ]);
    expect((await waits()).validations).to.deep.equal(['judged-sooner', 'judged-by-others', 'judged-before']);
    expect((await waits('loner')).validations, 'of no organisation').to.deep.equal([]);
  });

  it('are nothing when all is submitted and judged, and no meeting of their groups is to come', async () => {
    await world.deps.store.commit([survey('done', '10'), aResponse('done', 'm-member', {})]);
    await world.deps.store.commit([aMeeting('elsewhere', '2026-09-10T06:00:00.000Z')]);
    expect((await waits()).isNothing).to.equal(true);
    await world.deps.store.commit([aMeeting('soon', '2026-09-10T06:00:00.000Z', { groupId: 'future' })]);
    expect((await waits()).isNothing).to.equal(false);
  });
});
