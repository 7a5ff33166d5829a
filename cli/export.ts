import { randomUUID } from 'node:crypto';
import { once } from 'node:events';
import { createWriteStream, type WriteStream } from 'node:fs';
import { open, rename, rm } from 'node:fs/promises';
import { dirname, resolve } from 'node:path';
import type { Writable } from 'node:stream';
import type { BagSize } from '../documents/package/bag.ts';
import { networks } from '../domain/network/network.ts';
import type { Nouns } from '../domain/noun.ts';
import { type BuiltIn, type PackageContents, packageContents } from '../domain/package/contents.ts';
import type { Store } from '../domain/store.ts';
import { Language, languages } from '../domain/text.ts';
import { readArguments } from './arguments.ts';
import { type Command, type Output, WrongUse } from './command.ts';
import { unknownNetwork } from './unknown-network.ts';

/** What exporting needs from outside. */
export interface ExportDeps {
  /** Opens the store for reading beside a running bot. */
  openStore(): Promise<Store>;
  now(): Date;
  /** Writes a package in a language and ends `out`. */
  write(contents: PackageContents, language: Language, out: Writable): Promise<BagSize>;
  /** What a package tells beside the network's own data. */
  readonly builtIn: BuiltIn;
  readonly nouns: Nouns;
}

/** Writes a network's knowledge package to a file. */
export function exportCommand(deps: ExportDeps): Command {
  return {
    usage: `export --network ID --out FILE.zip [--language ${languages.join('|')}] [--json]`,
    async run(args, output) {
      const options = readOptions(args);
      const progress = (text: string) => output.watched && output.err(`${text}\n`);
      progress(`Reading network ${options.network} …`);
      const contents = await readContents(deps, options.network);
      progress(`Writing ${options.out} …`);
      const language = options.language ?? contents.network.language;
      const size = await writeAside(options.out, contents, language, deps);
      report({ ...options, language }, contents, size, output);
      return 0;
    },
  };
}

interface Options {
  readonly network: string;
  readonly out: string;
  readonly language?: Language | undefined;
  readonly json: boolean;
}

function readOptions(args: readonly string[]): Options {
  const { values } = readArguments({
    args: [...args],
    options: {
      network: { type: 'string' },
      out: { type: 'string' },
      language: { type: 'string' },
      json: { type: 'boolean', default: false },
    },
  });
  if (!values.network) throw new WrongUse('export needs --network, the id of the network.');
  if (!values.out) throw new WrongUse('export needs --out, the file to write.');
  const language = Language.optional().safeParse(values.language);
  if (!language.success) throw new WrongUse(`--language must be one of ${languages.join(', ')}.`);
  return { network: values.network, out: resolve(values.out), language: language.data, json: values.json };
}

async function readContents(deps: ExportDeps, networkId: string): Promise<PackageContents> {
  const store = await deps.openStore();
  try {
    return await store.snapshot(async (view) => {
      if (!(await view.get(networks, networkId))) throw await unknownNetwork(view, networkId);
      return packageContents(view, 'operator', networkId, deps.now(), { ...deps.builtIn, nouns: deps.nouns });
    });
  } finally {
    await store.close();
  }
}

/** Writes under another name first, so that a half-written file never has the name that was asked for. */
async function writeAside(
  path: string,
  contents: PackageContents,
  language: Language,
  deps: ExportDeps,
): Promise<BagSize> {
  const aside = `${path}.${randomUUID()}.part`;
  // `flush` syncs the file before it is closed.
  const out = createWriteStream(aside, { flags: 'wx', flush: true });
  try {
    const size = await deps.write(contents, language, out);
    await rename(aside, path);
    await syncFolder(dirname(path));
    return size;
  } catch (error) {
    await closed(out);
    await rm(aside, { force: true });
    throw error;
  }
}

/** Resolves when a stream holds its file no more: until then, it may still be making it. */
async function closed(out: WriteStream): Promise<void> {
  if (out.closed) return;
  out.destroy();
  await once(out, 'close');
}

async function syncFolder(folder: string): Promise<void> {
  const handle = await open(folder).catch(() => undefined);
  // Some systems cannot sync a folder; the file itself is on disk.
  await handle?.sync().catch(() => undefined);
  await handle?.close();
}

function report(options: Options, contents: PackageContents, size: BagSize, output: Output): void {
  const { asOf, figures } = contents;
  if (options.json) {
    const { out: path, network, language } = options;
    output.out(`${JSON.stringify({ path, network, language, asOf, ...size, figures })}\n`);
    return;
  }
  const counts = Object.entries(figures).map(([name, count]) => `  ${name}: ${count}\n`);
  output.out(
    `${options.out}\n${size.payloadFiles} files, ${size.payloadBytes} bytes before packing\n${counts.join('')}`,
  );
}
