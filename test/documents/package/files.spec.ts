import { expect } from 'chai';
import type { Field } from '../../../documents/package/columns.ts';
import type { Cell } from '../../../documents/package/csv.ts';
import { packageTables } from '../../../documents/package/tables.ts';
import { Question } from '../../../domain/survey/kinds/kinds.ts';
import { aGroup, aNetwork, aPractice, aResponse, aSurvey } from '../../domain/example-network.ts';
import { cellsOf, packageFaults } from '../frictionless.ts';
import { contentsOf, fullNetwork, questions, textsOf } from './example-package.ts';

interface Resource {
  readonly name: string;
  readonly path: string;
  readonly schema: {
    readonly fields: readonly { readonly name: string; readonly type: string; readonly description?: string }[];
    readonly foreignKeys?: readonly { readonly reference: { readonly resource: string } }[];
  };
}

async function resourcesOf(files: Map<string, string>): Promise<Resource[]> {
  return JSON.parse(files.get('open-data/datapackage.json') ?? '').resources;
}

/** The rows of a table without line breaks in its cells. */
function rowsOf(files: Map<string, string>, name: string): string[] {
  return (files.get(`open-data/${name}.csv`) ?? '').slice(1).split('\r\n').slice(1, -1);
}

describe('the files of a knowledge package', () => {
  it('are the same bytes for the same contents', async () => {
    expect([...(await textsOf(await contentsOf()))]).to.deep.equal([
      ...(await textsOf(await contentsOf(fullNetwork.toReversed()))),
    ]);
  });

  it('come in order of path', async () => {
    const paths = [...(await textsOf(await contentsOf())).keys()];
    expect(paths).to.deep.equal(paths.toSorted());
    expect(paths).to.include.members(['index.html', 'README.txt', 'schedule.ics', 'open-data/datapackage.json']);
  });

  it('leave out the calendar when no meeting is to come', async () => {
    const files = await textsOf(await contentsOf([aNetwork()]));
    expect(files.has('schedule.ics')).to.equal(false);
    expect(files.get('README.txt')).not.to.contain('schedule.ics');
  });

  it('hold no trace of a person who is not named by role, nor of the tenant', async () => {
    for (const [path, text] of await textsOf(await contentsOf())) {
      expect(text, path).not.to.match(/secret|Jäsen other|Luottamuksellinen vastaus/);
    }
  });
});

const types: Readonly<Record<Field['type'], RegExp>> = {
  string: /[^]/,
  integer: /^-?\d+$/,
  number: /^-?\d+(?:\.\d+)?$/,
  boolean: /^(?:true|false)$/,
  date: /^\d{4}-\d{2}-\d{2}$/,
  datetime: /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}Z$/,
};

function faultOf({ type, values, required }: Field, cell: Cell): string | undefined {
  const isEmpty = cell === undefined || cell === '';
  if (isEmpty) return required ? 'is empty' : undefined;
  if (!types[type].test(String(cell))) return `is no ${type}`;
  return values && !values.includes(String(cell)) ? 'is none of its values' : undefined;
}

describe('the open data of a knowledge package', () => {
  it('keeps in every table what its description promises', async () => {
    const tables = packageTables(await contentsOf());
    const ids = new Map(
      tables.map(({ name, fields, rows }) => {
        const column = fields.findIndex((field) => field.name === 'id');
        return [name, new Set(rows.map((row) => row[column]))] as const;
      }),
    );
    for (const { name, fields, rows, primaryKey } of tables) {
      for (const [index, field] of fields.entries()) {
        const cells = rows.map((row) => row[index]);
        const faults = cells.flatMap((cell) => faultOf(field, cell) ?? []);
        expect(faults, `${name}.${field.name}`).to.deep.equal([]);
        const known = field.refersTo && ids.get(field.refersTo);
        const dangling = cells.filter((cell) => cell !== undefined && known && !known.has(cell));
        expect(dangling, `${name}.${field.name} points to ${field.refersTo}`).to.deep.equal([]);
      }
      const columns = primaryKey?.map((key) => fields.findIndex((field) => field.name === key));
      const keys = rows.map((row, index) => (columns ? columns.map((column) => row[column]).join() : index));
      expect(new Set(keys).size, `${name} has a row twice`).to.equal(rows.length);
    }
  });

  it('passes a strict reader of data packages, foreign keys included, with nothing in it and with everything', async () => {
    for (const contents of [await contentsOf(), await contentsOf([aNetwork()])]) {
      const files = await textsOf(contents);
      expect(packageFaults((path) => files.get(`open-data/${path}`))).to.deep.equal([]);
    }
  });

  it('is told by that reader to be at fault when a row points nowhere, stands twice or holds another type', async () => {
    const files = await textsOf(await contentsOf());
    const faultsWith = (table: string, from: string, to: string) =>
      packageFaults((path) => {
        const text = files.get(`open-data/${path}`);
        return path === `${table}.csv` ? text?.replace(from, to) : text;
      }).join('\n');
    expect(faultsWith('survey-answers', ',forms.other,', ',forms.nobody,')).to.match(
      /survey,question points to nothing/,
    );
    expect(faultsWith('validations', 'uudi,1,', 'uudi,gone,')).to.match(/practice points to nothing/);
    expect(faultsWith('groups', 'uudi,empty', 'uudi,home')).to.match(/a primary key stands twice/);
    expect(faultsWith('survey-counts', ',1,\r\n', ',one,\r\n')).to.match(/is no integer/);
    expect(faultsWith('practices', 'operatingModel', 'model')).to.match(/is none of its values/);
  });

  it('tells in words every code that answers are told by', async () => {
    const files = await textsOf(await contentsOf());
    const cells = (name: string) => cellsOf((path) => files.get(`open-data/${path}`), name);
    const kinds = new Map(cells('survey-questions').map((row) => [`${row['survey']} ${row['question']}`, row['kind']]));
    const kindOf = (row: Record<string, string>) => kinds.get(`${row['survey']} ${row['question']}`) ?? '';
    const known = new Set(cells('survey-codes').map((row) => [row['survey'], row['question'], row['code']].join(' ')));
    const unknown = (row: Record<string, string>, codes: (string | undefined)[]) =>
      codes.filter((code) => code && !known.has([row['survey'], row['question'], code].join(' ')));
    const counted = [...cells('survey-counts'), ...cells('survey-counts-by-class')];
    expect(counted.length).to.be.greaterThan(10);
    // A day is no code.
    for (const row of counted.filter((one) => kindOf(one) !== 'date'))
      expect(unknown(row, [row['option'], row['row']]), JSON.stringify(row)).to.deep.equal([]);
    for (const row of cells('survey-answers')) {
      const isCoded = ['choice', 'matrix', 'rating', 'yesNo'].includes(kindOf(row));
      const codes = isCoded ? (row['value'] ?? '').split(';') : [];
      expect(unknown(row, [row['row'], ...codes]), JSON.stringify(row)).to.deep.equal([]);
    }
    for (const row of cells('survey-codes')) {
      expect([row['label_fi'], row['label_sv'], row['label_en']].join(''), row['code']).not.to.equal('');
    }
  });

  it('describes each table with just the columns it has', async () => {
    const files = await textsOf(await contentsOf());
    const described = (await resourcesOf(files)).map(({ path, schema }) => [
      path,
      schema.fields.map((field) => field.name),
    ]);
    const found = [...files]
      .filter(([path]) => path.endsWith('.csv'))
      .map(([path, text]) => [path.replace('open-data/', ''), text.slice(1).split('\r\n')[0]?.split(',')]);
    expect(described).to.have.deep.members(found);
  });

  it('names a column only once in a table, and points only to tables there are', async () => {
    const resources = await resourcesOf(await textsOf(await contentsOf()));
    const tables = resources.map((resource) => resource.name);
    for (const { name, schema } of resources) {
      const fields = schema.fields.map((field) => field.name);
      expect(fields, name).to.have.length(new Set(fields).size);
      expect(tables).to.include.members((schema.foreignKeys ?? []).map((key) => key.reference.resource));
    }
  });

  it('starts every row with the network, so that tables of several networks can be put together', async () => {
    const files = await textsOf(await contentsOf());
    for (const { name } of await resourcesOf(files)) {
      const rows = rowsOf(files, name);
      expect(rows, name).not.to.deep.equal([]);
      expect(rows[0], name).to.match(/^uudi,/);
    }
  });

  it('keeps a spreadsheet from running what people wrote, and keeps it as it was in JSON', async () => {
    const files = await textsOf(await contentsOf());
    expect(files.get('open-data/validations.csv')).to.contain(`,notCorrect,'=1+1,`);
    expect(files.get('open-data/practices.json')).to.contain('"reason": "=1+1"');
  });

  it('tells every answer of a named survey by organisation', async () => {
    const files = await textsOf(await contentsOf());
    expect(rowsOf(files, 'survey-answers').filter((row) => row.startsWith('uudi,s0,'))).to.deep.equal([
      'uudi,s0,1,a,false,day,,2021-12-01',
      'uudi,s0,1,a,false,enough,,yes',
      'uudi,s0,1,a,false,forms,,a;other',
      'uudi,s0,1,a,false,forms.other,,Kirje',
      'uudi,s0,1,a,false,helpers,,2.5',
      'uudi,s0,1,a,false,likert,x,y',
      'uudi,s0,1,a,false,trust,,4',
      'uudi,s0,1,a,false,why,,Koska näin on.',
    ]);
  });

  it('tells of a survey that too few answered no number', async () => {
    const files = await textsOf(await contentsOf());
    expect(rowsOf(files, 'surveys').find((row) => row.startsWith('uudi,few,'))).to.match(/,,true$/);
    for (const table of ['survey-results', 'survey-counts', 'survey-texts', 'survey-answers']) {
      expect(
        rowsOf(files, table).filter((row) => row.startsWith('uudi,few,')),
        table,
      ).to.deep.equal([]);
    }
  });

  it('counts what was answered by option code', async () => {
    const writes = [
      aNetwork(),
      aPractice('1'),
      aSurvey('s', { state: 'closed', questions: [...questions] }),
      aResponse('s', 'm1', { enough: 'yes', likert: { x: 'z' } }),
      aResponse('s', 'm2', { enough: 'yes' }),
    ];
    const rows = rowsOf(await textsOf(await contentsOf(writes)), 'survey-counts');
    expect(rows).to.include.members(['uudi,s,enough,,yes,2,', 'uudi,s,enough,,no,0,', 'uudi,s,likert,x,z,1,']);
  });

  it('says of what is put in order how often it came first, and its mean place', async () => {
    const options = ['a', 'b', 'c'].map((code) => ({ code, label: { fi: code } }));
    const asked = [Question.parse({ kind: 'ranking', code: 'order', label: { fi: 'Järjestys' }, options })];
    const writes = [
      aNetwork(),
      aSurvey('s', { state: 'closed', questions: asked }),
      aResponse('s', 'm1', { order: { a: '1', b: '2', c: '3' } }),
      aResponse('s', 'm2', { order: { b: '1', a: '2', c: '3' } }),
    ];
    const rows = rowsOf(await textsOf(await contentsOf(writes)), 'survey-counts');
    expect(rows).to.deep.equal(['uudi,s,order,,a,1,1.5', 'uudi,s,order,,b,1,1.5', 'uudi,s,order,,c,0,3']);
  });

  it('says of a survey for whom its results are, what divides them and which is its earlier round', async () => {
    const rows = rowsOf(await textsOf(await contentsOf()), 'surveys');
    expect(rows.find((row) => row.startsWith('uudi,later,'))).to.match(
      /,leads,group;organisationType;region,s0,2,false$/,
    );
    expect(rows.find((row) => row.startsWith('uudi,s0,'))).to.match(/,leads,,,1,false$/);
  });

  it('counts by class what may be told by class, and nothing of a row that may not', async () => {
    const classes = (index: number) => ({ group: index < 9 ? 'home' : 'other' });
    const writes = [
      aNetwork(),
      aGroup('home'),
      aGroup('other'),
      aSurvey('s', { state: 'closed', anonymity: 'confidential', breakdowns: ['group'], questions: [...questions] }),
      ...Array.from({ length: 14 }, (_, index) => {
        // A text, which is never divided, and a row that only eight have an answer to.
        const answers = { why: 'Näin', enough: index % 2 ? 'yes' : 'no', ...(index < 8 && { likert: { x: 'y' } }) };
        return aResponse('s', `m${index}`, answers, { counted: { classes: classes(index) } });
      }),
    ];
    const files = await textsOf(await contentsOf(writes));
    expect(rowsOf(files, 'survey-counts-by-class')).to.deep.equal([
      'uudi,s,group,home,enough,,yes,4,',
      'uudi,s,group,home,enough,,no,5,',
      'uudi,s,group,other,enough,,yes,3,',
      'uudi,s,group,other,enough,,no,2,',
    ]);
    expect(rowsOf(files, 'survey-results-by-class')).to.deep.equal([
      'uudi,s,group,home,enough,9,,',
      'uudi,s,group,other,enough,5,,',
    ]);
  });

  it('counts what was said instead of an answer, and keeps texts beside the choice they belong to', async () => {
    const asked = questions.map((question) =>
      question.code === 'trust' ? { ...question, nonAnswers: ['dontKnow' as const] } : question,
    );
    const files = await textsOf(
      await contentsOf([
        aNetwork(),
        aSurvey('s', { state: 'closed', questions: asked }),
        aResponse('s', 'm', { 'trust.none': 'dontKnow', forms: ['other'], 'forms.other': 'Kirje' }),
      ]),
    );
    // The apostrophe keeps a spreadsheet from taking the code for a formula.
    expect(rowsOf(files, 'survey-counts')).to.include.members([
      "uudi,s,trust,,'-dontKnow,1,",
      'uudi,s,forms,,other,1,',
    ]);
    expect(rowsOf(files, 'survey-texts')).to.deep.equal(['uudi,s,forms,Kirje']);
    expect(rowsOf(files, 'survey-questions').find((row) => row.includes(',trust,rating,'))).to.contain(',dontKnow,');
  });

  it('has in columns what tells whether two networks asked the same', async () => {
    const files = await textsOf(await contentsOf());
    const columnsOf = (name: string) => files.get(`open-data/${name}.csv`)?.slice(1).split('\r\n')[0]?.split(',') ?? [];
    expect(columnsOf('surveys')).to.include.members(['template', 'family', 'respondent', 'anonymity']);
    expect(columnsOf('survey-questions')).to.include.members(['question', 'kind', 'multiple', 'other', 'unit_fi']);
    expect(rowsOf(files, 'survey-options').filter((row) => row.startsWith('uudi,s0,'))).to.deep.equal([
      'uudi,s0,forms,option,1,a,Vaihtoehto a,,,false,false',
      'uudi,s0,forms,option,2,b,Vaihtoehto b,,,false,false',
      'uudi,s0,likert,row,1,x,Vaihtoehto x,,,false,false',
      'uudi,s0,likert,step,1,y,Vaihtoehto y,,,false,false',
      'uudi,s0,likert,step,2,z,Vaihtoehto z,,,false,false',
    ]);
    expect(rowsOf(files, 'regions')).to.include('uudi,01,Uusimaa,Nyland,Uusimaa');
  });

  it('says in the language of the package what its codes mean', async () => {
    for (const [language, words] of [
      ['fi', 'library = Kirjasto'],
      ['sv', 'library = Bibliotek'],
      ['en', 'library = Library'],
    ] as const) {
      const resources = await resourcesOf(await textsOf(await contentsOf(), language));
      const about = (table: string, column: string) =>
        resources.find(({ name }) => name === table)?.schema.fields.find(({ name }) => name === column)?.description;
      expect(about('organisations', 'type')).to.contain(words);
      expect(about('survey-counts-by-class', 'class')).to.match(/-other = .*-several = .*-none = /);
      expect(about('surveys', 'results_for')).to.match(/coordinators = .*leads = .*asked = /);
    }
  });
});
