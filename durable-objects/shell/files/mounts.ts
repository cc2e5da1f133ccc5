import type { Instant } from '../../lib/instant.ts';
import type { ByteString } from '../bytes.ts';
import { type Creation, FileError, type FileStat, type FileSystem } from './filesystem.ts';
import { isWithin, nameOf, normalize, parentOf, resolveLinks } from './paths.ts';

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
    try {
      this.stat(path);
      return true;
    } catch (error) {
      if (error instanceof FileError) return false;
      throw error;
    }
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
    const names = this.#has(at) ? this.#on(at, path, (fs, own) => fs.list(own)) : [];
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
    const mount = this.mounts.find((candidate) => isWithin(at, candidate.at));
    if (!mount) throw new FileError('ENOENT', at);
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
    if (this.#has(at)) return this.#on(at, path, (fs, own) => fs.lstat(own));
    const below = this.#pointsIn(at);
    if (below.length === 0) throw new FileError('ENOENT', path);
    const own = { mode: 0o755, uid: 0, gid: 0, modifiedAt: 0, inode: 0 };
    return { ...own, type: 'directory', size: 4096, links: 2 + below.length };
  }

  #has(at: string): boolean {
    try {
      this.#on(at, at, (fs, own) => fs.lstat(own));
      return true;
    } catch (error) {
      if (error instanceof FileError) return false;
      throw error;
    }
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
    if (this.#pointsIn(at).length > 0 || this.#has(at)) throw new FileError('EEXIST', path);
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
    const look = (at: string) => {
      try {
        return this.#stat(at, at);
      } catch (error) {
        if (error instanceof FileError) return undefined;
        throw error;
      }
    };
    const readlink = (at: string) => this.#on(at, path, (fs, own) => fs.readlink(own));
    return resolveLinks({ look, readlink }, path, follow);
  }
}
