import { existsSync, globSync, readFileSync } from 'node:fs';
import { dirname, join, normalize } from 'node:path';
import { expect } from 'chai';

const root = join(import.meta.dirname, '..', '..');

/** Which rooms a room may import from: the arrows of docs/architecture.md. */
const mayImport: Readonly<Record<string, readonly string[]>> = {
  domain: [],
  storage: ['domain'],
  locales: [],
  content: ['domain'],
  config: ['domain'],
  http: ['domain'],
  words: ['domain', 'locales'],
  cards: ['domain', 'words', 'locales'],
  documents: ['domain', 'words', 'locales'],
  bot: ['domain', 'words', 'cards', 'documents', 'http', 'locales'],
  'tab/contract': ['domain', 'words', 'cards'],
  'tab/server': ['tab/contract', 'domain', 'words', 'cards', 'documents', 'http', 'locales'],
  'tab/client': ['tab/contract', 'locales'],
  cli: ['domain', 'documents', 'storage'],
  manifest: ['locales'],
  release: [],
  demo: ['domain', 'content'],
};

/** Rooms that nothing imports, and that may import anything, the tests' own tools included. */
const unbound = ['bench'];

/** The rooms a package may be imported in. A package not named here may be imported anywhere but in the domain. */
const onlyIn: Readonly<Record<string, readonly string[]>> = {
  botbuilder: ['bot'],
  'botframework-connector': ['bot'],
  restify: ['bot', 'tab/server'],
  'prom-client': ['bot'],
  lowdb: ['storage'],
  pg: ['storage'],
  kysely: ['storage'],
  jose: ['tab/server'],
  'zod-openapi': ['tab/server'],
  vega: ['documents'],
  'vega-lite': ['documents'],
  '@resvg/resvg-js': ['documents', 'manifest'],
  '@microsoft/teams-js': ['tab/client'],
  react: ['tab/client'],
  'react-dom': ['tab/client'],
  adaptivecards: ['tab/client'],
  '@fluentui/react-components': ['tab/client'],
  '@tanstack/react-virtual': ['tab/client'],
  pino: ['config', 'bot', 'tab/server'],
  i18next: ['locales'],
  '@microsoft/app-manifest': ['manifest'],
};

const domainPackages = ['zod', 'date-fns', '@date-fns/tz'];

/** Nouns of the domain that may read other nouns; every noun may know the network and its members. */
const readers = ['summary', 'package'];

interface Import {
  readonly from: string;
  readonly to: string;
}

function roomOf(file: string): string {
  const [first = '', second = ''] = file.split('/');
  return first === 'tab' ? `${first}/${second}` : first;
}

function nounOf(file: string): string {
  return file.split('/').length > 2 ? (file.split('/')[1] ?? '') : '';
}

const patterns = [...Object.keys(mayImport), ...unbound].map((room) => `${room}/**/*.{ts,tsx}`);
const files = globSync(patterns, { cwd: root }).map((file) => file.replaceAll('\\', '/'));
const imports: Import[] = files.flatMap((from) => {
  const source = readFileSync(join(root, from), 'utf8');
  const found = source.matchAll(/^(?:import|export)\s(?:[^'"`;]*?\sfrom\s+)?'([^']+)';|\bimport\(\s*'([^']+)'/gm);
  return [...found].map((match) => {
    const to = match[1] ?? match[2] ?? '';
    return { from, to: to.startsWith('.') ? normalize(join(dirname(from), to)) : to };
  });
});
const wired = imports.filter(({ from }) => !from.endsWith('/main.ts') && !unbound.includes(roomOf(from)));
const inside = wired.filter(({ to }) => !to.startsWith('node:') && files.includes(to));
const packages = wired.filter(({ to }) => !to.startsWith('node:') && !/\.(ts|tsx|json|css)$/.test(to));
const shown = ({ from, to }: Import) => `${from} → ${to}`;

describe('the rooms', () => {
  it('are all known and full of imports to check', () => {
    expect(files.map(roomOf).filter((room) => !(room in mayImport) && !unbound.includes(room))).to.deep.equal([]);
    expect(imports.length).to.be.greaterThan(200);
    for (const room of Object.keys(mayImport)) expect(files.map(roomOf), room).to.include(room);
  });

  it('import only the rooms below them', () => {
    const wrong = inside.filter(({ from, to }) => {
      const room = roomOf(from);
      return roomOf(to) !== room && !mayImport[room]?.includes(roomOf(to));
    });
    expect(wrong.map(shown)).to.deep.equal([]);
  });

  it('import only files that are there', () => {
    const missing = imports.filter(({ to }) => /\.(ts|tsx)$/.test(to) && !existsSync(join(root, to)));
    expect(missing.map(shown)).to.deep.equal([]);
  });

  it('keep each package in its room', () => {
    const nameOf = (to: string) =>
      to
        .split('/')
        .slice(0, to.startsWith('@') ? 2 : 1)
        .join('/');
    const wrong = packages.filter(({ from, to }) => {
      const allowed = onlyIn[nameOf(to)];
      if (roomOf(from) === 'domain') return !domainPackages.includes(nameOf(to));
      return allowed !== undefined && !allowed.includes(roomOf(from));
    });
    expect(wrong.map(shown)).to.deep.equal([]);
  });

  it('let a noun of the domain read only the network, unless it is there to read others', () => {
    const wrong = inside.filter(({ from, to }) => {
      if (roomOf(from) !== 'domain' || roomOf(to) !== 'domain') return false;
      const [noun, other] = [nounOf(from), nounOf(to)];
      if (noun === '' || other === '' || noun === other || readers.includes(noun)) return false;
      return other !== 'network';
    });
    expect(wrong.map(shown)).to.deep.equal([]);
  });

  it('let surveys know nothing of how their results are counted', () => {
    const wrong = inside.filter(({ from, to }) => {
      const isResults = (file: string) => file.startsWith('domain/survey/results/');
      const isReader = from === 'domain/survey/reader.ts';
      return from.startsWith('domain/survey/') && !isReader && !isResults(from) && isResults(to);
    });
    expect(wrong.map(shown)).to.deep.equal([]);
  });

  it('let only programs know all nouns, and no noun’s reader reach those who gather', () => {
    const all = 'domain/nouns.ts';
    expect(inside.filter(({ to }) => to === all).map(shown)).to.deep.equal([]);
    const gather = files.filter((file) => /\bGathering\b/.test(readFileSync(join(root, file), 'utf8')));
    const reached = (file: string, seen = new Set<string>()): Set<string> => {
      for (const { to } of inside.filter(({ from }) => from === file)) {
        if (!seen.has(to)) reached(to, seen.add(to));
      }
      return seen;
    };
    const readerFiles = files.filter((file) => /^domain\/[^/]+\/reader\.ts$/.test(file));
    expect(readerFiles.length).to.be.above(5);
    const wrong = readerFiles.flatMap((file) =>
      gather.filter((one) => one !== 'domain/noun.ts' && reached(file).has(one)).map((to) => shown({ from: file, to })),
    );
    expect(wrong).to.deep.equal([]);
  });

  it('let no feature of the bot import another', () => {
    const wrong = inside.filter(({ from, to }) => {
      const [noun, other] = [nounOf(from), nounOf(to)];
      return roomOf(from) === 'bot' && roomOf(to) === 'bot' && noun !== '' && other !== '' && noun !== other;
    });
    expect(wrong.map(shown)).to.deep.equal([]);
  });

  it('let no noun of the page import another, and its ground no noun', () => {
    const partOf = (file: string) => file.match(/^tab\/client\/(\w+)\//)?.[1] ?? '';
    const wrong = inside.filter(({ from, to }) => {
      const [part, other] = [partOf(from), partOf(to)];
      return part !== '' && other !== '' && part !== other && part !== 'app' && other !== 'ui';
    });
    expect(inside.map(({ to }) => partOf(to))).to.include('ui');
    expect(wrong.map(shown)).to.deep.equal([]);
  });

  it('read the environment in one file', () => {
    const readers = files.filter((file) => /process\.env/.test(readFileSync(join(root, file), 'utf8')));
    expect(readers.filter((file) => !file.startsWith('demo/'))).to.deep.equal(['config/environment.ts']);
  });

  it('have no cycles, types included', () => {
    const graph = new Map<string, string[]>();
    const ours = imports.filter(({ to }) => files.includes(to));
    for (const { from, to } of ours) graph.set(from, [...(graph.get(from) ?? []), to]);
    const done = new Set<string>();
    const cycles: string[] = [];
    const walk = (file: string, path: readonly string[]): void => {
      if (path.includes(file)) cycles.push([...path, file].join(' → '));
      if (done.has(file) || path.includes(file)) return;
      for (const next of graph.get(file) ?? []) walk(next, [...path, file]);
      done.add(file);
    };
    for (const file of graph.keys()) walk(file, []);
    expect(cycles).to.deep.equal([]);
  });
});
