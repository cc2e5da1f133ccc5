import type { HomeFile } from '../console/protocol.ts';
import { thaw } from '../lib/json.ts';
import { FileError, MemoryFileSystem, type MemoryTree, toBytes, toText } from '../shell/index.ts';
import { limits } from './limits.ts';
import { home, student } from './state.ts';

/** The files of the home folder, without those that begin with a dot. */
export function listHome(tree: MemoryTree): readonly HomeFile[] {
  const fs = reading(tree);
  const below = (folder: string): readonly HomeFile[] =>
    fs.list(folder).flatMap((name): readonly HomeFile[] => {
      if (name.startsWith('.')) return [];
      const path = `${folder}/${name}`;
      const { type, size, mode } = fs.lstat(path);
      if (type === 'directory') return below(path);
      if (type !== 'file') return [];
      const shown = toText(path.slice(home.length + 1));
      return [{ path: shown, bytes: size, readOnly: (mode & 0o200) === 0 }];
    });
  return below(home).slice(0, limits.listedFiles);
}

/** Undefined when there is no such file. */
export function readHome(tree: MemoryTree, path: string): string | undefined {
  const place = placeOf(path);
  if (place === undefined) return undefined;
  try {
    return toText(reading(tree).read(place));
  } catch (error) {
    if (error instanceof FileError) return undefined;
    throw error;
  }
}

/** Writes a file and makes its folders; returns why it could not be written. */
export function writeHome(tree: MemoryTree, path: string, text: string): string | undefined {
  const place = placeOf(path);
  if (place === undefined) return `${path} is not a path in the home folder.`;
  const bytes = toBytes(text);
  if (bytes.length > limits.fileBytes) return `${path} is longer than ${limits.fileBytes} bytes.`;
  const fs = new MemoryFileSystem({ now: () => 0, capacityBytes: limits.diskBytes }, tree);
  try {
    if (fs.exists(place) && (fs.stat(place).mode & 0o200) === 0) return `${path} can't be changed.`;
    makeFolders(fs, place);
    fs.write(place, bytes, student);
    return undefined;
  } catch (error) {
    if (error instanceof FileError) return `${path}: ${error.message}.`;
    throw error;
  }
}

function makeFolders(fs: MemoryFileSystem, place: string): void {
  const names = place.split('/').slice(1, -1);
  for (let depth = 1; depth <= names.length; depth += 1) {
    const folder = `/${names.slice(0, depth).join('/')}`;
    if (!fs.exists(folder)) fs.mkdir(folder, student);
  }
}

/** A path inside the home folder; undefined for one that leads out of it. */
function placeOf(path: string): string | undefined {
  const parts = path.replace(/^~\//, '').split('/');
  if (
    path === '' ||
    path.startsWith('/') ||
    parts.some((part) => part === '' || part === '.' || part === '..')
  )
    return undefined;
  return `${home}/${toBytes(parts.join('/'))}`;
}

/** The file system's reading methods change nothing, so a frozen tree will do. */
function reading(tree: MemoryTree): MemoryFileSystem {
  return new MemoryFileSystem(
    { now: () => 0 },
    Object.isFrozen(tree) ? tree : thaw<MemoryTree>(tree),
  );
}
