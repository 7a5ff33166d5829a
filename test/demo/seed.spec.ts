import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect } from 'chai';
import { playgroundContext, seats } from '../../demo/context.ts';
import { demoPerson, demoPersonAs } from '../../demo/people.ts';
import { demoNetwork, moveDemo, seedDemo } from '../../demo/seed.ts';
import { meetings } from '../../domain/meeting/meeting.ts';
import { mine } from '../../domain/member/mine.ts';
import { loadActor } from '../../domain/network/actor.ts';
import { auditPage } from '../../domain/network/audit.ts';
import { groups, members, networks, organisations, people } from '../../domain/network/network.ts';
import { nouns } from '../../domain/nouns.ts';
import { deliveries } from '../../domain/outbox.ts';
import { practices, validations } from '../../domain/practice/practice.ts';
import { can } from '../../domain/rights.ts';
import { put, type Store } from '../../domain/store.ts';
import { checkAnswers } from '../../domain/survey/answers.ts';
import { responses } from '../../domain/survey/response.ts';
import { comparedResults } from '../../domain/survey/results/compared-results.ts';
import { surveys } from '../../domain/survey/survey.ts';
import { openLowdbStore } from '../../storage/lowdb/open.ts';

const now = new Date('2026-11-22T10:00:00.000Z');
const inDecember = new Date('2026-12-01T10:00:00.000Z');

async function withSeeded(use: (store: Store) => Promise<void>, moment = now): Promise<void> {
  const dataDir = await mkdtemp(join(tmpdir(), 'demo-seed-'));
  const store = await openLowdbStore({ dataDir });
  try {
    await seedDemo(store, moment);
    await use(store);
  } finally {
    await store.close();
    await rm(dataDir, { recursive: true, force: true });
  }
}

describe('the demo network', () => {
  it('is the same all day long', () => {
    const evening = new Date('2026-11-22T21:59:00.000Z');
    expect(demoNetwork(evening)).to.deep.equal(demoNetwork(now));
    expect(demoNetwork(new Date('2026-11-22T22:01:00.000Z'))).not.to.deep.equal(demoNetwork(now));
  });

  it('lies around its day, also across the change of the clocks and of the year', () => {
    for (const day of ['2026-03-28', '2026-10-24', '2026-12-30', '2028-02-29']) {
      const moment = new Date(`${day}T10:00:00.000Z`);
      const term = demoNetwork(moment).filter(({ collection }) => collection === meetings.name);
      const starts = term.map((write) => (write.op === 'put' ? (write.record as { startsAt?: string }).startsAt : ''));
      const coming = starts.filter((start = '') => start > moment.toISOString());
      expect([starts.length - coming.length, coming.length], day).to.deep.equal([2, 3]);
    }
  });

  it('ends in two months, at the end of the month', async () => {
    await withSeeded(async (store) => {
      expect((await store.get(networks, 'uudi'))?.projectEndsOn).to.equal('2027-01-31');
    });
    await withSeeded(async (store) => {
      expect((await store.get(networks, 'uudi'))?.projectEndsOn).to.equal('2027-02-28');
    }, inDecember);
  });

  it('has something to show on every page and to every command, and no two surveys of one name', async () => {
    await withSeeded(async (store) => {
      const all = await store.find(surveys, { networkId: 'uudi' });
      expect(all.map(({ state }) => state).sort()).to.deep.equal(['closed', 'closed', 'draft', 'open']);
      for (const language of ['fi', 'sv', 'en'] as const)
        expect(new Set(all.map(({ title }) => title[language])).size, language).to.equal(4);
      const actor = await loadActor(store, demoPerson, []);
      expect((await auditPage(store, actor, { networkId: 'uudi', search: '', limit: 9 })).total).to.be.above(0);
      expect(await store.count(deliveries, { networkId: 'uudi', state: 'sent' })).to.equal(2);
      for (const { subjectId } of await store.find(deliveries, { networkId: 'uudi' }))
        expect((await store.get(surveys, subjectId))?.state).to.equal('open');
    });
  });

  it('asks every seat of the Playground something that they have not answered', async () => {
    await withSeeded(async (store) => {
      for (const seat of seats) {
        const [membership] = (await loadActor(store, demoPersonAs(seat), [])).memberships;
        if (!membership) throw new Error(`${seat} is no member`);
        const waiting = await mine({ store, nouns, now: () => now }, membership);
        expect(
          waiting.filter(({ noun }) => noun === 'survey').map(({ state }) => state),
          seat,
        ).to.deep.equal(['open']);
        expect(waiting.filter(({ noun }) => noun === 'meeting').length, seat).to.be.above(0);
      }
    });
  });

  it('leaves a store that holds a network as it is', async () => {
    await withSeeded(async (store) => {
      const network = await store.get(networks, 'uudi');
      if (!network) throw new Error('no network');
      await store.commit([put(networks, { ...network, name: { fi: 'Oma' } })]);
      await seedDemo(store, now);
      expect((await store.find(networks, {})).map(({ name }) => name.fi)).to.deep.equal(['Oma']);
    });
  });

  it('makes the person of local mode the coordinator, who leads both groups', async () => {
    await withSeeded(async (store) => {
      const actor = await loadActor(store, demoPerson, []);
      const all = await store.find(groups, { networkId: 'uudi' });
      expect(all).to.have.length(2);
      expect(can(actor, 'network.manage', { networkId: 'uudi' })).to.equal(true);
      for (const { id: groupId } of all) expect(actor.memberships[0]?.leads).to.include(groupId);
    });
  });

  it('names nobody but by organisation and role, and only examples', async () => {
    await withSeeded(async (store) => {
      const known = await store.find(organisations, { networkId: 'uudi' });
      for (const { name } of known) expect(name).to.match(/ \(esimerkki\)$/);
      const names = known.map(({ name }) => name.replace(' (esimerkki)', ''));
      const all = await store.find(members, { networkId: 'uudi' });
      expect(all).to.have.length(12);
      for (const member of all) expect(names).to.include(member.name.split(', ')[0]);
      for (const { contactPoint } of known) if (contactPoint) expect(contactPoint).to.match(/@example\.org$/);
    });
  });

  it('leaves work for whoever tries it: to validate, to open and to select', async () => {
    await withSeeded(async (store) => {
      const count = (state: string) => store.count(practices, { networkId: 'uudi', state });
      expect(await Promise.all(['proposed', 'inValidation', 'validated', 'selected'].map(count))).to.deep.equal([
        1, 2, 2, 1,
      ]);
      for (const said of await store.find(validations, { networkId: 'uudi' })) {
        expect((await store.get(practices, said.practiceId))?.organisationId).not.to.equal(said.organisationId);
      }
    });
  });

  it('answers only what its surveys ask, by those whom they ask', async () => {
    await withSeeded(async (store) => {
      const all = await store.find(surveys, { networkId: 'uudi' });
      expect(all.filter(({ state }) => state === 'closed')).to.have.length(2);
      for (const survey of all) {
        const questions = survey.questions.filter((question) => question.kind !== 'section');
        const asked = survey.audience?.kind === 'groups' ? survey.audience.groupIds : [survey.groupId];
        const given = await store.find(responses, { surveyId: survey.id });
        for (const { answers, memberId = '', submittedAt = '' } of given) {
          expect(questions.map(({ code }) => code)).to.include.members(Object.keys(answers));
          expect(checkAnswers(questions, answers)).to.deep.equal({});
          expect((await store.get(members, memberId))?.groupIds.some((id) => asked.includes(id))).to.equal(true);
          expect(submittedAt > (survey.opensAt ?? '') && submittedAt < survey.closesAt).to.equal(true);
        }
      }
    });
  });

  it('has results by class, with five in one of them, beside an earlier round', async () => {
    await withSeeded(async (store) => {
      const actor = await loadActor(store, demoPerson, []);
      const [later] = (await store.find(surveys, { networkId: 'uudi' })).filter(({ earlierRoundId }) => earlierRoundId);
      const { seen, questions } = await comparedResults(store, actor, later?.id ?? '');
      if (seen.results.suppressed) throw new Error('not shown');
      const [byGroup] = seen.results.questions[0]?.byClass ?? [];
      expect(byGroup?.classes.map(({ answered }) => answered).sort()).to.deep.equal([2, 3, 5]);
      expect(questions.map(({ code }) => code)).to.include.members(['supplyForms', 'capacityHelpers']);
    });
  });

  it('seats people in the Playground who are its members, one of them current and five others', async () => {
    await withSeeded(async (store) => {
      for (const seat of seats) {
        const context = playgroundContext(seat);
        expect(context.users).to.have.length(5);
        for (const { aadObjectId, name } of [context.currentUser, ...context.users]) {
          const [member] = await store.find(members, { personId: `${context.tenantId}:${aadObjectId}` });
          expect(member?.name).to.equal(name);
        }
      }
    });
  });

  it('works in the channels of the Playground', async () => {
    await withSeeded(async (store) => {
      const { team, tenantId } = playgroundContext('coordinator');
      const network = await store.get(networks, 'uudi');
      expect([network?.tenantId, network?.teamId]).to.deep.equal([tenantId, team.id]);
      const channels = (await store.find(groups, { networkId: 'uudi' })).map(({ channelId }) => channelId);
      // The Playground's General channel has the id of its team.
      expect(channels).to.have.members([team.id, ...team.channels.map(({ id }) => id)]);
    });
  });

  it('moves with the Playground to another port, chats and all', async () => {
    await withSeeded(async (store) => {
      const id = `${demoPerson.tenantId}:${demoPerson.aadObjectId}`;
      const person = await store.get(people, id);
      if (!person) throw new Error('no person');
      const conversation = { id: 'chat', serviceUrl: 'http://localhost:1/_connector' };
      await store.commit([put(people, { ...person, conversation })]);
      await moveDemo(store, 'http://localhost:2/_connector');
      for (const group of await store.find(groups, {}))
        expect(group.serviceUrl).to.equal('http://localhost:2/_connector');
      const moved = { id: 'chat', serviceUrl: 'http://localhost:2/_connector' };
      expect((await store.get(people, id))?.conversation).to.deep.equal(moved);
    });
  });
});
