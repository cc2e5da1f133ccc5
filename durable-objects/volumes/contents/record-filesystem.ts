import type { Instant } from '../../lib/instant.ts';
import type { Frozen } from '../../lib/json.ts';
import { findPath, join, type LinkReader, parentOf } from '../../shell/files/paths.ts';
import {
  type ByteString,
  type Creation,
  FileError,
  type FileStat,
  type FileSystem,
} from '../../shell/index.ts';
import type { BaseFiles } from './base-files.ts';
import { bytesOf, holdBytes } from './bytes.ts';
import type { FileRecord, RecordAccess } from './file-records.ts';
import type { ContentsIdentity } from './identity.ts';
import { contentsLimits } from './limits.ts';
import { RecordLayer } from './record-layer.ts';

/** What a RecordFileSystem is told about itself. */
export interface RecordFileSystemOptions {
  readonly access: RecordAccess;
  readonly identity: ContentsIdentity;
  /** The calendar, for modification times. */
  readonly now: Instant;
  /** Files that are there already, an image's: never changed, only hidden or replaced. */
  readonly base?: BaseFiles;
  /** ENOSPC beyond it, a claim's or a tmpfs' size; contentsLimits.volumeBytes binds anyway. */
  readonly capacityBytes?: number;
}

type Attributes = Pick<FileRecord, 'mode' | 'uid' | 'gid' | 'modifiedAt'>;

/** A filesystem whose files are records of the store, over an optional read-only base. */
export class RecordFileSystem implements FileSystem {
  readonly #layer: RecordLayer;
  readonly #now: Instant;
  readonly #capacity: number;
  readonly #reader: LinkReader = {
    look: (at) => {
      const node = this.#layer.get(at);
      return node && node.type !== 'removed' ? { type: node.type } : undefined;
    },
    readlink: (at) => this.readlink(at),
  };

  constructor(options: RecordFileSystemOptions) {
    this.#layer = new RecordLayer(options.access, options.identity, options.base);
    this.#now = options.now;
    this.#capacity = Math.min(
      options.capacityBytes ?? contentsLimits.volumeBytes,
      contentsLimits.volumeBytes,
    );
  }

  stat(path: string): FileStat {
    return this.#statOf(this.#locate(path, true), path);
  }

  lstat(path: string): FileStat {
    return this.#statOf(this.#locate(path, false), path);
  }

  exists(path: string): boolean {
    const found = this.#findPath(path, true);
    return 'at' in found && this.#layer.get(found.at) !== undefined;
  }

  find(path: string): FileStat | undefined {
    const found = this.#findPath(path, false);
    return 'at' in found && this.#layer.get(found.at) ? this.#statOf(found.at, path) : undefined;
  }

  read(path: string): ByteString {
    const at = this.#locate(path, true);
    const node = this.#present(at, path);
    if (node.type === 'directory') throw new FileError('EISDIR', path);
    return node.type === 'file' ? this.#bytes(at, node) : '';
  }

  write(path: string, bytes: ByteString, creation: Creation = {}): void {
    this.#put(path, () => bytes, creation);
  }

  append(path: string, bytes: ByteString, creation: Creation = {}): void {
    this.#put(path, (before) => before + bytes, creation);
  }

  /** What is at a path without links, if anything: lstat for those who expect nothing. */
  typeAt(path: string): 'file' | 'directory' | 'symlink' | undefined {
    const type = this.#layer.get(path)?.type;
    return type === 'removed' ? undefined : type;
  }

  list(path: string): string[] {
    const at = this.#locate(path, true);
    if (this.#present(at, path).type !== 'directory') throw new FileError('ENOTDIR', path);
    return this.#layer.list(at);
  }

  mkdir(path: string, creation: Creation = {}): void {
    this.#add(path, { ...this.#attributes(creation, 0o755), type: 'directory' });
  }

  remove(path: string): void {
    const at = this.#locate(path, false);
    const node = this.#present(at, path);
    if (at === '/') throw new FileError('EBUSY', path);
    if (node.type === 'directory' && this.#layer.list(at).length > 0)
      throw new FileError('ENOTEMPTY', path);
    this.#layer.remove(at);
    this.#touch(parentOf(at));
  }

  rename(from: string, to: string): void {
    const source = this.#locate(from, false);
    const target = this.#locate(to, false);
    const node = this.#present(source, from);
    if (source === '/' || target === '/') throw new FileError('EBUSY', from);
    if (source === target) return;
    if (target.startsWith(`${source}/`)) throw new FileError('EINVAL', to);
    this.#directory(parentOf(target), to);
    const replaced = this.#layer.get(target);
    if (replaced) this.#checkReplaces(node, replaced, target, to);
    this.#move(source, target);
    this.#touch(parentOf(source));
    this.#touch(parentOf(target));
  }

  chmod(path: string, mode: number): void {
    this.#change(path, (node) => ({ ...node, mode: mode & 0o7777 }));
  }

  chown(path: string, uid: number, gid: number): void {
    this.#change(path, (node) => ({ ...node, uid, gid }));
  }

  setModified(path: string, at: Instant): void {
    this.#change(path, (node) => ({ ...node, modifiedAt: at }));
  }

  symlink(target: string, path: string, creation: Creation = {}): void {
    this.#add(path, { ...this.#attributes(creation, 0o777), type: 'symlink', target });
  }

  /** There are no hard links on record filesystems: each file has one record and one name. */
  link(existing: string, _path: string): void {
    throw new FileError('EPERM', existing);
  }

  readlink(path: string): string {
    const node = this.#present(this.#locate(path, false), path);
    if (node.type !== 'symlink') throw new FileError('EINVAL', path);
    return node.target;
  }

  #put(path: string, change: (before: ByteString) => ByteString, creation: Creation): void {
    const at = this.#locate(path, true);
    const node = this.#layer.get(at);
    if (node?.type === 'directory' || path.endsWith('/')) throw new FileError('EISDIR', path);
    const before = node?.type === 'file' ? this.#bytes(at, node) : '';
    const bytes = change(before);
    if (bytes.length > contentsLimits.fileBytes) throw new FileError('EFBIG', path);
    const used = this.#layer.head.bytes;
    if (bytes.length > before.length && used + bytes.length - before.length > this.#capacity)
      throw new FileError('ENOSPC', path);
    if (!node) {
      this.#add(at, { ...this.#attributes(creation, 0o644), type: 'file', ...holdBytes(bytes) });
    } else {
      const { mode, uid, gid, inode } = node;
      const own = { type: 'file', mode, uid, gid, inode, modifiedAt: this.#now } as const;
      this.#layer.set(at, { ...own, ...holdBytes(bytes) });
    }
    this.#layer.markNewest(at, this.#now);
  }

  #add(path: string, node: NewFile): void {
    const at = this.#locate(path.length > 1 ? path.replace(/\/+$/, '') : path, false);
    if (this.#layer.get(at)) throw new FileError('EEXIST', path);
    const parent = parentOf(at);
    this.#directory(parent, path);
    if (this.#layer.count() >= contentsLimits.files) throw new FileError('ENOSPC', path);
    this.#layer.set(at, { ...node, inode: this.#layer.takeInode() });
    this.#touch(parent);
  }

  #checkReplaces(
    mover: Frozen<FileRecord>,
    replaced: Frozen<FileRecord>,
    at: string,
    path: string,
  ): void {
    if (replaced.type !== 'directory') {
      if (mover.type === 'directory') throw new FileError('ENOTDIR', path);
      return;
    }
    if (mover.type !== 'directory') throw new FileError('EISDIR', path);
    if (this.#layer.list(at).length > 0) throw new FileError('ENOTEMPTY', path);
  }

  /** A directory moves with everything in it, top down, so that its parent is always there. */
  #move(from: string, to: string): void {
    const node = this.#present(from, from);
    const names = node.type === 'directory' ? this.#layer.list(from) : [];
    const held = node.type === 'file' ? holdBytes(this.#bytes(from, node)) : {};
    this.#layer.set(to, { ...node, ...held });
    for (const name of names) this.#move(`${from}/${name}`, `${to}/${name}`);
    this.#layer.remove(from);
  }

  #change(path: string, change: (node: Frozen<FileRecord>) => Frozen<FileRecord>): void {
    const at = this.#locate(path, true);
    const node = this.#present(at, path);
    const held = node.type === 'file' ? holdBytes(this.#bytes(at, node)) : {};
    this.#layer.set(at, change({ ...node, ...held }));
  }

  #touch(at: string): void {
    const node = this.#present(at, at);
    if (node.modifiedAt !== this.#now) this.#layer.set(at, { ...node, modifiedAt: this.#now });
  }

  #attributes(creation: Creation, mode: number): Attributes {
    const { uid = 0, gid = 0 } = creation;
    return { mode: creation.mode ?? mode, uid, gid, modifiedAt: this.#now };
  }

  #locate(path: string, follow: boolean): string {
    const found = this.#findPath(path, follow);
    if ('at' in found) return found.at;
    throw new FileError(found.failure, path);
  }

  #findPath(path: string, follow: boolean): ReturnType<typeof findPath> {
    // Names are by paths without links, so that what is found at once is on none.
    const node = this.#layer.get(path);
    if (node && (node.type !== 'symlink' || !follow)) return { at: path };
    return findPath(this.#reader, path, follow);
  }

  #present(at: string, path: string): Frozen<FileRecord> {
    const node = this.#layer.get(at);
    if (!node) throw new FileError('ENOENT', path);
    return node;
  }

  #directory(at: string, path: string): void {
    if (this.#present(at, path).type !== 'directory') throw new FileError('ENOTDIR', path);
  }

  #bytes(at: string, node: Frozen<FileRecord> & { type: 'file' }): ByteString {
    return this.#layer.isOwn(at) ? bytesOf(node) : this.#layer.baseBytes(at);
  }

  #statOf(at: string, path: string): FileStat {
    const node = this.#present(at, path);
    const { mode, uid, gid, modifiedAt, inode } = node;
    const own = { mode, uid, gid, modifiedAt, inode };
    if (node.type === 'file')
      return { ...own, type: 'file', size: this.#bytes(at, node).length, links: 1 };
    if (node.type === 'symlink')
      return { ...own, type: 'symlink', size: node.target.length, links: 1 };
    const layer = this.#layer;
    const isDirectory = (name: string) => layer.get(join(at, name))?.type === 'directory';
    return {
      ...own,
      type: 'directory',
      size: 4096,
      // Counting is for the few who ask: every step along a path comes through here.
      get links() {
        return 2 + layer.list(at).filter(isDirectory).length;
      },
    };
  }
}

type NewFile = FileRecord extends infer Each
  ? Each extends FileRecord
    ? Omit<Each, 'inode'>
    : never
  : never;
