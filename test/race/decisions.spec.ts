import { expect } from 'chai';
import { loadContent } from '../../content/content.ts';
import { AppError } from '../../domain/errors.ts';
import { decideOnPractice, returnPractice } from '../../domain/practice/decide.ts';
import { discardPracticeDraft } from '../../domain/practice/draft.ts';
import { practices, validations } from '../../domain/practice/practice.ts';
import { proposePractice } from '../../domain/practice/propose.ts';
import { validatePractice } from '../../domain/practice/validate.ts';
import { practiceView } from '../../domain/practice/view.ts';
import { seenOf } from '../../domain/seen.ts';
import { put, type StoredRecord } from '../../domain/store.ts';
import { limitRetention } from '../../domain/survey/limit-retention.ts';
import { postSurvey } from '../../domain/survey/make.ts';
import { shownOf } from '../../domain/survey/seen.ts';
import { type Survey, surveys } from '../../domain/survey/survey.ts';
import { load } from '../../domain/use-case.ts';
import { aPractice, aSurvey } from '../domain/example-network.ts';
import { forms } from '../domain/practice/practices.ts';
import { type Act, interleave, type Outcome } from './interleave.ts';
import { actorIn, inMemory, type RaceDeps } from './scene.ts';

const label = { fi: 'Miksi?' };
const question = { kind: 'text', code: 'why', label, required: false, multiline: false, maxLength: 100 } as const;
const closesAt = '2026-09-20T10:00:00.000Z';

function changing<T extends StoredRecord>(collection: Parameters<typeof put<T>>[0], id: string, to: Partial<T>): Act {
  return {
    says: 'changing',
    act: async ({ store }) => {
      const record = await load(store, collection, id);
      await store.commit([put(collection, { ...record, ...to })]);
    },
  };
}

const lead = (deps: RaceDeps) => actorIn(deps, 'lead');
const valueOf = (outcome: Outcome | undefined) => (outcome?.code === 'done' ? outcome.value : undefined);

describe('deciding on what was seen, raced with a change of it', () => {
  it('posts exactly the draft that was seen', async () => {
    const posting: Act = {
      says: 'posting',
      act: async (deps) => {
        const seen = await load(deps.store, surveys, 'draft');
        await postSurvey(deps, await lead(deps), 'draft', { seen: seenOf(shownOf(seen)) });
        return seen.anonymity;
      },
    };
    const editing: Act = {
      says: 'editing',
      act: async ({ store }) => {
        const draft = await load(store, surveys, 'draft');
        if (draft.state !== 'draft') throw new AppError('SURVEY_NOT_DRAFT', 'posted');
        await store.commit([put(surveys, { ...draft, anonymity: 'named', keepMonths: 120 })]);
      },
    };
    const draft = { groupId: 'future', state: 'draft', anonymity: 'confidential', questions: [question], closesAt };
    await interleave({
      open: inMemory({ writes: [aSurvey('draft', draft as Partial<Survey>)] }),
      acts: [posting, editing],
      meet: 'parts',
      expectThat: async ({ scene, outcomes }) => {
        const { state, anonymity } = await load(scene.deps.store, surveys, 'draft');
        const { code } = outcomes['posting'] ?? {};
        expect([code, state]).to.be.deep.oneOf([
          ['done', 'open'],
          ['STALE', 'draft'],
        ]);
        if (state === 'open') expect(anonymity).to.equal(valueOf(outcomes['posting']));
      },
    });
  });

  it('shortens what was seen, and nothing that has become something else', async () => {
    const shortening: Act = {
      says: 'shortening',
      act: async (deps) => {
        const seen = await load(deps.store, surveys, 's');
        await limitRetention(deps, await lead(deps), 's', 6, seenOf(shownOf(seen)));
        return seen.keepMonths;
      },
    };
    await interleave({
      open: inMemory({ writes: [aSurvey('s', { groupId: 'future', closesAt, keepMonths: 24 })] }),
      acts: [shortening, changing<Survey>(surveys, 's', { keepMonths: 12 })],
      meet: 'parts',
      expectThat: ({ outcomes }) => expect(outcomes['shortening']?.code).to.be.oneOf(['done', 'STALE']),
    });
  });

  it('decides on every verdict that there is when it is committed, and on none that was not seen', async () => {
    const saying = { practiceId: 'p', revision: 2 } as const;
    const inGroup = { groupId: 'future', authorMemberId: 'm-loner' } as const;
    const writes = [aPractice('p', { ...loadContent().practiceExample, ...inGroup, state: 'returned' })];
    const before = async (deps: RaceDeps) => {
      await proposePractice(deps, await actorIn(deps, 'loner'), 'p', forms);
      await decideOnPractice(deps, await lead(deps), 'p', 'openValidation');
      await validatePractice(deps, await actorIn(deps, 'member'), { ...saying, verdict: 'correct', reason: '' });
    };
    const objections = (['member', 'other'] as const).map((role) => ({
      says: `${role} objects`,
      act: async (deps: RaceDeps) =>
        validatePractice(deps, await actorIn(deps, role), { ...saying, verdict: 'notCorrect', reason: 'Ei näin.' }),
    }));
    const ways = {
      marking: async (deps: RaceDeps, seen: string) =>
        decideOnPractice(deps, await lead(deps), 'p', 'markValidated', seen),
      returning: async (deps: RaceDeps, seen: string) => returnPractice(deps, await lead(deps), 'p', 'Kesken.', seen),
    };
    for (const [says, decide] of Object.entries(ways)) {
      const deciding: Act = {
        says,
        act: async (deps) => {
          const { opinions, shown } = await practiceView(deps.store, await lead(deps), 'p');
          await decide(deps, seenOf(shown));
          return opinions.map(({ verdict }) => verdict).sort();
        },
      };
      for (const objecting of objections) {
        await interleave({
          open: inMemory({ writes, before }),
          acts: [deciding, objecting],
          meet: 'parts',
          expectThat: async ({ scene, outcomes }) => {
            expect(outcomes[says]?.code).to.be.oneOf(['done', 'STALE', 'PRACTICE_STATE']);
            expect(outcomes[objecting.says]?.code).to.be.oneOf(['done', 'PRACTICE_STATE']);
            if (outcomes[says]?.code !== 'done') return;
            const given = await scene.deps.store.find(validations, { practiceId: 'p' });
            expect(valueOf(outcomes[says])).to.deep.equal(given.map(({ verdict }) => verdict).sort());
          },
        });
      }
    }
  });

  it('throws away what was there when it was pressed, and nothing that was saved since', async () => {
    for (const state of ['draft', 'proposed'] as const) {
      const written = {
        title: { fi: 'Luonnos' },
        sections: {},
        filing: { supportForms: [], targetGroups: [], themes: [], region: '' },
      };
      const practice = aPractice('p', {
        groupId: 'future',
        state,
        authorMemberId: 'm-member',
        ...(state === 'proposed' && { draft: written }),
      });
      const discarding: Act = {
        says: 'discarding',
        act: async (deps) => {
          const { version } = await load(deps.store, practices, 'p');
          await discardPracticeDraft(deps, await actorIn(deps, 'member'), 'p', version);
          return version;
        },
      };
      const to = state === 'draft' ? { title: { fi: 'Uudempi' } } : { draft: { ...written, title: { fi: 'Uudempi' } } };
      await interleave({
        open: inMemory({ writes: [practice] }),
        acts: [discarding, changing(practices, 'p', to as never)],
        meet: 'parts',
        expectThat: async ({ scene, outcomes, order }) => {
          const left = JSON.stringify((await scene.deps.store.get(practices, 'p')) ?? '');
          if (outcomes['discarding']?.code === 'STALE') expect(left).to.include('Uudempi');
          else if (order[0] === 'changing') expect(valueOf(outcomes['discarding'])).to.equal(2);
        },
      });
    }
  });
});
