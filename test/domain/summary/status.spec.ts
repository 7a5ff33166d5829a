import { expect } from 'chai';
import { nouns } from '../../../domain/nouns.ts';
import type { Membership } from '../../../domain/rights.ts';
import { put, type Write } from '../../../domain/store.ts';
import { type StatusSummary, statusFor, statusSummary, visibleStatus } from '../../../domain/summary/status.ts';
import { populations } from '../../../domain/survey/population.ts';
import { expectCode } from '../../storage/expect-code.ts';
import {
  aGroup,
  aMeeting,
  aMember,
  aNetwork,
  anAttendance,
  anOrganisation,
  aPractice,
  aResponse,
  aSurvey,
  aValidation,
  now,
  withStore,
} from '../example-network.ts';

const people = [
  aNetwork(),
  aGroup('home'),
  aGroup('future'),
  anOrganisation('a'),
  anOrganisation('b'),
  anOrganisation('c'),
  aMember('anna', { groupIds: ['home'], organisationId: 'a' }),
  aMember('bo', { groupIds: ['home', 'future'], organisationId: 'b' }),
  aMember('cecilia', { groupIds: ['home'], organisationId: 'c' }),
  aMember('stranger', { networkId: 'other', groupIds: ['home-of-other'] }),
];

function summaryOf(writes: readonly Write[]): Promise<StatusSummary> {
  return withStore([...people, ...writes], (store) => statusSummary({ view: store, nouns, now }, 'uudi'));
}

function groupOf(summary: StatusSummary, groupId: string) {
  const group = summary.groups.find((candidate) => candidate.groupId === groupId);
  if (!group) throw new Error(`no group ${groupId}`);
  return group;
}

function membership(given: Partial<Membership>): Membership {
  return { memberId: 'x', networkId: 'uudi', groupIds: [], leads: [], roles: [], ...given };
}

const counts = { told: 'counts', begun: 0, members: 3, entered: 0 };

describe('the status summary', () => {
  it('counts surveys of no group apart, for coordinators alone', async () => {
    const summary = await summaryOf([
      aSurvey('everybody', { groupId: undefined, audience: { kind: 'network' }, state: 'open' }),
      aResponse('everybody', 'anna', { enough: 'yes' }),
      aSurvey('both', {
        groupId: undefined,
        audience: { kind: 'groups', groupIds: ['home', 'future'] },
        state: 'open',
      }),
    ]);
    expect(summary.ownSurveys.map(({ surveyId, progress }) => [surveyId, progress])).to.deep.equal([
      ['both', { ...counts, submitted: 0 }],
      ['everybody', { ...counts, submitted: 1 }],
    ]);
    expect(summary.waiting.map(({ subjectId, groupId, count }) => [subjectId, groupId, count])).to.deep.equal([
      ['both', undefined, 3],
      ['everybody', undefined, 2],
    ]);
    const ofLead = visibleStatus(summary, membership({ leads: ['home'] }));
    expect([ofLead.ownSurveys, ofLead.waiting]).to.deep.equal([[], []]);
    expect(visibleStatus(summary, membership({ roles: ['coordinator'] })).ownSurveys).to.have.length(2);
  });

  it('counts the members of each group of the network', async () => {
    const summary = await summaryOf([]);
    expect(summary.groups.map((group) => [group.groupId, group.members])).to.deep.equal([
      ['future', 1],
      ['home', 3],
    ]);
  });

  it('counts of open surveys who has submitted, and of closed ones only how many there are', async () => {
    const summary = await summaryOf([
      aSurvey('open'),
      aSurvey('closed', { state: 'closed' }),
      aSurvey('draft', { state: 'draft' }),
      aResponse('open', 'anna', {}),
      aResponse('open', 'bo', {}, { state: 'draft' }),
      aResponse('closed', 'anna', {}),
    ]);
    const { openSurveys, closedSurveys } = groupOf(summary, 'home');
    expect(openSurveys).to.deep.equal([
      {
        surveyId: 'open',
        title: { fi: 'Kysely open' },
        closesAt: '2021-12-10T10:00:00.000Z',
        progress: { ...counts, submitted: 1, begun: 1 },
      },
    ]);
    expect(closedSurveys).to.equal(1);
  });

  for (const anonymity of ['confidential', 'anonymous'] as const) {
    it(`says only roughly how many have answered a survey that is ${anonymity}, and that it waits for answers`, async () => {
      const asked = Array.from({ length: 12 }, (_, place) => `p-${place}`);
      const summaryWith = (answered: number) =>
        summaryOf([
          aSurvey('open', { anonymity }),
          put(populations, { id: 'open', version: 0, networkId: 'uudi', count: 12, respondentIds: asked }),
          ...asked.slice(0, answered).map((id) => aResponse('open', id, {})),
        ]);
      const summary = await summaryWith(0);
      const progress = { told: 'share', share: 'underHalf', members: 12 };
      expect(groupOf(summary, 'home').openSurveys[0]?.progress).to.deep.equal(progress);
      expect(summary.waiting.map(({ kind, count }) => [kind, count])).to.deep.equal([['surveyAnswers', undefined]]);
      expect(await summaryWith(5)).to.deep.equal(summary);
      expect(groupOf(await summaryWith(6), 'home').openSurveys[0]?.progress).to.include({ share: 'half' });
      expect(groupOf(await summaryWith(12), 'home').openSurveys[0]?.progress).to.include({ share: 'half' });
    });
  }

  it('counts practices by state, the shipped example not among them', async () => {
    const summary = await summaryOf([
      aPractice('1'),
      aPractice('2', { state: 'draft' }),
      aPractice('3', { state: 'draft', groupId: 'future' }),
      aPractice('4', { example: true }),
    ]);
    expect(groupOf(summary, 'home').practices).to.include({ selected: 1, draft: 1, proposed: 0 });
    expect(summary.practices).to.include({ selected: 1, draft: 2 });
  });

  it('tells the meetings of the next sixty days, nearest first, with the replies and who has not answered', async () => {
    const summary = await summaryOf([
      aMeeting('later', '2022-01-20T10:00:00.000Z'),
      aMeeting('soon', '2021-12-01T10:00:00.000Z'),
      aMeeting('past', '2021-11-25T10:00:00.000Z'),
      aMeeting('far', '2022-02-20T10:00:00.000Z'),
      aMeeting('cancelled', '2021-12-02T10:00:00.000Z', { state: 'cancelled' }),
      anAttendance('soon', 'anna', 'yes'),
      anAttendance('soon', 'bo', 'no'),
      anAttendance('soon', 'guest-of-another-group', 'maybe'),
    ]);
    const { meetingsAhead } = groupOf(summary, 'home');
    expect(meetingsAhead.map((meeting) => meeting.meetingId)).to.deep.equal(['soon', 'later']);
    expect(meetingsAhead[0]?.replies).to.deep.equal({ yes: 1, maybe: 1, no: 1, none: 1 });
  });

  it('names whose turn it is: members, leads, organisations, the coordinator or the author', async () => {
    const summary = await summaryOf([
      aSurvey('asked'),
      aResponse('asked', 'anna', {}),
      aPractice('1', { state: 'proposed' }),
      aPractice('2', { state: 'inValidation', organisationId: 'a', revision: 2 }),
      aValidation('2', 'b', { revision: 2 }),
      aValidation('2', 'c', { revision: 1 }),
      aPractice('3', { state: 'validated' }),
      aPractice('4', { state: 'returned' }),
      aPractice('5', { state: 'selected' }),
      aPractice('6', { state: 'proposed', example: true }),
    ]);
    expect(summary.waiting.map(({ kind, subjectId, who, count }) => [kind, subjectId, who, count])).to.deep.equal([
      ['surveyAnswers', 'asked', 'members', 2],
      ['practiceProposed', '1', 'lead', 1],
      ['practiceInValidation', '2', 'members', 1],
      ['practiceValidated', '3', 'coordinator', 1],
      ['practiceReturned', '4', 'author', 1],
    ]);
    expect(summary.waiting[0]?.dueAt).to.equal('2021-12-10T10:00:00.000Z');
  });

  it('waits for nobody when all have answered and all organisations have validated', async () => {
    const summary = await summaryOf([
      aSurvey('asked'),
      ...['anna', 'bo', 'cecilia'].map((member) => aResponse('asked', member, {})),
      aPractice('1', { state: 'inValidation', organisationId: 'a' }),
      aValidation('1', 'b'),
      aValidation('1', 'c'),
    ]);
    expect(summary.waiting).to.deep.equal([]);
  });

  it('names no person', async () => {
    const summary = await summaryOf([aSurvey('asked'), aResponse('asked', 'anna', {}), aPractice('1')]);
    expect(JSON.stringify(summary)).not.to.match(/anna|Jäsen|secret/);
  });
});

describe('the visible part of a status summary', () => {
  const writes = [
    aPractice('1', { state: 'proposed' }),
    aPractice('2', { state: 'proposed', groupId: 'future' }),
    aPractice('3', { state: 'draft', groupId: 'future' }),
  ];

  it('is all of it for a coordinator', async () => {
    const summary = await summaryOf(writes);
    expect(visibleStatus(summary, membership({ roles: ['coordinator'] }))).to.deep.equal(summary);
  });

  it('is a lead’s own groups, the totals counted over them alone', async () => {
    const seen = visibleStatus(await summaryOf(writes), membership({ leads: ['future'], groupIds: ['home'] }));
    expect(seen.groups.map((group) => group.groupId)).to.deep.equal(['future']);
    expect(seen.practices).to.include({ proposed: 1, draft: 1 });
    expect(seen.waiting.map((item) => item.subjectId)).to.deep.equal(['2']);
  });

  it('is refused to a member without a role, and to strangers', async () => {
    const seenBy = (...memberships: Membership[]) =>
      withStore([...people, ...writes], (store) =>
        statusFor({ view: store, nouns, now }, { personId: 't:p', tenantId: 't', founder: true, memberships }, 'uudi'),
      );
    await expectCode(seenBy(membership({ groupIds: ['home'], roles: ['compiler'] })), 'FORBIDDEN');
    await expectCode(seenBy(membership({ networkId: 'other', roles: ['coordinator'] })), 'NOT_MEMBER');
    const ofLead = await seenBy(membership({ leads: ['future'] }));
    expect(ofLead.groups.map((group) => group.groupId)).to.deep.equal(['future']);
    expect((await seenBy(membership({ roles: ['coordinator'] }))).groups).to.have.length(2);
  });

  it('is nothing for a member without a role', async () => {
    const seen = visibleStatus(await summaryOf(writes), membership({ groupIds: ['home'] }));
    expect(seen).to.deep.include({ groups: [], waiting: [] });
    expect(seen.practices.proposed).to.equal(0);
  });
});
