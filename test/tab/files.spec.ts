import { expect } from 'chai';
import { verifyBag } from '../../documents/package/verify.ts';
import { personIdOf } from '../../domain/network/actor.ts';
import { members } from '../../domain/network/network.ts';
import { deliveries } from '../../domain/outbox.ts';
import { put } from '../../domain/store.ts';
import { surveys } from '../../domain/survey/survey.ts';
import { objectIdOf, tenantId } from '../domain/fixture.ts';
import { aMeeting } from '../domain/summary/example-network.ts';
import { aDelivery } from '../storage/records.ts';
import { fillNetwork } from './busy-network.ts';
import { type Site, startSite } from './site.ts';

describe('a link to a file', () => {
  let site: Site;

  before(async () => {
    site = await startSite('member');
    await site.world.deps.store.commit([
      aMeeting('autumn', '2026-09-10T06:00:00.000Z', { groupId: 'future', title: 'Syyskokous' }),
      aMeeting('ended', '2026-08-25T06:00:00.000Z', { groupId: 'future', title: 'Elokuun kokous' }),
      aMeeting('long-ago', '2026-05-10T06:00:00.000Z', { groupId: 'future', title: 'Kevätkokous' }),
    ]);
  });

  after(() => site.close());

  const follow = async (link: string, headers: Record<string, string> = {}) =>
    site.ask(new URL(link).pathname, { headers });

  it('gives one meeting as a calendar file, without signing in', async () => {
    const { status, headers, text } = await follow(await site.links.meeting('autumn'));
    expect(status).to.equal(200);
    expect(headers['content-type']).to.equal('text/calendar; charset=utf-8');
    expect(headers['content-disposition']).to.equal('attachment; filename="kokous.ics"');
    expect(text).to.include('SUMMARY:Syyskokous').and.include('Verkoston tulevaisuus');
    expect(text.match(/BEGIN:VEVENT/g)).to.have.length(1);
  });

  it('gives a network’s schedule: what comes, and what ended less than a month ago', async () => {
    const { text, headers } = await follow(await site.links.schedule('uudi'), { 'accept-language': 'sv' });
    expect(headers['content-disposition']).to.equal('attachment; filename="tidtabell.ics"');
    expect(text).to.include('Syyskokous').and.include('Elokuun kokous').and.not.include('Kevätkokous');
    expect(text).to.include('Nylands nätverk');
  });

  it('gives a valid calendar also when nothing is coming', async () => {
    const empty = await startSite('member');
    try {
      const link = await empty.links.schedule('uudi');
      const { status, text } = await empty.ask(new URL(link).pathname);
      expect(status).to.equal(200);
      expect(text).to.include('BEGIN:VTIMEZONE').and.not.include('BEGIN:VEVENT');
    } finally {
      await empty.close();
    }
  });

  it('gives the knowledge package as a whole bag in the language of the link', async () => {
    const { status, headers, bytes } = await follow(await site.links.package('uudi', 'sv'));
    expect(status).to.equal(200);
    expect(headers['content-type']).to.equal('application/zip');
    expect(headers['content-disposition']).to.equal('attachment; filename="informationspaket-uudi-2026-09-01.zip"');
    expect((await verifyBag(bytes)).faults).to.deep.equal([]);
  });

  it('gives the messages about one subject as a table, for a spreadsheet that obeys no cell', async () => {
    const personId = personIdOf(tenantId, objectIdOf('other'));
    const [member] = await site.world.deps.store.find(members, { personId });
    if (!member) throw new Error('no member');
    await site.world.deps.store.commit([
      put(members, { ...member, name: '=HYPERLINK("x")' }),
      put(
        deliveries,
        aDelivery({
          networkId: 'uudi',
          subjectId: 's-1',
          to: { type: 'person', personId },
          targetId: personId,
          state: 'blocked',
          reason: '403',
        }),
      ),
    ]);
    const { status, headers, text } = await follow(await site.links.messages('uudi', 's-1', 'fi'));
    expect(status).to.equal(200);
    expect(headers['content-disposition']).to.equal('attachment; filename="viestit.csv"');
    expect(text).to.include('Vastaanottaja').and.include(`"'=HYPERLINK(""x"")",Estetty,"Teams ei salli viestiä`);
    const other = await follow(await site.links.messages('another', 's-1', 'fi'));
    expect(other.text).not.to.include('Estetty');
  });

  it('gives the chart of one question as a picture, while its survey is closed and may be told of', async () => {
    const busy = await startSite('member');
    try {
      const { store } = busy.world.deps;
      await fillNetwork(store);
      const subject = {
        networkId: 'uudi',
        surveyId: 'closed',
        code: 'form',
        memberId: 'm-lead',
        language: 'sv',
      } as const;
      const get = async (other: object = {}) =>
        busy.ask(new URL(await busy.links.chart({ ...subject, ...other })).pathname);
      const { status, headers, bytes } = await get();
      expect([status, headers['content-type']]).to.deep.equal([200, 'image/png']);
      expect(headers['content-disposition']).to.equal('attachment; filename="diagram-form.png"');
      expect(bytes.subarray(1, 4).toString('latin1')).to.equal('PNG');
      for (const code of ['more', 'about', 'none']) expect((await get({ code })).status, code).to.equal(404);
      expect((await get({ surveyId: 'open' })).status).to.equal(409);
      expect((await get({ memberId: 'm-member' })).status, 'a member for whom results are not').to.equal(403);
      const survey = await store.get(surveys, 'closed');
      if (survey) await store.commit([put(surveys, { ...survey, anonymity: 'confidential' })]);
      expect((await get()).status).to.equal(404);
    } finally {
      await busy.close();
    }
  });

  it('says in the reader’s language that its time is over, and what to do', async () => {
    const link = await site.links.package('uudi', 'fi');
    site.world.pass(3_601_000);
    const { status, headers, text } = await follow(link, { 'accept-language': 'sv' });
    expect(status).to.equal(410);
    expect(headers['content-type']).to.equal('text/html; charset=utf-8');
    expect(headers['content-security-policy']).to.include("default-src 'none'");
    expect(text).to.include('<html lang="sv">').and.include('Hämta en ny länk av boten.');
  });

  it('says the same when it was cut or forged, or is of another kind', async () => {
    const calendar = new URL(await site.links.meeting('autumn')).pathname;
    const bag = new URL(await site.links.package('uudi', 'fi')).pathname;
    const wrong = [
      '/calendar/nonsense.ics',
      '/calendar/',
      calendar.slice(0, -8),
      calendar.replace('.ics', 'x.ics'),
      bag.replace('/api/v1/packages/', '/calendar/').replace('.zip', '.ics'),
      calendar.replace('/calendar/', '/api/v1/packages/').replace('.ics', '.zip'),
      bag.replace('/packages/', '/charts/').replace('.zip', '.png'),
    ];
    for (const path of wrong) {
      const { status, text } = await site.ask(path);
      expect(status, path).to.equal(403);
      expect(text, path).to.include('Hae uusi linkki botilta.');
    }
  });

  it('says so when what it opened is gone', async () => {
    const { status, text } = await follow(await site.links.meeting('gone'));
    expect(status).to.equal(404);
    expect(text).to.include('Tätä ei enää löydy.');
    expect((await follow(await site.links.package('gone', 'fi'))).status).to.equal(404);
  });

  it('is never written to the log, whether it works or not', async () => {
    const works = await site.links.schedule('uudi');
    const broken = works.replace('.ics', 'x.ics');
    site.logged.length = 0;
    await follow(works);
    await follow(broken);
    const [, , signature = '-'] = works.split('/').at(-1)?.split('.') ?? [];
    expect(site.logged).to.have.length(1);
    expect(site.logged.join('')).not.to.include(signature);
  });
});
