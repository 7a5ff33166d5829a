import { expect } from 'chai';
import { decideOnPractice } from '../../../domain/practice/decide.ts';
import { listPractices, practicesInValidation } from '../../../domain/practice/lists.ts';
import { practices } from '../../../domain/practice/practice.ts';
import { practiceView } from '../../../domain/practice/view.ts';
import { put } from '../../../domain/store.ts';
import { expectCode } from '../../storage/expect-code.ts';
import { aWorld, type Role, type World } from '../fixture.ts';
import { aDraft, aProposal, stored } from './practices.ts';

describe('lists of practices', () => {
  let world: World;
  beforeEach(async () => {
    world = await aWorld();
  });
  afterEach(() => world.close());

  const list = async (role: Role, page = 0, state?: 'draft' | 'proposed' | 'inValidation') =>
    listPractices(world.deps.store, await world.actor(role), { networkId: 'uudi', page, state, language: 'fi' });

  /** As many copies of a proposed practice, titled so that their order by title is not that of their ids. */
  async function copies(count: number): Promise<void> {
    const practice = await aProposal(world);
    const titled = Array.from({ length: count }, (_, index) => {
      const title = { fi: `Käytäntö ${String(count - index).padStart(3, '0')}` };
      return put(practices, { ...practice, id: `q${String(index).padStart(3, '0')}`, version: 0, title });
    });
    await world.deps.store.commit(titled);
  }

  it('show ten at a time by title, and every practice on exactly one page', async () => {
    await copies(24);
    const pages = await Promise.all([0, 1, 2].map((page) => list('other', page)));
    expect(pages.map(({ items }) => items.length)).to.deep.equal([10, 10, 5]);
    expect(pages[0]).to.include({ total: 25, pages: 3, page: 0 });
    const titles = pages.flatMap(({ items }) => items.map(({ title }) => title.fi ?? ''));
    expect(new Set(titles).size).to.equal(25);
    expect(titles).to.deep.equal([...titles].sort(new Intl.Collator('fi').compare));
    expect(await list('other', 99)).to.include({ page: 2 });
  });

  it('show each member only their own drafts', async () => {
    await aDraft(world, 'member', 'p1');
    await aDraft(world, 'other', 'p2');
    await aProposal(world, 'other', 'p3');
    const seen = async (role: Role) => (await list(role)).items.map(({ id }) => id).sort();
    expect(await seen('member')).to.deep.equal(['p1', 'p3']);
    expect(await seen('coordinator')).to.deep.equal(['p3']);
    expect((await list('coordinator')).counts).to.include({ draft: 0, proposed: 1 });
    await expectCode(list('stranger'), 'NOT_MEMBER');
    await expectCode(practiceView(world.deps.store, await world.actor('coordinator'), 'p1'), 'FORBIDDEN');
  });

  it('show one state when it is asked for, and count all of them', async () => {
    await aProposal(world, 'member', 'p1');
    await aProposal(world, 'member', 'p2');
    await decideOnPractice(world.deps, await world.actor('lead'), 'p2', 'openValidation');
    const found = await list('other', 0, 'inValidation');
    expect(found.items.map(({ id, organisation }) => [id, organisation])).to.deep.equal([
      ['p2', 'Järjestö B (esimerkki)'],
    ]);
    expect(found.counts).to.include({ proposed: 1, inValidation: 1, validated: 0 });
    expect(await list('other', 0, 'draft')).to.include({ total: 0, pages: 1, page: 0 });
  });

  it('leave out the example that ships with the bot', async () => {
    const practice = await aProposal(world);
    await world.deps.store.commit([put(practices, { ...practice, example: true })]);
    expect(await list('other')).to.include({ total: 0 });
  });
});

describe('practices for a validation round', () => {
  let world: World;
  beforeEach(async () => {
    world = await aWorld();
  });
  afterEach(() => world.close());

  it('are those in validation, of a group or of the whole network', async () => {
    await aProposal(world, 'member', 'p1');
    await aProposal(world, 'member', 'p2');
    await aProposal(world, 'coordinator', 'p3');
    for (const id of ['p2', 'p3']) {
      await decideOnPractice(world.deps, await world.actor('coordinator'), id, 'openValidation');
    }
    const home = await stored(world, 'p3');
    await world.deps.store.commit([put(practices, { ...home, groupId: world.otherGroupId })]);
    const ids = async (where: { networkId: string; groupId?: string }) =>
      (await practicesInValidation(world.deps.store, where)).map(({ id }) => id);
    expect(await ids({ networkId: 'uudi' })).to.deep.equal(['p2', 'p3']);
    expect(await ids({ networkId: 'uudi', groupId: 'future' })).to.deep.equal(['p2']);
    expect(await ids({ networkId: 'elsewhere' })).to.deep.equal([]);
    const [round] = await practicesInValidation(world.deps.store, { networkId: 'uudi', groupId: 'future' });
    expect(round).to.deep.equal({ id: 'p2', title: { fi: 'Etätuen puute p2' } });
  });
});
