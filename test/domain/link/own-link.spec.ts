import { expect } from 'chai';
import { newId } from '../../../config/ids.ts';
import { forgetLinks, renewCalendars } from '../../../domain/link/end.ts';
import { followLink } from '../../../domain/link/follow.ts';
import { type LinkPurpose, linkPurposes, links } from '../../../domain/link/link.ts';
import { type LinkDeps, ownLink } from '../../../domain/link/own-link.ts';
import { members } from '../../../domain/network/network.ts';
import { put } from '../../../domain/store.ts';
import { load } from '../../../domain/use-case.ts';
import { expectCode } from '../../storage/expect-code.ts';
import { aWorld, type Role, type World } from '../fixture.ts';

const hour = 3_600_000;
const day = 24 * hour;

describe('a link', () => {
  let world: World;
  let deps: World['deps'] & LinkDeps;

  beforeEach(async () => {
    world = await aWorld();
    deps = { ...world.deps, newId, linkKey: new Uint8Array(32).fill(3) };
  });
  afterEach(() => world.close());

  const wantedFor = (purpose: LinkPurpose, subjectId = 'uudi') => ({ purpose, networkId: 'uudi', subjectId });
  const shown = async (role: Role, purpose: LinkPurpose, subjectId?: string) =>
    ownLink(deps, await world.actor(role), wantedFor(purpose, subjectId));
  const stored = () => world.deps.store.find(links, {});

  it('belongs to one person and is for one thing', async () => {
    const secrets = [
      await shown('lead', 'schedule'),
      await shown('member', 'schedule'),
      await shown('lead', 'package'),
      await shown('lead', 'results', 's-1'),
      await shown('lead', 'results', 's-2'),
    ];
    expect(new Set(secrets).size).to.equal(secrets.length);
    const { link, actor } = await followLink(deps, ['results'], secrets[4] ?? '');
    expect(link).to.include({ purpose: 'results', networkId: 'uudi', subjectId: 's-2' });
    expect(actor).to.deep.equal(await world.actor('lead'));
  });

  it('is another one in each language, and works as long as what it is for', async () => {
    const lead = await world.actor('lead');
    const secret = await shown('lead', 'meeting', 'm-1');
    const swedish = await ownLink(deps, lead, { ...wantedFor('meeting', 'm-1'), language: 'sv' });
    expect(swedish).not.to.equal(secret);
    expect((await followLink(deps, ['meeting'], swedish)).link).to.include({ language: 'sv' });
    expect((await followLink(deps, ['meeting'], secret)).link).not.to.have.property('language');
    const inMinutes = (minutes: number) => new Date(deps.now().getTime() + minutes * 60_000).toISOString();
    for (const [subjectId, worksUntil, expiresAt] of [
      ['soon', inMinutes(30), inMinutes(60)],
      ['later', inMinutes(90), inMinutes(90)],
    ] as const) {
      const shownUntil = await ownLink(deps, lead, { ...wantedFor('meeting', subjectId), worksUntil });
      expect((await followLink(deps, ['meeting'], shownUntil)).link, subjectId).to.include({ expiresAt });
    }
  });

  it('is the same each time it is shown, and one record, however often and by how many at once', async () => {
    const first = await shown('lead', 'results');
    const again = await Promise.all(Array.from({ length: 20 }, () => shown('lead', 'results')));
    expect(new Set([first, ...again]).size).to.equal(1);
    const together = await Promise.all(Array.from({ length: 20 }, () => shown('other', 'schedule')));
    expect(new Set(together).size).to.equal(1);
    expect(await stored()).to.have.length(2);
  });

  it('is a record that does not open it: neither its secret nor the key is there', async () => {
    const secret = await shown('lead', 'package');
    const text = JSON.stringify(await stored());
    expect(text).not.to.include(secret);
    const [record] = await stored();
    for (const told of [record?.nonce, record?.hash, record?.id]) {
      await expectCode(followLink(deps, linkPurposes, told ?? ''), 'FORBIDDEN');
    }
    // Whoever has the store and another key makes other secrets of it.
    const other = { ...deps, linkKey: new Uint8Array(32) };
    expect(await ownLink(other, await world.actor('lead'), wantedFor('package'))).not.to.equal(secret);
  });

  it('is refused when it is cut, changed or of another purpose', async () => {
    const secret = await shown('lead', 'package');
    for (const wrong of ['', 'nonsense', secret.slice(1), `${secret}x`, secret.toUpperCase()]) {
      await expectCode(followLink(deps, linkPurposes, wrong), 'FORBIDDEN');
    }
    await expectCode(followLink(deps, ['schedule', 'meeting', 'messages', 'results'], secret), 'FORBIDDEN');
  });

  for (const purpose of ['package', 'messages', 'results'] as const) {
    it(`to ${purpose} works for an hour from when it was shown last`, async () => {
      const secret = await shown('lead', purpose);
      world.pass(hour - 1000);
      await followLink(deps, [purpose], secret);
      await shown('lead', purpose);
      world.pass(hour - 1000);
      await followLink(deps, [purpose], secret);
      world.pass(1000);
      await expectCode(followLink(deps, [purpose], secret), 'LINK_EXPIRED');
      expect(await shown('lead', purpose), 'what has ended does not come back').not.to.equal(secret);
      await expectCode(followLink(deps, [purpose], secret), 'FORBIDDEN');
    });
  }

  it('to a schedule works as long as a calendar reads it, and ends when none does', async () => {
    const secret = await shown('lead', 'schedule');
    for (let month = 0; month < 36; month += 1) {
      world.pass(30 * day);
      await followLink(deps, ['schedule'], secret);
    }
    expect(await shown('lead', 'schedule')).to.equal(secret);
    world.pass(401 * day);
    await expectCode(followLink(deps, ['schedule'], secret), 'LINK_EXPIRED');
  });

  it('is read by a calendar without a commit each time', async () => {
    const secret = await shown('lead', 'schedule');
    for (let time = 0; time < 10; time += 1) {
      world.pass(hour);
      await followLink(deps, ['schedule'], secret);
    }
    expect((await stored()).map(({ version }) => version)).to.deep.equal([1]);
  });

  it('opens what its person may do now', async () => {
    const secret = await shown('coordinator', 'package');
    const coordinator = await load(world.deps.store, members, 'm-coordinator');
    await world.deps.store.commit([put(members, { ...coordinator, roles: [] })]);
    expect((await followLink(deps, ['package'], secret)).actor.memberships[0]?.roles).to.deep.equal([]);
    const changed = await load(world.deps.store, members, 'm-coordinator');
    await world.deps.store.commit([put(members, { ...changed, leftAt: deps.now().toISOString() })]);
    expect((await followLink(deps, ['package'], secret)).actor.memberships).to.deep.equal([]);
  });

  it('to a calendar ends when its person renews it, and nobody else’s does', async () => {
    const own = [await shown('lead', 'schedule'), await shown('lead', 'meeting', 'm-1')];
    const [file, others] = [await shown('lead', 'package'), await shown('member', 'schedule')];
    await renewCalendars(deps, await world.actor('lead'), 'uudi');
    for (const secret of own) await expectCode(followLink(deps, linkPurposes, secret), 'FORBIDDEN');
    for (const secret of [file, others]) await followLink(deps, linkPurposes, secret);
    expect(own).not.to.include(await shown('lead', 'schedule'));
    await expectCode(renewCalendars(deps, await world.actor('stranger'), 'uudi'), 'NOT_MEMBER');
  });

  it('is one of a hundred of a person: of more, that which ends first makes room', async () => {
    const schedule = await shown('lead', 'schedule');
    const first = await shown('lead', 'results', 'survey-0');
    for (let number = 1; number < 150; number += 1) {
      world.pass(1000);
      await shown('lead', 'results', `survey-${number}`);
    }
    expect(await world.deps.store.count(links, {})).to.equal(100);
    await expectCode(followLink(deps, linkPurposes, first), 'FORBIDDEN');
    await followLink(deps, linkPurposes, schedule);
  });

  it('is shown as another one once the key is lost, and the old one ends', async () => {
    const secret = await shown('lead', 'schedule');
    deps = { ...deps, linkKey: new Uint8Array(32).fill(4) };
    await followLink(deps, ['schedule'], secret);
    const next = await shown('lead', 'schedule');
    expect(next).not.to.equal(secret);
    await expectCode(followLink(deps, ['schedule'], secret), 'FORBIDDEN');
    await followLink(deps, ['schedule'], next);
  });

  it('is deleted when its time has been over, and not before', async () => {
    for (let number = 0; number < 3; number += 1) await shown('lead', 'results', `survey-${number}`);
    await shown('lead', 'schedule');
    await forgetLinks(deps, deps.now().toISOString());
    expect(await stored()).to.have.length(4);
    world.pass(2 * hour);
    await forgetLinks(deps, deps.now().toISOString());
    expect((await stored()).map(({ purpose }) => purpose)).to.deep.equal(['schedule']);
  });
});
