import { once } from 'node:events';
import { type AddressInfo, connect as connectTo, createServer, type Socket } from 'node:net';

/** A line between a store and its server. */
export interface Line {
  readonly port: number;
  /** Breaks the connection on which the text is next sent, once the server has begun to answer that. */
  breakAt(text: string): Promise<void>;
  /** Carries nothing any more of what is connected and tells nobody, as a network does that drops packets. */
  fallSilent(): void;
  /** The same, and takes new connections that it carries nothing of, until it is mended; those stay silent for ever. */
  cut(): void;
  /** Is cut when the text is next sent: no answer to it comes. */
  cutAt(text: string): Promise<void>;
  mend(): void;
  close(): Promise<void>;
}

/** Opens a line to a port of this machine. */
export async function openLine(target: number): Promise<Line> {
  const sockets: Socket[] = [];
  let fault: { readonly at: string; readonly broken: () => void } | undefined;
  let cutting: { readonly at: string; readonly done: () => void } | undefined;
  let isCut = false;
  const server = createServer((near) => {
    near.on('error', () => near.destroy());
    sockets.push(near);
    if (isCut) return;
    const far = connectTo(target, '127.0.0.1');
    sockets.push(far);
    near.on('data', (chunk) => {
      if (cutting && chunk.includes(cutting.at)) {
        cutting.done();
        cut();
      }
      if (!fault || !chunk.includes(fault.at)) return;
      const { broken } = fault;
      fault = undefined;
      far.unpipe(near);
      far.resume().once('data', () => {
        near.destroy();
        far.destroy();
        broken();
      });
    });
    near.pipe(far).pipe(near);
    far.on('error', () => near.destroy());
    far.on('close', () => near.destroy());
  }).listen(0, '127.0.0.1');
  await once(server, 'listening');
  const fallSilent = () => {
    for (const socket of sockets) socket.unpipe().removeAllListeners('data').removeAllListeners('close').pause();
  };
  const cut = () => {
    cutting = undefined;
    isCut = true;
    fallSilent();
  };
  return {
    port: (server.address() as AddressInfo).port,
    breakAt(at) {
      return new Promise((resolve) => {
        fault = { at, broken: resolve };
      });
    },
    fallSilent,
    cut,
    cutAt(at) {
      return new Promise((done) => {
        cutting = { at, done };
      });
    },
    mend() {
      isCut = false;
    },
    async close() {
      for (const socket of sockets) socket.destroy();
      server.close();
      await once(server, 'close');
    },
  };
}
