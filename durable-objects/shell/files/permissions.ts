import type { Instant } from '../../lib/instant.ts';
import type { ByteString } from '../bytes.ts';
import { type Creation, FileError, type FileStat, type FileSystem } from './filesystem.ts';
import { absolute, parentOf, resolveLinks } from './paths.ts';

/** Who uses a filesystem. */
export interface User {
  readonly uid: number;
  readonly gid: number;
  readonly groups: readonly number[];
  readonly umask: number;
}

/** What access(2) asks for. */
export type Access = 'r' | 'w' | 'x';

/** Whether the permission bits let the user do that; root may do all but run what has no x. */
export function allows(stat: FileStat, user: User, access: Access): boolean {
  const bit = access === 'r' ? 4 : access === 'w' ? 2 : 1;
  if (user.uid === 0) {
    return access !== 'x' || stat.type === 'directory' || (stat.mode & 0o111) !== 0;
  }
  const isGroup = user.gid === stat.gid || user.groups.includes(stat.gid);
  const shift = user.uid === stat.uid ? 6 : isGroup ? 3 : 0;
  return ((stat.mode >> shift) & bit) !== 0;
}

/** A filesystem as one user may use it: permissions checked, new files theirs, umask applied. */
export class UserFileSystem implements FileSystem {
  readonly #fs: FileSystem;
  readonly #user: User;

  constructor(fs: FileSystem, user: User) {
    this.#fs = fs;
    this.#user = user;
  }

  stat(path: string): FileStat {
    this.#search(path);
    return this.#fs.stat(path);
  }

  lstat(path: string): FileStat {
    this.#search(path);
    return this.#fs.lstat(path);
  }

  exists(path: string): boolean {
    return this.#fs.exists(path);
  }

  find(path: string): FileStat | undefined {
    try {
      this.#search(path);
    } catch (error) {
      if (error instanceof FileError) return undefined;
      throw error;
    }
    return this.#fs.find(path);
  }

  read(path: string): ByteString {
    this.#need(path, 'r');
    return this.#fs.read(path);
  }

  write(path: string, bytes: ByteString, creation: Creation = {}): void {
    this.#needWritable(path);
    this.#fs.write(path, bytes, this.#own(creation, 0o666));
  }

  append(path: string, bytes: ByteString, creation: Creation = {}): void {
    this.#needWritable(path);
    this.#fs.append(path, bytes, this.#own(creation, 0o666));
  }

  list(path: string): string[] {
    this.#need(path, 'r');
    return this.#fs.list(path);
  }

  mkdir(path: string, creation: Creation = {}): void {
    if (!this.#isThere(path)) this.#needParent(path);
    this.#fs.mkdir(path, this.#own(creation, 0o777));
  }

  remove(path: string): void {
    this.#needParent(path);
    this.#checkSticky(path);
    this.#fs.remove(path);
  }

  rename(from: string, to: string): void {
    this.#needParent(from);
    this.#checkSticky(from);
    this.#needParent(to);
    this.#fs.rename(from, to);
  }

  chmod(path: string, mode: number): void {
    this.#needOwner(path);
    this.#fs.chmod(path, mode);
  }

  chown(path: string, uid: number, gid: number): void {
    const user = this.#user;
    const stat = this.#fs.stat(path);
    const isOwnGroup = user.gid === gid || user.groups.includes(gid);
    if (user.uid !== 0 && !(user.uid === stat.uid && uid === stat.uid && isOwnGroup))
      throw new FileError('EPERM', path);
    this.#fs.chown(path, uid, gid);
  }

  symlink(target: string, path: string): void {
    if (!this.#isThere(path)) this.#needParent(path);
    const { uid, gid } = this.#user;
    this.#fs.symlink(target, path, { uid, gid });
  }

  link(existing: string, path: string): void {
    this.#needParent(path);
    this.#fs.link(existing, path);
  }

  readlink(path: string): string {
    this.#search(path);
    return this.#fs.readlink(path);
  }

  setModified(path: string, at: Instant): void {
    const stat = this.#fs.stat(path);
    if (this.#user.uid !== stat.uid) this.#need(path, 'w');
    this.#fs.setModified(path, at);
  }

  #own(creation: Creation, mode: number): Creation {
    const { uid, gid, umask } = this.#user;
    return { mode: (creation.mode ?? mode) & ~umask, uid, gid };
  }

  #isThere(path: string): boolean {
    return this.#fs.find(path) !== undefined;
  }

  #need(path: string, access: Access): void {
    this.#search(path);
    if (!allows(this.#fs.stat(path), this.#user, access)) throw new FileError('EACCES', path);
  }

  #needWritable(path: string): void {
    if (this.#fs.exists(path)) this.#need(path, 'w');
    else this.#needParent(path);
  }

  #needParent(path: string): void {
    this.#search(path);
    const parent = this.#fs.stat(parentOf(this.#resolve(path, false)));
    if (parent.type === 'directory' && !allows(parent, this.#user, 'w'))
      throw new FileError('EACCES', path);
  }

  #needOwner(path: string): void {
    const { uid } = this.#user;
    if (uid !== 0 && this.#fs.stat(path).uid !== uid) throw new FileError('EPERM', path);
  }

  /** In a directory with the sticky bit, /tmp, only owners remove. */
  #checkSticky(path: string): void {
    const parent = this.#fs.stat(parentOf(this.#resolve(path, false)));
    const { uid } = this.#user;
    if ((parent.mode & 0o1000) === 0 || uid === 0 || parent.uid === uid) return;
    if (this.#fs.lstat(path).uid !== uid) throw new FileError('EPERM', path);
  }

  /** Every directory on the way must be searchable; root may search all. */
  #search(path: string): void {
    if (this.#user.uid === 0) return;
    let at = parentOf(this.#resolve(path, false));
    while (at !== '/') {
      const stat = this.#fs.stat(at);
      if (!allows(stat, this.#user, 'x')) throw new FileError('EACCES', path);
      at = parentOf(at);
    }
  }

  #resolve(path: string, follow: boolean): string {
    return realpath(this.#fs, path, follow);
  }
}

/** The path with its links followed, in the last component only if asked; it may be missing. */
export function realpath(fs: FileSystem, path: string, follow = true): string {
  const reader = {
    look: (at: string) => fs.find(at),
    readlink: (at: string) => fs.readlink(at),
  };
  return resolveLinks(reader, absolute(path, '/'), follow);
}
