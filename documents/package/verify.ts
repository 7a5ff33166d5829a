import type { Entry, ZipFile } from 'yauzl';
import { type ArchiveLimits, listArchive, openArchive, readArchived } from './archive.ts';
import { checkBag } from './bag-faults.ts';
import { type BagFault, type BagReport, type FoundFile, refused } from './bag-report.ts';

const defaultLimits: ArchiveLimits = { entries: 10_000, fileBytes: 512 * 2 ** 20, totalBytes: 2 * 2 ** 30 };
const tagFileBytes = 16 * 2 ** 20;
const tagFiles = ['bagit.txt', 'bag-info.txt', 'manifest-sha512.txt', 'tagmanifest-sha512.txt'];

/**
 * Checks a zipped bag, by path or in memory: that it is complete, every hash, and its declared size. Unpacks nothing
 * to disk. Whatever is wrong with the bag is in the report; rejects only when the file cannot be read. Limits are by
 * default 10,000 files, 512 MiB a file and 2 GiB together.
 */
export async function verifyBag(source: string | Buffer, limits: ArchiveLimits = defaultLimits): Promise<BagReport> {
  const zip = await openArchive(source);
  if (!zip) return refused([{ kind: 'notABag', detail: 'the file is not a zip archive' }]);
  try {
    const { entries, faults } = await listArchive(zip, limits);
    return faults.length > 0 ? refused(faults) : await checkEntries(zip, entries);
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    return refused([{ kind: 'notABag', detail: `the archive is damaged: ${reason}` }]);
  } finally {
    zip.close();
  }
}

async function checkEntries(zip: ZipFile, entries: ReadonlyMap<string, Entry>): Promise<BagReport> {
  const folders = [...entries.keys()].filter((path) => /^([^/]+\/)?bagit\.txt$/.test(path));
  const folder = folders[0]?.slice(0, -'bagit.txt'.length);
  if (folder === undefined || folders.length > 1) {
    return refused([{ kind: 'notABag', detail: 'there is no single folder with a bagit.txt in it' }]);
  }
  const found = new Map<string, FoundFile>();
  const damaged: BagFault[] = [];
  for (const [whole, entry] of entries) {
    const path = whole.startsWith(folder) ? whole.slice(folder.length) : `../${whole}`;
    const isTag = tagFiles.includes(path);
    if (isTag && entry.uncompressedSize > tagFileBytes)
      return refused([{ kind: 'tooLarge', path, detail: 'a tag file' }]);
    const file = await readArchived(zip, entry, isTag).catch(() => undefined);
    if (!file) damaged.push({ kind: 'altered', path, detail: 'is damaged and cannot be unpacked' });
    found.set(path, file ?? { sha512: '', size: entry.uncompressedSize });
  }
  const report = checkBag(found);
  const isNews = (fault: BagFault) => !damaged.some(({ path }) => path !== undefined && path === fault.path);
  return { ...report, faults: [...damaged, ...report.faults.filter(isNews)] };
}
