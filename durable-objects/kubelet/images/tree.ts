import type { Instant } from '../../lib/instant.ts';
import { MemoryFileSystem, type MemoryTree, toBytes } from '../../shell/index.ts';
import { base } from './bases.ts';
import type { Image, ImageFile, ImageFiles } from './image.ts';

/** When the catalogue's images were built, as their files' times say: 2026-06-01. */
const builtAt: Instant = 1_780_272_000_000;

const devices = ['null', 'zero', 'full', 'random', 'urandom', 'tty'];

/** The root filesystem of an image, read-only by convention: it is shared by all containers. */
export function imageTree(image: Image): MemoryTree {
  const fs = new MemoryFileSystem({ now: () => builtAt });
  const files: ImageFiles = { ...base(image.base).files, ...image.files };
  for (const [path, file] of Object.entries(files)) add(fs, path, file);
  if (image.base !== 'none') for (const name of devices) addDevice(fs, name);
  return fs.tree;
}

function add(fs: MemoryFileSystem, path: string, file: ImageFile): void {
  makeParents(fs, path);
  if (typeof file === 'string') fs.write(path, toBytes(file));
  else if ('text' in file) fs.write(path, toBytes(file.text), { mode: file.mode });
  else if ('link' in file) replaceByLink(fs, path, file.link);
  else addDirectory(fs, path, file);
  // write() keeps the mode of a file that a later entry replaces.
  if (typeof file === 'object' && 'text' in file) fs.chmod(path, file.mode);
}

function addDirectory(
  fs: MemoryFileSystem,
  path: string,
  { directory: mode, uid = 0, gid = 0 }: { directory: number; uid?: number; gid?: number },
): void {
  if (!fs.exists(path)) fs.mkdir(path);
  fs.chmod(path, mode);
  fs.chown(path, uid, gid);
}

function replaceByLink(fs: MemoryFileSystem, path: string, target: string): void {
  if (fs.exists(path)) fs.remove(path);
  fs.symlink(target, path);
}

function makeParents(fs: MemoryFileSystem, path: string): void {
  const names = path.split('/').slice(1, -1);
  for (let depth = 1; depth <= names.length; depth += 1) {
    const directory = `/${names.slice(0, depth).join('/')}`;
    if (!fs.exists(directory)) fs.mkdir(directory);
  }
}

function addDevice(fs: MemoryFileSystem, name: string): void {
  const path = `/dev/${name}`;
  fs.write(path, '');
  const { inode } = fs.stat(path);
  const own = { mode: 0o666, uid: 0, gid: 0, modifiedAt: builtAt };
  fs.tree.nodes[inode] = { ...own, type: 'device' };
}
