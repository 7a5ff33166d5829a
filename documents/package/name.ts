import { dayOf } from '../../domain/local-time.ts';
import type { PackageContents } from '../../domain/package/contents.ts';

/** Of which network a package is, and of which moment. */
interface Named {
  readonly network: Pick<PackageContents['network'], 'id' | 'timeZone'>;
  readonly asOf: string;
}

/** The name that the package's folder has, and its file should have with `.zip` behind. */
export function packageName(named: Named): string {
  return `${slug(named.network.id)}-${packageDay(named)}`;
}

/** The day of the package in the network's own time, `2021-12-31`. */
export function packageDay({ network, asOf }: Named): string {
  return dayOf(new Date(asOf), network.timeZone);
}

/** A name as a data package and a folder may have one: small letters, digits and hyphens. */
export function slug(text: string): string {
  return (
    text
      .toLowerCase()
      .replace(/[^a-z0-9]+/g, '-')
      .replace(/^-+|(?<!-)-+$/g, '') || 'network'
  );
}
