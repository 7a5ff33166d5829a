import { readFileSync } from 'node:fs';
import { registerHooks } from 'node:module';

// Loaded before the bot (`node --import`): only those packages are there that `npm ci --omit=dev` installs.
const lock = JSON.parse(readFileSync(new URL('../../package-lock.json', import.meta.url), 'utf8'));

registerHooks({
  resolve(specifier, context, next) {
    const found = next(specifier, context);
    const [, within] = found.url.split(/\/(?=node_modules\/)/, 2);
    const folder = within && /^(?:node_modules\/(?:@[^/]+\/)?[^/]+\/)+/.exec(within)?.[0].slice(0, -1);
    if (folder && lock.packages[folder]?.dev) throw new Error(`${specifier} is a development dependency`);
    return found;
  },
});
