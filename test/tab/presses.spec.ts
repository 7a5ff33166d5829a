import { expect } from 'chai';
import { type Fault, pressAll, watchPresses } from './presses.ts';
import { visits } from './visit.ts';

/** Pages that between them have every way of doing something; `test/soak/presses.spec.ts` tries all pages, as three people. */
const pages = ['surveys/open', 'practices/validated', 'me', 'nowhere'];

describe('each press on the page', function () {
  this.timeout(120_000);
  const visit = visits();

  it('leaves the focus on something, and says what it has done', async () => {
    const { site, page } = await visit('coordinator');
    await watchPresses(page);
    const known = new Set<string>();
    const faults: Fault[] = [];
    for (const path of pages) faults.push(...(await pressAll(page, `${site.url}/tab/${path}?language=fi`, known)));
    expect(faults).to.deep.equal([]);
    // As many as that: it has not been looking at empty pages.
    expect(known.size).to.be.greaterThan(40);
  });

  it('says so where it can be taken back, which the next Tab leads to, and back again', async () => {
    const { site, page } = await visit('coordinator');
    await page.goto(`${site.url}/tab/people/m-lead?language=fi`);
    const lead = page.getByRole('checkbox', { name: 'Verkoston tulevaisuus' });
    await lead.focus();
    await page.keyboard.press('Space');
    await page.getByRole('status').filter({ hasText: 'Voit kumota tämän' }).waitFor();
    const focused = () => page.locator(':focus');
    await page.keyboard.press('Tab');
    expect(await focused().innerText()).to.equal('Kumoa');
    await page.keyboard.press('Tab');
    await page.keyboard.press('Tab');
    expect(await lead.and(focused()).count()).to.equal(1);
    await page.getByRole('button', { name: 'Kumoa' }).press('Enter');
    await page.getByText('Kumottu.').waitFor();
    expect(await lead.and(focused()).count()).to.equal(1);
  });

  it('says the same twice where the same was done twice', async () => {
    const { site, page } = await visit('member');
    await page.goto(`${site.url}/tab/meetings/autumn?language=fi`);
    const said = page.getByRole('status').filter({ hasText: 'Vastauksesi on tallennettu.' });
    await page.getByRole('button', { name: 'Tulen', exact: true }).click();
    await said.waitFor();
    const emptied = said.waitFor({ state: 'detached' });
    await page.getByRole('button', { name: 'En pääse' }).click();
    await emptied;
    await said.waitFor();
  });
});
