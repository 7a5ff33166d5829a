import { spawn } from 'node:child_process';
import { join } from 'node:path';

// The tests of faults at their full length, on any system's shell; `npm test` runs a tenth of them.
const mocha = join(import.meta.dirname, '..', '..', 'node_modules', 'mocha', 'bin', 'mocha.js');
const specs = ['test/soak/**/*.spec.ts', 'test/storage/postgres-faults.spec.ts'];
const child = spawn(process.execPath, [mocha, ...specs], { stdio: 'inherit', env: { ...process.env, SOAK: 'full' } });
child.on('exit', (code) => {
  process.exitCode = code ?? 1;
});
