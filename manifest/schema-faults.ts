import { AppManifestUtils } from '@microsoft/app-manifest';

/** What the schema that a Teams app manifest names finds wrong with it; the schemas come with the package, offline. */
export async function schemaFaults(manifest: object): Promise<string[]> {
  return AppManifestUtils.validateAgainstSchema(
    manifest as Parameters<typeof AppManifestUtils.validateAgainstSchema>[0],
  );
}
