import { expect } from 'chai';
import { isAppError } from '../../domain/errors.ts';
import {
  type Action,
  type Actor,
  authorise,
  authoriseSomewhere,
  can,
  canSomewhere,
  type Membership,
  type Relation,
  rights,
} from '../../domain/rights.ts';

/**
 * Who may do what, pinned: a right that is given to somebody else is written down here, too. Each line is an action and
 * those who may do it who are nothing more than a member beside.
 */
const pinned = `
network.setUp                   founder
network.manage                  coordinator
group.bindChat                  lead coordinator
delivery.see                    lead coordinator
delivery.manage                 lead coordinator
survey.create                   lead coordinator
survey.manage                   lead coordinator
survey.enter                    lead coordinator
survey.list                     member groupMember asked author lead compiler coordinator
survey.seeMissing               lead coordinator
survey.seeMissingConfidential   coordinator
survey.seeConfidential          coordinator
survey.limitResults             lead coordinator
survey.reviewTexts              lead coordinator
results.coordinators            coordinator
results.leads                   lead coordinator
results.asked                   asked lead coordinator
survey.answer                   asked
meeting.schedule                lead coordinator
meeting.reply                   groupMember lead coordinator
meeting.see                     member groupMember asked author lead compiler coordinator
practice.write                  groupMember lead coordinator
practice.writeFor               lead coordinator
practice.draft                  author
practice.edit                   author lead coordinator
practice.see                    member groupMember asked author lead compiler coordinator
practice.comment                member groupMember asked author lead compiler coordinator
practice.validate               member groupMember asked author lead compiler coordinator
practice.openValidation         lead coordinator
practice.markValidated          lead coordinator
practice.return                 lead coordinator
practice.select                 coordinator
practice.retire                 lead coordinator
summary.read                    lead coordinator
package.read                    compiler coordinator
package.release                 coordinator
`;

const networkId = 'uudi';
const groupId = 'home';

/** Somebody who is one thing alone: a founder is in no network, all others are its members. */
const alone: Readonly<Record<Relation, { membership?: Partial<Membership>; asked?: boolean; author?: boolean }>> = {
  founder: {},
  member: { membership: {} },
  groupMember: { membership: { groupIds: [groupId] } },
  asked: { membership: {}, asked: true },
  author: { membership: {}, author: true },
  lead: { membership: { leads: [groupId] } },
  compiler: { membership: { roles: ['compiler'] } },
  coordinator: { membership: { roles: ['coordinator'] } },
};

function actorWith(membership: Partial<Membership> | undefined, founder = false): Actor {
  const own: Membership = { memberId: 'm', networkId, groupIds: [], leads: [], roles: [], ...membership };
  return { personId: 't:p', tenantId: 't', founder, memberships: membership ? [own] : [] };
}

function codeOf(act: () => unknown): string {
  try {
    act();
    return 'done';
  } catch (error) {
    return isAppError(error, 'NOT_MEMBER') ? 'NOT_MEMBER' : isAppError(error, 'FORBIDDEN') ? 'FORBIDDEN' : 'other';
  }
}

const relations = Object.keys(alone) as Relation[];
const actions = Object.keys(rights) as Action[];

describe('the table of rights', () => {
  it('is as it is written down, for those who are one thing alone', () => {
    const lines = actions.map((action) => {
      const may = relations.filter((relation) => {
        const { membership, asked, author } = alone[relation];
        const subject = { networkId, groupId, asked, ...(author && { authorMemberId: 'm' }) };
        return can(actorWith(membership, relation === 'founder'), action, subject);
      });
      return `${action.padEnd(32)}${may.join(' ')}`;
    });
    expect(`\n${lines.join('\n')}\n`).to.equal(pinned);
  });

  it('gives nobody anything in a network that they are not in', () => {
    const elsewhere = actorWith({ networkId: 'other', roles: ['coordinator', 'compiler'], leads: [groupId] });
    for (const action of actions) {
      expect(can(elsewhere, action, { networkId, groupId, asked: true, authorMemberId: 'm' }), action).to.equal(false);
      expect(
        codeOf(() => authorise(elsewhere, action, { networkId, groupId })),
        action,
      ).to.equal('NOT_MEMBER');
      expect(
        codeOf(() => authoriseSomewhere(elsewhere, action, networkId)),
        action,
      ).to.equal('NOT_MEMBER');
    }
  });
});

describe('somebody', () => {
  const lead = actorWith({ leads: ['home', 'future'], groupIds: ['home', 'town'] });
  const cases: readonly (readonly [string, Parameters<typeof can>[2], boolean])[] = [
    ['leads a group', { networkId, groupId: 'home' }, true],
    ['does not lead a group that they are a member of', { networkId, groupId: 'town' }, false],
    ['leads nothing that is of no group', { networkId }, false],
    [
      'leads what asks several groups, all of which they lead',
      { networkId, groupId: 'home', audience: { kind: 'groups', groupIds: ['home', 'future'] } },
      true,
    ],
    [
      'does not lead what asks another group, too',
      { networkId, groupId: 'home', audience: { kind: 'groups', groupIds: ['home', 'town'] } },
      false,
    ],
    [
      'leads what asks chosen people for their group',
      { networkId, groupId: 'home', audience: { kind: 'members' } },
      true,
    ],
    ['does not lead what asks the whole network', { networkId, groupId: 'home', audience: { kind: 'network' } }, false],
    [
      'does not lead what asks types of organisations',
      { networkId, groupId: 'home', audience: { kind: 'organisationTypes' } },
      false,
    ],
  ];
  for (const [name, subject, leads] of cases) {
    it(name, () => {
      expect(can(lead, 'survey.manage', subject)).to.equal(leads);
      expect(codeOf(() => authorise(lead, 'survey.manage', subject))).to.equal(leads ? 'done' : 'FORBIDDEN');
    });
  }

  it('is not the author of what is another member’s, nor of what has no author', () => {
    const author = actorWith({});
    expect(can(author, 'practice.edit', { networkId, authorMemberId: 'm' })).to.equal(true);
    expect(can(author, 'practice.edit', { networkId, authorMemberId: 'n' })).to.equal(false);
    expect(can(author, 'practice.edit', { networkId })).to.equal(false);
  });

  it('may do somewhere what they may in one of their groups at least', () => {
    const somewhere = (membership: Partial<Membership>, action: Action) => {
      const actor = actorWith(membership);
      const may = canSomewhere(actor, action, networkId);
      expect(codeOf(() => authoriseSomewhere(actor, action, networkId))).to.equal(may ? 'done' : 'FORBIDDEN');
      return may;
    };
    expect(somewhere({ leads: ['home'] }, 'summary.read')).to.equal(true);
    expect(somewhere({ groupIds: ['home'] }, 'practice.write')).to.equal(true);
    expect(somewhere({ roles: ['coordinator'] }, 'survey.create')).to.equal(true);
    expect(somewhere({ groupIds: ['home'] }, 'summary.read')).to.equal(false);
    expect(somewhere({}, 'practice.write')).to.equal(false);
    expect(somewhere({ leads: ['home'] }, 'package.read')).to.equal(false);
  });

  it('gets their own membership when they may', () => {
    expect(authorise(lead, 'survey.manage', { networkId, groupId })).to.equal(lead.memberships[0]);
    expect(authoriseSomewhere(lead, 'survey.manage', networkId)).to.equal(lead.memberships[0]);
  });
});
