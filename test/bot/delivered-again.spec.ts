import { expect } from 'chai';
import type { App } from '../../bot/app.ts';
import { seenActivities } from '../../domain/outbox.ts';
import { aWorld, objectIdOf, tenantId, type World } from '../domain/fixture.ts';
import { type FakeConnector, startConnector } from './fake-connector.ts';
import { anInstance } from './instance.ts';

describe('an activity that Teams delivers again', () => {
  let world: World;
  let teams: FakeConnector;
  let apps: App[];
  let doors: string[];
  beforeEach(async () => {
    world = await aWorld();
    teams = await startConnector();
    apps = ['one', 'two'].map((name) => anInstance(world, name));
    doors = await Promise.all(apps.map(async (app) => `http://127.0.0.1:${await app.listen(0, '127.0.0.1')}`));
  });
  afterEach(async () => {
    for (const app of apps) await app.close();
    await teams.close();
    await world.close();
  });

  async function deliver(door: number, more: object): Promise<unknown> {
    const activity = {
      id: 'in-1',
      channelId: 'msteams',
      serviceUrl: teams.url,
      from: { id: '29:member', aadObjectId: objectIdOf('member') },
      recipient: { id: '28:bot' },
      locale: 'fi-FI',
      conversation: { id: 'a:member', conversationType: 'personal', tenantId },
      ...more,
    };
    const headers = { 'Content-Type': 'application/json' };
    const response = await fetch(`${doors[door]}/api/messages`, {
      method: 'POST',
      headers,
      body: JSON.stringify(activity),
    });
    const text = await response.text();
    return text ? JSON.parse(text) : undefined;
  }

  const written = { type: 'message', text: 'omat' };

  it('to another instance is answered by one of them', async () => {
    await Promise.all([deliver(0, written), deliver(1, written), deliver(0, written)]);
    await deliver(1, written);
    expect(teams.messages.map(({ card }) => card?.fallbackText)).to.have.length(1);
    await deliver(1, { ...written, id: 'in-2' });
    expect(teams.messages).to.have.length(2);
  });

  it('is answered by the other instance when Teams did not take the answer of the first', async () => {
    teams.failNext(500);
    await deliver(0, written);
    expect(teams.messages).to.have.length(0);
    await deliver(1, written);
    expect(teams.messages).to.have.length(1);
  });

  it('need not come again when Teams was only busy for a moment', async () => {
    teams.failNext(429, 503);
    await deliver(0, written);
    expect(teams.messages).to.have.length(1);
  });

  it('costs a press nothing: it is answered each time, and does not write down that it came', async () => {
    const action = { type: 'Action.Execute', verb: 'command.open', data: { name: 'help' } };
    const press = { type: 'invoke', name: 'adaptiveCard/action', value: { action } };
    const [first, second] = [await deliver(0, press), await deliver(1, press)];
    expect(first).to.have.nested.property('value.type', 'AdaptiveCard');
    expect(second).to.deep.equal(first);
    expect(await world.deps.store.count(seenActivities, {})).to.equal(0);
  });
});
