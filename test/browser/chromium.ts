import { execFile } from 'node:child_process';
import { existsSync } from 'node:fs';
import { mkdir, mkdtemp, readFile, rename, rm } from 'node:fs/promises';
import { delimiter, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { type Browser, chromium, type Page } from 'playwright-core';

type Environment = Readonly<Record<string, string | undefined>>;

/** A browser on this machine, and how it is started. */
export interface Chromium {
  readonly executablePath: string;
  readonly args: string[];
  readonly env: Record<string, string | undefined>;
}

const systemNames = ['chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable'];

const args = [
  // Nothing but this machine is reached, whatever a page asks for.
  '--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE localhost, EXCLUDE 127.0.0.1',
  // Letters look the same whatever the machine's own screen is set to.
  '--font-render-hinting=none',
];

/** Whether the npm package's Chromium runs on this machine. */
export const isBundled = process.platform === 'linux' && process.arch === 'x64';

/**
 * The Chromium to test with: the one that `CHROMIUM_PATH` names, else the system's, else the one in the npm package
 * `@sparticuz/chromium`, which brings the libraries that a bare Linux lacks and draws with the project's own fonts.
 */
export async function findChromium(environment: Environment = process.env): Promise<Chromium> {
  const { CHROMIUM_PATH: named, PATH: path = '' } = environment;
  const folders = path.split(delimiter).filter((folder) => folder !== '');
  const candidates = systemNames.flatMap((name) => folders.map((folder) => join(folder, name)));
  const executablePath = named || candidates.find((candidate) => existsSync(candidate));
  return executablePath ? { executablePath, args, env: { ...environment } } : bundledChromium(environment);
}

async function bundledChromium(environment: Environment): Promise<Chromium> {
  if (!isBundled) throw new Error('no browser was found: set CHROMIUM_PATH to a Chromium or Google Chrome');
  const home = fileURLToPath(new URL('..', import.meta.resolve('@sparticuz/chromium')));
  const { version } = JSON.parse(await readFile(join(home, 'package.json'), 'utf8')) as { version: string };
  const folder = join(home, '..', '..', '.cache', `chromium-${version}`);
  if (!existsSync(folder)) await unpack(folder);
  return {
    executablePath: join(folder, 'chromium'),
    args,
    env: {
      ...environment,
      LD_LIBRARY_PATH: join(folder, 'al2023', 'lib'),
      // Its own names folders of another machine, and without a font a page has no letters and headings no size.
      FONTCONFIG_FILE: join(import.meta.dirname, 'fonts.conf'),
    },
  };
}

/** The package unpacks into the system's temporary folder, and its libraries only where it takes itself to be on AWS. */
async function unpack(folder: string): Promise<void> {
  await mkdir(join(folder, '..'), { recursive: true });
  const half = await mkdtemp(`${folder}-`);
  const script = "import chromium from '@sparticuz/chromium'; await chromium.executablePath();";
  await promisify(execFile)(process.execPath, ['--input-type=module', '--eval', script], {
    cwd: import.meta.dirname,
    env: { ...process.env, TMPDIR: half, AWS_EXECUTION_ENV: 'AWS_Lambda_nodejs24.x' },
  });
  // Another process may have been quicker.
  await rename(half, folder).catch(() => rm(half, { recursive: true, force: true }));
}

/** How a page looks to its user. */
export interface Screen {
  readonly width: number;
  readonly height: number;
}

/** Runs with a page of a browser of its own, in Finnish and in Finland's time, and closes the browser afterwards. */
export async function withPage<R>(
  use: (page: Page) => Promise<R>,
  screen: Screen = { width: 1280, height: 900 },
): Promise<R> {
  const browser = await openBrowser();
  try {
    return await use(await newPage(browser, screen));
  } finally {
    await browser.close();
  }
}

/** A browser for several pages; whoever opens it closes it. */
export async function openBrowser(environment?: Environment): Promise<Browser> {
  const { executablePath, args: options, env } = await findChromium(environment);
  return chromium.launch({ executablePath, args: options, env });
}

/** A page with cookies and storage of its own, in Finnish and in Finland's time. */
export async function newPage(browser: Browser, screen: Screen = { width: 1280, height: 900 }): Promise<Page> {
  const context = await browser.newContext({ viewport: screen, locale: 'fi-FI', timezoneId: 'Europe/Helsinki' });
  return context.newPage();
}
