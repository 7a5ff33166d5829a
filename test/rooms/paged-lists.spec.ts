import { expect } from 'chai';
import { z } from 'zod';
import { shortBecause } from '../../tab/contract/operation.ts';
import { operations } from '../../tab/contract/operations.ts';
import { openApiDocument } from '../../tab/server/api/document.ts';

type Schema = z.core.$ZodType;

/** What a schema is made of, as far as it is looked at here. */
interface Def {
  readonly type: string;
  readonly checks?: readonly { readonly _zod: { readonly def: { readonly check: string } } }[];
  readonly element?: Schema;
  readonly shape?: Readonly<Record<string, Schema>>;
  readonly options?: readonly Schema[];
  readonly innerType?: Schema;
  readonly out?: Schema;
  readonly valueType?: Schema;
}

/** Where lists stand in an answer that may be of any length, and where there are pages of one. */
interface Found {
  readonly unbounded: string[];
  readonly pages: string[];
}

/** Within a survey's own format, which is read and written whole, in one request. */
const ofOneQuestion = ['.questions[].nonAnswers', '.questions[].showIf.values'];

const defOf = (schema: Schema) => schema._zod.def as unknown as Def;
const isPage = (shape: object) => ['items', 'next', 'total'].every((key) => key in shape);
const hasBound = (schema: Schema) => {
  const meta = z.globalRegistry.get(schema as z.ZodType) ?? {};
  const { checks = [] } = defOf(schema);
  const why = meta[shortBecause];
  return (typeof why === 'string' && why !== '') || checks.some(({ _zod }) => _zod.def.check === 'max_length');
};

function look(schema: Schema, at: string, found: Found): Found {
  const def = defOf(schema);
  if (def.element) {
    if (!hasBound(schema)) found.unbounded.push(at);
    return look(def.element, `${at}[]`, found);
  }
  if (def.shape) {
    const page = isPage(def.shape);
    if (page) found.pages.push(at);
    for (const [key, value] of Object.entries(def.shape)) {
      const list = page && key === 'items' ? defOf(value).element : undefined;
      look(list ?? value, list ? `${at}.items[]` : `${at}.${key}`, found);
    }
    return found;
  }
  for (const option of def.options ?? []) look(option, at, found);
  const within = def.innerType ?? def.out ?? def.valueType;
  return within ? look(within, at, found) : found;
}

/** How the rest of a page is had that stands in something else; without a line here, by asking the same once more. */
const goesOn: Readonly<Record<string, string>> = {
  'GET /network groups': 'GET /groups',
  'GET /survey-sources earlier': 'GET /survey-sources/earlier',
  'GET /practice-start organisations': 'GET /practice-start/organisations',
  'GET /surveys/{surveyId}/results questions.items[].texts': 'GET /surveys/{surveyId}/results/texts',
  'GET /surveys/{surveyId}/comparison others': 'GET /surveys/{surveyId}/comparison/others',
};
for (const name of ['surveys', 'meetings', 'validations', 'drafts']) {
  Object.assign(goesOn, { [`GET /mine ${name}`]: `GET /mine/${name}` });
}
for (const [name, reading] of [
  ['groups', 'groups'],
  ['ownSurveys', 'surveys'],
  ['meetings', 'meetings'],
  ...['members', 'author', 'lead', 'coordinator'].map((who) => [`waiting.${who}`, 'waiting']),
]) {
  Object.assign(goesOn, { [`GET /status ${name}`]: `GET /status/${reading}` });
}

/** Of what answers a practice or a draft, whatever was asked for. */
function restOf(name: string, page: string): string {
  if (page === 'opinions') return 'GET /practices/{practiceId}/opinions';
  if (page === 'remarks') return 'GET /practices/{practiceId}/comments';
  if (page === 'rounds') return 'GET /surveys/{surveyId}/rounds';
  if (name.startsWith('POST ') && page === 'texts') return 'GET /surveys/{surveyId}/texts';
  return goesOn[`${name} ${page}`] ?? name;
}

describe('what the interface answers', () => {
  const answers = Object.entries(operations).flatMap(([name, { answer }]) => {
    return answer ? [{ name, ...look(answer, '', { unbounded: [], pages: [] }) }] : [];
  });

  it('has no list that may be of any length: it comes a page at a time, or says why it is short', () => {
    const unbounded = answers.flatMap(({ name, unbounded: at }) => at.map((place) => `${name} ${place}`));
    expect(unbounded.filter((at) => !ofOneQuestion.some((list) => at.endsWith(list)))).to.deep.equal([]);
  });

  it('goes on with every page by a reading that takes the place where it ended', () => {
    const pages = answers.flatMap(({ name, pages: at }) => at.map((place) => ({ name, page: place.slice(1) })));
    expect(pages.length).to.be.greaterThan(30);
    const lost = pages.filter(({ name, page }) => {
      const rest = operations[restOf(name, page) as keyof typeof operations] as { readonly query?: z.ZodObject };
      return !['after', 'limit'].every((key) => key in (rest.query?.shape ?? {}));
    });
    expect(lost).to.deep.equal([]);
  });

  it('says in its document why a list is short', () => {
    expect(JSON.stringify(openApiDocument())).to.include(shortBecause);
  });

  it('would be found out with a list that is none of these', () => {
    const answer = z.object({ page: z.object({ rows: z.array(z.object({ id: z.string() })) }).nullable() });
    expect(look(answer, '', { unbounded: [], pages: [] }).unbounded).to.deep.equal(['.page.rows']);
  });
});
