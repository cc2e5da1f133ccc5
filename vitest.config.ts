import { cloudflareTest, readD1Migrations } from '@cloudflare/vitest-plugin';
import { defineConfig } from 'vitest/config';

export default defineConfig({
  test: {
    reporters: ['default', './scripts/count-reporter.ts'],
    projects: [
      {
        // The machine and everything else that needs no platform: plain Node.
        test: {
          name: 'core',
          environment: 'node',
          include: [
            '{durable-objects,worker,scripts}/**/*.test.ts',
            'web/**/*.test.{ts,tsx}',
            'test/{tidy,transcripts,simulation,conformance}/**/*.test.ts',
          ],
          exclude: ['**/node_modules/**', 'web/dist/**'],
          // Pure code leaves nothing behind, so a file needs no process of its own.
          isolate: false,
          // A hang, not a slow machine: what is tested takes no time of its own.
          testTimeout: 120_000,
        },
      },
      {
        // The shells and the worker, in the runtime that they are deployed to.
        plugins: [
          cloudflareTest(async () => ({
            main: './test/shell/worker.ts',
            miniflare: {
              compatibilityDate: '2026-10-30',
              d1Databases: ['DB'],
              durableObjects: {
                CLUSTERS: { className: 'ClusterObject', useSQLite: true },
                CLASSES: { className: 'ClassObject', useSQLite: true },
              },
              bindings: {
                DEMO: '1',
                OPERATOR_TOKEN: 'the-operators-secret',
                MIGRATIONS: await readD1Migrations('migrations'),
              },
            },
          })),
        ],
        test: {
          name: 'workerd',
          include: ['test/shell/**/*.test.ts'],
          setupFiles: ['./test/shell/setup.ts'],
        },
      },
      {
        // The product from outside: real kubectl and helm on the server that `npm start` runs.
        test: {
          name: 'kubectl',
          environment: 'node',
          include: ['test/{kubectl,parity}/**/*.test.ts'],
          globalSetup: ['./test/kubectl/setup.ts'],
          testTimeout: 120_000,
          hookTimeout: 120_000,
          maxConcurrency: 4,
        },
      },
      {
        // The console as people use it.
        test: {
          name: 'browser',
          environment: 'node',
          include: ['test/browser/**/*.test.ts'],
          globalSetup: ['./test/browser/setup.ts'],
          testTimeout: 120_000,
          hookTimeout: 120_000,
        },
      },
    ],
  },
});
