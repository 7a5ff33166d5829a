import { expect } from 'chai';
import { createManifest } from '../../manifest/manifest.ts';
import { createLinks } from '../../tab/server/links.ts';
import { aMeeting } from '../domain/example-network.ts';
import { aWorld, type World } from '../domain/fixture.ts';
import { keys } from './site.ts';

describe('an address', () => {
  let world: World;
  before(async () => {
    world = await aWorld();
    await world.deps.store.commit([aMeeting('autumn', '2026-09-10T06:00:00.000Z', { groupId: 'future' })]);
  });
  after(() => world.close());

  const linksAt = (publicUrl: string, appId?: string) =>
    createLinks({ ...world.deps, linkKey: keys.links }, publicUrl, appId);

  it('of a file stands under the public address, and tells nothing of what it opens', async () => {
    const links = linksAt('https://bot.example.org');
    const lead = await world.actor('lead');
    const results = await links.results(lead, { id: 'survey-1', networkId: 'uudi' }, 'sv');
    const secret = '[\\w-]{43}';
    const files = [
      [await links.schedule(lead, 'uudi'), `/calendar/${secret}\\.ics`],
      [await links.package(lead, 'uudi', 'sv'), `/api/v1/packages/${secret}\\.zip`],
      [await links.messages(lead, 'uudi', 'survey-1', 'sv'), `/api/v1/messages/${secret}\\.csv`],
      [results.file('answers'), `/api/v1/results/${secret}/answers\\.csv`],
      [results.file('xlsx'), `/api/v1/results/${secret}/xlsx\\.xlsx`],
      [results.picture('a:b'), `/api/v1/charts/${secret}/a%3Ab\\.png`],
    ] as const;
    for (const [url, path] of files) expect(url).to.match(new RegExp(`^https://bot\\.example\\.org${path}$`));
  });

  it('of the page opens it in the browser in local mode, and in Teams with a registration', () => {
    const here = linksAt('http://127.0.0.1:3978');
    expect(here.tab()).to.equal('http://127.0.0.1:3978/tab/');
    expect(here.tab('surveys/one')).to.equal('http://127.0.0.1:3978/tab/surveys/one');
    expect(here.chat()).to.equal(undefined);
    const appId = '33333333-3333-4333-8333-333333333333';
    const there = linksAt('https://bot.example.org', appId);
    const link = new URL(there.tab('surveys/one'));
    expect(link.origin + link.pathname).to.equal(`https://teams.microsoft.com/l/entity/${appId}/network`);
    expect(link.searchParams.get('webUrl')).to.equal('https://bot.example.org/tab/surveys/one');
    expect(JSON.parse(link.searchParams.get('context') ?? '')).to.deep.equal({ subEntityId: 'surveys/one' });
    expect(there.chat()).to.equal(`https://teams.microsoft.com/l/chat/0/0?users=28:${appId}`);
  });

  it('of the page names the tab that the manifest declares', () => {
    const identity = { appId: 'an-app', publicUrl: 'https://bot.example.org', version: '1.0.0' };
    const [tab] = createManifest(identity).staticTabs;
    expect(linksAt(identity.publicUrl, 'an-app').tab()).to.include(`/${tab?.entityId}?`);
  });
});
