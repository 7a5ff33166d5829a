import type { TurnContext } from 'botbuilder';
import { expect } from 'chai';
import pino from 'pino';
import { readActivity } from '../../bot/activity.ts';
import type { TurnDeps } from '../../bot/feature.ts';
import { features } from '../../bot/features.ts';
import { createInstallation } from '../../bot/network/installation.ts';
import { createRegistry } from '../../bot/registry.ts';
import { createRouter } from '../../bot/router.ts';

describe('what is logged of a turn', () => {
  it('names Teams’ activity, so that its lines and a report of it are found together', async () => {
    const lines: Record<string, unknown>[] = [];
    const log = pino({}, { write: (line: string) => lines.push(JSON.parse(line)) });
    const deps = { timeZone: 'Europe/Helsinki' } as TurnDeps;
    const from = {
      id: 'a-1',
      type: 'message',
      text: 'omat',
      conversation: { id: 'a:x' },
      serviceUrl: 'http://127.0.0.1',
    };
    const context = readActivity(from) as unknown as TurnContext;
    await createRouter(deps, createRegistry(features), log, { asks: () => 0 }).message(context, 'omat');
    await createInstallation(deps, async () => undefined, [], log).wrote(context);
    expect(lines.map(({ msg, activity }) => ({ msg, activity }))).to.deep.equal([
      { msg: 'refused', activity: 'a-1' },
      { msg: 'installation', activity: 'a-1' },
    ]);
  });
});
