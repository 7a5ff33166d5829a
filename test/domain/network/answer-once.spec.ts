import { expect } from 'chai';
import { AppError } from '../../../domain/errors.ts';
import { answerOnce, forgetAnswered } from '../../../domain/network/answer-once.ts';
import { seenActivities } from '../../../domain/outbox.ts';
import type { Deps } from '../../../domain/use-case.ts';
import { aWorld, type World } from '../fixture.ts';

const second = 1000;
const day = 24 * 3600 * second;
const incoming = { conversationId: 'a:member', activityId: 'in-1' };

describe('what somebody writes', () => {
  let world: World;
  let sent: string[];
  beforeEach(async () => {
    world = await aWorld();
    sent = [];
  });
  afterEach(() => world.close());

  const send = async (made: string) => void sent.push(made);
  const answeredBy = (who: string, deps: Deps = world.deps, given = incoming) =>
    answerOnce(deps, given, { make: async () => who, send });

  /** An instance that is about to make its answer, until it is told to go on. */
  function slowly(who: string) {
    let goOn: () => void = () => undefined;
    const until = new Promise<void>((resolve) => {
      goOn = resolve;
    });
    let begun: () => void = () => undefined;
    const hasBegun = new Promise<void>((resolve) => {
      begun = resolve;
    });
    const make = async () => {
      begun();
      await until;
      return who;
    };
    const done = answerOnce(world.deps, incoming, { make, send });
    return { goOn, hasBegun, done };
  }

  it('is answered once, by whichever of many instances that get it at the same time', async () => {
    await Promise.all(['one', 'two', 'three'].map((who) => answeredBy(who)));
    expect(sent).to.have.length(1);
    world.pass(day - second);
    await answeredBy('late');
    expect(sent).to.have.length(1);
  });

  it('is another message when it has another id, or stands in another conversation', async () => {
    await answeredBy('one');
    await answeredBy('two', world.deps, { ...incoming, activityId: 'in-2' });
    await answeredBy('three', world.deps, { ...incoming, conversationId: 'a:other' });
    expect(sent).to.deep.equal(['one', 'two', 'three']);
  });

  it('is answered when it comes again after its answer could not be made or sent', async () => {
    const broken = async () => {
      throw new Error('no');
    };
    for (const answering of [
      { make: broken, send },
      { make: async () => 'lost', send: broken },
    ]) {
      const error = await answerOnce(world.deps, incoming, answering).catch((thrown: unknown) => thrown);
      expect(error).to.have.property('message', 'no');
    }
    await answeredBy('two');
    expect(sent).to.deep.equal(['two']);
  });

  it('is answered by another instance when the first was killed, ten seconds later and no sooner', async () => {
    const killed = slowly('killed');
    await killed.hasBegun;
    world.pass(9 * second);
    await answeredBy('too soon');
    expect(sent).to.deep.equal([]);
    world.pass(1 * second);
    await Promise.all(['one', 'two'].map((who) => answeredBy(who)));
    expect(sent).to.have.length(1);
  });

  it('is not answered by an instance that was so slow that another one did', async () => {
    const slow = slowly('slow');
    await slow.hasBegun;
    world.pass(15 * second);
    await answeredBy('again');
    slow.goOn();
    await slow.done;
    expect(sent).to.deep.equal(['again']);
  });

  it('is still the slow instance’s to answer when nobody else took it up, and then nobody else’s', async () => {
    const slow = slowly('slow');
    await slow.hasBegun;
    world.pass(12 * second);
    slow.goOn();
    await slow.done;
    await answeredBy('again');
    world.pass(20 * second);
    await answeredBy('again');
    expect(sent).to.deep.equal(['slow']);
  });

  it('is answered while the store cannot be reached: somebody waits to hear that', async () => {
    const gone = async () => {
      throw new AppError('STORE_UNAVAILABLE', 'gone');
    };
    const store = { ...world.deps.store, commit: gone, get: gone } as typeof world.deps.store;
    await answeredBy('no store', { ...world.deps, store });
    expect(sent).to.deep.equal(['no store']);
  });

  it('is forgotten a day after it was answered, and not before', async () => {
    await answeredBy('one');
    world.pass(day - 1);
    await forgetAnswered(world.deps, world.deps.now().toISOString());
    expect(await world.deps.store.count(seenActivities, {})).to.equal(1);
    for (let place = 0; place < 450; place += 1) {
      await answeredBy('many', world.deps, { ...incoming, activityId: `many-${place}` });
    }
    world.pass(1);
    await forgetAnswered(world.deps, world.deps.now().toISOString());
    expect(await world.deps.store.count(seenActivities, {})).to.equal(450);
    world.pass(day);
    await forgetAnswered(world.deps, world.deps.now().toISOString());
    expect(await world.deps.store.count(seenActivities, {})).to.equal(0);
  });
});
