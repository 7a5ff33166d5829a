import { expect } from 'chai';
import { z } from 'zod';
import type { Operation } from '../../tab/contract/operation.ts';
import { type OperationName, operations } from '../../tab/contract/operations.ts';
import { fillNetwork } from './busy-network.ts';
import { forms, type Place, placesIn, validFor, whole, withWrong } from './filled-forms.ts';
import { type Site, startSite } from './site.ts';

/** What somebody typed, which no log may tell. */
const typedText = 'KUISKATTU';
const long = typedText.padEnd(30_000, 'ä');

/** How many of the wrong values are tried in each place within a field: all of them, and more, by `npm run soak`. */
const triedWithin = 3;

/** What a field can hold by mistake: absent, nothing, of another type or form, too long, in another alphabet's signs. */
const wrong: readonly unknown[] = [
  undefined,
  null,
  '',
  '\u2800',
  long,
  { anything: 'at all' },
  [{ anything: 'at all' }],
  [long],
  -1,
  1.5,
  9e99,
  true,
  '٢٠٢٧-٠١-١٥',
  '32.1.2027',
  '9999-12-31',
  '25:61',
  '1e21',
  `${typedText}\0\uD83D\n{"level":60}`,
];

describe('every form of the page', function () {
  this.timeout(60_000);
  let site: Site;
  let cookie: Record<string, string>;
  before(async () => {
    const often = { atOnce: 1_000_000, perMinute: 1_000_000 };
    site = await startSite('coordinator', { rates: { asking: often, writing: often } });
    await fillNetwork(site.world.deps.store);
    cookie = await site.session();
  });
  after(() => site.close());

  /** Sends what is filled in; nothing is kept, so that what is tried next finds everything as it is. */
  async function send(name: string, of: string, filled: unknown, seen = '"1"') {
    const [method = '', path = ''] = name.split(' ');
    const { store } = site.world.deps;
    let commits = 0;
    const { commit } = store;
    store.commit = async () => {
      commits += 1;
    };
    try {
      const sent = await site.ask(`/api/v1${path.replace(/\{\w+\}/g, of)}`, {
        method,
        headers: { ...cookie, 'content-type': 'application/json', 'if-match': seen },
        body: JSON.stringify(filled),
      });
      return { ...sent, commits };
    } finally {
      store.commit = commit;
    }
  }

  /** A field that can be one of several shapes is at fault as a whole; all else by its own place. */
  function markOf(body: z.ZodObject, place: Place): string {
    const [field = ''] = place;
    return body.shape[field] instanceof z.ZodDiscriminatedUnion ? field : place.join('.');
  }

  async function expectTold(
    form: { readonly name: string; readonly body: z.ZodObject },
    { of, filled, place, value, seen }: { of: string; filled: unknown; place: Place; value: unknown; seen?: string },
  ) {
    const { status, json, commits } = await send(form.name, of, filled, seen);
    const where = `${place.join('.')}: ${JSON.stringify(value)?.slice(0, 40)} gives ${status} ${JSON.stringify(json)}`;
    expect(status, where).to.be.lessThan(500);
    if (form.body.safeParse(JSON.parse(JSON.stringify(filled))).success) return;
    expect([status, json.code], where).to.deep.equal([400, 'INPUT_INVALID']);
    const told = Object.keys(json.fields);
    expect(told, where).not.to.deep.equal([]);
    const mark = markOf(form.body, place);
    for (const key of told) expect(key === mark || key.startsWith(`${mark}.`), `${key}, ${where}`).to.equal(true);
    expect(commits, where).to.equal(0);
  }

  for (const form of forms) {
    it(`is read, or refused with the one field named: ${form.name}`, async () => {
      for (const field of Object.keys(form.body.shape)) {
        for (const value of wrong) {
          const filled = { ...validFor(form.body), [field]: value };
          await expectTold(form, { of: 'none', filled, place: [field], value });
        }
      }
    });
  }

  for (const [name, { of, filled }] of Object.entries(whole)) {
    it(`is read, or refused with the one place within a field named: ${name}`, async () => {
      const form = forms.find((one) => one.name === name);
      if (!form) throw new Error(`no form ${name}`);
      const { changes } = operations[name as OperationName] as Operation;
      const path = changes?.replace('GET ', '').replace(/\{\w+\}/, of);
      const seen =
        path === undefined
          ? {}
          : { seen: String((await site.ask(`/api/v1${path}`, { headers: cookie })).headers.etag) };
      const taken = await send(name, of, filled, seen.seen);
      expect(taken.status, taken.text).to.be.oneOf([200, 201, 204, 404, 409]);
      for (const [at, place] of placesIn(filled).entries()) {
        for (let tried = 0; tried < triedWithin; tried += 1) {
          const value = wrong[(at * triedWithin + tried) % wrong.length];
          await expectTold(form, { of, filled: withWrong(filled, place, value), place, value, ...seen });
        }
      }
    });
  }

  it('is never told to the log, which stays a line of JSON for each event', () => {
    for (const line of site.logged) expect(JSON.parse(line)).to.include.keys('level', 'time', 'msg');
    const told = site.logged.filter((line) => line.includes(typedText)).map((line) => line.slice(0, 400));
    expect(told).to.deep.equal([]);
  });
});
