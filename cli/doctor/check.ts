import { complaintOf } from '../complaint.ts';
/** One thing that a check found; a fault is something that its operator has to mend. */
export interface Finding {
  readonly level: 'ok' | 'note' | 'fault';
  readonly text: string;
}

/** One area that doctor looks at, and what it found there. */
export interface Check {
  readonly name: 'configuration' | 'manifest' | 'storage' | 'permissions' | 'keys';
  readonly findings: readonly Finding[];
}

/** Something as it should be. */
export function ok(text: string): Finding {
  return { level: 'ok', text };
}

/** Something worth knowing that needs no mending. */
export function note(text: string): Finding {
  return { level: 'note', text };
}

/** Something that has to be mended. */
export function fault(text: string): Finding {
  return { level: 'fault', text };
}

/** Runs a check; what it throws becomes its fault, so that the others still run. */
export async function runCheck(
  name: Check['name'],
  find: () => Promise<readonly Finding[]> | readonly Finding[],
): Promise<Check> {
  try {
    return { name, findings: await find() };
  } catch (error) {
    return { name, findings: [fault(complaintOf(error))] };
  }
}

/** True when none of the checks found a fault. */
export function isHealthy(checks: readonly Check[]): boolean {
  return checks.every(({ findings }) => findings.every(({ level }) => level !== 'fault'));
}
