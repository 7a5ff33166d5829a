import { workerData } from 'node:worker_threads';
import { type Organisation, organisations } from '../../../domain/network/network.ts';
import type { Named, StoredRecord, StoreReader } from '../../../domain/store.ts';
import { verifyBackup } from '../../../storage/backup/read.ts';
import { writeBackup } from '../../../storage/backup/write.ts';

const { file, records } = workerData as { readonly file: string; readonly records: number };

/** A view whose records are made as they are asked for, so that only a backup could gather them. */
const view = {
  async *stream(from: Named<StoredRecord>) {
    for (let place = 0; from.name === organisations.name && place < records; place += 1) yield organisation(place);
  },
} as Partial<StoreReader> as StoreReader;

function organisation(place: number): Organisation {
  const id = String(place).padStart(8, '0');
  const name = `${id} Kirjasto `.repeat(60);
  return { id, version: 1, networkId: 'n', name, type: 'library', municipalities: [] };
}

await writeBackup({ snapshot: (read) => read(view) }, file, { createdAt: new Date(0), program: 'test' });
await verifyBackup(file);
