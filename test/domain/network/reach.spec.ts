import { expect } from 'chai';
import { groups, people } from '../../../domain/network/network.ts';
import {
  chooseDigest,
  chooseLanguage,
  chooseNetwork,
  chooseReminders,
  claimGreeting,
  forgetGreeting,
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
    expect((await person()).version, 'nothing is news').to.equal(1);
    await rememberRemoval(world.deps, 'p');
    const { refusedAt } = await person();
    world.pass(60_000);
    await rememberRemoval(world.deps, 'p');
    expect(await person()).to.deep.include({ refusedAt, conversation: chat });
    expect(await rememberChat(world.deps, 'p', chat)).to.equal(true);
    expect((await person()).refusedAt).to.equal(undefined);
  });

  it('changes with the address that Teams serves them at, which is no return', async () => {
    await rememberChat(world.deps, 'p', chat);
    expect(await rememberChat(world.deps, 'p', { ...chat, serviceUrl: 'https://other.example.org' })).to.equal(false);
    expect((await person()).conversation?.serviceUrl).to.equal('https://other.example.org');
    expect(await rememberChat(world.deps, 'p', { ...chat, id: 'a:2' })).to.equal(false);
    expect((await person()).conversation).to.deep.equal({ ...chat, id: 'a:2' });
  });

  it('is nothing to keep of somebody unknown who removed the bot', async () => {
    await rememberRemoval(world.deps, 'nobody');
    expect(await world.deps.store.get(people, 'nobody')).to.equal(undefined);
  });

  it('is news of a channel that took no messages', async () => {
    const group = await load(world.deps.store, groups, 'future');
    expect(await rememberChannel(world.deps, group, group.serviceUrl)).to.equal(false);
    const moved = 'https://other.example.org';
    expect(await rememberChannel(world.deps, group, moved)).to.equal(false);
    const now = await load(world.deps.store, groups, 'future');
    expect(now.serviceUrl).to.equal(moved);
    const refused = { ...now, refusedAt: world.deps.now().toISOString(), deleted: true as const };
    expect(await rememberChannel(world.deps, refused, moved)).to.equal(true);
    expect(await load(world.deps.store, groups, 'future')).not.to.have.any.keys('refusedAt', 'deleted');
  });

  it('is greeted once, also when several are told at once, and anew after the bot was removed', async () => {
    const greeted = await Promise.all([1, 2, 3].map(() => claimGreeting(world.deps, 'chat')));
    expect(greeted.filter(Boolean)).to.have.length(1);
    expect(await claimGreeting(world.deps, 'chat')).to.equal(false);
    await forgetGreeting(world.deps, 'chat');
    await forgetGreeting(world.deps, 'chat');
    expect(await claimGreeting(world.deps, 'chat')).to.equal(true);
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

  it('is theirs to say: in which language, and about which of their networks', async () => {
    const member = await world.actor('member');
    await chooseLanguage(world.deps, member, 'sv');
    await chooseNetwork(world.deps, member, 'uudi');
    await chooseNetwork(world.deps, member, 'uudi');
    const kept = await load(world.deps.store, people, member.personId);
    expect(kept).to.deep.include({ language: 'sv', chosenNetworkId: 'uudi', version: 2 });
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
