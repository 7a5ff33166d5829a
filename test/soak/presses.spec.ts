import { expect } from 'chai';
import { allPages } from '../tab/busy-network.ts';
import { type Fault, pressAll, watchPresses } from '../tab/presses.ts';
import { visits } from '../tab/visit.ts';
import { rounds } from './rounds.ts';
import { soakSeed } from './seed.ts';

const paths = [...allPages.map(({ path }) => path), 'surveys/draft', 'surveys/closed', 'nowhere', 'surveys/none'];
const roles = ['coordinator', 'lead', 'member'] as const;
/** Every page as each of them, or in the tenth that always runs, one page as one of them. */
const visited = roles.flatMap((role) => paths.map((path) => ({ role, path })));
const seed = soakSeed();
const tried = rounds(10) === 10 ? visited : visited.slice(seed % visited.length).slice(0, 1);

describe('each press on every page', function () {
  this.timeout(900_000);
  const visit = visits();

  for (const role of roles) {
    const own = tried.filter((one) => one.role === role);
    if (own.length === 0) continue;
    it(`leaves the focus on something, and says what it has done, for a ${role} (SOAK_SEED=${seed})`, async () => {
      const { site, page } = await visit(role);
      await watchPresses(page);
      const known = new Set<string>();
      const faults: Fault[] = [];
      for (const { path } of own) faults.push(...(await pressAll(page, `${site.url}/tab/${path}?language=fi`, known)));
      expect(faults).to.deep.equal([]);
    });
  }
});
