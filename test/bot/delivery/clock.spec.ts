import { expect } from 'chai';
import { claimed } from '../../../domain/delivery/settle.ts';
import { deliveries, tasks } from '../../../domain/outbox.ts';
import { put } from '../../../domain/store.ts';
import { surveys } from '../../../domain/survey/survey.ts';
import { load } from '../../../domain/use-case.ts';
import { aPostedSurvey, states } from '../../domain/delivery/messages.ts';
import { aWorld, type World } from '../../domain/fixture.ts';
import { type FakeConnector, startConnector } from '../fake-connector.ts';
import { anInstance, servedAt } from '../instance.ts';

const year = 365 * 24 * 3_600_000;

describe('an instance whose clock jumps', () => {
  let world: World;
  let teams: FakeConnector;
  let elapsed: number;
  beforeEach(async () => {
    world = await aWorld();
    teams = await startConnector();
    await servedAt(world, teams.url);
    await aPostedSurvey(world);
    elapsed = 0;
  });
  afterEach(async () => {
    await teams.close();
    await world.close();
  });

  const started = () => anInstance(world, 'one', [], () => elapsed).worker;
  const state = async () => (await load(world.deps.store, surveys, 's-1')).state;

  it('does nothing of what seems due by a clock that is ahead, and goes on when it is right', async () => {
    const worker = started();
    world.pass(year);
    await worker.run();
    expect(await state()).to.equal('open');
    world.pass(-year);
    await worker.run();
    expect(await state()).to.equal('open');
    expect((await world.deps.store.get(tasks, 'survey.close:s-1'))?.dueAt).to.equal('2026-09-15T13:00:00.000Z');
  });

  it('goes on with what is due ten minutes after a jump that stays, as when the machine slept', async () => {
    const worker = started();
    world.pass(year);
    await worker.run();
    elapsed += 10 * 60_000;
    world.pass(10 * 60_000);
    await worker.run();
    expect(await state()).to.equal('closed');
  });

  it('takes over what a clock that was ahead took to send, and leaves alone what is being sent', async () => {
    const [waiting] = await world.deps.store.find(deliveries, { subjectId: 's-1' });
    if (!waiting) throw new Error('no message');
    const leaseOf = (ms: number) => claimed(waiting, 'dead', new Date(world.deps.now().getTime() + ms));
    await world.deps.store.commit([put(deliveries, leaseOf(59_000))]);
    await started().run();
    expect(await states(world)).to.deep.equal({ sending: 1 });
    const sending = await load(world.deps.store, deliveries, waiting.id);
    await world.deps.store.commit([put(deliveries, { ...sending, dueAt: leaseOf(year).dueAt })]);
    await started().run();
    expect(await states(world)).not.to.have.property('sending');
  });
});
