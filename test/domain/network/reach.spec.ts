import { expect } from 'chai';
import { groups, people } from '../../../domain/network/network.ts';
import {
  chooseDigest,
  chooseLanguage,
  chooseNetwork,
  chooseReminders,
  rememberChannel,
  rememberChat,
  rememberRemoval,
} from '../../../domain/network/reach.ts';
import { load } from '../../../domain/use-case.ts';
import { expectCode } from '../../storage/expect-code.ts';
import { aWorld, type World } from '../fixture.ts';

describe('how somebody is reached', () => {
  let world: World;
  beforeEach(async () => {
    world = await aWorld();
  });
  afterEach(() => world.close());

  const chat = { id: 'a:1', serviceUrl: 'https://teams.example.org' };
  const person = () => load(world.deps.store, people, 'p');

  it('is news the first time, and after they removed the bot', async () => {
    expect(await rememberChat(world.deps, 'p', chat)).to.equal(true);
    expect(await rememberChat(world.deps, 'p', chat)).to.equal(false);
    await rememberRemoval(world.deps, 'p');
    await rememberRemoval(world.deps, 'p');
    expect(await person()).to.have.property('refusedAt');
    expect(await rememberChat(world.deps, 'p', chat)).to.equal(true);
    expect((await person()).refusedAt).to.equal(undefined);
  });

  it('changes with the address that Teams serves them at, which is no return', async () => {
    await rememberChat(world.deps, 'p', chat);
    expect(await rememberChat(world.deps, 'p', { ...chat, serviceUrl: 'https://other.example.org' })).to.equal(false);
    expect((await person()).conversation?.serviceUrl).to.equal('https://other.example.org');
  });

  it('is news of a channel that took no messages', async () => {
    const group = await load(world.deps.store, groups, 'future');
    expect(await rememberChannel(world.deps, group, group.serviceUrl)).to.equal(false);
    expect(await rememberChannel(world.deps, { ...group, refusedAt: 'x' }, group.serviceUrl)).to.equal(true);
  });

  it('is theirs to say: with reminders or without', async () => {
    const member = await world.actor('member');
    const kept = () => world.deps.store.get(people, member.personId);
    await chooseReminders(world.deps, member, true);
    expect(await kept()).to.equal(undefined);
    await chooseReminders(world.deps, member, false);
    expect(await kept()).to.have.property('remindersOff', true);
    await chooseReminders(world.deps, member, true);
    expect(await kept()).not.to.have.property('remindersOff', true);
  });

  it('is theirs to say: with a weekly digest or, unless they ask for it, without', async () => {
    const member = await world.actor('member');
    const kept = () => world.deps.store.get(people, member.personId);
    await chooseDigest(world.deps, member, false);
    expect(await kept()).to.equal(undefined);
    await chooseDigest(world.deps, member, true);
    expect(await kept()).to.have.property('digestOn', true);
    await chooseDigest(world.deps, member, false);
    expect(await kept()).not.to.have.property('digestOn', true);
  });

  it('is kept of nobody who is in no network', async () => {
    const stranger = await world.actor('stranger');
    await expectCode(chooseReminders(world.deps, stranger, false), 'NO_NETWORK');
    await expectCode(chooseDigest(world.deps, stranger, true), 'NO_NETWORK');
    await expectCode(chooseLanguage(world.deps, stranger, 'sv'), 'NO_NETWORK');
    await expectCode(chooseNetwork(world.deps, stranger, 'uudi'), 'NOT_MEMBER');
    expect(await world.deps.store.count(people, {})).to.equal(0);
  });
});
