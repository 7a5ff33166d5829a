import { expect } from 'chai';
import restify from 'restify';
import { createLogger } from '../../config/logger.ts';
import { errorCodes } from '../../domain/errors.ts';
import { deliveries } from '../../domain/outbox.ts';
import { put } from '../../domain/store.ts';
import { surveys } from '../../domain/survey/survey.ts';
import { load } from '../../domain/use-case.ts';
import { operations } from '../../tab/contract/operations.ts';
import { mountApi } from '../../tab/server/api/mount.ts';
import { entityTag } from '../../tab/server/api/request.ts';
import { aMeeting, aPractice, aSurvey } from '../domain/example-network.ts';
import { aDelivery } from '../storage/records.ts';
import { type Asked, type Site, startSite } from './site.ts';

const form = { name: 'Kirjasto Ä', type: 'library', contactPoint: 'kirjasto@example.org', municipalities: ['Mallila'] };

describe('the REST interface', () => {
  let site: Site;
  let session: Record<string, string>;

  beforeEach(async () => {
    site = await startSite('coordinator');
    session = await site.session();
  });

  afterEach(() => site.close());

  function send(method: string, path: string, body?: unknown, headers: Record<string, string> = {}) {
    const asked: Asked = { method, headers: { ...session, 'content-type': 'application/json', ...headers } };
    return site.ask(`/api/v1/${path}`, { ...asked, ...(body === undefined ? {} : { body: JSON.stringify(body) }) });
  }

  it('tells whoever may write it what to shorten when Teams took a message about it for too long', async () => {
    const { store } = site.world.deps;
    const ahead = new Date(site.world.deps.now().getTime() + 86_400_000).toISOString();
    await store.commit([aSurvey('s', { state: 'open' }), aMeeting('m', ahead), aPractice('p')]);
    const row = { networkId: 'uudi', state: 'failed', reason: '413' } as const;
    const told = async () => {
      const all = await Promise.all(['surveys/s', 'meetings/m', 'practices/p'].map((path) => send('GET', path)));
      return all.map(({ json }) => json.tooLong);
    };
    expect(await told()).to.deep.equal([null, null, null]);
    await store.commit(['s', 'm', 'p'].map((subjectId) => put(deliveries, aDelivery({ ...row, subjectId }))));
    const words = await told();
    for (const text of words) expect(text).to.match(/liian pitkä\. \S/);
    expect(new Set(words).size).to.equal(3);
    const { json } = await send('GET', 'deliveries/s');
    expect(json.reasons).to.deep.equal([{ text: words[0], count: 1 }]);
  });

  describe('and its document', () => {
    it('tell of the same operations', async () => {
      const { json } = await site.ask('/api/v1/openapi.json');
      const told = Object.entries(json.paths as Record<string, object>).flatMap(([path, methods]) =>
        Object.keys(methods).map((method) => `${method.toUpperCase()} ${path}`),
      );
      expect(told.sort()).to.deep.equal(Object.keys(operations).sort());
    });

    it('are what the server has routes for, and nothing else', () => {
      const server = restify.createServer();
      mountApi(server, {} as never, createLogger('silent'));
      const routes = Object.values<{ method: string; path: string }>(server.getDebugInfo().routes);
      const mounted = routes
        .filter(({ path }) => !path.endsWith('/*') && !/\/(openapi|survey\.schema)\.json$/.test(path))
        .map(({ method, path }) => `${method.toUpperCase()} ${path.replace('/api/v1', '').replace(/:(\w+)/g, '{$1}')}`);
      expect(mounted.sort()).to.deep.equal(Object.keys(operations).sort());
      server.close();
    });

    it('give every operation an id of its own, a summary, an answer and a refusal', async () => {
      const { json } = await site.ask('/api/v1/openapi.json');
      expect(json.openapi).to.equal('3.1.0');
      const told = Object.values(json.paths as Record<string, Record<string, Told>>).flatMap(Object.values);
      expect(new Set(told.map(({ operationId }) => operationId)).size).to.equal(told.length);
      for (const { summary, responses } of told) {
        expect(summary).to.match(/\.$/);
        expect(Object.keys(responses)).to.include('default');
        expect('200' in responses || '204' in responses).to.equal(true);
      }
    });

    it('change nothing that has a version without its If-Match', () => {
      const unguarded = Object.entries(operations).filter(
        ([name, operation]) =>
          !name.startsWith('GET ') &&
          'versioned' in operation &&
          !('changes' in operation) &&
          !('restsOn' in operation),
      );
      expect(unguarded).to.deep.equal([]);
    });
  });

  describe('gives lists a page at a time', () => {
    it('that follow each other without gap or repetition, by name', async () => {
      const names: string[] = [];
      let next: string | null = '';
      while (next !== null) {
        const { json }: { json: { items: { name: string }[]; next: string | null; total: number } } = await send(
          'GET',
          `members?limit=2${next && `&after=${encodeURIComponent(next)}`}`,
        );
        expect(json.total).to.equal(5);
        names.push(...json.items.map(({ name }) => name));
        next = json.next;
      }
      expect(names).to.deep.equal(
        ['coordinator', 'lead', 'loner', 'member', 'other'].map((name) => `${name} (esimerkki)`),
      );
    });

    it('and refuses a place that no page gave, and pages that are too long', async () => {
      for (const query of ['after=nonsense', 'after=W10', 'limit=0', 'limit=501', 'limit=x']) {
        const { status, json } = await send('GET', `members?${query}`);
        expect([status, json.code], query).to.deep.equal([400, 'INPUT_INVALID']);
      }
    });
  });

  it('names an organisation’s region in the reader’s language, and keeps it when it is sent back so', async () => {
    const { headers } = await send('GET', 'organisations/o-library');
    const path = 'organisations/o-library?language=sv';
    const saved = await send('PUT', path, { ...form, region: 'Lapland' }, { 'if-match': String(headers.etag) });
    expect(saved.json.region).to.equal('Lappland');
    const { version, region } = (await send('GET', path)).json;
    expect(region).to.equal('Lappland');
    const again = await send('PUT', path, { ...form, region }, { 'if-match': entityTag(version) });
    expect(again.json.region).to.equal('Lappland');
    expect((await send('GET', 'organisations/o-library?language=fi')).json.region).to.equal('Lappi');
    const listed = (await send('GET', 'organisations?language=en')).json.items;
    expect(listed.map((one: { region: string }) => one.region)).to.include('Lapland');
  });

  describe('lets no editor overwrite another', () => {
    it('tells the version of what can be changed', async () => {
      const { headers, json } = await send('GET', 'organisations/o-library');
      expect(headers.etag).to.equal(entityTag(json.version));
    });

    it('keeps the change of an editor who saw the newest version, and tells the next', async () => {
      const { headers } = await send('GET', 'organisations/o-library');
      const saved = await send('PUT', 'organisations/o-library', form, { 'if-match': String(headers.etag) });
      expect(saved.status).to.equal(200);
      expect(saved.json).to.deep.include(form);
      expect(saved.headers.etag).to.not.equal(headers.etag);
      expect(site.changes()).to.equal(1);
    });

    it('shows the second of two editors what the first has made of it, and changes nothing', async () => {
      const { headers } = await send('GET', 'organisations/o-library');
      const seen = { 'if-match': String(headers.etag) };
      const first = await send('PUT', 'organisations/o-library', form, seen);
      const second = await send('PUT', 'organisations/o-library?language=fi', { ...form, name: 'Toinen' }, seen);
      expect(second.status).to.equal(412);
      expect(second.json.code).to.equal('STALE');
      expect(second.json.current).to.deep.equal(first.json);
      expect((await send('GET', 'organisations/o-library')).json.name).to.equal('Kirjasto Ä');
      const again = { 'if-match': entityTag(second.json.current.version) };
      expect((await send('PUT', 'organisations/o-library', { ...form, name: 'Toinen' }, again)).status).to.equal(200);
    });

    it('does the same for a member’s roles, leads and organisation', async () => {
      const { headers } = await send('GET', 'members/m-member');
      const seen = { 'if-match': String(headers.etag) };
      expect((await send('PUT', 'members/m-member/roles/compiler', undefined, seen)).json.roles).to.deep.equal([
        'compiler',
      ]);
      const organisation = { organisationId: 'o-library', newOrganisationId: 'new-1' };
      for (const [method, path, body] of [
        ['DELETE', 'roles/compiler', undefined],
        ['PUT', 'leads/future', undefined],
        ['DELETE', 'leads/future', undefined],
        ['PUT', 'organisation', organisation],
      ] as const) {
        const late = await send(method, `members/m-member/${path}`, body, seen);
        expect([late.status, late.json.current.roles], path).to.deep.equal([412, ['compiler']]);
      }
    });

    it('decides about what was seen: says what has changed, and shows what holds now', async () => {
      const { store } = site.world.deps;
      await store.commit([aSurvey('s', { groupId: 'future', keepMonths: 24, closesAt: '2026-09-20T10:00:00.000Z' })]);
      const { headers } = await send('GET', 'surveys/s');
      const seen = { 'if-match': String(headers.etag) };
      const survey = await load(store, surveys, 's');
      await store.commit([put(surveys, { ...survey, closesAt: '2026-10-20T10:00:00.000Z' })]);
      for (const [method, path, body] of [
        ['PUT', 'keeping', { keep: 3 }],
        ['POST', 'close', undefined],
        ['POST', 'cancel', { reason: 'Pois.' }],
        ['PUT', 'results-rule', { resultsFor: 'coordinators' }],
      ] as const) {
        const late = await send(method, `surveys/s/${path}?language=fi`, body, seen);
        expect([late.status, late.json.code], path).to.deep.equal([412, 'STALE']);
        expect(late.json.detail).to.include('Muuttunut: sulkeutumisaika.');
        expect(late.json.current.seen).to.not.equal(String(headers.etag).slice(1, -1));
      }
      expect(await load(store, surveys, 's')).to.include({ state: 'open', keepMonths: 24, version: 2 });
      const now = { 'if-match': String((await send('GET', 'surveys/s')).headers.etag) };
      expect((await send('POST', 'surveys/s/close', undefined, now)).status).to.equal(200);
    });

    it('asks for it where something is promised, published or thrown away', async () => {
      for (const [method, path] of [
        ['POST', 'surveys/s/post'],
        ['POST', 'surveys/s/texts/share'],
        ['DELETE', 'surveys/s'],
        ['DELETE', 'practices/p/draft'],
      ] as const) {
        const body = path.endsWith('post') ? {} : undefined;
        expect((await send(method, path, body)).json.code, path).to.equal('VERSION_MISSING');
      }
    });

    it('asks for one strong tag', async () => {
      for (const tag of [undefined, '*', 'W/"1"', '"1", "2"', '1', '"x"']) {
        const headers: Record<string, string> = tag === undefined ? {} : { 'if-match': tag };
        const { status, json } = await send('PUT', 'organisations/o-library', form, headers);
        expect([status, json.code], tag).to.deep.equal([428, 'VERSION_MISSING']);
      }
    });
  });

  describe('reads bodies with care', () => {
    it('that are JSON and say so', async () => {
      const plain = await send('PUT', 'me/language', { language: 'sv' }, { 'content-type': 'text/plain' });
      expect([plain.status, plain.json.code]).to.deep.equal([415, 'INPUT_NOT_JSON']);
      const headers = { ...session, 'content-type': 'application/json' };
      const broken = await site.ask('/api/v1/me/language', { method: 'PUT', headers, body: '{"language":' });
      expect([broken.status, broken.json.code]).to.deep.equal([415, 'INPUT_NOT_JSON']);
    });

    it('of at most 64 KB', async () => {
      const { status, json } = await send('PUT', 'me/language', { language: 'sv', more: 'x'.repeat(70_000) });
      expect([status, json.code]).to.deep.equal([413, 'INPUT_TOO_LARGE']);
    });

    it('and names the inputs that are wrong', async () => {
      const { headers } = await send('GET', 'organisations/o-library');
      const seen = { 'if-match': String(headers.etag) };
      const empty = await send('PUT', 'organisations/o-library', { type: 'castle' }, seen);
      expect([empty.status, empty.json.fields]).to.deep.equal([400, { name: 'required', type: 'required' }]);
      const long = await send('PUT', 'organisations/o-library', { ...form, name: 'x'.repeat(101) }, seen);
      expect([long.status, long.json.fields]).to.deep.equal([400, { name: 'tooLong' }]);
    });
  });

  describe('knows its sender by the token alone', () => {
    it('and takes no change from a page of another origin, nor without a session', async () => {
      const foreign = await send('PUT', 'me/language', { language: 'sv' }, { origin: 'https://evil.example.org' });
      expect(foreign.status).to.equal(401);
      expect((await send('PUT', 'me/language', { language: 'sv' }, { cookie: '' })).status).to.equal(401);
      expect((await send('PUT', 'me/language', { language: 'sv' }, { origin: site.url })).status).to.equal(204);
    });

    it('whatever a request says about who it is from', async () => {
      const told = { personId: 'x', memberId: 'm-lead', actor: 'm-lead', text: 'Terveisin' };
      await site.world.deps.store.commit([aSurvey('needs', { groupId: 'future' })]);
      expect((await send('GET', 'me?memberId=m-lead')).json.networks[0].member).to.equal('coordinator (esimerkki)');
      const { status, json } = await send('PUT', 'me/language', { ...told, language: 'sv' });
      expect([status, json]).to.deep.equal([204, undefined]);
      expect((await send('GET', 'me')).json.language).to.equal('sv');
    });
  });

  it('says in three languages what is the matter', async () => {
    for (const language of ['fi', 'sv', 'en']) {
      const { json, headers } = await send('GET', `surveys/none?language=${language}`);
      expect(errorCodes).to.include(json.code);
      expect(headers['content-language']).to.equal(language);
      expect(headers['content-type']).to.equal('application/problem+json; charset=utf-8');
    }
  });

  it('answers every method at an address that is none', async () => {
    for (const method of ['GET', 'POST', 'PUT', 'DELETE', 'PATCH']) {
      const { status, json } = await send(method, 'nothing/here', method === 'GET' ? undefined : {});
      expect([status, json?.code], method).to.deep.equal([404, 'NOT_FOUND']);
    }
  });

  interface Told {
    readonly operationId: string;
    readonly summary: string;
    readonly responses: object;
  }
});
