import { expect } from 'chai';
import { groups } from '../../domain/network/network.ts';
import { put, type Write } from '../../domain/store.ts';
import { operations } from '../../tab/contract/operations.ts';
import {
  aComment,
  aMeeting,
  aMember,
  anOrganisation,
  aPractice,
  aResponse,
  aSurvey,
  aValidation,
} from '../domain/example-network.ts';
import { fillNetwork } from '../tab/busy-network.ts';
import { type Site, startSite } from '../tab/site.ts';
import { rounds } from './rounds.ts';

/** How many of everything that a list may hold. */
const many = rounds(5_000);
/** So many bytes an answer weighs at most. */
const heaviest = 200_000;
const batch = 500;

/** What is asked for as a whole, and how: it is no list that somebody looks through. */
const whole = ['GET /me/data'];

const said = (index: number) => `${index}: ${'Hyvä käytäntö, jota kannattaa jatkaa. '.repeat(30)}`;
const title = (index: number) => ({ fi: `Nimi ${index} ${'pitkä '.repeat(20)}`.trim() });

function everything(): Write[] {
  const all = Array.from({ length: many }, (_, index) => index);
  const texts = [
    { kind: 'text', code: 'more', label: { fi: 'Muuta' }, required: false, multiline: true, maxLength: 2000 },
  ];
  const asked = { questions: texts as never, state: 'closed' as const, closedAt: '2026-08-20T13:00:00.000Z' };
  return [
    aSurvey('said', { ...asked, textsSharedAt: '2026-08-21T13:00:00.000Z' }),
    ...all.flatMap((index) => [
      anOrganisation(`o-${index}`, { name: `Organisaatio ${index}`, municipalities: ['Espoo', 'Vantaa'] }),
      aMember(`m-${index}`, { name: `Jäsen ${index}`, groupIds: ['future'], organisationId: `o-${index}` }),
      aComment(`c-${index}`, 'home', said(index)),
      aValidation('home', `o-${index}`, { id: `v-${index}`, reason: said(index) }),
      aPractice(`p-${index}`, { title: title(index), state: index % 2 === 0 ? 'inValidation' : 'proposed' }),
      aMeeting(`meeting-${index}`, '2026-09-20T06:00:00.000Z', { title: `Kokous ${index}` }),
      aSurvey(`s-${index}`, {
        ...asked,
        title: title(index),
        ...(index % 2 === 0 && { state: 'open' as const, closedAt: undefined }),
      }),
      aResponse('said', `m-${index}`, { more: said(index) }),
    ]),
  ];
}

describe('lists of any length', function () {
  this.timeout(300_000);
  let site: Site;
  before(async () => {
    site = await startSite('coordinator');
    const { store } = site.world.deps;
    await fillNetwork(store);
    const writes = everything();
    for (let from = 0; from < writes.length; from += batch) await store.commit(writes.slice(from, from + batch));
    const group = await store.get(groups, 'home');
    if (!group) throw new Error('no group');
    const more = Array.from({ length: Math.min(many, 1_000) }, (_, index) =>
      put(groups, {
        ...group,
        id: `g-${index}`,
        version: 0,
        channelId: `19:${index}@thread.tacv2`,
        name: { fi: `Ryhmä ${index}` },
      }),
    );
    await store.commit(more);
  });
  after(() => site.close());

  const ids: Readonly<Record<string, string>> = {
    surveyId: 'said',
    meetingId: 'autumn',
    practiceId: 'home',
    memberId: 'm-1',
    organisationId: 'o-1',
    subjectId: 'open',
  };
  /** Each answers in a state of its own. */
  const others: Readonly<Record<string, string>> = {
    draft: 'draft',
    missing: 'open',
    entries: 'open',
    answer: 'open',
    rounds: 'draft',
  };
  const pathOf = (name: string) => {
    const last = name.split('/').at(-1) ?? '';
    return name
      .replace('GET /', '')
      .replace(/\{(\w+)\}/g, (_all, part: string) =>
        part === 'surveyId' ? (others[last] ?? 'said') : (ids[part] ?? 'x'),
      );
  };

  it('come in answers that weigh no more than 200 kilobytes, however much is asked for at once', async () => {
    const headers = await site.session();
    const told: string[] = [];
    const readings = Object.keys(operations).filter((name) => name.startsWith('GET ') && !whole.includes(name));
    for (const name of readings) {
      const question = name.endsWith('/results/texts') ? '&question=more' : '';
      const { status, bytes, text } = await site.ask(`/api/v1/${pathOf(name)}?limit=500${question}`, { headers });
      if (status >= 400) told.push(`${name}: ${status} ${text.slice(0, 200)}`);
      if (bytes.length > heaviest) told.push(`${name}: ${bytes.length} bytes`);
    }
    expect(told.filter((line) => !line.includes('"code":"SURVEY_CLOSED"'))).to.deep.equal([]);
  });

  it('hold every item once, from page to page', async () => {
    const headers = await site.session();
    const read = async (path: string, list?: string) => {
      const items: unknown[] = [];
      for (let after: string | null = ''; after !== null; ) {
        const join = path.includes('?') ? '&' : '?';
        const { json } = await site.ask(`/api/v1/${path}${join}limit=400${after && `&after=${after}`}`, { headers });
        const page = list ? json[list] : json;
        items.push(...page.items.map((item: unknown) => JSON.stringify(item)));
        after = page.next;
        if (after === null) expect(items.length, path).to.equal(page.total);
      }
      expect(new Set(items).size, path).to.equal(items.length);
      return items.length;
    };
    expect(await read('practices/home/comments')).to.be.at.least(many);
    expect(await read('practices/home/opinions')).to.be.at.least(many);
    expect(await read('organisations')).to.be.at.least(many);
    expect(await read('surveys/said/results/texts?question=more')).to.equal(many);
    expect(await read('surveys/said/texts', 'texts')).to.equal(many);
    expect(await read('surveys/open/missing', 'missing')).to.be.at.least(many);
    expect(await read('deliveries')).to.be.greaterThan(0);
    expect(await read('mine/validations')).to.be.greaterThan(0);
    expect(await read('survey-sources/earlier')).to.be.at.least(many);
  });
});
