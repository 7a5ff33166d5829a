import { expect } from 'chai';
import { aNetwork, aPractice, aResponse, aSurvey } from '../../domain/summary/example-network.ts';
import { contentsOf, fullNetwork, questions, textsOf } from './example-package.ts';

interface Resource {
  readonly name: string;
  readonly path: string;
  readonly schema: {
    readonly fields: readonly { readonly name: string; readonly type: string }[];
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

describe('the open data of a knowledge package', () => {
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

  it('tells of a suppressed survey how many answered and no more', async () => {
    const files = await textsOf(await contentsOf());
    expect(rowsOf(files, 'surveys').find((row) => row.startsWith('uudi,few,'))).to.match(/,1,true$/);
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
    expect(rows).to.include.members(['uudi,s,enough,,yes,2', 'uudi,s,enough,,no,0', 'uudi,s,likert,x,z,1']);
  });
});
