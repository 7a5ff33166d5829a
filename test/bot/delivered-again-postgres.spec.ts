import { expect } from 'chai';
import { answerOnce, forgetAnswered } from '../../domain/network/answer-once.ts';
import { seenActivities } from '../../domain/outbox.ts';
import type { KeptStore } from '../../storage/kept-store.ts';
import { openPostgresStore } from '../../storage/postgres/store.ts';
import { emptiedDatabase } from '../postgres/shared-server.ts';

const day = 24 * 60 * 60 * 1000;

describe('messages that Teams delivers to three instances on PostgreSQL', () => {
  let stores: KeptStore[];
  beforeEach(async () => {
    const databaseUrl = await emptiedDatabase();
    stores = await Promise.all([1, 2, 3].map(() => openPostgresStore({ databaseUrl })));
  });
  afterEach(() => Promise.all(stores.map((store) => store.close())));

  it('are answered once each, and are all forgotten after a day, whoever does it', async () => {
    let now = Date.UTC(2026, 8, 1);
    const all = stores.map((store) => ({
      store,
      now: () => new Date(now),
      newId: () => '',
      isHoliday: async () => false,
    }));
    const answered: string[] = [];
    const ids = Array.from({ length: 250 }, (_, place) => `in-${place}`);
    const deliver = () =>
      Promise.all(
        ids.flatMap((activityId) =>
          all.map((deps) => {
            const answering = { make: async () => activityId, send: async (id: string) => void answered.push(id) };
            return answerOnce(deps, { conversationId: 'a:member', activityId }, answering);
          }),
        ),
      );
    await deliver();
    await deliver();
    expect(answered.sort()).to.deep.equal([...ids].sort());
    now += day;
    for (const deps of all) await forgetAnswered(deps, deps.now().toISOString());
    expect(await all[0]?.store.count(seenActivities, {})).to.equal(0);
  });
});
