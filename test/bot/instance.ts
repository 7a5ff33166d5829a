import pino from 'pino';
import { type App, createApp } from '../../bot/app.ts';
import type { Instance } from '../../bot/delivery/worker.ts';
import type { BotDeps, Feature } from '../../bot/feature.ts';
import { features } from '../../bot/features.ts';
import { loadContent } from '../../content/content.ts';
import { finnishHolidays } from '../../content/holidays.ts';
import { ownBudget, sharedBudget } from '../../domain/delivery/budget.ts';
import { groups, members, people } from '../../domain/network/network.ts';
import { nouns } from '../../domain/nouns.ts';
import { put } from '../../domain/store.ts';
import { createRates } from '../../http/rates.ts';
import * as loopback from '../../tab/server/loopback.ts';
import type { World } from '../domain/fixture.ts';
import { aMember } from '../storage/records.ts';

/** One of several instances of the bot on the world's store, which waits for nothing. It does nothing until it is told. */
export function anInstance(
  world: World,
  name: string,
  more: readonly Feature[] = [],
  elapsed: () => number = () => world.deps.now().getTime(),
): App {
  return instanceOn(world, { name, alone: false, budget: sharedBudget(world.deps.store) }, more, elapsed);
}

/** The same when it is the only one on the store. */
export function theOnlyInstance(world: World): App {
  const elapsed = () => world.deps.now().getTime();
  return instanceOn(world, { name: 'only', alone: true, budget: ownBudget() }, [], elapsed);
}

function instanceOn(world: World, instance: Instance, more: readonly Feature[], elapsed: () => number): App {
  const deps: BotDeps = {
    ...world.deps,
    builtIn: loadContent(),
    timeZone: 'Europe/Helsinki',
    founders: [],
    isHoliday: finnishHolidays(),
    nouns,
    links: {
      meeting: async () => '',
      schedule: async () => '',
      package: async () => '',
      messages: async () => '',
      app: () => undefined,
      tab: () => '',
    },
  };
  return createApp({
    deps,
    features: [...features, ...more],
    sdk: {},
    instance,
    sleep: async () => undefined,
    elapsed,
    rates: createRates(elapsed),
    registration: undefined,
    loopback,
    log: pino({ level: 'silent' }),
  });
}

/** Makes this the address under which Teams serves every group of the world. */
export async function servedAt(world: World, serviceUrl: string): Promise<void> {
  const all = await world.deps.store.find(groups, {});
  await world.deps.store.commit(all.map((group) => put(groups, { ...group, serviceUrl })));
}

/** Adds so many members to the group `future`, each with a chat of their own with the bot. */
export async function aCrowd(
  world: World,
  size: number,
  serviceUrl: string,
  groupOf: (place: number) => string = () => 'future',
): Promise<void> {
  const crowd = Array.from({ length: size }, (_none, place) =>
    aMember({ networkId: 'uudi', groupIds: [groupOf(place)] }),
  );
  await world.deps.store.commit([
    ...crowd.map((member) => put(members, member)),
    ...crowd.map(({ personId: id }) => put(people, { id, version: 0, conversation: { id: `a:${id}`, serviceUrl } })),
  ]);
}
