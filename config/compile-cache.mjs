import { enableCompileCache, registerHooks } from 'node:module';
import { join } from 'node:path';

// Loaded before the program (`node --import`): the next start finds its modules compiled, and types stripped. It has
// none itself, since Node would load what strips them for this file alone, a twentieth of a start.
enableCompileCache(join(import.meta.dirname, '..', 'build', 'compile-cache'));

// To learn the format of a module, Node reads its package.json, and date-fns' 200 KB anew for each of its modules:
// a fourteenth of a start. Within date-fns, `.js` is always an ES module.
registerHooks({
  resolve(specifier, context, next) {
    const within = /^\..*\.js$/.test(specifier) && context.parentURL?.includes('/node_modules/date-fns/');
    if (!within) return next(specifier, context);
    return { url: new URL(specifier, context.parentURL).href, format: 'module', shortCircuit: true };
  },
});
