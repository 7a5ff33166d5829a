import { expect } from 'chai';
import { AppError } from '../../domain/errors.ts';
import { decideOnPractice } from '../../domain/practice/decide.ts';
import { discardPracticeDraft } from '../../domain/practice/draft.ts';
import { practices, validations } from '../../domain/practice/practice.ts';
import { practiceView } from '../../domain/practice/view.ts';
import { seenOf } from '../../domain/seen.ts';
import { put, type StoredRecord } from '../../domain/store.ts';
import { limitKeeping } from '../../domain/survey/limit-keeping.ts';
import { postSurvey } from '../../domain/survey/make.ts';
import { shownOf } from '../../domain/survey/seen.ts';
import { type Survey, surveys } from '../../domain/survey/survey.ts';
import { load } from '../../domain/use-case.ts';
import { aPractice, aSurvey, aValidation } from '../domain/summary/example-network.ts';
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
        await limitKeeping(deps, await lead(deps), 's', 6, seenOf(shownOf(seen)));
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

  it('marks nothing validated that nobody approves of any more', async () => {
    const marking: Act = {
      says: 'marking',
      act: async (deps) => {
        const { shown } = await practiceView(deps.store, await lead(deps), 'p');
        await decideOnPractice(deps, await lead(deps), 'p', 'markValidated', seenOf(shown));
      },
    };
    const practice = aPractice('p', { groupId: 'future', state: 'inValidation' });
    await interleave({
      open: inMemory({ writes: [practice, aValidation('p', 'o-association')] }),
      acts: [marking, changing(validations, 'p-1-o-association', { verdict: 'notCorrect', reason: 'Ei.' } as never)],
      meet: 'parts',
      expectThat: ({ outcomes, order }) => {
        const isApproved = order[0] === 'marking';
        expect(outcomes['marking']?.code).to.be.oneOf(isApproved ? ['done'] : ['PRACTICE_STATE', 'STALE']);
      },
    });
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
