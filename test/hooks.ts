import { enableCompileCache } from 'node:module';
import { join } from 'node:path';
import { stopSharedServer } from './postgres/shared-server.ts';

// Tests start programs of ours a hundred times: each finds its modules compiled, and types stripped.
process.env['NODE_COMPILE_CACHE'] ??= join(import.meta.dirname, '..', 'build', 'compile-cache');
enableCompileCache();

/** What mocha does around all specs that one process runs at once: two processes take a spec after the other. */
export const mochaHooks = {
  async afterAll(): Promise<void> {
    await stopSharedServer();
  },
};
