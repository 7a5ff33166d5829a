import { expect } from 'chai';
import type { Card } from '../../cards/card.ts';
import { aMeeting, aPractice, aSurvey } from '../domain/example-network.ts';
import { type Conversation, startConversation } from './conversation.ts';

const future = { groupId: 'future' };

const aQuestion = {
  kind: 'yesNo',
  code: 'goesOn',
  label: { fi: 'Jatkuuko tuki?' },
  required: false,
} as const;

function linksIn(card: Card): string[] {
  return (card.actions ?? []).flatMap((action) => (action.type === 'Action.OpenUrl' ? [action.url] : []));
}

describe('cards with a page of their own', () => {
  let chat: Conversation;

  before(async () => {
    chat = await startConversation();
    await chat.world.deps.store.commit([
      aSurvey('needs', { ...future, closesAt: '2026-09-30T13:00:00.000Z', questions: [aQuestion] }),
      aMeeting('autumn', '2026-09-10T06:00:00.000Z', future),
      aPractice('shared', { ...future, state: 'proposed' }),
    ]);
  });

  after(() => chat.close());

  for (const [verb, data, path, role = 'coordinator'] of [
    ['survey.manage', { surveyId: 'needs' }, 'surveys/needs'],
    ['survey.answer', { surveyId: 'needs' }, 'surveys/needs/answer', 'member'],
    ['survey.entries', { surveyId: 'needs' }, 'surveys/needs/entries'],
    ['meeting.show', { meetingId: 'autumn' }, 'meetings/autumn'],
    ['practice.open', { practiceId: 'shared' }, 'practices/shared', 'member'],
    ['network.show', {}, 'groups'],
    ['survey.list', {}, 'surveys'],
    ['survey.new', {}, 'surveys/new'],
    ['survey.missing', { surveyId: 'needs' }, 'surveys/needs/missing'],
    ['survey.askWording', { surveyId: 'needs' }, 'surveys/needs/wording'],
    ['delivery.show', {}, 'deliveries'],
    ['delivery.subject', { subjectId: 'needs' }, 'deliveries/needs'],
    ['meeting.coming', { networkId: 'uudi', page: 0 }, 'meetings', 'member'],
    ['practice.list', { state: 'all', page: 0 }, 'practices', 'member'],
    ['practice.start', {}, 'practices/new', 'member'],
    ['practice.read', { practiceId: 'shared', page: 0 }, 'practices/shared', 'member'],
    ['network.members', { search: '' }, 'groups'],
    ['network.people', { search: '' }, 'people'],
    ['network.member', { memberId: 'm-lead', search: '' }, 'people/m-lead'],
    ['network.organisations', { search: '' }, 'organisations'],
    ['network.organisation', { organisationId: 'o-library', search: '' }, 'organisations/o-library'],
    ['network.changes', {}, 'changes'],
    ['command.open', { name: 'language' }, 'me', 'member'],
  ] as const) {
    it(`lead there: ${verb}`, async () => {
      const { body } = await chat.forge(role, { type: 'Action.Execute', verb, data });
      const card = (body as { value: Card }).value;
      expect(linksIn(card)).to.include(`http://127.0.0.1/tab/${path}`);
      expect(card.actions?.length).to.be.at.most(6);
    });
  }
});
