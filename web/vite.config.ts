import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import preact from '@preact/preset-vite';
import { defineConfig, type Plugin } from 'vite';

const require = createRequire(import.meta.url);

/** The OFL asks that a font's licence travels with it. */
const fontLicences: Readonly<Record<string, string>> = {
  'licences/pretendard.txt': 'pretendard/dist/LICENSE.txt',
  'licences/jetbrains-mono.txt': '@fontsource/jetbrains-mono/LICENSE',
};

function shipLicences(): Plugin {
  return {
    name: 'ship-licences',
    apply: 'build',
    generateBundle() {
      for (const [fileName, path] of Object.entries(fontLicences))
        this.emitFile({ type: 'asset', fileName, source: readFileSync(require.resolve(path)) });
    },
  };
}

export default defineConfig({
  plugins: [preact({ prefreshEnabled: false }), shipLicences()],
  build: { target: 'es2023', assetsInlineLimit: 0, chunkSizeWarningLimit: 700 },
  server: { proxy: { '/api': { target: 'http://localhost:8787', ws: true } } },
});
