import { expect } from 'chai';
import * as fc from 'fast-check';
import { isAppError } from '../../../domain/errors.ts';
import { deliveries } from '../../../domain/outbox.ts';
import { commentOnPractice } from '../../../domain/practice/comment.ts';
import { type Decision, decideOnPractice, returnPractice } from '../../../domain/practice/decide.ts';
import { practiceRevisions, practiceStates } from '../../../domain/practice/practice.ts';
import { proposePractice } from '../../../domain/practice/propose.ts';
import { type PracticeAction, type PracticeState, transitions } from '../../../domain/practice/states.ts';
import { validatePractice } from '../../../domain/practice/validate.ts';
import { aWorld, type World } from '../fixture.ts';
import { aDraft, forms, stored, writePage } from './practices.ts';

type Step = PracticeAction | 'edit';
const steps: readonly Step[] = [
  'edit',
  'propose',
  'comment',
  'validate',
  'openValidation',
  'markValidated',
  'return',
  'select',
  'unselect',
  'retire',
  'restore',
];

/** Does one step as somebody who has the right to it. */
async function act(world: World, step: Step): Promise<void> {
  const { deps } = world;
  const author = await world.actor('member');
  const coordinator = await world.actor('coordinator');
  const other = await world.actor('other');
  const { revision } = await stored(world);
  const special: Partial<Record<Step, () => Promise<unknown>>> = {
    edit: () => writePage(world, 'member', 'p1', { title: `Otsikko ${deps.newId()}` }),
    propose: () => proposePractice(deps, author, 'p1', forms),
    comment: () => commentOnPractice(deps, author, { practiceId: 'p1', commentId: deps.newId(), text: 'Kommentti' }),
    validate: () => validatePractice(deps, other, { practiceId: 'p1', revision, verdict: 'correct', reason: '' }),
    return: () => returnPractice(deps, coordinator, 'p1', 'Syy'),
  };
  await (special[step] ?? (() => decideOnPractice(deps, coordinator, 'p1', step as Decision)))();
}

/** Whether a step could be done. Nobody but its author has any right to a draft. */
async function attempt(world: World, step: Step): Promise<boolean> {
  const isDraft = (await stored(world)).state === 'draft';
  try {
    await act(world, step);
    return true;
  } catch (error) {
    if (isAppError(error, 'PRACTICE_STATE') || (isDraft && isAppError(error, 'FORBIDDEN'))) return false;
    throw error;
  }
}

/** Whether the table lets a step be done now; a practice is validated only when somebody found it correct. */
function isAllowed(state: PracticeState, step: Step, approved: boolean): boolean {
  const listed = transitions[state][step === 'edit' ? 'propose' : step] !== undefined;
  return listed && (step !== 'markValidated' || approved);
}

/** What a walk remembers of the practice: the texts proposed so far, and whether the newest was found correct. */
interface Memory {
  readonly proposed: unknown[];
  approved: boolean;
}

async function take(world: World, step: Step, memory: Memory): Promise<void> {
  const before = await stored(world);
  const allowed = isAllowed(before.state, step, memory.approved);
  expect(await attempt(world, step), `${before.state} ${step}`).to.equal(allowed);
  const after = await stored(world);
  const fresh = before.state === 'draft' || before.state === 'returned' || before.draft !== undefined;
  const proposes = step === 'propose' && allowed && fresh;
  const moves = allowed && step !== 'edit' && (step !== 'propose' || fresh);
  const next = moves ? transitions[before.state][step] : before.state;
  expect(after.state, `${before.state} ${step}`).to.equal(next);
  if (step === 'validate' && allowed) memory.approved = true;
  if (!proposes) return;
  memory.approved = false;
  const { title, sections, filing, revision } = after;
  memory.proposed.push({ title, sections, filing });
  expect(revision).to.equal(memory.proposed.length);
}

async function savedTexts(world: World): Promise<unknown[]> {
  const saved = await world.deps.store.find(practiceRevisions, { practiceId: 'p1' });
  saved.sort((a, b) => a.revision - b.revision);
  return saved.map(({ title, sections, filing }) => ({ title, sections, filing }));
}

describe('any walk through the course of a practice', () => {
  const reached = new Set<PracticeState>();

  /** Mostly what the state allows, so that walks get far; now and then anything. */
  const choice = fc.record({ anything: fc.integer({ min: 0, max: 4 }).map((chance) => chance === 0), pick: fc.nat() });

  it('goes only where the table leads, and never changes or skips a revision', async function () {
    this.timeout(60_000);
    const walks = fc.asyncProperty(fc.array(choice, { minLength: 5, maxLength: 40, size: 'max' }), async (choices) => {
      const world = await aWorld();
      try {
        await aDraft(world, 'member');
        const memory: Memory = { proposed: [], approved: false };
        for (const { anything, pick } of choices) {
          const { state } = await stored(world);
          const open = anything ? steps : steps.filter((step) => isAllowed(state, step, memory.approved));
          await take(world, open[pick % open.length] ?? 'edit', memory);
          expect(await savedTexts(world)).to.deep.equal(memory.proposed);
          reached.add((await stored(world)).state);
        }
        const messages = await world.deps.store.find(deliveries, { subjectId: 'p1' });
        expect(new Set(messages.map(({ key }) => key)).size).to.equal(messages.length);
      } finally {
        await world.close();
      }
    });
    await fc.assert(walks, { numRuns: 40, seed: 20261127 });
    expect([...reached].sort()).to.deep.equal([...practiceStates].sort());
  });
});
