import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { benches } from './benches.ts';
import { runBenches } from './run.ts';

const { positionals, values } = parseArgs({
  allowPositionals: true,
  options: { json: { type: 'boolean', default: false }, tiny: { type: 'boolean', default: false } },
});
const unknown = positionals.filter((name) => !benches.some((bench) => bench.name === name));
const { stdout, stderr } = process;
if (unknown.length > 0) {
  stderr.write(
    `No bench is called ${unknown.join(' or ')}. There are: ${benches.map(({ name }) => name).join(', ')}.\n`,
  );
  process.exit(2);
}
const met = await runBenches(
  benches.filter(({ name }) => positionals.length === 0 || positionals.includes(name)),
  {
    size: values.tiny ? 'tiny' : 'full',
    json: values.json,
    rawFolder: join(import.meta.dirname, '..', 'build', 'bench'),
    out: (text) => stdout.write(text),
    progress: stderr.isTTY ? (text) => stderr.write(`\r\u001B[2K${text}`) : undefined,
  },
);
process.exitCode = met ? 0 : 1;
