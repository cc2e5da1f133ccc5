import { KubectlError } from './failure.ts';
import type { Call } from './verb.ts';

/** Throws cobra's error when flags are missing that a verb does not start without. */
export function requireFlags({ args }: Call, names: readonly string[]): void {
  const missing = names.filter((name) => !args.has(name)).sort();
  if (missing.length === 0) return;
  const quoted = missing.map((name) => JSON.stringify(name)).join(', ');
  throw new KubectlError(`required flag(s) ${quoted} not set`);
}
