import { setTimeout as wait } from 'node:timers/promises';
import { type Disk, machineDisk } from '../storage/durable-file.ts';

/** The machine's disk, with some milliseconds added to each sync: as much as a network disk takes. */
export function slowDisk(ms: number): Disk {
  return {
    rename: machineDisk.rename,
    async open(...given) {
      const file = await machineDisk.open(...given);
      for (const name of ['sync', 'datasync'] as const) {
        const sync = file[name].bind(file);
        file[name] = async () => {
          await wait(ms);
          await sync();
        };
      }
      return file;
    },
  };
}
