import { randomBytes } from 'node:crypto';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setImmediate } from 'node:timers/promises';
import { Worker } from 'node:worker_threads';
import { expect } from 'chai';
import { organisations } from '../../../domain/network/network.ts';
import type { Named, StoredRecord, StoreReader } from '../../../domain/store.ts';
import { readBackup, verifyBackup } from '../../../storage/backup/read.ts';
import { writeBackup } from '../../../storage/backup/write.ts';
import { type Disk, machineDisk } from '../../../storage/durable-file.ts';
import { anOrganisation } from '../records.ts';

describe('the memory of a backup', () => {
  const options = { createdAt: new Date(0), program: 'test' };
  let folder: string;
  let file: string;

  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), 'backup-memory-'));
    file = join(folder, 'large.backup');
  });
  afterEach(() => rm(folder, { recursive: true }));

  it('stays flat both ways: 50,000 records of 60 MB go through a heap of 24 MB', async function () {
    this.timeout(60_000);
    const records = 50_000;
    const worker = new Worker(join(import.meta.dirname, 'flat-memory.ts'), {
      workerData: { file, records },
      resourceLimits: { maxOldGenerationSizeMb: 24, maxYoungGenerationSizeMb: 8 },
    });
    // Out of memory, it would end with an error.
    expect(await once(worker, 'exit')).to.deep.equal([0]);
    const { restored } = await verifyBackup(file);
    expect(restored).to.deep.include({ records, collections: { organisations: records } });
  });

  it('does not grow when the disk is slower than the store', async function () {
    this.timeout(60_000);
    const made = { records: 0 };
    const waits = { most: 0 };
    await writeBackup({ snapshot: (read) => read(making(20_000, made)) }, file, options, slow(made, waits));
    expect(made.records).to.equal(20_000);
    // 64 KB are gathered for each packing, and some packings wait in the streams' own buffers.
    expect(waits.most).to.be.lessThan(1500);
  });

  it('is not filled by a reader that stops early', async () => {
    await writeBackup({ snapshot: (read) => read(making(100, { records: 0 })) }, file, options);
    const entries = readBackup(file);
    expect((await entries.next()).value).to.have.property('collection', 'organisations');
    await entries.return(undefined as never);
    expect((await entries.next()).done).to.equal(true);
  });

  /** A view that makes its records as they are asked for, of content that cannot be packed tighter. */
  function making(count: number, made: { records: number }): StoreReader {
    return {
      async *stream(from: Named<StoredRecord>) {
        for (let place = 0; from.name === organisations.name && place < count; place += 1) {
          made.records += 1;
          const name = randomBytes(100).toString('hex');
          yield { ...anOrganisation({ id: String(place).padStart(8, '0'), name }), version: 1 };
        }
      },
    } as Partial<StoreReader> as StoreReader;
  }

  /** A disk that takes nothing more until the store has made all that it will make meanwhile. */
  function slow(made: { records: number }, waits: { most: number }): Disk {
    async function* afterPauses(content: AsyncIterable<Uint8Array>): AsyncGenerator<Uint8Array> {
      let before = 0;
      for await (const chunk of content) {
        for (let still = 0, seen = -1; still < 20; still = made.records === seen ? still + 1 : 0) {
          seen = made.records;
          await setImmediate();
        }
        waits.most = Math.max(waits.most, made.records - before);
        before = made.records;
        yield chunk;
      }
    }
    return {
      ...machineDisk,
      async open(...how) {
        const handle = await machineDisk.open(...how);
        const write = handle.writeFile.bind(handle);
        return Object.assign(handle, {
          writeFile: (content: AsyncIterable<Uint8Array>) => write(afterPauses(content)),
        });
      },
    };
  }
});
