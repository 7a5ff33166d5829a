import { check, put, type Store, type Write } from '../domain/store.ts';
import { responses } from '../domain/survey/response.ts';
import { type Survey, surveys } from '../domain/survey/survey.ts';
import { openPostgresStore } from '../storage/postgres/store.ts';
import { type Server, startServer } from '../test/postgres/server.ts';
import type { Bench } from './bench.ts';
import { perSecond } from './lanes.ts';
import { measurePairs } from './pairs.ts';
import { ratioOf } from './ratio.ts';
import { newResponse } from './responses.ts';

const sizes = { full: { pairs: 9, ms: 2500 }, tiny: { pairs: 1, ms: 50 } } as const;

const inFlight = 128;

const survey: Survey = {
  id: 'bench',
  version: 0,
  networkId: 'bench',
  groupId: 'bench',
  title: { fi: 'Mittaus' },
  purpose: { fi: 'Mittaus' },
  anonymity: 'named',
  questions: [],
  state: 'open',
  closesAt: '2199-01-01T10:00:00.000Z',
  createdBy: 'bench',
  createdAt: '2026-01-01T10:00:00.000Z',
};

const answer = () => put(responses, newResponse(survey.id));

/** What one commit holds. */
const commits: Readonly<Record<string, () => Write[]>> = {
  'an answer': () => [answer()],
  'an answer and a look at its survey': () => [answer(), check(surveys, { ...survey, version: 1 })],
};

/** Two stores on one server that syncs to disk; one groups commits that are in flight together, the other does not. */
export const postgresBench: Bench = {
  name: 'postgresGrouped',
  about: 'commits in a second on PostgreSQL when those in flight together share statements',
  async run(size, _folder, tell) {
    tell('starting PostgreSQL');
    const server = await startServer();
    try {
      return await measure(server, sizes[size], tell);
    } finally {
      await server.stop();
    }
  },
};

async function measure(
  server: Server,
  { pairs: count, ms }: { pairs: number; ms: number },
  tell: (text: string) => void,
) {
  const [grouped, single] = [await openAnew(server, true), await openAnew(server, false)];
  const found = [];
  for (const [name, writes] of Object.entries(commits)) {
    const rate = (store: Store) => () => perSecond(inFlight, ms, () => store.commit(writes()));
    const sides = { a: rate(grouped), b: rate(single) };
    tell('warming up');
    await sides.a();
    await sides.b();
    found.push({ name, pairs: await measurePairs(count, sides, (text) => tell(`${name}, ${text}`)) });
  }
  await Promise.all([grouped.close(), single.close()]);
  const figures = found.map(({ name, pairs }) => {
    const what = `commits of ${name} in a second, grouped / single, ${inFlight} in flight`;
    return { what, unit: '×', value: ratioOf(pairs), bar: { atLeast: 1.4 } };
  });
  return { figures, raw: { found } };
}

/** A store in a database of its own, with the survey in it. */
async function openAnew(server: Server, grouped: boolean) {
  const store = await openPostgresStore({ databaseUrl: await server.createDatabase(), grouped });
  await store.commit([put(surveys, survey)]);
  return store;
}
