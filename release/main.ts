import { join } from 'node:path';
import { programVersion } from '../config/version.ts';
import { writeRelease } from './archive.ts';

const folder = `verkostobotti-${programVersion()}`;
const file = join('build', `${folder}.zip`);

await writeRelease(file, folder);
process.stdout.write(`${file}\n`);
