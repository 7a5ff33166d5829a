import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { tryMutants } from './run.ts';

// Breaks the code in many small ways and runs the specs that reach each place: what nothing notices is listed.
const usage = `npm run mutation -- [--room domain/survey]… [--sample N] [--seed TEXT] [--since REVISION] [--near]

--room     a folder of domain/ or storage/ with all below it, or one file of them; default both, whole
--sample   so many mutants of each room, the same each time; default all
--seed     another sample
--since    only what has changed since a revision
--near     only on the specs that stand beside the room or import it: quick, while tests are written
`;

const { values } = parseArgs({
  options: {
    room: { type: 'string', multiple: true, default: ['domain', 'storage'] },
    sample: { type: 'string' },
    seed: { type: 'string', default: '' },
    since: { type: 'string' },
    near: { type: 'boolean', default: false },
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
    seed: values.seed,
    since: values.since,
    near: values.near,
    out: (text) => process.stdout.write(`${text}\n`),
  });
}
