import { expect } from 'chai';
import { coordinatorCommand } from '../../cli/coordinator.ts';
import { auditEntries } from '../../domain/network/audit.ts';
import { members, networks } from '../../domain/network/network.ts';
import { removeMembers } from '../../domain/network/roster.ts';
import { load } from '../../domain/use-case.ts';
import { openLowdbStore } from '../../storage/lowdb/open.ts';
import { aWorld, objectIdOf, type Role, type World } from '../domain/fixture.ts';
import { type Run, runCli } from './run-cli.ts';

describe('the command that names a coordinator', () => {
  let world: World;
  beforeEach(async () => {
    world = await aWorld();
  });
  afterEach(() => world.close());

  /** Runs it while no bot holds the store, and opens it again. */
  async function run(...args: string[]): Promise<Run> {
    const { dataDir, deps } = world;
    await deps.store.close();
    const openStore = (readOnly: boolean) => openLowdbStore({ dataDir, readOnly });
    const ran = await runCli({ coordinator: coordinatorCommand({ ...deps, openStore }) }, ['coordinator', ...args]);
    deps.store = await openLowdbStore({ dataDir });
    return ran;
  }

  const member = (role: Role) => load(world.deps.store, members, `m-${role}`);

  async function coordinatorLeaves() {
    const network = await load(world.deps.store, networks, 'uudi');
    await removeMembers(world.deps, network, [objectIdOf('coordinator')]);
  }

  it('does so by a member’s id or an Entra object id, in the operator’s name', async () => {
    await coordinatorLeaves();
    expect(await run('--network', 'uudi', '--member', 'm-lead')).to.deep.include({ code: 0, err: '' });
    const by = await run('--network', 'uudi', '--member', objectIdOf('member').toUpperCase(), '--json');
    expect(JSON.parse(by.out)).to.deep.equal({
      member: { id: 'm-member', name: 'member (esimerkki)', coordinator: true },
    });
    expect((await member('lead')).roles).to.deep.equal(['coordinator']);
    const account = await world.deps.store.find(auditEntries, { subjectId: 'm-lead' });
    expect(account.map(({ byOperator, byMemberId, changes }) => [byOperator, byMemberId, changes])).to.deep.equal([
      [true, undefined, [{ field: 'role', after: 'coordinator' }]],
    ]);
  });

  it('changes nothing the second time', async () => {
    await run('--network', 'uudi', '--member', 'm-lead');
    const { version } = await member('lead');
    expect((await run('--network', 'uudi', '--member', 'm-lead')).code).to.equal(0);
    expect((await member('lead')).version).to.equal(version);
  });

  it('lists who is in the network when nobody is named', async () => {
    await coordinatorLeaves();
    const { code, out } = await run('--network', 'uudi');
    expect([code, out.split('\n').filter(Boolean)]).to.deep.equal([
      0,
      ['lead', 'loner', 'member', 'other'].map((role) => `m-${role}  ${role} (esimerkki)`),
    ]);
    await run('--network', 'uudi', '--member', 'm-lead');
    expect((await run('--network', 'uudi')).out).to.include('lead (esimerkki) *');
  });

  it('names nobody who left, is in another network or in none, and tells where to look', async () => {
    await coordinatorLeaves();
    for (const who of ['m-coordinator', 'nobody', objectIdOf('stranger')]) {
      const { code, err } = await run('--network', 'uudi', '--member', who);
      expect([code, err]).to.deep.equal([
        1,
        `Nobody of the id "${who}" is in network "uudi". Without --member, the command lists those who are.\n`,
      ]);
    }
    const { code, out } = await run('--network', 'udi', '--member', 'm-lead', '--json');
    expect(code).to.equal(1);
    expect(JSON.parse(out).error).to.include('Known networks: uudi');
  });

  it('wants a network, and a member who is somebody', async () => {
    for (const args of [[], ['--member', 'm-lead'], ['--network', 'uudi', '--member', ''], ['uudi']]) {
      expect((await run(...args)).code, args.join(' ')).to.equal(2);
    }
  });
});
