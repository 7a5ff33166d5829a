import { enableCompileCache } from 'node:module';
import { join } from 'node:path';

// Loaded before the program (`node --import`): the next start finds its modules compiled, and types stripped.
enableCompileCache(join(import.meta.dirname, '..', 'build', 'compile-cache'));
