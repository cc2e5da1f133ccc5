import { dirname, join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';

/** The repository's folder. */
export const root: string = dirname(dirname(fileURLToPath(import.meta.url)));

/** What a server leaves behind: its state, its log, where it answers. LABSET_FOLDER moves it. */
export const labsetFolder: string = resolve(root, process.env.LABSET_FOLDER ?? '.labset');

/** The entry of a program of node_modules. */
export function program(...path: readonly string[]): string {
  return join(root, 'node_modules', ...path);
}
