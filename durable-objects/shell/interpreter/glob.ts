import { FileError, type FileSystem } from '../files/filesystem.ts';
import { absolute, join } from '../files/paths.ts';
import { limits } from '../limits.ts';
import { isPattern, matchesPattern, unquotePattern } from './pattern.ts';

/** Paths that match a pattern, sorted; as relative as the pattern is. */
export function glob(fs: FileSystem, cwd: string, pattern: string): string[] {
  const isAbsolute = pattern.startsWith('/');
  let found = [isAbsolute ? '/' : ''];
  const parts = pattern.split('/').filter((part, n) => part !== '' || n > 0);
  for (const [n, part] of parts.entries()) {
    const isLast = n === parts.length - 1;
    if (part === '' && !isLast) continue;
    found = found.flatMap((base) => extend(fs, cwd, base, part, isLast));
    if (found.length > limits.expandedWords) return [];
  }
  return found.sort();
}

function extend(
  fs: FileSystem,
  cwd: string,
  base: string,
  part: string,
  isLast: boolean,
): string[] {
  const directory = absolute(base === '' ? '.' : base, cwd);
  const slash = isLast ? '' : '/';
  if (part === '') return isDirectory(fs, directory) ? [base] : [];
  const names = isPattern(part) ? matching(fs, directory, part) : [unquotePattern(part)];
  return names
    .filter((name) =>
      isLast ? isThere(fs, join(directory, name)) : isDirectory(fs, join(directory, name)),
    )
    .map((name) => base + name + slash);
}

function matching(fs: FileSystem, directory: string, part: string): string[] {
  try {
    // A leading dot has to be written out.
    const isHidden = /^\\?\./.test(part);
    return fs
      .list(directory)
      .filter((name) => (isHidden || !name.startsWith('.')) && matchesPattern(part, name));
  } catch (error) {
    if (error instanceof FileError) return [];
    throw error;
  }
}

function isThere(fs: FileSystem, path: string): boolean {
  try {
    fs.lstat(path);
    return true;
  } catch (error) {
    if (error instanceof FileError) return false;
    throw error;
  }
}

function isDirectory(fs: FileSystem, path: string): boolean {
  try {
    return fs.stat(path).type === 'directory';
  } catch (error) {
    if (error instanceof FileError) return false;
    throw error;
  }
}
