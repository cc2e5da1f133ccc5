import { readdirSync, readFileSync } from 'node:fs';
import { dirname, join, normalize, relative, sep } from 'node:path';
import { fileURLToPath } from 'node:url';

/** The repository's folder. */
export const root: string = dirname(dirname(dirname(fileURLToPath(import.meta.url))));

/** A file of the repository. */
export interface Source {
  /** From the repository's folder, with `/`. */
  readonly path: string;
  readonly text: string;
}

export interface Import {
  readonly from: Source;
  /** A path from the repository's folder for a relative import, else the package. */
  readonly to: string;
  readonly isRelative: boolean;
  readonly typesOnly: boolean;
}

const skipped = new Set(['node_modules', 'dist', 'build', '.git', '.wrangler', '.labset']);
const binary = /\.(png|jpe?g|gif|ico|woff2?|zip|gz|sqlite)$/;

/** Every text file of the repository that a person wrote. */
export const files: readonly Source[] = read(root);

/** The TypeScript among them, tests and declarations included. */
export const sources: readonly Source[] = files.filter(({ path }) => /\.tsx?$/.test(path));

/** TypeScript that is part of the product: no tests, nothing that only tests use. */
export const product: readonly Source[] = sources.filter(
  ({ path }) => !isTest(path) && /^(durable-objects|worker|web)\//.test(path),
);

/** True for tests and what only tests import. */
export function isTest(path: string): boolean {
  return (
    /\.(test|contract)\.tsx?$|\.d\.ts$|(^|\/)(testing|fixtures?|fake)(\/|\.ts$)/.test(path) ||
    path.startsWith('test/')
  );
}

/** What a file imports, dynamically too. Comments that hold an import would count; nobody has one. */
export function importsOf(source: Source): readonly Import[] {
  return [...source.text.matchAll(statement)].map((match) => {
    const target = match[3] ?? match[4] ?? match[5] ?? '';
    const isRelative = target.startsWith('.');
    const names = (match[2] ?? '')
      .replace(/[{}\s]/g, '')
      .split(',')
      .filter(Boolean);
    const isNamed = (match[2] ?? '').trimStart().startsWith('{');
    // `import { type A, type B }` needs nothing at run time either.
    const onlyTypes =
      match[1] !== undefined ||
      (isNamed && /^\s*\{(\s*type\s+[\w$]+( as [\w$]+)?,?)+\s*\}\s*$/.test(match[2] ?? ''));
    return {
      from: source,
      to: isRelative ? resolve(source.path, target) : packageOf(target),
      isRelative,
      typesOnly: onlyTypes && names.length > 0,
    };
  });
}

const statement =
  /^(?:import|export)\s+(?:(type)\s+)?([\w*${}\s,]*?)\s*from\s+'([^']+)'|^import\s+'([^']+)'|\bimport\('([^']+)'\)/gm;

function resolve(from: string, target: string): string {
  const [path = target] = target.split('?');
  return normalize(join(dirname(from), path))
    .split(sep)
    .join('/');
}

/** `hono` for `hono/cookie`, `@scope/name` for a path below it. */
function packageOf(target: string): string {
  if (target.includes(':')) return target;
  return target
    .split('/')
    .slice(0, target.startsWith('@') ? 2 : 1)
    .join('/');
}

function read(folder: string): readonly Source[] {
  return readdirSync(folder, { withFileTypes: true }).flatMap((entry) => {
    if (skipped.has(entry.name) || binary.test(entry.name)) return [];
    const path = join(folder, entry.name);
    if (entry.isDirectory()) return read(path);
    if (!entry.isFile() || entry.name === 'package-lock.json') return [];
    return [{ path: relative(root, path).split(sep).join('/'), text: readFileSync(path, 'utf8') }];
  });
}
