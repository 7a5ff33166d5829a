import { expect } from 'chai';
import { members } from '../../domain/network/network.ts';
import { put } from '../../domain/store.ts';
import { load } from '../../domain/use-case.ts';
import { fillNetwork } from './busy-network.ts';
import { startSite } from './site.ts';

describe('the files of a survey’s results', () => {
  it('are linked from the page, and open only while the member they were made for may see the results', async () => {
    const site = await startSite('lead');
    try {
      const { store } = site.world.deps;
      await fillNetwork(store);
      const headers = await site.session();
      const { json } = await site.ask('/api/v1/surveys/closed/results?language=fi', { headers });
      const downloads = json['downloads'] as { format: string; url: string }[];
      expect(downloads.map(({ format }) => format)).to.deep.equal(['csv', 'xlsx', 'json', 'answers']);
      const get = (format: string) => {
        const { url = '' } = downloads.find((one) => one.format === format) ?? {};
        return fetch(new URL(new URL(url).pathname, site.url));
      };
      for (const { format } of downloads) expect((await get(format)).status, format).to.equal(200);
      expect(await (await get('csv')).text()).to.include('Etätukea puhelimessa');
      const lead = await load(store, members, 'm-lead');
      await store.commit([put(members, { ...lead, leads: [] })]);
      for (const { format } of downloads) expect((await get(format)).status, format).to.equal(403);
    } finally {
      await site.close();
    }
  });
});
