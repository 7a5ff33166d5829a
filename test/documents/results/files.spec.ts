import { expect } from 'chai';
import { parse } from 'csv-parse/sync';
import { createReader } from '../../../cards/reader.ts';
import { resultFile } from '../../../documents/results/files.ts';
import type { ResultFormat } from '../../../documents/results/format.ts';
import { put, type Write } from '../../../domain/store.ts';
import { Question } from '../../../domain/survey/kinds/kinds.ts';
import type { Answers } from '../../../domain/survey/question/answer.ts';
import { exportedResults } from '../../../domain/survey/results/exported-results.ts';
import { type Survey, surveys } from '../../../domain/survey/survey.ts';
import { aGroup, aNetwork, anOrganisation, aResponse, surveyRecord, withStore } from '../../domain/example-network.ts';
import { coordinatorOf } from '../../domain/survey/results/publications.ts';
import { readWorkbook } from '../xlsx.ts';

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
    return resultFile(createReader('fi', 'Europe/Helsinki'), exported, format, [], '2026-11-27T12:00:00.000Z');
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
      '\uFEFFOrganisaatio,Kysymys (form),"Kysymys, sanoin (form.words)",Kysymys – Muu (form.other),Kysymys (helpers),' +
        'Kysymys – Vaihtoehto x (grid.x),"Kysymys – Vaihtoehto x, sanoin (grid.x.words)",Kysymys (why)',
    );
    expect(rows).to.have.members([
      '\'@Kunta C (esimerkki),a,Vaihtoehto a,,2,y,Vaihtoehto y,"\'=HYPERLINK(""http://paha.example"")"',
      `,other,Muu,"Kirje, ""postitse""",4,'-dontKnow,En osaa sanoa,`,
      ",'-dontKnow,En osaa sanoa,,,,,'+1",
    ]);
  });

  it('hold for Excel in Finnish or Swedish semicolons and decimal commas, and the same otherwise', async () => {
    for (const [open, excel] of [
      ['csv', 'csvExcel'],
      ['answers', 'answersExcel'],
    ] as const) {
      const read = async (format: ResultFormat, delimiter: string) =>
        parse(await fileOf(format), { bom: true, delimiter });
      const [plain, finnish] = [await read(open, ','), await read(excel, ';')];
      const comma = (cell: string) => (/^\d+\.\d+$/.test(cell) ? cell.replace('.', ',') : cell);
      expect(finnish).to.deep.equal(plain.map((row) => row.map(comma)));
      expect(finnish[0]?.length).to.be.greaterThan(5);
      expect((await fileOf(excel)).subarray(0, 3).toString('hex')).to.equal('efbbbf');
    }
    expect((await fileOf('csvExcel')).toString()).to.include(';1;2;0,5;');
  });

  it('tell in words every code and every column that stands in them', async () => {
    const read = async (format: ResultFormat) => parse(await fileOf(format), { bom: true });
    const [, ...known] = await read('codes');
    const inQuestion = (code: string) => known.filter(([question]) => question === code).map(([, , , own]) => own);
    for (const [, , , , meaning] of known) expect(meaning).to.match(/\p{L}|\d/u);
    const [, ...counted] = await read('csv');
    for (const [question = '', , row, , , , , option] of counted) {
      expect(inQuestion(question), question).to.include.members([question, row, option].filter(Boolean));
    }
    const [header = [], ...rows] = await read('answers');
    const keys = header.map((heading) => /\(([^()]+)\)$/.exec(heading)?.[1] ?? heading);
    const all = known.map(([, , , code]) => code);
    expect(all).to.include.members(keys.slice(1));
    const coded = [...keys.entries()].filter(([, key]) => keys.includes(`${key}.words`)).map(([at]) => at);
    const codes = rows.flatMap((row) => coded.flatMap((at) => (row[at] ?? '').split(';'))).filter(Boolean);
    expect(codes).to.have.length(5);
    expect(all).to.include.members(codes);
    const json = JSON.parse((await fileOf('json')).toString()) as {
      codes: Record<string, { code: string; label: object }[]>;
      columns: object;
      answers: { answers: object }[];
    };
    for (const { answers: given } of json.answers) expect(json.columns).to.include.keys(Object.keys(given));
    expect(json.codes['form']?.find(({ code }) => code === '-dontKnow')?.label).to.deep.equal({
      fi: 'En osaa sanoa',
      sv: 'Vet inte',
      en: 'Don’t know',
    });
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
    const sheets = await readWorkbook(first);
    const names = ['Tulokset', 'Vapaat tekstit', 'Vastaukset', 'Koodit', 'Selitteet'];
    expect(sheets.map(({ name }) => name)).to.deep.equal(names);
    for (const { name, rows, widths, frozen, hasFormula } of sheets) {
      expect([frozen, hasFormula, widths.length], name).to.deep.equal([1, false, rows[0]?.length]);
      const longest = (at: number) => Math.max(...rows.map((row) => String(row[at] ?? '').length));
      for (const [at, width] of widths.entries()) expect(width, name).to.be.at.least(Math.min(longest(at), 60));
    }
    const [results, , answersSheet, , about] = sheets.map(({ rows }) => rows);
    expect(results?.find((row) => row[7] === 'a')?.slice(8, 12)).to.deep.equal(['Vaihtoehto a', 1, 2, 0.5]);
    expect(answersSheet?.flat()).to.include('=HYPERLINK("http://paha.example")').and.to.include(2);
    expect(about?.map(([what]) => what)).to.include.members(['Kysely', 'Vastauksia', ...names.slice(0, 4)]);
    expect(about?.find(([what]) => what === 'Tiedosto tehty')?.[1]).to.equal('pe 27.11.2026');
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
