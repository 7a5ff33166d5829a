import { expect } from 'chai';
import type { AppError } from '../../../domain/errors.ts';
import { practiceStates } from '../../../domain/practice/practice.ts';
import { actionsOn, type PracticeAction, step, transitions } from '../../../domain/practice/states.ts';
import { aWorld, cast, type World } from '../fixture.ts';
import { aDraft } from './practices.ts';

const actions: readonly PracticeAction[] = [
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

describe('the course of a practice', () => {
  let world: World;
  beforeEach(async () => {
    world = await aWorld();
  });
  afterEach(() => world.close());

  it('allows an action in a state exactly when the table lists it', async () => {
    const draft = await aDraft(world, 'coordinator');
    const coordinator = await world.actor('coordinator');
    for (const state of practiceStates) {
      for (const action of actions) {
        const practice = { ...draft, state };
        const next = transitions[state][action];
        if (next) expect(step(coordinator, practice, action).state, `${state} ${action}`).to.equal(next);
        else
          expect(() => step(coordinator, practice, action), `${state} ${action}`)
            .to.throw()
            .with.property('code', 'PRACTICE_STATE');
      }
    }
  });

  it('leads from a draft to every other state, and from each but the draft on to another', () => {
    const reached = new Set<string>(['draft']);
    for (const state of reached) for (const next of Object.values(transitions[state as 'draft'])) reached.add(next);
    expect([...reached].sort()).to.deep.equal([...practiceStates].sort());
    for (const state of practiceStates) {
      expect(
        Object.values(transitions[state]).some((next) => next !== state),
        state,
      ).to.equal(true);
    }
  });

  it('never leads back to a draft', () => {
    for (const state of practiceStates) expect(Object.values(transitions[state])).not.to.include('draft');
  });

  it('asks for the right before it tells anything of the state', async () => {
    const draft = await aDraft(world);
    const selected = { ...draft, state: 'selected' as const };
    const lead = await world.actor('lead');
    expect(() => step(lead, selected, 'select'))
      .to.throw()
      .with.property('code', 'FORBIDDEN');
    const stranger = await world.actor('stranger');
    expect(() => step(stranger, selected, 'comment'))
      .to.throw()
      .with.property('code', 'NOT_MEMBER');
  });

  it('keeps a draft to its author, whatever a coordinator may do later', async () => {
    const draft = await aDraft(world);
    const coordinator = await world.actor('coordinator');
    expect(() => step(coordinator, draft, 'propose'))
      .to.throw()
      .with.property('code', 'FORBIDDEN');
    expect(actionsOn(coordinator, draft)).to.deep.equal([]);
    expect(actionsOn(await world.actor('member'), draft)).to.deep.equal(['read', 'edit']);
  });

  it('offers nobody more than six things, and nothing that then is refused', async () => {
    const draft = await aDraft(world);
    for (const role of cast) {
      const actor = await world.actor(role);
      for (const state of practiceStates) {
        const practice = { ...draft, state };
        const offers = actionsOn(actor, practice);
        expect(offers.length, `${role} ${state}`).to.be.at.most(6);
        for (const offer of offers) {
          if (offer === 'read') continue;
          step(actor, practice, offer === 'edit' ? 'propose' : offer);
        }
      }
    }
  });

  it('offers a coordinator in each state what the state is waiting for', async () => {
    const draft = await aDraft(world);
    const coordinator = await world.actor('coordinator');
    const offered = (state: (typeof practiceStates)[number]) => actionsOn(coordinator, { ...draft, state });
    expect(offered('proposed')).to.deep.equal(['read', 'comment', 'edit', 'openValidation', 'return', 'retire']);
    expect(offered('inValidation')).to.deep.equal(['read', 'validate', 'comment', 'edit', 'markValidated', 'return']);
    expect(offered('validated')).to.deep.equal(['read', 'comment', 'edit', 'select', 'return', 'retire']);
    expect(offered('selected')).to.deep.equal(['read', 'comment', 'edit', 'unselect']);
    expect(offered('returned')).to.deep.equal(['read', 'comment', 'edit', 'retire']);
    expect(offered('retired')).to.deep.equal(['read', 'restore']);
  });

  it('offers selection to the coordinator and not to the lead, and validation not to the author', async () => {
    const draft = await aDraft(world);
    const lead = await world.actor('lead');
    expect(actionsOn(lead, { ...draft, state: 'validated' })).not.to.include('select');
    const author = await world.actor('member');
    expect(actionsOn(author, { ...draft, state: 'inValidation' })).to.deep.equal(['read', 'comment', 'edit']);
    const other = await world.actor('other');
    expect(actionsOn(other, { ...draft, state: 'inValidation' })).to.deep.equal(['read', 'validate', 'comment']);
  });

  it('names the state in the log when it refuses', async () => {
    const draft = await aDraft(world);
    const author = await world.actor('member');
    expect(() => step(author, { ...draft, state: 'retired' }, 'propose'))
      .to.throw()
      .satisfies((error: AppError) => error.message.includes('is retired'));
  });
});
