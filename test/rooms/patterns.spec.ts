import { globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { threadCpuUsage } from 'node:process';
import { expect } from 'chai';
import { parseSync } from 'vite';

const root = join(import.meta.dirname, '..', '..');
const outside = ['node_modules', 'build', 'coverage', 'test'];
const sources = globSync('**/*.{ts,tsx,mjs}', { cwd: root, exclude: (name) => outside.includes(name) });

interface Found {
  readonly where: string;
  readonly pattern: RegExp;
}

type Node = Readonly<Record<string, unknown>>;

/** Every node of a source's syntax tree. */
function* nodesOf(value: unknown): Generator<Node> {
  if (typeof value !== 'object' || value === null || value instanceof RegExp) return;
  if (!Array.isArray(value)) yield value as Node;
  for (const part of Object.values(value)) yield* nodesOf(part);
}

function patternIn(node: unknown): RegExp | undefined {
  const { type, regex } = (node ?? {}) as { type?: string; regex?: { pattern: string; flags: string } };
  return type === 'Literal' && regex ? new RegExp(regex.pattern, regex.flags) : undefined;
}

/** Methods of texts that make a pattern of a text they are given. */
const makers = ['match', 'matchAll', 'search'];

/** What the stores' own `match` is given: no text. */
const queries = ['where', 'Object.fromEntries(asked)'];

/** A pattern that is put together while running, which no literal tells of. */
function isPutTogether(node: Node, text: string): boolean {
  const { type, callee, name } = node as { type: string; callee?: Node; name?: string };
  if (type === 'Identifier') return name === 'RegExp';
  if (type !== 'CallExpression' || callee?.['type'] !== 'MemberExpression') return false;
  const method = (callee['property'] as Node)['name'];
  const [given] = node['arguments'] as Node[];
  if (!makers.includes(String(method)) || !given || patternIn(given)) return false;
  return !queries.includes(text.slice(Number(given['start']), Number(given['end'])));
}

const found: Found[] = [];
const putTogether: string[] = [];
for (const file of sources) {
  const text = readFileSync(join(root, file), 'utf8');
  const lineOf = (node: Node) => `${file}:${text.slice(0, Number(node['start'])).split('\n').length}`;
  const { program, errors } = parseSync(file, text);
  if (errors.length > 0) throw new Error(`${file} cannot be parsed`);
  for (const node of nodesOf(program)) {
    const pattern = patternIn(node);
    if (pattern) found.push({ where: lineOf(node), pattern });
    else if (isPutTogether(node, text)) putTogether.push(lineOf(node));
  }
}

const common = [...'0 9aZé_-+.,:;!?/\\<>="\'`*#{[(|@&%$\t\n\r', '\u0000', '\u00a0', '\u200b', '\u2028', '\ud83d', '😀'];
const endings = ['', 'x', '0', '!', '\n', '\u0000'];

/** The characters that a pattern names, and one of each class that it names. */
function alphabetOf({ source }: RegExp): string[] {
  const classes: Readonly<Record<string, string>> = {
    d: '7',
    s: ' ',
    w: 'w',
    S: 'y',
    D: 'z',
    n: '\n',
    r: '\r',
    t: '\t',
  };
  const escaped = [...source.matchAll(/\\(?:u([\dA-F]{4})|(.))/g)].map(([, code, letter = '']) =>
    code === undefined ? (classes[letter] ?? letter) : String.fromCharCode(Number.parseInt(code, 16)),
  );
  return [...new Set([...escaped, ...source.replace(/\\./g, '')])];
}

/** Milliseconds of CPU that a pattern takes to look through a whole text, at best of three times. */
function costOf({ source, flags }: RegExp, text: string, bound: number): number {
  const pattern = new RegExp(source, flags.includes('g') ? flags : `${flags}g`);
  let best = Infinity;
  for (let time = 0; time < 3 && best > bound; time += 1) {
    const before = threadCpuUsage();
    text.replace(pattern, '');
    const { user, system } = threadCpuUsage(before);
    best = Math.min(best, (user + system) / 1000);
  }
  return best;
}

/** The texts of about this length that cost the pattern more than the bound, in milliseconds. */
function dear({ pattern, where }: Found, texts: Iterable<string>, bound: number): string[] {
  for (const text of texts) {
    const cost = costOf(pattern, text, bound);
    if (cost > bound) {
      return [
        `${where} ${String(pattern)}: ${JSON.stringify(text.slice(0, 4))}…${JSON.stringify(text.slice(-2))} ${cost} ms`,
      ];
    }
  }
  return [];
}

function* repeated(pattern: RegExp, length: number): Generator<string> {
  for (const unit of new Set([...common, ...alphabetOf(pattern)])) {
    for (const ending of endings) yield unit.repeat(length / unit.length) + ending;
  }
}

/** Two characters in turn, and one of them before many of the other. */
function* inPairs(pattern: RegExp, length: number): Generator<string> {
  const letters = [...new Set([...alphabetOf(pattern), '0', 'a', ' ', '\n'])];
  for (const one of letters) {
    for (const other of letters) {
      for (const ending of ['', '\u0000']) {
        yield (one + other).repeat(length / 2) + ending;
        yield one + other.repeat(length) + ending;
      }
    }
  }
}

describe('the patterns of the code', () => {
  it('are all literals, so that the tests below find every one', () => {
    expect(found.length).to.be.greaterThan(60);
    expect(putTogether).to.deep.equal([]);
  });

  it('take 64 KB of one repeated character in under 50 ms', function () {
    this.timeout(60_000);
    expect(found.flatMap((one) => dear(one, repeated(one.pattern, 65_536), 50))).to.deep.equal([]);
  });

  it('take two characters in turn, or one behind another, in time that grows as the text does', function () {
    this.timeout(60_000);
    expect(found.flatMap((one) => dear(one, inPairs(one.pattern, 4096), 5))).to.deep.equal([]);
  });
});
