import { resolve } from 'node:path';
import react from '@vitejs/plugin-react';
import { defineConfig } from 'vite';

const client = resolve(import.meta.dirname, 'tab/client');

/** Builds the web page into `build/tab`, from where the server gives it under `/tab/`. */
export default defineConfig({
  root: client,
  base: '/tab/',
  plugins: [react()],
  build: {
    outDir: resolve(import.meta.dirname, 'build/tab'),
    emptyOutDir: true,
    // Says what loads what, for the report of the first load; the server does not give it away.
    manifest: true,
    // The page's Content-Security-Policy lets nothing in that is written into the page itself.
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
    rolldownOptions: {
      input: { index: resolve(client, 'index.html'), configure: resolve(client, 'configure.html') },
    },
  },
});
