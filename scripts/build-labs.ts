import { existsSync, mkdirSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { join, relative, sep } from 'node:path';
import { type LabFolder, readLab } from '../worker/lab-texts.ts';
import { buildDescriptions } from './build-descriptions.ts';
import { root } from './paths.ts';

// Bytes of one file of a lab: manifests and guides are far below, a stray picture is not.
const fileLimit = 256 * 1024;

/**
 * Writes build/labs.ts, the whole catalogue as one module, for the worker and the clusters. Throws
 * an Error that names the lab and the file when one can't be read.
 */
export function buildLabs(): void {
  const folder = join(root, 'labs');
  const names = existsSync(folder)
    ? readdirSync(folder)
        .filter((name) => existsSync(join(folder, name, 'lab.yaml')))
        .sort()
    : [];
  const labs: Record<string, LabFolder> = {};
  for (const name of names) {
    const lab = { files: readFolder(join(folder, name)) };
    readLab(name, lab);
    labs[name] = lab;
  }
  const module = [
    '// Written by scripts/build-labs.ts from labs/. Change a lab there.',
    'type Folder = { readonly files: Readonly<Record<string, string>> };',
    '',
    `export const labs: Readonly<Record<string, Folder>> = ${JSON.stringify(labs, null, 1)};`,
    '',
  ].join('\n');
  const target = join(root, 'build', 'labs.ts');
  if (existsSync(target) && readFileSync(target, 'utf8') === module) return;
  mkdirSync(join(root, 'build'), { recursive: true });
  writeFileSync(target, module);
}

/** The text of every file of a folder, by its path within it. Throws when one is too large. */
export function readFolder(folder: string): Record<string, string> {
  const files: Record<string, string> = {};
  for (const entry of readdirSync(folder, { recursive: true, encoding: 'utf8' }).sort()) {
    const path = join(folder, entry);
    if (!statSync(path).isFile() || entry.split(sep).some((part) => part.startsWith('.'))) continue;
    if (statSync(path).size > fileLimit) throw new Error(`${relative(root, path)} is too large`);
    files[entry.split(sep).join('/')] = readFileSync(path, 'utf8');
  }
  return files;
}

// Whoever needs this module without a whole build (the type check) needs the other one too.
if (import.meta.main) {
  buildLabs();
  buildDescriptions();
}
