import { stopSharedServer } from './postgres/shared-server.ts';

/** What mocha does around all specs that one process runs at once: two processes take a spec after the other. */
export const mochaHooks = {
  async afterAll(): Promise<void> {
    await stopSharedServer();
  },
};
