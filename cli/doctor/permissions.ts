import { access, constants, stat } from 'node:fs/promises';
import { dirname } from 'node:path';
import { type Finding, fault, note, ok } from './check.ts';

/** Whether a folder named by a variable is for this user to write and for no stranger to enter. */
export async function folderFindings(variable: string, folder: string): Promise<readonly Finding[]> {
  const found = await stat(folder).catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT') return undefined;
    throw error;
  });
  const name = `${variable} ${folder}`;
  if (!found) return [await missingFinding(name, folder)];
  if (!found.isDirectory()) return [fault(`${name} is not a folder`)];
  const faults: Finding[] = [];
  // Windows keeps rights elsewhere, and Node shows every folder there as open to all.
  if (process.platform !== 'win32' && (found.mode & 0o007) !== 0)
    faults.push(fault(`${name} is open to every user of this machine: chmod o-rwx ${folder}`));
  if (!(await isWritable(folder))) faults.push(fault(`${name} cannot be written by this user`));
  return faults.length > 0 ? faults : [ok(`${name} is for this user`)];
}

async function missingFinding(name: string, folder: string): Promise<Finding> {
  const above = await nearestAbove(folder);
  if (await isWritable(above)) return note(`${name} is not there yet; it is made when it is needed`);
  return fault(`${name} is not there, and this user cannot make it in ${above}`);
}

async function nearestAbove(folder: string): Promise<string> {
  const above = dirname(folder);
  const there = await access(above).then(
    () => true,
    () => false,
  );
  return there || above === dirname(above) ? above : nearestAbove(above);
}

async function isWritable(folder: string): Promise<boolean> {
  return access(folder, constants.W_OK | constants.X_OK).then(
    () => true,
    () => false,
  );
}
