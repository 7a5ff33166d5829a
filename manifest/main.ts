import { resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { loadConfig } from '../config/environment.ts';
import { programVersion } from '../config/version.ts';
import { writeAppPackage } from './app-package.ts';
import { type AppIdentity } from './manifest.ts';

const usage = `Usage:
  npm run manifest -- [--out build/verkostobotti.zip] [--example]

Builds the Teams app package from MicrosoftAppId and PUBLIC_URL. With --example it holds placeholders instead, to be
looked at and not to be uploaded.
`;

const placeholder = '00000000-0000-0000-0000-000000000000';

/** Builds the package and gives the exit code: 0 done, 1 failed, 2 wrong use. */
async function main(args: readonly string[]): Promise<0 | 1 | 2> {
  const values = readOptions(args);
  if (!values) return 2;
  try {
    await writeAppPackage(appOf(values.example), resolve(values.out));
  } catch (error) {
    process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
    return 1;
  }
  process.stdout.write(`${values.out}\n`);
  return 0;
}

function readOptions(args: readonly string[]): { out: string; example: boolean } | undefined {
  try {
    const out = { type: 'string', default: 'build/verkostobotti.zip' } as const;
    const example = { type: 'boolean', default: false } as const;
    return parseArgs({ args: [...args], options: { out, example } }).values;
  } catch (error) {
    process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n\n${usage}`);
    return undefined;
  }
}

function appOf(example: boolean): AppIdentity {
  const version = programVersion();
  if (example) return { appId: placeholder, publicUrl: 'https://botti.example.org', version };
  const { app, publicUrl } = loadConfig();
  if (!app || app.id === placeholder) {
    throw new Error(
      'MicrosoftAppId is not set, so there is no app that Teams could install. Set it to the id that Azure shows ' +
        'beside the bot, and PUBLIC_URL to its https address; or build a sample with --example.',
    );
  }
  return { appId: app.id, publicUrl, version };
}

process.exitCode = await main(process.argv.slice(2));
