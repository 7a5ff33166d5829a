import { rm } from 'node:fs/promises';
import { JSONFilePreset } from 'lowdb/node';
import { type Response, responses } from '../domain/survey/response.ts';
import { openLowdbStore } from '../storage/lowdb/open.ts';
import { answerParent } from './child.ts';

export interface PlainInput {
  /** A seeded folder; only read. */
  readonly dataDir: string;
  /** Written. */
  readonly file: string;
  readonly writes: number;
}

/** What writing took. */
export interface PlainWriting {
  /** User and system time of the whole process, by write, in microseconds. */
  readonly cpuMicros: number;
}

/** What an answer costs when lowdb keeps all answers in one JSON file, as it does by itself; it does not sync. */
await answerParent(async ({ dataDir, file, writes }: PlainInput): Promise<PlainWriting> => {
  const store = await openLowdbStore({ dataDir, readOnly: true });
  const stored: Response[] = [];
  for await (const response of store.stream(responses, {})) stored.push(response);
  await rm(file, { force: true });
  const low = await JSONFilePreset(file, { responses: stored });
  const write = (turn: number) =>
    low.update(({ responses: all }) => {
      const [place, now] = [turn % all.length, new Date().toISOString()];
      const before = all[place];
      if (before) all[place] = { ...before, version: before.version + 1, updatedAt: now };
    });
  await write(0);
  const from = process.cpuUsage();
  for (let turn = 0; turn < writes; turn += 1) await write(turn);
  const { user, system } = process.cpuUsage(from);
  return { cpuMicros: (user + system) / writes };
});
