import type { Instant } from '../../lib/instant.ts';
import type { ByteString } from '../bytes.ts';
import { type Creation, FileError, type FileStat, type FileSystem } from './filesystem.ts';
import {
  findPath,
  isWithin,
  type LinkReader,
  nameOf,
  normalize,
  parentOf,
  resolveLinks,
} from './paths.ts';

/** A filesystem, or a directory or file in it, put at a place of the tree. */
export interface Mount {
  /** Normal absolute path; `/` for the root filesystem. */
  readonly at: string;
  readonly fs: FileSystem;
  /** What of `fs` appears there (a bind of a sub-directory or a single file); default `/`. */
  readonly from?: string;
  readonly isReadOnly?: boolean;
}

interface Place {
  readonly mount: Mount;
  /** The path within the mount's own filesystem. */
  readonly path: string;
}

/**
 * Several filesystems as one tree. A later mount at the same place hides an earlier one; symbolic
 * links lead across mounts. Mount points appear in their directory even if nothing is below them
 * there; they can be neither removed nor renamed (EBUSY).
 */
export class MountTable implements FileSystem {
  readonly mounts: readonly Mount[];

  constructor(mounts: readonly Mount[]) {
    const byPlace = new Map(mounts.map((mount) => [normalize(mount.at), mount]));
    this.mounts = [...byPlace.values()].sort((a, b) => b.at.length - a.at.length);
  }

  stat(path: string): FileStat {
    return this.#stat(this.#locate(path, true), path);
  }

  lstat(path: string): FileStat {
    return this.#stat(this.#locate(path, false), path);
  }

  exists(path: string): boolean {
    return this.#findAt(path, true) !== undefined;
  }

  find(path: string): FileStat | undefined {
    return this.#findAt(path, false);
  }

  read(path: string): ByteString {
    const at = this.#locate(path, true);
    if (this.#stat(at, path).type === 'directory') throw new FileError('EISDIR', path);
    return this.#on(at, path, (fs, own) => fs.read(own));
  }

  write(path: string, bytes: ByteString, creation?: Creation): void {
    const at = this.#slashless(path);
    this.#change(at, path, (fs, own) => fs.write(own, bytes, creation));
  }

  append(path: string, bytes: ByteString, creation?: Creation): void {
    const at = this.#slashless(path);
    this.#change(at, path, (fs, own) => fs.append(own, bytes, creation));
  }

  list(path: string): string[] {
    const at = this.#locate(path, true);
    const points = this.#pointsIn(at);
    if (this.#stat(at, path).type !== 'directory') throw new FileError('ENOTDIR', path);
    const names = this.#own(at) ? this.#on(at, path, (fs, own) => fs.list(own)) : [];
    return [...new Set([...names, ...points])].sort();
  }

  mkdir(path: string, creation?: Creation): void {
    const at = this.#free(path);
    this.#change(at, path, (fs, own) => fs.mkdir(own, creation));
  }

  remove(path: string): void {
    const at = this.#locate(path, false);
    this.#stat(at, path);
    this.#refuseMountPoint(at, path);
    this.#change(at, path, (fs, own) => fs.remove(own));
  }

  rename(from: string, to: string): void {
    const source = this.#locate(from, false);
    const target = this.#locate(to, false);
    this.#stat(source, from);
    this.#refuseMountPoint(source, from);
    this.#refuseMountPoint(target, to);
    const a = this.#place(source);
    const b = this.#place(target);
    // As Linux: two mounts of one filesystem are still two devices to rename(2).
    if (a.mount !== b.mount) throw new FileError('EXDEV', from);
    this.#change(source, from, (fs) => fs.rename(a.path, b.path));
  }

  chmod(path: string, mode: number): void {
    this.#change(this.#locate(path, true), path, (fs, own) => fs.chmod(own, mode));
  }

  chown(path: string, uid: number, gid: number): void {
    this.#change(this.#locate(path, true), path, (fs, own) => fs.chown(own, uid, gid));
  }

  symlink(target: string, path: string, creation?: Creation): void {
    const at = this.#free(path);
    this.#change(at, path, (fs, own) => fs.symlink(target, own, creation));
  }

  link(existing: string, path: string): void {
    const a = this.#place(this.#locate(existing, false));
    const at = this.#free(path);
    if (a.mount !== this.#place(at).mount) throw new FileError('EXDEV', path);
    this.#change(at, path, (fs, own) => fs.link(a.path, own));
  }

  readlink(path: string): string {
    return this.#on(this.#locate(path, false), path, (fs, own) => fs.readlink(own));
  }

  setModified(path: string, moment: Instant): void {
    this.#change(this.#locate(path, true), path, (fs, own) => fs.setModified(own, moment));
  }

  /** The path with every symbolic link followed; its last component may be missing. */
  realpath(path: string): string {
    return this.#locate(path, true);
  }

  #place(at: string): Place {
    const place = this.#findPlace(at);
    if (!place) throw new FileError('ENOENT', at);
    return place;
  }

  #findPlace(at: string): Place | undefined {
    const mount = this.mounts.find((candidate) => isWithin(at, candidate.at));
    if (!mount) return undefined;
    const rest = mount.at === '/' ? at : at.slice(mount.at.length);
    const from = mount.from ?? '/';
    const path = from === '/' ? rest || '/' : rest === '/' ? from : from + rest;
    return { mount, path };
  }

  #on<Result>(at: string, path: string, use: (fs: FileSystem, own: string) => Result): Result {
    const { mount, path: own } = this.#place(at);
    try {
      return use(mount.fs, own);
    } catch (error) {
      // The caller's path, not the mount's own, belongs into the message.
      if (error instanceof FileError) throw new FileError(error.code, path);
      throw error;
    }
  }

  #change(at: string, path: string, use: (fs: FileSystem, own: string) => void): void {
    const { mount } = this.#place(at);
    if (mount.isReadOnly) throw new FileError('EROFS', path);
    this.#on(at, path, use);
  }

  #stat(at: string, path: string): FileStat {
    const found = this.#look(at);
    if (!found) throw new FileError('ENOENT', path);
    return found;
  }

  /** What is at a path without links. */
  #look(at: string): FileStat | undefined {
    const found = this.#own(at);
    if (found) return found;
    const below = this.#pointsIn(at);
    if (below.length === 0) return undefined;
    const own = { mode: 0o755, uid: 0, gid: 0, modifiedAt: 0, inode: 0 };
    return { ...own, type: 'directory', size: 4096, links: 2 + below.length };
  }

  /** The same, but for directories that only lead to a mount point. */
  #own(at: string): FileStat | undefined {
    const place = this.#findPlace(at);
    return place?.mount.fs.find(place.path);
  }

  /** Names of mount points, and of directories that lead to one, directly in a directory. */
  #pointsIn(at: string): string[] {
    const prefix = at === '/' ? '/' : `${at}/`;
    const below = this.mounts.filter((mount) => mount.at !== at && mount.at.startsWith(prefix));
    return below.map((mount) => mount.at.slice(prefix.length).split('/')[0] ?? '');
  }

  #refuseMountPoint(at: string, path: string): void {
    if (this.mounts.some((mount) => isWithin(mount.at, at))) throw new FileError('EBUSY', path);
  }

  #free(path: string): string {
    const at = this.#locate(path.length > 1 ? path.replace(/\/+$/, '') : path, false);
    if (this.#look(at)) throw new FileError('EEXIST', path);
    return at;
  }

  #slashless(path: string): string {
    if (path.endsWith('/')) throw new FileError('EISDIR', path);
    const at = this.#locate(path, true);
    const parent = parentOf(at);
    if (nameOf(at) !== '' && this.#stat(parent, path).type !== 'directory')
      throw new FileError('ENOTDIR', path);
    return at;
  }

  #locate(path: string, follow: boolean): string {
    return resolveLinks(this.#reader(path), path, follow);
  }

  #findAt(path: string, follow: boolean): FileStat | undefined {
    const found = findPath(this.#reader(path), path, follow);
    return 'at' in found ? this.#look(found.at) : undefined;
  }

  #reader(path: string): LinkReader {
    return {
      look: (at) => this.#look(at),
      readlink: (at) => this.#on(at, path, (fs, own) => fs.readlink(own)),
    };
  }
}
