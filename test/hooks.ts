import { enableCompileCache } from 'node:module';
import { join } from 'node:path';
import { keepServer, stopOwnServer } from './postgres/shared-server.ts';

// Tests start programs of ours a hundred times: each finds its modules compiled, and types stripped.
process.env['NODE_COMPILE_CACHE'] ??= join(import.meta.dirname, '..', 'build', 'compile-cache');
enableCompileCache();

let endServer: (() => Promise<void>) | undefined;

/** What mocha's first process does before it starts others that run specs. */
export async function mochaGlobalSetup(): Promise<void> {
  endServer = await keepServer();
}

/** And when the last spec has run. */
export async function mochaGlobalTeardown(): Promise<void> {
  await endServer?.();
}

/** What is done around all specs where mocha's first process did nothing of that. */
export const mochaHooks = {
  async afterAll(): Promise<void> {
    await stopOwnServer();
  },
};
