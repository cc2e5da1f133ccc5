import { createHash } from 'node:crypto';
import { existsSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

/** A hash over the names and contents of files and folders; what doesn't exist counts as empty. */
export function hashOf(paths: readonly string[], skip: (entry: string) => boolean): string {
  const hash = createHash('sha256');
  const add = (path: string): void => {
    if (!existsSync(path)) return;
    if (statSync(path).isDirectory()) {
      for (const entry of readdirSync(path).sort()) if (!skip(entry)) add(join(path, entry));
    } else {
      hash.update(`${path}\0`).update(readFileSync(path)).update('\0');
    }
  };
  for (const path of paths) add(path);
  return hash.digest('hex');
}

/** Does the work unless the stamp file says that it was done for the same hash. */
export async function unlessStamped(
  stampFile: string,
  hash: string,
  work: () => Promise<void>,
): Promise<void> {
  if (existsSync(stampFile) && readFileSync(stampFile, 'utf8') === hash) return;
  await work();
  writeFileSync(stampFile, hash);
}
