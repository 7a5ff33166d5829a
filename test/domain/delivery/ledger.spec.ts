import { expect } from 'chai';
import { ledgerOverview, ledgerRows, subjectLedger } from '../../../domain/delivery/ledger.ts';
import { pauseMessages } from '../../../domain/delivery/manage.ts';
import { personIdOf } from '../../../domain/network/actor.ts';
import { deliveryTallies } from '../../../domain/outbox.ts';
import { pageLimit, put } from '../../../domain/store.ts';
import { type Survey, surveys } from '../../../domain/survey/survey.ts';
import { load } from '../../../domain/use-case.ts';
import { expectCode } from '../../storage/expect-code.ts';
import { aSurvey } from '../../storage/records.ts';
import { aPractice } from '../example-network.ts';
import { aWorld, objectIdOf, tenantId, type World } from '../fixture.ts';
import { aMessage, aPostedSurvey } from './messages.ts';

describe('the ledger', () => {
  let world: World;
  beforeEach(async () => {
    world = await aWorld();
    await aPostedSurvey(world);
  });
  afterEach(() => world.close());

  const memberOf = (role: 'member' | 'other') => {
    const personId = personIdOf(tenantId, objectIdOf(role));
    return { targetId: personId, to: { type: 'person', personId } } as const;
  };

  it('shows leads what is about their groups, coordinators all, and members nothing', async () => {
    await world.deps.store.commit([aPractice('other', { state: 'proposed', groupId: 'home' })]);
    await aMessage(world, { groupId: 'home', subjectId: 'other' });
    const ofLead = await ledgerOverview(world.deps, await world.actor('lead'), 'uudi', { limit: 10 });
    expect(ofLead.all).to.deep.equal({ sent: 0, waiting: 1, uncertain: 0, undelivered: 0 });
    expect(ofLead.subjects.items.map(({ subject }) => subject.id)).to.deep.equal(['s-1']);
    const ofAll = await ledgerOverview(world.deps, await world.actor('coordinator'), 'uudi', { limit: 10 });
    expect(ofAll.all.waiting).to.equal(2);
    await expectCode(ledgerOverview(world.deps, await world.actor('member'), 'uudi', { limit: 10 }), 'FORBIDDEN');
    await expectCode(subjectLedger(world.deps, await world.actor('member'), 's-1'), 'FORBIDDEN');
  });

  it('counts of all what it counts of each, also of what is finished since', async () => {
    const finished = ['selected', 'retired', 'validated', 'inValidation'] as const;
    const written = finished.map((state) => aPractice(`p-${state}`, { state, groupId: 'future' }));
    await world.deps.store.commit(written);
    for (const state of finished) await aMessage(world, { subjectId: `p-${state}`, state: 'sent', groupId: 'future' });
    for (const role of ['lead', 'coordinator'] as const) {
      const { all, subjects } = await ledgerOverview(world.deps, await world.actor(role), 'uudi', { limit: 10 });
      expect(subjects.total).to.equal(5);
      const sum = (state: keyof typeof all) => subjects.items.reduce((total, one) => total + one.standing[state], 0);
      expect({ sent: sum('sent'), waiting: sum('waiting') }).to.deep.equal({ sent: all.sent, waiting: all.waiting });
    }
  });

  it('shows the newest, however many there are', async () => {
    const older = {
      networkId: 'uudi',
      groupId: 'future',
      state: 'closed',
      createdAt: '2020-01-01T09:00:00.000Z',
    } as const;
    const many = Array.from({ length: pageLimit }, (_, place) => aSurvey({ ...older, id: `a-${place}` }));
    await world.deps.store.commit(many.map((survey) => put(surveys, survey)));
    const { subjects } = await ledgerOverview(world.deps, await world.actor('lead'), 'uudi', { limit: 10 });
    expect(subjects.items.map(({ subject }) => subject.id)).to.deep.equal(['s-1']);
  });

  it('shows leads nothing of a survey that goes beyond the groups they lead', async () => {
    const audience = { kind: 'groups' as const, groupIds: ['future', 'home'] };
    const survey = await load(world.deps.store, surveys, 's-1');
    await world.deps.store.commit([put(surveys, { ...survey, audience })]);
    const seen = async (role: 'lead' | 'coordinator') =>
      (await ledgerOverview(world.deps, await world.actor(role), 'uudi', { limit: 10 })).subjects.items;
    expect(await seen('lead')).to.deep.equal([]);
    expect(await seen('coordinator')).to.have.length(1);
    await expectCode(subjectLedger(world.deps, await world.actor('lead'), 's-1'), 'FORBIDDEN');
  });

  it('counts what became of the messages about a subject, and why, and names whom they missed', async () => {
    await aMessage(world, { state: 'sent', doubts: 1 });
    await aMessage(world, { state: 'sent' });
    await aMessage(world, { ...memberOf('member'), state: 'blocked', reason: '403' });
    await aMessage(world, { ...memberOf('other'), state: 'notReached', reason: 'noChat' });
    await aMessage(world, { state: 'uncertain', reason: '502' });
    await aMessage(world, { kind: 'survey.closed', replacesId: 'x', state: 'failed', reason: '404' });
    await aMessage(world, { kind: 'survey.closed', replacesId: 'y', state: 'sent' });
    await pauseMessages(world.deps, await world.actor('lead'), 's-1');
    const ledger = await subjectLedger(world.deps, await world.actor('lead'), 's-1');
    expect(ledger.counts).to.include({ sent: 2, waiting: 1, blocked: 1, notReached: 1, uncertain: 1, failed: 0 });
    expect(ledger).to.deep.include({ mayRepeat: 1, hold: 'paused', changes: { waiting: 0, failed: 1 } });
    expect(ledger.reasons).to.have.deep.members([
      { state: 'blocked', reason: '403', count: 1 },
      { state: 'notReached', reason: 'noChat', count: 1 },
      { state: 'uncertain', reason: '502', count: 1 },
    ]);
    expect(ledger.unreached.map(({ name }) => name)).to.deep.equal(['member (esimerkki)', 'other (esimerkki)']);
  });

  it('counts at a glance neither changes of cards nor digests, which somebody asked for themselves', async () => {
    await aMessage(world, { state: 'sent' });
    await aMessage(world, { kind: 'survey.closed', replacesId: 'x', state: 'sent' });
    await aMessage(world, { kind: 'member.digest', subjectId: 'uudi', groupId: undefined, state: 'blocked' });
    const digests = { id: 'd', version: 0, networkId: 'uudi', subjectId: 'uudi', kind: 'member.digest' };
    await world.deps.store.commit([put(deliveryTallies, { ...digests, counts: { sent: 9 } })]);
    const seen = await ledgerOverview(world.deps, await world.actor('coordinator'), 'uudi', { limit: 10 });
    expect(seen.all).to.deep.equal({ sent: 1, waiting: 1, uncertain: 0, undelivered: 0 });
    expect(seen.subjects.items.map(({ standing }) => standing)).to.deep.equal([seen.all]);
  });

  it('shows nothing of the reminders of a secret survey, neither whom nor how many nor how it went', async () => {
    const seen = async () => {
      const coordinator = await world.actor('coordinator');
      return [
        await subjectLedger(world.deps, coordinator, 's-1'),
        await ledgerRows(world.deps, 'uudi', 's-1'),
        await ledgerOverview(world.deps, coordinator, 'uudi', { limit: 10 }),
      ];
    };
    const before = await seen();
    for (const state of ['waiting', 'sending', 'paused', 'failed'] as const) {
      await aMessage(world, { ...memberOf('member'), kind: 'survey.secretReminder', key: state, state, reason: '403' });
    }
    expect(await seen()).to.deep.equal(before);
  });

  it('says that reminders of an open secret survey may be on their way, once it has reminded', async () => {
    const mayRemind = async (given: Partial<Survey>) => {
      const survey = await load(world.deps.store, surveys, 's-1');
      await world.deps.store.commit([put(surveys, { ...survey, ...given })]);
      return (await subjectLedger(world.deps, await world.actor('lead'), 's-1')).mayRemind;
    };
    expect(await mayRemind({ remindedAt: '2026-09-01T09:00:00.000Z' })).to.equal(false);
    expect(await mayRemind({ anonymity: 'confidential' })).to.equal(true);
    expect(await mayRemind({ remindedAt: undefined })).to.equal(false);
  });

  it('tells nothing of those whom a confidential survey reminded in an earlier version, or whose reminder changed', async () => {
    const survey = await load(world.deps.store, surveys, 's-1');
    const invited = { ...memberOf('other'), state: 'notReached', reason: 'noChat' } as const;
    await aMessage(world, { ...invited, kind: 'survey.invitation' });
    const reminder = await aMessage(world, { ...memberOf('member'), kind: 'survey.reminder', state: 'blocked' });
    const change = { kind: 'survey.closed', replacesId: reminder.id, state: 'sent' } as const;
    await aMessage(world, { ...memberOf('member'), ...change });
    const named = async (secret = false) => {
      const { unreached, counts } = await subjectLedger(world.deps, await world.actor('lead'), 's-1');
      expect(counts).to.include({ blocked: secret ? 0 : 1, notReached: 1 });
      const rows = await ledgerRows(world.deps, 'uudi', 's-1');
      return [unreached, rows.filter(({ name }) => name !== '')].map((all) => all.map(({ name }) => name));
    };
    const [member, other] = ['member (esimerkki)', 'other (esimerkki)'];
    expect(await named()).to.deep.equal([
      [member, other],
      [other, member, member],
    ]);
    await world.deps.store.commit([put(surveys, { ...survey, anonymity: 'confidential' })]);
    expect(await named(true)).to.deep.equal([[other], [other]]);
  });
});
