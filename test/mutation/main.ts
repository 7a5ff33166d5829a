import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { tryMutants } from './run.ts';

// Breaks the code in many small ways and runs the specs that reach each place: what nothing notices is listed.
const usage = `npm run mutation -- [--room domain/survey]… [--sample N] [--since REVISION] [--also 'test/bot/survey*.spec.ts']…

--room     a folder of domain/ or storage/ with all below it, or one file of them; default both, whole
--sample   so many mutants of each room, the same each time; default all
--since    only what has changed since a revision
--also     further specs for what those beside the room let pass
`;

const { values } = parseArgs({
  options: {
    room: { type: 'string', multiple: true, default: ['domain', 'storage'] },
    sample: { type: 'string' },
    since: { type: 'string' },
    also: { type: 'string', multiple: true, default: [] },
    help: { type: 'boolean', default: false },
  },
});
const sample = values.sample === undefined ? undefined : Number(values.sample);
const isWrong = sample !== undefined && !(Number.isInteger(sample) && sample > 0);
if (values.help || isWrong) {
  process.stderr.write(usage);
  process.exitCode = isWrong ? 2 : 0;
} else {
  await tryMutants({
    root: join(import.meta.dirname, '..', '..'),
    rooms: values.room,
    sample,
    since: values.since,
    also: values.also,
    out: (text) => process.stdout.write(`${text}\n`),
  });
}
