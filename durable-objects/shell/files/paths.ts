import { limits } from '../limits.ts';
import { FileError, type FileErrorCode, type FileStat } from './filesystem.ts';

/** An absolute path without `.`, `..`, doubled or trailing slashes; `..` is taken literally. */
export function normalize(path: string, cwd = '/'): string {
  const names: string[] = [];
  const whole = path.startsWith('/') ? path : `${cwd}/${path}`;
  for (const name of whole.split('/')) {
    if (name === '..') names.pop();
    else if (name !== '' && name !== '.') names.push(name);
  }
  return `/${names.join('/')}`;
}

/** An absolute path that keeps `..`, for whom symbolic links in it matter. */
export function absolute(path: string, cwd: string): string {
  return path.startsWith('/') ? path : `${cwd === '/' ? '' : cwd}/${path}`;
}

/** A path below a directory. */
export function join(directory: string, name: string): string {
  return directory.endsWith('/') ? directory + name : `${directory}/${name}`;
}

/** The directory part of a normal path; of `/` itself `/`. */
export function parentOf(path: string): string {
  const slash = path.lastIndexOf('/');
  return slash <= 0 ? '/' : path.slice(0, slash);
}

/** The last component of a normal path. */
export function nameOf(path: string): string {
  return path.slice(path.lastIndexOf('/') + 1);
}

/** Whether a normal path is the directory or below it. */
export function isWithin(path: string, directory: string): boolean {
  return directory === '/' || path === directory || path.startsWith(`${directory}/`);
}

/** What resolving a path needs of a filesystem. */
export interface LinkReader {
  /** Of a path without links; undefined when there is nothing. */
  look(path: string): Pick<FileStat, 'type'> | undefined;
  readlink(path: string): string;
}

/**
 * The normal path without symbolic links, in the last component only if `follow`. The last
 * component may be missing; a missing directory is ENOENT, a file in its place ENOTDIR.
 */
export function resolveLinks(reader: LinkReader, path: string, follow: boolean): string {
  const found = findPath(reader, path, follow);
  if ('at' in found) return found.at;
  throw new FileError(found.failure, path);
}

/** The same without an error for a path that leads nowhere. */
export function findPath(
  reader: LinkReader,
  path: string,
  follow: boolean,
): { readonly at: string } | { readonly failure: FileErrorCode } {
  let rest = path.split('/').filter((name) => name !== '' && name !== '.');
  const mustBeDirectory = path.endsWith('/') && rest.length > 0;
  let at = '/';
  let followed = 0;
  while (rest.length > 0) {
    const [name = '', ...others] = rest;
    rest = others;
    if (name === '..') {
      at = parentOf(at);
      continue;
    }
    const next = join(at, name);
    const found = reader.look(next);
    if (found?.type === 'symlink' && (rest.length > 0 || follow || mustBeDirectory)) {
      followed += 1;
      if (followed > limits.symbolicLinks) return { failure: 'ELOOP' };
      const target = reader.readlink(next);
      rest = [...target.split('/').filter((part) => part !== '' && part !== '.'), ...rest];
      if (target.startsWith('/')) at = '/';
      continue;
    }
    const isLast = rest.length === 0;
    if (!isLast && !found) return { failure: 'ENOENT' };
    if (found && found.type !== 'directory' && (!isLast || mustBeDirectory))
      return { failure: 'ENOTDIR' };
    at = next;
  }
  return { at };
}
