import { expect } from 'chai';
import type { z } from 'zod';
import type { Operation } from '../../tab/contract/operation.ts';
import { operations } from '../../tab/contract/operations.ts';
import { fillNetwork } from './busy-network.ts';
import { type Site, startSite } from './site.ts';

/** Every change that comes with something filled in, as the contract says: a new form is in this by itself. */
const forms = (Object.entries(operations) as [string, Operation][]).flatMap(([name, { body }]) =>
  body && !name.startsWith('GET ') ? [{ name, body }] : [],
);

const long = 'ä'.repeat(30_000);

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

  for (const { name, body } of forms) {
    it(`is read, or refused with the one field named: ${name}`, async () => {
      const [method = '', path = ''] = name.split(' ');
      const { store } = site.world.deps;
      let commits = 0;
      const { commit } = store;
      // Nothing is kept: what is tried next finds everything as it is.
      store.commit = async () => {
        commits += 1;
      };
      try {
        for (const field of Object.keys(body.shape)) {
          for (const value of wrong) {
            commits = 0;
            const filled = { ...validFor(body), [field]: value };
            const { status, json } = await site.ask(`/api/v1${path.replace(/\{\w+\}/g, 'none')}`, {
              method,
              headers: { ...cookie, 'content-type': 'application/json', 'if-match': '"1"' },
              body: JSON.stringify(filled),
            });
            const where = `${field}: ${JSON.stringify(value)?.slice(0, 40)} gives ${status} ${JSON.stringify(json)}`;
            expect(status, where).to.be.lessThan(500);
            const parsed = body.safeParse(JSON.parse(JSON.stringify(filled)));
            if (parsed.success) continue;
            expect([status, json.code], where).to.deep.equal([400, 'INPUT_INVALID']);
            expect(Object.keys(json.fields), where).not.to.deep.equal([]);
            for (const key of Object.keys(json.fields)) expect(key.split('.')[0], where).to.equal(field);
            expect(commits, where).to.equal(0);
          }
        }
      } finally {
        store.commit = commit;
      }
    });
  }
});

/** The other fields as they can be read, by name. */
const valid: Readonly<Record<string, unknown>> = {
  language: 'fi',
  wanted: true,
  networkId: 'uudi',
  newOrganisationId: 'fresh',
  organisationId: 'fresh',
  surveyId: 'fresh',
  practiceId: 'fresh',
  groupId: 'future',
  kind: 'success',
  title: { fi: 'Palaute' },
  purpose: {},
  anonymity: 'named',
  questions: [],
  audience: { kind: 'network' },
  from: { kind: 'empty' },
  resultsFrom: 'closed',
  resultsFor: 'leads',
  breakdowns: [],
  earlierRound: '',
  code: 'form',
  keep: 6,
  when: 'never',
  page: 0,
  to: 'next',
  typed: {},
  revision: 1,
  verdict: 'correct',
  reply: 'yes',
  text: 'Hyvä näin.',
  seen: 'x',
  draft: {
    title: { fi: 'Palaute' },
    purpose: {},
    anonymity: 'named',
    questions: [],
    audience: { kind: 'network' },
    resultsFrom: 'closed',
    resultsFor: 'leads',
    breakdowns: [],
    earlierRound: '',
  },
};

function validFor(body: z.ZodObject): Record<string, unknown> {
  const made = Object.fromEntries(Object.keys(body.shape).flatMap((key) => (key in valid ? [[key, valid[key]]] : [])));
  const { success, error } = body.safeParse(made);
  expect(success, JSON.stringify(error?.issues)).to.equal(true);
  return made;
}
