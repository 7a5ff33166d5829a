import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { arch, cpus, loadavg, platform, tmpdir } from 'node:os';
import { join } from 'node:path';
import { type Bench, type Figure, isMet, type Size } from './bench.ts';
import { lineOf } from './report.ts';

/** How benches are run. */
export interface Running {
  readonly size: Size;
  /** Prints one JSON document in place of lines. */
  readonly json: boolean;
  /** Where every single measurement is written. */
  readonly rawFolder: string;
  out(text: string): void;
  /** Hears how far it has come; undefined when nobody watches. */
  readonly progress: ((text: string) => void) | undefined;
}

/** Runs benches one after the other and tells what came out; true when every bar was met. */
export async function runBenches(benches: readonly Bench[], running: Running): Promise<boolean> {
  const { size, json, rawFolder, out, progress } = running;
  const found: { name: string; figures: readonly (Figure & { met: boolean })[] }[] = [];
  await mkdir(rawFolder, { recursive: true });
  for (const bench of benches) {
    if (!json) out(`${bench.name}: ${bench.about}\n`);
    const { figures, raw } = await inFolder((folder) =>
      bench.run(size, folder, (text) => progress?.(`${bench.name}: ${text}`)),
    );
    progress?.('');
    const document = { bench: bench.name, size, machine: machine(), at: new Date().toISOString(), figures, raw };
    await writeFile(join(rawFolder, `${bench.name}.json`), `${JSON.stringify(document, null, 2)}\n`);
    if (!json) out(figures.map(lineOf).join(''));
    found.push({ name: bench.name, figures: figures.map((figure) => ({ ...figure, met: isMet(figure) })) });
  }
  if (json) out(`${JSON.stringify({ machine: machine(), benches: found })}\n`);
  return found.every(({ figures }) => figures.every(({ met }) => met));
}

async function inFolder<R>(use: (folder: string) => Promise<R>): Promise<R> {
  const folder = await mkdtemp(join(tmpdir(), 'verkostobotti-bench-'));
  try {
    return await use(folder);
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

function machine() {
  const [first] = cpus();
  return {
    node: process.version,
    platform: `${platform()}-${arch()}`,
    cpu: first?.model,
    cores: cpus().length,
    load: loadavg(),
  };
}
