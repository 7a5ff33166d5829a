import { expect } from 'chai';
import { most } from '../../domain/limits.ts';
import { scheduleMeeting } from '../../domain/meeting/make.ts';
import { type Meeting, meetings } from '../../domain/meeting/meeting.ts';
import { bindChat } from '../../domain/network/chats.ts';
import { groups, networks, organisations } from '../../domain/network/network.ts';
import { addOrganisation, placeMember } from '../../domain/network/organisations.ts';
import { commentOnPractice } from '../../domain/practice/comment.ts';
import { comments, practices } from '../../domain/practice/practice.ts';
import { proposePractice } from '../../domain/practice/propose.ts';
import { startPractice } from '../../domain/practice/write.ts';
import { type Named, put, type StoredRecord } from '../../domain/store.ts';
import { Question } from '../../domain/survey/kinds/kinds.ts';
import { draftSurvey, emptyTemplate, postSurvey } from '../../domain/survey/make.ts';
import { rewordSurvey } from '../../domain/survey/reword.ts';
import { surveys } from '../../domain/survey/survey.ts';
import { load } from '../../domain/use-case.ts';
import { expectCode } from '../storage/expect-code.ts';
import { anOrganisation, aSurvey } from '../storage/records.ts';
import { aWorld, objectIdOf, type Role, type World } from './fixture.ts';
import { aPlan } from './meeting/plan.ts';
import { aProposal, forms, stored, writePage } from './practice/practices.ts';

describe('what is made on one person’s word', () => {
  let world: World;
  beforeEach(async () => {
    world = await aWorld();
  });
  afterEach(() => world.close());

  /** Stores so many records like one. */
  async function fill<T extends StoredRecord>(
    into: Named<T>,
    count: number,
    like: (place: number) => T,
  ): Promise<void> {
    const all = Array.from({ length: count }, (_none, place) => put(into, like(place)));
    for (let from = 0; from < count; from += 500) await world.deps.store.commit(all.slice(from, from + 500));
  }

  const comment = async (role: Role, commentId: string) =>
    commentOnPractice(world.deps, await world.actor(role), { practiceId: 'p1', commentId, text: 'Hyvä' });
  const aComment = (memberId: string, practiceId: string) => (place: number) => ({
    id: `c-${memberId}-${practiceId}-${place}`,
    version: 0,
    networkId: 'uudi',
    practiceId,
    revision: 1,
    memberId,
    text: 'Hyvä',
    createdAt: '2026-09-01T09:00:00.000Z',
  });

  it('stops at so many comments of one member on a practice, while others go on', async () => {
    await aProposal(world);
    await fill(comments, most.commentsOfMemberOnPractice - 1, aComment('m-other', 'p1'));
    await comment('other', 'the-last');
    await expectCode(comment('other', 'one-more'), 'LIMIT_REACHED');
    expect((await comment('other', 'the-last')).id, 'the same again').to.equal('the-last');
    await comment('lead', 'of-another');
  });

  it('stops at so many comments of one member, and on one practice', async () => {
    await aProposal(world);
    await fill(comments, most.commentsOfMember, aComment('m-other', 'p2'));
    await expectCode(comment('other', 'one-more'), 'LIMIT_REACHED');
    await fill(comments, most.comments, aComment('m-somebody', 'p1'));
    await expectCode(comment('lead', 'one-more'), 'LIMIT_REACHED');
  });

  it('stops at so many practices of one author', async () => {
    await aProposal(world, 'other');
    const like = await stored(world);
    await fill(practices, most.practicesOfAuthor, (place) => ({
      ...like,
      id: `p-${place}`,
      version: 0,
      authorMemberId: 'm-member',
    }));
    const request = { practiceId: 'new', kind: 'developmentTarget', groupId: 'future', title: { fi: 'Uusi' } } as const;
    await expectCode(startPractice(world.deps, await world.actor('member'), request), 'LIMIT_REACHED');
    await expectCode(writePage(world, 'member', 'new', { title: 'Uusi' }), 'LIMIT_REACHED');
    await startPractice(world.deps, await world.actor('other'), request);
  });

  it('stops at so many texts of one practice', async () => {
    await aProposal(world);
    await world.deps.store.commit([put(practices, { ...(await stored(world)), revision: most.revisions })]);
    await writePage(world, 'member', 'p1', { title: 'Toinen nimi', supportForms: ['remote'] });
    await expectCode(proposePractice(world.deps, await world.actor('member'), 'p1', forms), 'LIMIT_REACHED');
  });

  const plan = (surveyId: string) => ({
    surveyId,
    networkId: 'uudi',
    groupId: 'future',
    closesAt: '2026-09-15T13:00:00.000Z',
    template: emptyTemplate,
    anonymity: 'named' as const,
  });
  const draft = async (surveyId: string) => draftSurvey(world.deps, await world.actor('lead'), plan(surveyId));

  it('stops at so many drafts of surveys at a time, and so many surveys', async () => {
    const own = { networkId: 'uudi', groupId: 'future', createdBy: 'm-lead' };
    await fill(surveys, most.draftsOfMaker - 1, (place) => aSurvey({ ...own, id: `d-${place}`, state: 'draft' }));
    await draft('the-last');
    await expectCode(draft('one-more'), 'LIMIT_REACHED');
    expect((await draft('the-last')).id, 'the same again').to.equal('the-last');
    await world.deps.store.commit([
      put(surveys, { ...(await load(world.deps.store, surveys, 'd-0')), state: 'closed' }),
    ]);
    await draft('another');
    await fill(surveys, most.surveysOfMaker, (place) => aSurvey({ ...own, id: `s-${place}`, state: 'closed' }));
    await expectCode(draft('one-more'), 'LIMIT_REACHED');
  });

  it('stops at so many wordings of a posted survey', async () => {
    const lead = await world.actor('lead');
    const title = { fi: 'Kysely' };
    const question = Question.parse({ kind: 'yesNo', code: 'asked', label: title });
    await draft('s-1');
    const asked = { ...(await load(world.deps.store, surveys, 's-1')), title, purpose: title, questions: [question] };
    await world.deps.store.commit([put(surveys, asked)]);
    await postSurvey(world.deps, lead, 's-1');
    const posted = await load(world.deps.store, surveys, 's-1');
    const before = { revision: 1, until: posted.createdAt, title, purpose: title, questions: [question] };
    const earlierWordings = Array.from({ length: most.wordings }, () => before);
    await world.deps.store.commit([put(surveys, { ...posted, earlierWordings })]);
    const wording = { title: { fi: 'Toinen' }, purpose: title, questions: [question] };
    await expectCode(rewordSurvey(world.deps, lead, 's-1', wording), 'LIMIT_REACHED');
  });

  it('stops at so many meetings of one caller that have not begun', async () => {
    const lead = await world.actor('lead');
    const like = await scheduleMeeting(world.deps, lead, aPlan());
    const more = (place: number): Meeting => ({ ...like, id: `m-${place}`, version: 0 });
    await fill(meetings, most.meetingsOfCaller - 1, more);
    await expectCode(scheduleMeeting(world.deps, lead, aPlan({ meetingId: 'one-more' })), 'LIMIT_REACHED');
    world.pass(40 * 86_400_000);
    await scheduleMeeting(world.deps, lead, aPlan({ meetingId: 'later', day: '2026-11-30' }));
  });

  it('stops at so many organisations, however they are added', async () => {
    const coordinator = await world.actor('coordinator');
    const there = await world.deps.store.count(organisations, { networkId: 'uudi' });
    await fill(organisations, most.organisations - there, (place) =>
      anOrganisation({ networkId: 'uudi', name: `Yhdistys ${place}` }),
    );
    const form = { name: 'Uusi yhdistys', type: 'association', contactPoint: '', municipalities: [] };
    const added = addOrganisation(world.deps, coordinator, { networkId: 'uudi', organisationId: 'new', form });
    await expectCode(added, 'LIMIT_REACHED');
    const placement = { memberId: 'm-loner', organisationId: '', newOrganisationId: 'new', fresh: form };
    await expectCode(placeMember(world.deps, coordinator, placement), 'LIMIT_REACHED');
  });

  it('stops at so many group chats of a network', async () => {
    const like = await load(world.deps.store, groups, 'future');
    const chat = (place: number) => ({
      ...like,
      id: `g-${place}`,
      version: 0,
      channelId: `19:${place}@thread.v2`,
      chat: true as const,
    });
    await fill(groups, most.chats, chat);
    const network = await load(world.deps.store, networks, 'uudi');
    const people = [{ aadObjectId: objectIdOf('lead'), name: 'lead', guest: true }];
    const bound = bindChat(world.deps, await world.actor('lead'), network, {
      id: '19:new@thread.v2',
      serviceUrl: 'http://127.0.0.1:9',
      name: 'Uusi',
      read: async () => people,
    });
    await expectCode(bound, 'LIMIT_REACHED');
  });
});
