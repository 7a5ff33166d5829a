import { expect } from 'chai';
import { parse } from 'csv-parse/sync';
import { Parser } from 'htmlparser2';
import ICAL from 'ical.js';
import { createReader } from '../../cards/reader.ts';
import { drawChart } from '../../documents/charts/chart.ts';
import { drawPicture } from '../../documents/charts/picture.ts';
import { ledgerFile } from '../../documents/delivery/ledger.ts';
import { type CsvKind, csv } from '../../documents/package/csv.ts';
import { packageTables } from '../../documents/package/tables.ts';
import { resultFile } from '../../documents/results/files.ts';
import { nouns } from '../../domain/nouns.ts';
import { type PackageContents, packageContents } from '../../domain/package/contents.ts';
import type { Store } from '../../domain/store.ts';
import { type ExportedResults, exportedResults } from '../../domain/survey/results/exported-results.ts';
import { languages } from '../../domain/text.ts';
import { dataTextsFor } from '../../locales/text.ts';
import { fileName } from '../../tab/server/files/file-name.ts';
import { fileHeaders } from '../../tab/server/reply.ts';
import { leaksDirection } from '../cards/shown.ts';
import { callEverything } from '../domain/called.ts';
import { now, withStore } from '../domain/example-network.ts';
import { coordinatorOf } from '../domain/survey/results/publications.ts';
import { asSeen, createHostileNames } from '../hostile-names.ts';
import { hostileTexts, unkeepable } from '../hostile-texts.ts';
import { bagFaults } from './bagit.ts';
import { calendarFaults } from './calendar/rfc5546.ts';
import { cellsOf, packageFaults } from './frictionless.ts';
import { fullNetwork, textsOf, unzip, zipOf } from './package/example-package.ts';
import { readWorkbook } from './xlsx.ts';

/** As texts are in files: what no file can hold has gone. */
const kept = (text: string) =>
  text
    .toWellFormed()
    .replace(/\r\n?/g, '\n')
    .replace(/[^\P{Cc}\n\t]/gu, '');

const isFormula = /^(?:\s*[=+\-@＝＋－＠]|[\t\r\n])/;

/** Takes away the apostrophes that keep a spreadsheet from running a text. */
function asTyped(cell: string): string {
  const inner = cell.replace(/([;\t\n](?:[^\S\t\n]|")*)'(?='*(?:[=+@＝＋－＠]|-(?! )))/g, '$1');
  return /^'+/.test(inner) && isFormula.test(inner.replace(/^'+/, '')) ? inner.slice(1) : inner;
}

describe('files of any text', () => {
  const names = createHostileNames();
  let contents: PackageContents;
  let results: ExportedResults;
  let files: Map<string, string>;
  let whole: Map<string, Buffer>;

  before(async () => {
    await withStore(fullNetwork, async (store: Store) => {
      await callEverything(store, (longest) => names.next(longest));
      contents = await packageContents(store, 'operator', 'uudi', now, { regions: [], nouns });
      results = await exportedResults(store, coordinatorOf('uudi'), 's0');
    });
    files = await textsOf(contents);
    whole = await unzip(await zipOf(contents));
  });

  for (const [kind, delimiter] of [
    ['open', ','],
    ['excel', ';'],
  ] as [CsvKind, string][]) {
    it(`give every text back from a table (${kind}), in which a spreadsheet runs nothing`, () => {
      const texts = [...hostileTexts, ...unkeepable];
      const read = parse(
        csv(
          ['text', 'next'],
          texts.map((text) => [text, 7]),
          kind,
        ),
        { bom: true, delimiter },
      );
      const rows = read.slice(1);
      expect(rows.map(([cell = '']) => asTyped(cell))).to.deep.equal(texts.map(kept));
      expect(rows.every(([, next]) => next === '7')).to.equal(true);
      const safe = rows.filter(([cell = '']) => !/^-\d+(?:\.\d+)?$/.test(cell) && isFormula.test(cell));
      expect(safe).to.deep.equal([]);
    });
  }

  it('are a valid data package whose tables hold what people wrote', () => {
    const read = (path: string) => files.get(`open-data/${path}`);
    expect(packageFaults(read)).to.deep.equal([]);
    for (const { name, fields, rows } of packageTables(contents)) {
      const found = cellsOf(read, name).map((row) => fields.map((field) => asTyped(row[field.name] ?? '')));
      const made = rows.map((row) => row.map((cell) => kept(String(cell ?? ''))));
      expect(found, name).to.deep.equal(made);
    }
    const { practices, meetings } = contents;
    expect(JSON.parse(read('practices.json') ?? '')).to.deep.equal(JSON.parse(JSON.stringify(practices)));
    expect(JSON.parse(read('meetings.json') ?? '')).to.deep.equal(JSON.parse(JSON.stringify(meetings)));
  });

  it('are a whole bag, whose label and paths are its own', () => {
    const inBag = new Map([...whole].map(([path, bytes]) => [path.slice(path.indexOf('/') + 1), bytes]));
    expect(bagFaults(inBag)).to.deep.equal([]);
  });

  it('are a page on which every text is read as it was written, and nothing runs', () => {
    const allowed =
      /^(?:html|head|meta|title|style|body|nav|main|header|footer|section|article|aside|details|summary|a|p|code|h[1-6]|ul|ol|li|dl|dt|dd|div|span|bdi|strong|em|table|caption|colgroup|col|thead|tbody|tr|th|td|figure|figcaption|img|svg|g|path|text|tspan|rect|line|defs|clipPath|title|desc|br|hr)$/i;
    const [wrong, words, blocks]: [Set<string>, string[], string[]] = [new Set(), [], []];
    const parser = new Parser({
      onopentag: (name, attributes) => {
        if (!allowed.test(name)) wrong.add(name);
        for (const [key, value] of Object.entries(attributes)) {
          if (key.startsWith('on') || /^\s*(?:javascript|data:text)/i.test(value)) wrong.add(`${name} ${key}`);
          if (
            (key === 'href' || key === 'src') &&
            !/^(?:#|[A-Za-z][A-Za-z-]*(?:\/[A-Za-z-]+)*\.[a-z]+$|https:)/.test(value)
          )
            wrong.add(value);
        }
        blocks.push(name);
      },
      oncomment: () => void wrong.add('comment'),
      ontext: (text) => void words.push(text),
    });
    parser.end(files.get('index.html') ?? '');
    expect([...wrong]).to.deep.equal([]);
    const read = asSeen(words.join(''));
    const marks = new Set([...read.matchAll(/¤\d+¤/g)].map(([own]) => own));
    expect(marks.size).to.be.greaterThan(60);
    // Lists and headings in prose are drawn as such, without the signs that made them.
    const bare = (text: string) => asSeen(text.replace(/^\s*(?:[-*+>]|\d+[.)]|#+)\s+/gm, ''));
    const otherwise = names
      .knownIn(read)
      .filter((name) => !bare(read).includes(bare(name)) && !read.includes(bare(name)));
    expect(otherwise).to.deep.equal([]);
  });

  it('are a calendar that strict readers take, with every text as it was written', () => {
    const text = files.get('schedule.ics') ?? '';
    expect(calendarFaults(text)).to.deep.equal([]);
    const events = new ICAL.Component(ICAL.parse(text)).getAllSubcomponents('vevent').map((one) => new ICAL.Event(one));
    expect(events.map(({ summary }) => summary)).to.deep.equal(contents.meetings.ahead.map(({ title }) => kept(title)));
  });

  it('turn no line of a text that is read', () => {
    for (const line of (files.get('README.txt') ?? '').split('\n')) expect(leaksDirection(line), line).to.equal(false);
  });

  it('are workbooks, tables and JSON of results that hold what people wrote, and nothing that runs', async () => {
    const regions: [] = [];
    for (const language of languages) {
      const reader = createReader(language, 'Europe/Helsinki');
      const made = async (format: 'csv' | 'answers' | 'json' | 'xlsx') => resultFile(reader, results, format, regions);
      const sheets = await readWorkbook(await made('xlsx'));
      const cells = sheets.flatMap(({ rows }) => rows.flat()).filter((cell) => typeof cell === 'string');
      expect(sheets.some(({ hasFormula }) => hasFormula)).to.equal(false);
      const shown = cells.join('\n');
      const typed = names.knownIn(shown);
      expect(typed.length).to.be.greaterThan(10);
      for (const name of typed) expect(shown, name).to.include(kept(name));
      const answers = parse(await made('answers'), { bom: true });
      expect(new Set(answers.map((row) => row.length)).size).to.equal(1);
      JSON.parse((await made('json')).toString());
    }
    const [sheet] = await readWorkbook(await allInWorkbook());
    expect(sheet?.rows.slice(1).map(([, name]) => name)).to.deep.equal(hostileTexts.map(kept));
  });

  /** A list of messages to people of every name. */
  function allInWorkbook(): Promise<Buffer> {
    const one = { kind: 'survey.invitation', state: 'sent', reason: '', attempts: 1, doubts: 0 } as const;
    const rows = hostileTexts.map((name) => ({
      ...one,
      name,
      organisation: '',
      createdAt: '2026-09-01T06:00:00Z',
      settledAt: undefined,
    }));
    const list = { rows, title: hostileTexts[0] ?? '', day: 'ti 1.9.2026', reasons: [] };
    return ledgerFile(list, dataTextsFor('fi'), 'xlsx');
  }

  it('are drawings that are well-formed and load nothing, and pictures', async () => {
    const rows = [...hostileTexts, ...unkeepable].map((label, at) => ({ label, values: [at] }));
    const svg = await drawChart({ columns: ['n'], rows }, 'default');
    const elements = new Set<string>();
    const parser = new Parser(
      {
        onopentag: (name, attributes) => {
          elements.add(name);
          for (const [key, value] of Object.entries(attributes)) {
            expect(/^on|href$/.test(key) && !value.startsWith('#'), `${key}=${value}`).to.equal(false);
          }
        },
      },
      { xmlMode: true },
    );
    parser.end(svg);
    expect([...elements]).not.to.include.members(['script']);
    expect(
      [...elements].filter((name) => !/^(?:svg|g|path|text|rect|line|tspan|defs|clipPath)$/.test(name)),
    ).to.deep.equal([]);
    const picture = await drawPicture({ columns: ['n'], rows: rows.slice(0, 20) });
    expect(picture.subarray(1, 4).toString('latin1')).to.equal('PNG');
  });

  it('have names that mean nothing to a folder or a header, whatever they are about', () => {
    for (const title of [...hostileTexts, ...unkeepable]) {
      const name = fileName('tulokset', title, { now, timeZone: 'Europe/Helsinki', ending: 'csv' });
      expect(name, title).to.match(/^tulokset-(?:[\p{L}\p{M}\p{N}-]+-)?2021-11-26\.csv$/u);
      const header = fileHeaders('text/csv', name)['Content-Disposition'] ?? '';
      expect(header).to.match(/^attachment; filename="[A-Za-z0-9.-]+"(?:; filename\*=UTF-8''[A-Za-z0-9%.!~*'()_-]+)?$/);
      const encoded = /filename\*=UTF-8''(.*)$/.exec(header)?.[1];
      if (encoded !== undefined) expect(decodeURIComponent(encoded)).to.equal(name);
    }
  });
});
