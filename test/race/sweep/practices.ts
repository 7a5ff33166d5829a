import { loadContent } from '../../../content/content.ts';
import { networks } from '../../../domain/network/network.ts';
import { removeMembers } from '../../../domain/network/roster.ts';
import { commentOnPractice } from '../../../domain/practice/comment.ts';
import { type Decision, decideOnPractice, openValidation, returnPractice } from '../../../domain/practice/decide.ts';
import { discardPracticeDraft, savePracticePage } from '../../../domain/practice/draft.ts';
import { practices } from '../../../domain/practice/practice.ts';
import { proposePractice } from '../../../domain/practice/propose.ts';
import { type Verdict, validatePractice } from '../../../domain/practice/validate.ts';
import { practiceView } from '../../../domain/practice/view.ts';
import { savePracticeText, startPractice } from '../../../domain/practice/write.ts';
import type { Actor } from '../../../domain/rights.ts';
import { seenOf } from '../../../domain/seen.ts';
import { put } from '../../../domain/store.ts';
import { load } from '../../../domain/use-case.ts';
import { objectIdOf, type Role } from '../../domain/fixture.ts';
import { aPage, forms } from '../../domain/practice/practices.ts';
import type { Act } from '../interleave.ts';
import { actorIn, type RaceDeps } from '../scene.ts';
import { nowhere, press, type Situation } from './situation.ts';

const { kind, title, sections, filing } = loadContent().practiceExample;
const written = { practiceId: 'p', kind, groupId: 'future' };

const practice = (deps: RaceDeps) => load(deps.store, practices, 'p');
const seenBy = async (deps: RaceDeps, actor: Actor) => seenOf((await practiceView(deps.store, actor, 'p')).shown);

const decides = (decision: Decision, role: Role = 'lead') =>
  press(decision, role, async (deps, actor) => decideOnPractice(deps, actor, 'p', decision, await seenBy(deps, actor)));

const says = (role: Role, verdict: Verdict) =>
  press(`says ${verdict}`, role, async (deps, actor) =>
    validatePractice(deps, actor, {
      practiceId: 'p',
      revision: (await practice(deps)).revision,
      verdict,
      reason: verdict === 'correct' ? '' : 'Ei aivan.',
    }),
  );

const useCases: readonly Act[] = [
  press('begins it', 'member', (deps, actor) => startPractice(deps, actor, { ...written, title: { fi: 'Alku' } })),
  press('saves a page', 'member', (deps, actor) =>
    savePracticePage(
      deps,
      actor,
      { ...written, page: 0, to: 'leave', language: 'fi', typed: aPage({ title: 'Toisin', supportForms: ['remote'] }) },
      forms,
    ),
  ),
  press('saves a text', 'lead', async (deps, actor) =>
    savePracticeText(
      deps,
      actor,
      {
        practiceId: 'p',
        typed: { title: { sv: 'På svenska' }, sections: {} },
        expected: (await practice(deps)).version,
      },
      forms,
    ),
  ),
  press('discards what is written', 'member', async (deps, actor) =>
    discardPracticeDraft(deps, actor, 'p', (await deps.store.get(practices, 'p'))?.version),
  ),
  press('proposes it', 'member', async (deps, actor) =>
    proposePractice(deps, actor, 'p', forms, (await practice(deps)).version),
  ),
  press('comments', 'other', (deps, actor) =>
    commentOnPractice(deps, actor, { practiceId: 'p', commentId: 'c', text: 'Hyvä.' }),
  ),
  press('comments from the same form', 'loner', (deps, actor) =>
    commentOnPractice(deps, actor, { practiceId: 'p', commentId: 'c', text: 'Eikä.' }),
  ),
  says('other', 'notCorrect'),
  says('lead', 'correct'),
  says('coordinator', 'correctWithChanges'),
  decides('openValidation'),
  press('opens its validation until a day', 'coordinator', async (deps, actor) =>
    openValidation(deps, actor, { practiceId: 'p', lastDay: '2027-01-15', seen: await seenBy(deps, actor) }),
  ),
  decides('markValidated'),
  decides('select', 'coordinator'),
  decides('unselect', 'coordinator'),
  decides('retire'),
  decides('restore', 'coordinator'),
  press('returns it', 'coordinator', async (deps, actor) =>
    returnPractice(deps, actor, 'p', 'Kesken.', await seenBy(deps, actor)),
  ),
  {
    says: 'its author leaves the team',
    act: async (deps) => removeMembers(deps, await load(deps.store, networks, 'uudi'), [objectIdOf('member')]),
  },
];

async function begun(deps: RaceDeps): Promise<void> {
  await startPractice(deps, await actorIn(deps, 'member'), { ...written, title });
  await deps.store.commit([put(practices, { ...(await practice(deps)), title, sections, filing })]);
}

async function inValidation(deps: RaceDeps): Promise<void> {
  await begun(deps);
  await proposePractice(deps, await actorIn(deps, 'member'), 'p', forms);
  await decideOnPractice(deps, await actorIn(deps, 'lead'), 'p', 'openValidation');
  await says('other', 'correct').act(deps, nowhere);
}

export const ofPractices: readonly Situation[] = [
  { name: 'a practice that is being written', setting: { writes: [], before: begun }, useCases },
  { name: 'a practice in validation', setting: { writes: [], before: inValidation }, useCases },
  {
    name: 'a practice in validation of which a change is being written',
    setting: {
      writes: [],
      before: async (deps) => {
        await inValidation(deps);
        const { version: expected } = await practice(deps);
        const typed = { title: { fi: 'Uusi nimi' }, sections: {} };
        await savePracticeText(deps, await actorIn(deps, 'member'), { practiceId: 'p', typed, expected }, forms);
      },
    },
    useCases,
  },
  {
    name: 'a validated practice',
    setting: {
      writes: [],
      before: async (deps) => {
        await inValidation(deps);
        await decideOnPractice(deps, await actorIn(deps, 'lead'), 'p', 'markValidated');
      },
    },
    useCases,
  },
];
