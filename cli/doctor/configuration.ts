import { isAppError } from '../../domain/errors.ts';
import { type Finding, fault, note, ok } from './check.ts';

/** As much of the configuration as doctor looks at. */
export interface Settings {
  /** Absolute. */
  readonly dataDir: string;
  /** Absolute. */
  readonly keyDir: string;
  /** Whether the environment names it. */
  readonly keyDirNamed: boolean;
  readonly publicUrl: string;
  /** Undefined in local mode. */
  readonly app: { readonly id: string } | undefined;
}

/** The configuration, or undefined with what is wrong with it. */
export function readSettings<S extends Settings>(load: () => S): { settings?: S; findings: readonly Finding[] } {
  try {
    const settings = load();
    return { settings, findings: [ok(modeOf(settings))] };
  } catch (error) {
    if (!isAppError(error, 'CONFIG_INVALID')) throw error;
    const faults = (error.hint ?? error.message).split('\n').map((line) => line.replace(/^- /, ''));
    return { findings: faults.map(fault) };
  }
}

function modeOf({ app, publicUrl }: Settings): string {
  return app ? `app ${app.id} at ${publicUrl}` : `local mode, for this machine only, at ${publicUrl}`;
}

/** What the schema of Teams' app manifests finds wrong with the one for this configuration. */
export async function checkManifest<S extends Settings>(
  settings: S,
  faultsOf: (settings: S) => Promise<readonly string[]>,
): Promise<readonly Finding[]> {
  if (!settings.app) return [note('not checked: local mode has no app in Teams')];
  const faults = await faultsOf(settings);
  return faults.length > 0 ? faults.map(fault) : [ok('follows its schema')];
}
