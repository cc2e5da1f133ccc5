import type { Reporter, TestModule } from 'vitest/node';

/** Prints the whole run in one line, the last: `12 passed, 0 failed, 1 skipped`. */
export default class CountReporter implements Reporter {
  onTestRunEnd(modules: readonly TestModule[], errors: readonly unknown[]): void {
    const counts = { passed: 0, failed: errors.length, skipped: 0 };
    for (const module of modules) {
      const results = [...module.children.allTests()].map((test) => test.result().state);
      for (const state of results) if (state !== 'pending') counts[state] += 1;
      // A file that can't be loaded has no tests that could fail.
      if (module.state() === 'failed' && !results.includes('failed')) counts.failed += 1;
    }
    // After the other reporters' own summaries.
    process.once('exit', () => {
      const { passed, failed, skipped } = counts;
      process.stdout.write(`${passed} passed, ${failed} failed, ${skipped} skipped\n`);
    });
  }
}
