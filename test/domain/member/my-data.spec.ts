import { expect } from 'chai';
import type { Attendance } from '../../../domain/meeting/meeting.ts';
import { myData } from '../../../domain/member/my-data.ts';
import type { Member, Person } from '../../../domain/network/network.ts';
import { chooseLanguage } from '../../../domain/network/reach.ts';
import type { Practice, Validation } from '../../../domain/practice/practice.ts';
import { savePage } from '../../../domain/survey/answer.ts';
import { closeSurvey } from '../../../domain/survey/close.ts';
import type { OwnResponse } from '../../../domain/survey/own.ts';
import { aComment, aMeeting, anAttendance, aPractice, aSurvey, aValidation } from '../example-network.ts';
import { aWorld, type Role, type World } from '../fixture.ts';

const question = {
  kind: 'text',
  code: 'more',
  label: { fi: 'Mitä muuta?' },
  required: false,
  multiline: true,
  maxLength: 99,
};

interface Told {
  readonly person?: Person;
  readonly members: readonly Member[];
  readonly responses: readonly OwnResponse[];
  readonly attendances: readonly Attendance[];
  readonly practices: readonly Practice[];
  readonly comments: readonly { readonly id: string }[];
  readonly validations: readonly Validation[];
  readonly chosenFor: readonly { readonly id: string }[];
}

describe('what is kept about a person', () => {
  let world: World;

  beforeEach(async () => {
    world = await aWorld();
    const survey = { groupId: 'future', closesAt: '2026-09-30T13:00:00.000Z', questions: [question] as never };
    await world.deps.store.commit([
      aSurvey('named', survey),
      aSurvey('secret', { ...survey, anonymity: 'anonymous' }),
      aMeeting('autumn', '2026-09-10T06:00:00.000Z', { groupId: 'future' }),
      anAttendance('autumn', 'm-member', 'no'),
      anAttendance('autumn', 'm-other', 'yes'),
      aPractice('own', { groupId: 'future', authorMemberId: 'm-member' }),
      aPractice('theirs', { groupId: 'future', authorMemberId: 'm-other' }),
      aValidation('theirs', 'o-association', { memberId: 'm-member' }),
      aValidation('own', 'o-library', { memberId: 'm-other' }),
      aComment('said', 'theirs', 'omani kommentti', { memberId: 'm-member' }),
      aComment('heard', 'own', 'toisen kommentti', { memberId: 'm-other' }),
    ]);
    for (const [role, text] of [
      ['member', 'omani'],
      ['other', 'toisen'],
    ] as const) {
      for (const id of ['named', 'secret']) await answer(role, id, `${text} ${id}`);
    }
    await chooseLanguage(world.deps, await world.actor('member'), 'sv');
  });

  afterEach(() => world.close());

  async function answer(role: Role, surveyId: string, more: string): Promise<void> {
    await savePage(world.deps, await world.actor(role), surveyId, { page: 0, to: 'submit', typed: { more } });
  }

  const toldTo = async (role: Role) => (await myData(world.deps, await world.actor(role))) as unknown as Told;

  it('is theirs and nobody else’s, an open anonymous answer too', async () => {
    const told = await toldTo('member');
    expect(told.person?.language).to.equal('sv');
    expect(told.members.map(({ id }) => id)).to.deep.equal(['m-member']);
    expect(told.responses.map(({ answers }) => answers['more']).sort()).to.deep.equal(['omani named', 'omani secret']);
    expect(told.attendances.map(({ reply }) => reply)).to.deep.equal(['no']);
    expect(told.practices.map(({ id }) => id)).to.deep.equal(['own']);
    expect(told.validations.map(({ practiceId }) => practiceId)).to.deep.equal(['theirs']);
    expect(told.comments.map(({ id }) => id)).to.deep.equal(['said']);
    expect(JSON.stringify(told)).not.to.include('toisen').and.not.include('sealed');
  });

  it('says for which posted surveys they were chosen', async () => {
    const audience = { kind: 'members' as const, memberIds: ['m-member', 'm-lead'] };
    await world.deps.store.commit([aSurvey('few', { audience }), aSurvey('planned', { audience, state: 'draft' })]);
    const chosen = async (role: Role) => (await toldTo(role)).chosenFor.map(({ id }) => id);
    expect(await chosen('member')).to.deep.equal(['few']);
    expect(await chosen('other')).to.deep.equal([]);
  });

  it('no longer holds what they said in an anonymous survey once it has closed', async () => {
    await closeSurvey(world.deps, await world.actor('coordinator'), 'secret');
    const told = await toldTo('member');
    expect(told.responses.map(({ surveyId }) => surveyId)).to.deep.equal(['named']);
  });

  it('is nothing for a stranger', async () => {
    const told = await toldTo('stranger');
    expect([told.person, told.members, told.responses, told.practices]).to.deep.equal([undefined, [], [], []]);
  });
});
