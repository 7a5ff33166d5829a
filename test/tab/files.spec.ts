import { expect } from 'chai';
import { SignJWT } from 'jose';
import { verifyBag } from '../../documents/package/verify.ts';
import { meetings } from '../../domain/meeting/meeting.ts';
import { personIdOf } from '../../domain/network/actor.ts';
import { type Member, members } from '../../domain/network/network.ts';
import { deliveries } from '../../domain/outbox.ts';
import { put, remove } from '../../domain/store.ts';
import { surveys } from '../../domain/survey/survey.ts';
import { type Language } from '../../domain/text.ts';
import { load } from '../../domain/use-case.ts';
import { aMeeting, aSurvey } from '../domain/example-network.ts';
import { objectIdOf, type Role, tenantId } from '../domain/fixture.ts';
import { aDelivery } from '../storage/records.ts';
import { fillNetwork } from './busy-network.ts';
import { keys, type Site, startSite } from './site.ts';

describe('a link to a file', () => {
  let site: Site;

  before(async () => {
    site = await startSite('member');
    await site.world.deps.store.commit([
      aSurvey('s-1', { groupId: 'future' }),
      aMeeting('autumn', '2026-09-10T06:00:00.000Z', { groupId: 'future', title: 'Syyskokous' }),
      aMeeting('ended', '2026-08-25T06:00:00.000Z', { groupId: 'future', title: 'Elokuun kokous' }),
      aMeeting('long-ago', '2026-05-10T06:00:00.000Z', { groupId: 'future', title: 'Kevätkokous' }),
    ]);
  });

  after(() => site.close());

  const follow = async (link: string, headers: Record<string, string> = {}, at = site) =>
    at.ask(new URL(link).pathname, { headers });

  /** The addresses that somebody is shown. */
  async function shownTo(role: Role, at = site) {
    const actor = await at.world.actor(role);
    const meeting = await at.world.deps.store.get(meetings, 'autumn');
    return {
      meeting: () => at.links.meeting(actor, meeting ?? expect.fail('no meeting')),
      schedule: () => at.links.schedule(actor, 'uudi'),
      package: (language: Language = 'fi') => at.links.package(actor, 'uudi', language),
      messages: (subjectId: string) => at.links.messages(actor, 'uudi', subjectId, 'fi'),
      results: (surveyId: string) => at.links.results(actor, { id: surveyId, networkId: 'uudi' }, 'sv'),
    };
  }

  /** Somebody is something else, or nobody any more, from now on. */
  async function nowIs(role: Role, change: Partial<Member>, at = site): Promise<void> {
    const { store } = at.world.deps;
    await store.commit([put(members, { ...(await load(store, members, at.world.memberId(role))), ...change })]);
  }

  it('gives one meeting as a calendar file, without signing in', async () => {
    const { status, headers, text } = await follow(await (await shownTo('member')).meeting());
    expect(status).to.equal(200);
    expect(headers['content-type']).to.equal('text/calendar; charset=utf-8');
    expect(headers['content-disposition']).to.equal('attachment; filename="kokous.ics"');
    expect(text).to.include('SUMMARY:Syyskokous').and.include('Verkoston tulevaisuus');
    expect(text.match(/BEGIN:VEVENT/g)).to.have.length(1);
  });

  it('gives a network’s schedule: what comes, and what ended less than a month ago', async () => {
    const { text, headers } = await follow(await (await shownTo('member')).schedule(), { 'accept-language': 'sv' });
    expect(headers['content-disposition']).to.equal('attachment; filename="tidtabell.ics"');
    expect(text).to.include('Syyskokous').and.include('Elokuun kokous').and.not.include('Kevätkokous');
    expect(text).to.include('Nylands nätverk');
  });

  it('gives a valid calendar also when nothing is coming', async () => {
    const empty = await startSite('member');
    try {
      const { status, text } = await follow(await (await shownTo('member', empty)).schedule(), {}, empty);
      expect(status).to.equal(200);
      expect(text).to.include('BEGIN:VTIMEZONE').and.not.include('BEGIN:VEVENT');
    } finally {
      await empty.close();
    }
  });

  it('gives the knowledge package as a whole bag in the language of the link', async () => {
    const { status, headers, bytes } = await follow(await (await shownTo('coordinator')).package('sv'));
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
    const { status, headers, text } = await follow(await (await shownTo('lead')).messages('s-1'));
    expect(status).to.equal(200);
    expect(headers['content-disposition']).to.equal('attachment; filename="viestit-Kysely-s-1-2026-09-01.csv"');
    expect(text).to.include('Vastaanottaja').and.include(`"'=HYPERLINK(""x"")",Kunta C (esimerkki),Estetty,"Teams ei`);
    expect(text).to.include('kutsu kyselyyn,').and.include(',survey.invitation,blocked,403');
    const lead = await site.world.actor('lead');
    const [excel, book] = await Promise.all(
      (['csvExcel', 'xlsx'] as const).map(async (format) =>
        follow(await site.links.messages(lead, 'uudi', 's-1', 'sv', format)),
      ),
    );
    expect(excel?.text).to.include(';Blockerat;').and.include('inbjudan till en enkät;');
    expect(book?.headers['content-disposition']).to.equal(
      'attachment; filename="meddelanden-Kysely-s-1-2026-09-01.xlsx"',
    );
    expect(book?.bytes.subarray(0, 2).toString()).to.equal('PK');
  });

  it('gives the chart of one question as a picture, while its survey is closed and may be told of', async () => {
    const busy = await startSite('member');
    try {
      const { store } = busy.world.deps;
      await fillNetwork(store);
      const get = async (code = 'form', role: Role = 'lead', surveyId = 'closed') =>
        follow((await (await shownTo(role, busy)).results(surveyId)).picture(code), {}, busy);
      const { status, headers, bytes } = await get();
      expect([status, headers['content-type']]).to.deep.equal([200, 'image/png']);
      expect(headers['content-disposition']).to.match(
        /^attachment; filename="diagram-Utvardering-av-natverkets-arbete-form-2026-09-01\.png"; filename\*=UTF-8''diagram-/,
      );
      expect(bytes.subarray(1, 4).toString('latin1')).to.equal('PNG');
      for (const code of ['more', 'about', 'none']) expect((await get(code)).status, code).to.equal(404);
      expect((await get('form', 'lead', 'open')).status).to.equal(409);
      expect((await get('form', 'member')).status, 'a member for whom results are not').to.equal(403);
      const survey = await store.get(surveys, 'closed');
      if (survey) await store.commit([put(surveys, { ...survey, anonymity: 'confidential' })]);
      expect((await get()).status).to.equal(404);
    } finally {
      await busy.close();
    }
  });

  it('stops to open what its person may no longer see, at once, and opens it again when they may', async () => {
    const [coordinator, lead, member] = [await shownTo('coordinator'), await shownTo('lead'), await shownTo('member')];
    const bag = await coordinator.package();
    const list = await lead.messages('s-1');
    const calendars = [await member.schedule(), await member.meeting()];
    for (const link of [bag, list, ...calendars]) expect((await follow(link)).status, link).to.equal(200);
    await nowIs('coordinator', { roles: [] });
    await nowIs('lead', { leads: [] });
    await nowIs('member', { leftAt: '2026-09-01T09:00:00.000Z' });
    for (const link of [bag, list, ...calendars]) expect((await follow(link)).status, link).to.equal(403);
    await nowIs('coordinator', { roles: ['coordinator'] });
    await nowIs('lead', { leads: ['future'] });
    await nowIs('member', { leftAt: undefined });
    for (const link of [bag, list, ...calendars]) expect((await follow(link)).status, link).to.equal(200);
  });

  it('is no use to those who may not see what it opens, whatever they were shown', async () => {
    expect((await follow(await (await shownTo('lead')).package())).status).to.equal(403);
    expect((await follow(await (await shownTo('member')).messages('s-1'))).status).to.equal(403);
    expect((await follow(await (await shownTo('stranger')).schedule())).status).to.equal(403);
  });

  it('to a calendar is another one once its member has it changed on the page', async () => {
    const headers = await site.session();
    const { json } = await site.ask('/api/v1/me/calendar', { headers });
    const before = String(json['url']);
    expect((await follow(before)).status).to.equal(200);
    expect(before).to.equal(await (await shownTo('member')).schedule());
    expect((await site.ask('/api/v1/me/calendar', { method: 'DELETE', headers })).status).to.equal(204);
    expect((await follow(before)).status).to.equal(403);
    const after = (await site.ask('/api/v1/me/calendar', { headers })).json['url'] as string;
    expect((await follow(after)).status).to.equal(200);
  });

  it('says in the reader’s language that its time is over, and what to do', async () => {
    const link = await (await shownTo('coordinator')).package();
    site.world.pass(3_601_000);
    const { status, headers, text } = await follow(link, { 'accept-language': 'sv' });
    expect(status).to.equal(410);
    expect(headers['content-type']).to.equal('text/html; charset=utf-8');
    expect(headers['content-security-policy']).to.include("default-src 'none'");
    expect(text).to.include('<html lang="sv">').and.include('Hämta en ny länk av boten.');
  });

  it('says the same when it was cut or forged, or is of another kind', async () => {
    const calendar = new URL(await (await shownTo('member')).meeting()).pathname;
    const bag = new URL(await (await shownTo('coordinator')).package()).pathname;
    const signed = new SignJWT({ aud: 'schedule', sub: 'uudi' }).setProtectedHeader({ alg: 'HS256' });
    const wrong = [
      '/calendar/nonsense.ics',
      '/calendar/',
      calendar.slice(0, -8),
      calendar.replace('.ics', 'x.ics'),
      bag.replace('/api/v1/packages/', '/calendar/').replace('.zip', '.ics'),
      calendar.replace('/calendar/', '/api/v1/packages/').replace('.ics', '.zip'),
      bag.replace('/packages/', '/charts/').replace('.zip', '.png'),
      bag.replace('/packages/', '/charts/').replace('.zip', '/form.png'),
      bag.replace('/packages/', '/results/').replace('.zip', '/csv.csv'),
      // As earlier versions made them, the same for everybody.
      `/calendar/${await signed.sign(keys.links)}.ics`,
      `/calendar/${await signed.sign(keys.sessions)}.ics`,
    ];
    for (const path of wrong) {
      const { status, text } = await site.ask(path);
      expect(status, path).to.equal(403);
      expect(text, path).to.include('Hae uusi linkki botilta.');
    }
  });

  it('says so when what it opened is gone', async () => {
    const { store } = site.world.deps;
    const meeting = await load(store, meetings, 'long-ago');
    const link = await site.links.meeting(await site.world.actor('member'), meeting);
    await store.commit([remove(meetings, meeting)]);
    const { status, text } = await follow(link);
    expect(status).to.equal(404);
    expect(text).to.include('Tätä ei enää löydy.');
    expect((await follow(await (await shownTo('lead')).messages('gone'))).status).to.equal(404);
  });

  it('is never written to the log, whether it works or not', async () => {
    const works = await (await shownTo('member')).schedule();
    const files = (await (await shownTo('lead')).results('gone')).file('csv');
    site.logged.length = 0;
    for (const link of [works, works.replace('.ics', 'x.ics'), files]) await follow(link);
    expect(site.logged).to.have.length(2);
    const secrets = [works.split('/').at(-1)?.replace('.ics', ''), files.split('/').at(-2)];
    for (const secret of secrets) expect(site.logged.join('')).not.to.include(secret);
  });
});
