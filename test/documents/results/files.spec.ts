import { buffer } from 'node:stream/consumers';
import { expect } from 'chai';
import { fromBufferPromise } from 'yauzl';
import { createReader } from '../../../cards/reader.ts';
import { resultFile } from '../../../documents/results/files.ts';
import type { ResultFormat } from '../../../documents/results/format.ts';
import { put, type Write } from '../../../domain/store.ts';
import { exportedResults } from '../../../domain/summary/exported-results.ts';
import { type Answers } from '../../../domain/survey/response.ts';
import { Question, type Survey, surveys } from '../../../domain/survey/survey.ts';
import {
  aGroup,
  aNetwork,
  anOrganisation,
  aResponse,
  surveyRecord,
  withStore,
} from '../../domain/summary/example-network.ts';
import { coordinatorOf } from '../../domain/summary/publications.ts';

const label = { fi: 'Kysymys', en: 'Question' };
const option = (code: string) => ({ code, label: { fi: `Vaihtoehto ${code}` } });
const questions = [
  Question.parse({
    kind: 'choice',
    code: 'form',
    label,
    other: true,
    nonAnswers: ['dontKnow'],
    options: ['a', 'b'].map(option),
  }),
  Question.parse({ kind: 'number', code: 'helpers', label }),
  Question.parse({
    kind: 'matrix',
    code: 'grid',
    label,
    nonAnswers: ['dontKnow'],
    rows: [{ ...option('x'), reversed: true }],
    scale: ['y', 'z'].map(option),
  }),
  Question.parse({ kind: 'text', code: 'why', label }),
];
const answers: readonly Answers[] = [
  { form: 'a', helpers: 2, grid: { x: 'y' }, why: '=HYPERLINK("http://paha.example")' },
  { form: 'other', 'form.other': 'Kirje, "postitse"', helpers: 4, grid: { x: '-dontKnow' } },
  { 'form.none': 'dontKnow', why: '+1' },
];

function written(given: Partial<Survey> = {}): Write[] {
  const survey = surveyRecord('s', { state: 'closed', questions, ...given });
  return [
    put(surveys, survey),
    aGroup('home'),
    anOrganisation('o', { name: '@Kunta C (esimerkki)' }),
    ...answers.map((one, index) =>
      aResponse('s', `m-${index}`, one, { organisationId: index === 0 ? 'o' : undefined }),
    ),
  ];
}

async function fileOf(format: ResultFormat, writes = written()): Promise<Buffer> {
  return withStore(writes, async (store) => {
    const exported = await exportedResults(store, coordinatorOf('uudi'), 's');
    return resultFile(createReader('fi', 'Europe/Helsinki'), exported, format, []);
  });
}

describe('results as a file', () => {
  it('hold in CSV each option with code, words, count and share, and texts that are no formulas', async () => {
    const text = (await fileOf('csv')).toString('utf8');
    expect(text.startsWith('\uFEFFKysymyksen koodi,Kysymys,')).to.equal(true);
    const lines = text.trimEnd().split('\r\n');
    expect(lines).to.include('form,Kysymys,,,,,,a,Vaihtoehto a,1,2,0.5,,,');
    expect(lines).to.include('form,Kysymys,,,,,,other,Muu,1,2,0.5,,,');
    expect(lines).to.include("form,Kysymys,,,,,,'-dontKnow,En osaa sanoa,1,,,,,");
    expect(lines).to.include('helpers,Kysymys,,,,,,,,,2,,3,3,');
    expect(lines).to.include('helpers,Kysymys,,,,,,2..5,2 – alle 5,2,2,1,,,');
    expect(lines).to.include('grid,Kysymys,x,Vaihtoehto x (käänteinen väite),,,,y,Vaihtoehto y,1,1,1,,,');
    expect(lines).to.include("grid,Kysymys,x,Vaihtoehto x (käänteinen väite),,,,'-dontKnow,En osaa sanoa,1,,,,,");
    expect(text).to.include('"\'=HYPERLINK(""http://paha.example"")"').and.to.include("'+1");
    expect(text).to.include('"Kirje, ""postitse"""');
    for (const line of lines.filter((one) => !one.includes('"'))) expect(line.split(',')).to.have.length(15);
  });

  it('hold the answers of a named survey in rows, by organisation', async () => {
    const [header, ...rows] = (await fileOf('answers')).toString('utf8').trimEnd().split('\r\n');
    expect(header).to.equal(
      '\uFEFFOrganisaatio,Kysymys (form),form.other,Kysymys (helpers),Kysymys – Vaihtoehto x (grid.x),Kysymys (why)',
    );
    expect(rows).to.have.members([
      '\'@Kunta C (esimerkki),a,,2,y,"\'=HYPERLINK(""http://paha.example"")"',
      `,other,"Kirje, ""postitse""",4,'-dontKnow,`,
      ",'-dontKnow,,,,'+1",
    ]);
  });

  it('hold in JSON codes and words in every language, and nobody’s id', async () => {
    const text = (await fileOf('json')).toString('utf8');
    const value = JSON.parse(text) as {
      questions: { label: object }[];
      results: { submitted: number };
      answers: object[];
    };
    expect(value.questions[0]?.label).to.deep.equal(label);
    expect(value.results.submitted).to.equal(3);
    expect(value.answers).to.have.length(3);
    expect(text).not.to.match(/m-\d|asker-secret/);
  });

  it('hold in JSON what the classes are called that results are divided by', async () => {
    const { classes } = JSON.parse(
      (await fileOf('json', [aNetwork(), ...written({ breakdowns: ['organisationType'] })])).toString(),
    );
    expect(classes).to.deep.equal({
      organisationType: {
        association: { fi: 'Järjestö', sv: 'Förening eller organisation', en: 'Association' },
        '-none': { fi: 'Ei organisaatiota', sv: 'Ingen organisation', en: 'No organisation' },
      },
    });
  });

  it('hold in a workbook the same tables, in which no text is a formula, and equal bytes', async () => {
    const [first, second] = [await fileOf('xlsx'), await fileOf('xlsx')];
    expect(first.equals(second)).to.equal(true);
    const zip = await fromBufferPromise(first, { autoClose: false });
    const parts = new Map<string, string>();
    for await (const entry of zip.eachEntry()) {
      parts.set(entry.fileName, (await buffer(await zip.openReadStreamPromise(entry))).toString('utf8'));
    }
    expect(parts.get('xl/workbook.xml')).to.match(/Tulokset.*Vapaat tekstit.*Vastaukset/s);
    expect([...parts.values()].some((part) => part.includes('<f>'))).to.equal(false);
    expect(parts.get('xl/sharedStrings.xml')).to.include('=HYPERLINK').and.to.include('Vaihtoehto a');
  });

  it('hold no answers in rows of a confidential survey, and nothing of it below five', async () => {
    await withStore(written({ anonymity: 'confidential' }), async (store) => {
      const exported = await exportedResults(store, coordinatorOf('uudi'), 's');
      expect(exported.rows).to.equal(undefined);
      expect(exported.results).to.include({ suppressed: true });
      const bytes = await resultFile(createReader('fi', 'Europe/Helsinki'), exported, 'csv', []);
      expect(bytes.toString('utf8').trimEnd().split('\r\n')).to.have.length(1);
    });
  });
});
