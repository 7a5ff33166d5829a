import { access, constants, stat } from 'node:fs/promises';
import { dirname } from 'node:path';
import { type Finding, fault, note, ok } from './check.ts';

/** Tells whether this user may change what a path names. The superuser always may. */
type MayWrite = (path: string) => Promise<boolean>;

/** Whether a folder named by a variable is for this user to write and for no stranger to enter. */
export async function folderFindings(
  variable: string,
  folder: string,
  mayWrite: MayWrite = (path) => isAllowed(path, constants.W_OK | constants.X_OK),
): Promise<readonly Finding[]> {
  const name = `${variable} ${folder}`;
  const found = await statOf(folder);
  if (!found) return [await missingFinding(name, folder, mayWrite)];
  if (!found.isDirectory()) return [fault(`${name} is not a folder`)];
  const faults: Finding[] = [];
  // Windows keeps rights elsewhere, and Node shows every folder there as open to all.
  if (process.platform !== 'win32' && (found.mode & 0o007) !== 0)
    faults.push(fault(`${name} is open to every user of this machine: chmod o-rwx ${folder}`));
  if (!(await mayWrite(folder))) faults.push(fault(`${name} cannot be written by this user`));
  return faults.length > 0 ? faults : [ok(`${name} is for this user`)];
}

async function missingFinding(name: string, folder: string, mayWrite: MayWrite): Promise<Finding> {
  const above = await nearestAbove(folder);
  if (await mayWrite(above)) return note(`${name} is not there yet; it is made when it is needed`);
  return fault(`${name} is not there, and this user cannot make it in ${above}`);
}

async function nearestAbove(folder: string): Promise<string> {
  const above = dirname(folder);
  const stops = above === dirname(above) || (await isAllowed(above, constants.F_OK));
  return stops ? above : nearestAbove(above);
}

async function statOf(path: string) {
  return stat(path).catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT') return undefined;
    throw error;
  });
}

async function isAllowed(path: string, mode: number): Promise<boolean> {
  return access(path, mode).then(
    () => true,
    () => false,
  );
}
