import { type Server, startServer } from './server.ts';

let server: Promise<Server> | undefined;

/** The one server of a test run, started for the first who needs it. */
export function sharedServer(): Promise<Server> {
  server ??= startServer();
  return server;
}

// Outside of every suite: when all of them are done.
after(async () => {
  await (await server)?.stop();
});
