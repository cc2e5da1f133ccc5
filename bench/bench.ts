import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { availableParallelism, cpus, loadavg } from 'node:os';
import { join } from 'node:path';
import { buildLabs } from '../scripts/build-labs.ts';
import { run } from '../scripts/failure.ts';
import { root } from '../scripts/paths.ts';
import { type Baseline, type Figure, summary, table } from './figures.ts';
import { measureRequests } from './requests.ts';
import { startRuntime } from './runtime.ts';

const baselineFile = join(root, 'bench', 'baseline.json');

/** `npm run bench` prints the figures; with `--save` they become the committed ones. */
async function bench(): Promise<void> {
  buildLabs();
  const runtime = await startRuntime();
  const figures: Figure[] = [];
  try {
    figures.push(...(await measureRequests(runtime)));
  } finally {
    await runtime.stop();
  }
  // After the catalogue's module is there.
  const { measureMachine } = await import('./machine.ts');
  figures.push(...measureMachine());
  const baseline: Baseline = existsSync(baselineFile)
    ? (JSON.parse(readFileSync(baselineFile, 'utf8')) as Baseline)
    : {};
  console.log(`\n${table(figures, baseline)}\n\n${conditions()}`);
  if (process.argv.includes('--save')) save(figures);
}

function save(figures: readonly Figure[]): void {
  const rounded = (value: number) => Number(value.toPrecision(3));
  const baseline = Object.fromEntries(
    figures.map((figure) => {
      const { min, median } = summary(figure);
      return [figure.name, { min: rounded(min), median: rounded(median) }];
    }),
  );
  writeFileSync(baselineFile, `${JSON.stringify(baseline, null, 2)}\n`);
  console.log('Saved as the committed figures.');
}

/** What has to be known to compare figures of two machines, or of two hours on one. */
function conditions(): string {
  const model = cpus()[0]?.model ?? 'unknown processor';
  const load = (loadavg()[0] ?? 0).toFixed(1);
  return (
    `Least and median over the rounds, on ${availableParallelism()} cores (${model}) at load ${load}.\n` +
    'The least is what the code takes; the median is what a machine that does other things made of it.'
  );
}

await run(bench);
