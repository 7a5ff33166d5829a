import { expect } from 'chai';
import { resultFormats } from '../../documents/results/format.ts';
import { AppError } from '../../domain/errors.ts';
import { members } from '../../domain/network/network.ts';
import { put } from '../../domain/store.ts';
import { publishedResults } from '../../domain/survey/results/published-results.ts';
import { surveys } from '../../domain/survey/survey.ts';
import { load } from '../../domain/use-case.ts';
import { fillNetwork } from './busy-network.ts';
import { startSite } from './site.ts';

describe('the files of a survey’s results', () => {
  async function aSite() {
    const site = await startSite('lead');
    const { store } = site.world.deps;
    await fillNetwork(store);
    const { json } = await site.ask('/api/v1/surveys/closed/results?language=fi', { headers: await site.session() });
    const downloads = json['downloads'] as { format: string; url: string }[];
    const status = async ({ url }: { url: string }) => (await site.ask(new URL(url).pathname)).status;
    return { site, store, downloads, status };
  }

  it('are linked from the page, and open only while the member they were made for may see the results', async () => {
    const { site, store, downloads } = await aSite();
    try {
      expect(downloads.map(({ format }) => format)).to.deep.equal([...resultFormats]);
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

  it('are refused politely while there is too much to do, and so are charts', async () => {
    const run = async () => {
      throw new AppError('BUSY', 'too much is waiting');
    };
    const site = await startSite('lead', { offLoop: { run, close: async () => undefined } });
    try {
      await fillNetwork(site.world.deps.store);
      const headers = await site.session();
      const lead = await site.world.actor('lead');
      const results = await site.links.results(lead, { id: 'closed', networkId: 'uudi' }, 'sv');
      const file = new URL(results.file('xlsx')).pathname;
      const answers = [
        await site.ask(file, { headers: { 'accept-language': 'sv' } }),
        await site.ask('/api/v1/surveys/closed/results?language=sv', { headers }),
      ];
      for (const answer of answers) {
        expect([answer.status, answer.headers['retry-after']]).to.deep.equal([503, '10']);
        expect(answer.text).to.include('Boten har mycket att göra just nu.');
      }
      expect(site.logged.join('')).not.to.include('"level":50');
    } finally {
      await site.close();
    }
  });

  it('are not for somebody who has left, whatever they were', async () => {
    const { site, store, downloads, status } = await aSite();
    try {
      const lead = await load(store, members, 'm-lead');
      await store.commit([put(members, { ...lead, leftAt: '2026-09-01T09:00:00.000Z' })]);
      for (const one of downloads) expect(await status(one), one.format).to.equal(403);
    } finally {
      await site.close();
    }
  });

  it('hold no answers by organisation once the answers are deleted, also by a link from before', async () => {
    const { site, store, downloads, status } = await aSite();
    try {
      const survey = await load(store, surveys, 'closed');
      await store.commit([
        put(surveys, { ...survey, answersDeleted: { at: '2026-09-01T09:00:00.000Z' } }),
        put(publishedResults, { id: 'closed', version: 0, networkId: 'uudi', submitted: 3, questions: [] }),
      ]);
      for (const one of downloads) {
        expect(await status(one), one.format).to.equal(one.format.startsWith('answers') ? 403 : 200);
      }
    } finally {
      await site.close();
    }
  });
});
