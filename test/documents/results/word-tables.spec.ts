import { expect } from 'chai';
import { createReader } from '../../../cards/reader.ts';
import { loadContent } from '../../../content/content.ts';
import { countedHeading, tableReader } from '../../../documents/results/labels.ts';
import { classTable, comparisonTable } from '../../../documents/results/word-tables.ts';
import { type AskedQuestion, Question } from '../../../domain/survey/kinds/kinds.ts';

const named = (code: string, fi: string) => ({ code, label: { fi } });
const matrix = Question.parse({
  kind: 'matrix',
  code: 'trust',
  label: { fi: 'Luottamus' },
  rows: [named('open', 'Voin puhua avoimesti.'), named('heard', 'Minua kuullaan.')],
  scale: [named('y', 'Samaa mieltä'), named('n', 'Eri mieltä')],
}) as AskedQuestion;
const rating = Question.parse({
  kind: 'rating',
  code: 'grade',
  label: { fi: 'Arvosana' },
  low: { fi: 'huono' },
  high: { fi: 'hyvä' },
}) as AskedQuestion;
const names = { groupNames: new Map([['g', { fi: 'Lähituki' }]]), regions: loadContent().regions };
const reader = tableReader(createReader('fi', 'Europe/Helsinki'), names);
const shares = [
  { code: 'y', count: 3 },
  { code: 'n', count: 1 },
];

describe('a table of results in words', () => {
  it('has a row for each statement in each class, and tells nothing of one that is hidden', () => {
    const rows = [
      { code: 'open', answered: 4, suppressed: false, counts: shares },
      { code: 'heard', answered: 0, suppressed: true, counts: [] },
    ];
    const table = { breakdown: 'group' as const, classes: [{ code: 'g', answered: 5, rows }] };
    expect(classTable(reader, matrix, table)).to.deep.equal({
      headings: 2,
      columns: ['Työryhmä', 'Väittämä', 'Kysymykseen vastannut', 'Samaa mieltä', 'Eri mieltä'],
      rows: [
        ['Lähituki', 'Voin puhua avoimesti.', '4', '75\u00a0% (3)', '25\u00a0% (1)'],
        ['Lähituki', 'Minua kuullaan.', '–', '–', '–'],
      ],
    });
  });

  it('has medians and means beside the shares of grades', () => {
    const counts = [{ code: '5', count: 2 }];
    const classes = [{ code: '-other', answered: 2, counts, median: 5, mean: 4.75 }];
    expect(classTable(reader, rating, { breakdown: 'region', classes })).to.deep.equal({
      headings: 1,
      columns: ['Maakunta', 'Kysymykseen vastannut', '5 – hyvä', 'Mediaani', 'Keskiarvo'],
      rows: [['Muut yhteensä', '2', '100\u00a0% (2)', '5', '4,75']],
    });
  });

  it('has a column for each class where there is much to tell of few, so that it need not be moved sideways', () => {
    const codes = ['a', 'b', 'c', 'd', 'e', 'f'];
    const options = codes.map((code) => named(code, code.toUpperCase()));
    const choice = Question.parse({ kind: 'choice', code: 'form', label: { fi: 'Muoto' }, options }) as AskedQuestion;
    const counts = codes.map((code) => ({ code, count: code === 'b' ? 3 : 0 }));
    const classes = ['g', '-several'].map((code) => ({ code, answered: 6, counts }));
    const { columns, rows } = classTable(reader, choice, { breakdown: 'group', classes });
    expect(columns).to.deep.equal(['Vaihtoehto', 'Lähituki', 'Useassa ryhmässä']);
    expect(rows.slice(0, 3)).to.deep.equal([
      ['Kysymykseen vastannut', '6', '6'],
      ['A', '0\u00a0% (0)', '0\u00a0% (0)'],
      ['B', '50\u00a0% (3)', '50\u00a0% (3)'],
    ]);
  });

  it('heads numbers in brackets with what they are counted in, and options and statements with what they are', () => {
    const number = (unit?: string) =>
      Question.parse({ kind: 'number', code: 'n', label: { fi: 'N' }, ...(unit && { unit: { fi: unit } }) });
    const headings = [number('kävijää'), number(), matrix, rating].map((question) =>
      countedHeading(createReader('fi', 'Europe/Helsinki'), question as AskedQuestion),
    );
    expect(headings).to.deep.equal(['Luku (kävijää)', 'Luku', 'Väittämä', 'Vaihtoehto']);
  });

  it('names a region as the reader’s language has it, and one that is not known as it is kept', () => {
    const classes = ['Uusimaa', 'Lappi', 'Muualla'].map((code) => ({ code, answered: 5, counts: [] }));
    const labels = (language: 'fi' | 'sv' | 'en') =>
      classTable(tableReader(createReader(language, 'Europe/Helsinki'), names), rating, {
        breakdown: 'region',
        classes,
      });
    expect(labels('sv').rows.map(([label]) => label)).to.deep.equal(['Nyland', 'Lappland', 'Muualla']);
    expect(labels('en').rows.map(([label]) => label)).to.deep.equal(['Uusimaa', 'Lapland', 'Muualla']);
  });

  it('names a step with its statement, without the full stop between them', () => {
    const compared = {
      code: 'trust',
      answered: { before: 4, now: 5 },
      shares: [{ code: 'y', row: 'open', before: 0.5, now: 0.2 }],
    };
    expect(comparisonTable(reader, matrix, compared)).to.deep.equal({
      headings: 1,
      columns: ['Väittämä', 'Aiemmin', 'Nyt', 'Ero'],
      rows: [
        ['Kysymykseen vastannut', '4', '5', ''],
        ['Voin puhua avoimesti: Samaa mieltä', '50\u00a0%', '20\u00a0%', '−30'],
      ],
    });
  });
});
