import { expect } from 'chai';
import { put, type Write } from '../../domain/store.ts';
import { closeSurvey } from '../../domain/survey/close.ts';
import { Question } from '../../domain/survey/kinds/kinds.ts';
import { reopenSurvey } from '../../domain/survey/life.ts';
import { responses } from '../../domain/survey/response.ts';
import { redactText, shareTexts, textsToReview } from '../../domain/survey/results/review-texts.ts';
import { seenResults } from '../../domain/survey/results/seen-results.ts';
import { type Anonymity } from '../../domain/survey/survey.ts';
import { load } from '../../domain/use-case.ts';
import { aResponse, aSurvey } from '../domain/example-network.ts';
import { type Act, interleave, type Outcome } from './interleave.ts';
import { actorIn, inMemory, type RaceDeps } from './scene.ts';

const texts = ['Anna kertoi.', 'Bussi ei kulje.', 'Cd-levyt.', 'Digituki.', 'Etäisyys.'];
const questions = [Question.parse({ kind: 'text', code: 'why', label: { fi: 'Miksi?' } })];

function closed(anonymity: Anonymity): Write[] {
  const survey = { groupId: 'future', anonymity, questions, resultsFor: 'asked', state: 'closed' } as const;
  const submittedAt = '2026-08-01T00:00:00.000Z';
  return [aSurvey('s', survey), ...texts.map((why, index) => aResponse('s', `m-${index}`, { why }, { submittedAt }))];
}

const lead = (deps: RaceDeps) => actorIn(deps, 'lead');
const review = async (deps: RaceDeps) => textsToReview(deps.store, await lead(deps), 's');

async function readBy(deps: RaceDeps, role: 'member' | 'lead'): Promise<readonly string[]> {
  const { results } = await seenResults(deps.store, await actorIn(deps, role), 's');
  return results.suppressed ? [] : results.questions.flatMap((question) => question.texts ?? []);
}

/** Goes through the texts as the page does, and then shares what was read; gives what that was. */
const sharing: Act = {
  says: 'sharing',
  act: async (deps) => {
    const seen = await review(deps);
    await shareTexts(deps, await lead(deps), 's', seen.seen);
    return seen.texts.map(({ read }) => read);
  },
};

const answering: Act = {
  says: 'answering',
  act: async ({ store }) => {
    const response = await load(store, responses, 's-m-0');
    await store.commit([put(responses, { ...response, answers: { why: 'Anna kertoi muuta.' } })]);
  },
};

const redacting: Act = {
  says: 'redacting',
  act: async (deps) => {
    const [one] = (await review(deps)).texts;
    await redactText(deps, await lead(deps), 's', { key: one?.key ?? '', text: 'Eräs kertoi.', seen: one?.seen });
    return one?.read;
  },
};

const restoring: Act = {
  says: 'restoring',
  act: async (deps) => {
    const one = (await review(deps)).texts.find(({ state }) => state === 'edited');
    await redactText(deps, await lead(deps), 's', { key: one?.key ?? '', text: undefined, seen: one?.seen });
  },
};

const valueOf = (outcome: Outcome | undefined) => (outcome?.code === 'done' ? (outcome.value as string[]) : undefined);

describe('sharing what people wrote, raced', () => {
  it('publishes what was seen and nothing else, whatever is answered meanwhile', async () => {
    for (const anonymity of ['named', 'confidential'] as const) {
      await interleave({
        open: inMemory({ writes: closed(anonymity) }),
        acts: [sharing, answering],
        meet: 'parts',
        expectThat: async ({ scene, outcomes }) => {
          const shared = valueOf(outcomes['sharing']) ?? [];
          expect(shared).to.include.members(await readBy(scene.deps, 'member').then((all) => [...all]));
        },
      });
    }
  });

  it('publishes nothing as it was written that was to be read otherwise when it was gone through', async () => {
    const open = inMemory({ writes: closed('named'), before: (deps) => redacting.act(deps, async () => undefined) });
    await interleave({
      open,
      acts: [sharing, restoring],
      meet: 'parts',
      expectThat: ({ outcomes, order }) => {
        const shared = valueOf(outcomes['sharing']);
        if (shared) expect(shared.includes('Anna kertoi.')).to.equal(order[0] === 'restoring');
      },
    });
  });

  it('shows no reader what was redacted before it was shared', async () => {
    const both: Act = {
      says: 'redacting and sharing',
      act: async (deps, pass) => {
        await redacting.act(deps, pass);
        await sharing.act(deps, pass);
      },
    };
    const reading: Act = { says: 'reading', act: (deps) => readBy(deps, 'member') };
    await interleave({
      open: inMemory({ writes: closed('named') }),
      acts: [both, reading],
      meet: 'parts',
      expectThat: ({ outcomes }) => expect(valueOf(outcomes['reading'])).not.to.include('Anna kertoi.'),
    });
  });

  it('lets a redaction meet no text but the one that it was made for', async () => {
    await interleave({
      open: inMemory({ writes: closed('named') }),
      acts: [redacting, answering],
      meet: 'parts',
      expectThat: async ({ scene, outcomes }) => {
        const seen = outcomes['redacting']?.code === 'done' ? outcomes['redacting'].value : undefined;
        const read = await readBy(scene.deps, 'lead');
        if (read.includes('Eräs kertoi.')) expect(seen).to.equal('Anna kertoi muuta.');
      },
    });
  });

  it('shares nothing of a confidential survey that is opened again', async () => {
    await interleave({
      open: inMemory({ writes: closed('confidential') }),
      acts: [
        sharing,
        {
          says: 'opening again',
          act: async (deps) => reopenSurvey(deps, await lead(deps), 's', '2026-12-01T10:00:00.000Z'),
        },
      ],
      meet: 'parts',
      expectThat: async ({ scene: { deps } }) => {
        await closeSurvey(deps, await lead(deps), 's');
        expect(await readBy(deps, 'member')).to.deep.equal([]);
      },
    });
  });
});
