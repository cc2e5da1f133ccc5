import type { Instant } from '../../lib/instant.ts';
import type { ByteString } from '../bytes.ts';
import { limits } from '../limits.ts';
import { type Creation, FileError, type FileStat, type FileSystem } from './filesystem.ts';
import { findPath, isWithin, type LinkReader, nameOf, parentOf, resolveLinks } from './paths.ts';

/** A whole filesystem as plain data; node 1 is the root directory. */
export interface MemoryTree {
  nextInode: number;
  /** Bytes of all files together. */
  usedBytes: number;
  nodes: Record<string, MemoryNode>;
}

/** A file, directory, symbolic link, device or socket. */
export type MemoryNode = { mode: number; uid: number; gid: number; modifiedAt: Instant } & (
  | { type: 'directory'; entries: Record<string, number> }
  | { type: 'file'; bytes: ByteString; links: number }
  | { type: 'symlink'; target: string }
  | { type: 'device' | 'socket' }
);

type DirectoryNode = MemoryNode & { type: 'directory' };

/** What a MemoryFileSystem is told about itself. */
export interface MemoryOptions {
  /** The calendar, for modification times. */
  readonly now: () => Instant;
  /** ENOSPC beyond it; without it only limits.fileBytes binds. */
  readonly capacityBytes?: number;
}

/** The reference FileSystem: over a MemoryTree, which it changes in place. */
export class MemoryFileSystem implements FileSystem {
  readonly tree: MemoryTree;
  readonly #options: MemoryOptions;
  readonly #reader: LinkReader = {
    look: (at) => this.#look(at),
    readlink: (at) => this.readlink(at),
  };

  constructor(options: MemoryOptions, tree: MemoryTree = MemoryFileSystem.emptyTree()) {
    this.tree = tree;
    this.#options = options;
  }

  /** A root directory and nothing in it. */
  static emptyTree(): MemoryTree {
    const root: MemoryNode = directory({ mode: 0o755, uid: 0, gid: 0, modifiedAt: 0 });
    return { nextInode: 2, usedBytes: 0, nodes: { 1: root } };
  }

  stat(path: string): FileStat {
    return this.#statOf(this.#locate(path, true), path);
  }

  lstat(path: string): FileStat {
    return this.#statOf(this.#locate(path, false), path);
  }

  exists(path: string): boolean {
    const found = findPath(this.#reader, path, true);
    return 'at' in found && this.#look(found.at) !== undefined;
  }

  find(path: string): FileStat | undefined {
    const found = findPath(this.#reader, path, false);
    return 'at' in found && this.#look(found.at) ? this.#statOf(found.at, path) : undefined;
  }

  read(path: string): ByteString {
    const node = this.#node(this.#locate(path, true), path);
    if (node.type === 'directory') throw new FileError('EISDIR', path);
    return node.type === 'file' ? node.bytes : '';
  }

  write(path: string, bytes: ByteString, creation: Creation = {}): void {
    this.#put(path, () => bytes, creation);
  }

  append(path: string, bytes: ByteString, creation: Creation = {}): void {
    this.#put(path, (before) => before + bytes, creation);
  }

  list(path: string): string[] {
    return Object.keys(this.#directory(this.#locate(path, true), path).entries).sort();
  }

  mkdir(path: string, creation: Creation = {}): void {
    this.#add(path, directory(this.#attributes(creation, 0o755)));
  }

  remove(path: string): void {
    const at = this.#locate(path, false);
    const inode = this.#inode(at);
    const node = this.#node(at, path);
    if (inode === undefined || inode === 1) throw new FileError('EBUSY', path);
    if (node.type === 'directory' && Object.keys(node.entries).length > 0)
      throw new FileError('ENOTEMPTY', path);
    this.#unlink(at, inode, node);
  }

  rename(from: string, to: string): void {
    const source = this.#locate(from, false);
    const target = this.#locate(to, false);
    const node = this.#node(source, from);
    const inode = this.#inode(source);
    if (inode === undefined || inode === 1) throw new FileError('EBUSY', from);
    if (source === target) return;
    if (isWithin(target, source)) throw new FileError('EINVAL', to);
    this.#directory(parentOf(target), to);
    const replaced = this.#inode(target);
    if (replaced !== undefined) this.#replace(target, replaced, node, to);
    const parent = this.#directory(parentOf(source), from);
    delete parent.entries[nameOf(source)];
    this.#directory(parentOf(target), to).entries[nameOf(target)] = inode;
    this.#touch(parentOf(source));
    this.#touch(parentOf(target));
  }

  chmod(path: string, mode: number): void {
    this.#node(this.#locate(path, true), path).mode = mode & 0o7777;
  }

  chown(path: string, uid: number, gid: number): void {
    const node = this.#node(this.#locate(path, true), path);
    node.uid = uid;
    node.gid = gid;
  }

  symlink(target: string, path: string, creation: Creation = {}): void {
    this.#add(path, { ...this.#attributes(creation, 0o777), type: 'symlink', target });
  }

  link(existing: string, path: string): void {
    const at = this.#locate(existing, false);
    const node = this.#node(at, existing);
    if (node.type !== 'file') throw new FileError('EPERM', existing);
    const to = this.#locate(path, false);
    const parent = this.#directory(parentOf(to), path);
    if (Object.hasOwn(parent.entries, nameOf(to))) throw new FileError('EEXIST', path);
    parent.entries[nameOf(to)] = this.#inode(at) ?? 0;
    node.links += 1;
  }

  readlink(path: string): string {
    const node = this.#node(this.#locate(path, false), path);
    if (node.type !== 'symlink') throw new FileError('EINVAL', path);
    return node.target;
  }

  setModified(path: string, at: Instant): void {
    this.#node(this.#locate(path, true), path).modifiedAt = at;
  }

  #put(path: string, change: (before: ByteString) => ByteString, creation: Creation): void {
    const at = this.#locate(path, true);
    const inode = this.#inode(at);
    const node = inode === undefined ? undefined : this.#node(at, path);
    if (node?.type === 'directory' || path.endsWith('/')) throw new FileError('EISDIR', path);
    if (node && node.type !== 'file') return;
    const bytes = change(node?.bytes ?? '');
    this.#checkSpace(bytes.length - (node?.bytes.length ?? 0), bytes.length, path);
    const attributes = this.#attributes(creation, 0o644);
    if (!node) this.#add(at, { ...attributes, type: 'file', bytes, links: 1 });
    else Object.assign(node, { bytes, modifiedAt: attributes.modifiedAt });
    this.tree.usedBytes += bytes.length - (node?.bytes.length ?? 0);
  }

  #checkSpace(growth: number, size: number, path: string): void {
    if (size > limits.fileBytes) throw new FileError('EFBIG', path);
    const capacity = this.#options.capacityBytes;
    if (growth > 0 && capacity !== undefined && this.tree.usedBytes + growth > capacity)
      throw new FileError('ENOSPC', path);
  }

  #add(path: string, node: MemoryNode): void {
    const at = this.#locate(path.length > 1 ? path.replace(/\/+$/, '') : path, false);
    if (this.#inode(at) !== undefined) throw new FileError('EEXIST', path);
    const parent = this.#directory(parentOf(at), path);
    const inode = this.tree.nextInode++;
    this.tree.nodes[inode] = node;
    parent.entries[nameOf(at)] = inode;
    this.#touch(parentOf(at));
  }

  #unlink(at: string, inode: number, node: MemoryNode): void {
    delete this.#directory(parentOf(at), at).entries[nameOf(at)];
    this.#touch(parentOf(at));
    if (node.type === 'file') {
      node.links -= 1;
      if (node.links > 0) return;
      this.tree.usedBytes -= node.bytes.length;
    }
    delete this.tree.nodes[inode];
  }

  #replace(target: string, inode: number, mover: MemoryNode, path: string): void {
    const replaced = this.#node(target, path);
    if (replaced.type === 'directory') {
      if (mover.type !== 'directory') throw new FileError('EISDIR', path);
      if (Object.keys(replaced.entries).length > 0) throw new FileError('ENOTEMPTY', path);
    } else if (mover.type === 'directory') throw new FileError('ENOTDIR', path);
    this.#unlink(target, inode, replaced);
  }

  #attributes(creation: Creation, mode: number) {
    const { uid = 0, gid = 0 } = creation;
    return { mode: creation.mode ?? mode, uid, gid, modifiedAt: this.#options.now() };
  }

  #touch(at: string): void {
    this.#directory(at, at).modifiedAt = this.#options.now();
  }

  #locate(path: string, follow: boolean): string {
    return resolveLinks(this.#reader, path, follow);
  }

  #look(at: string): MemoryNode | undefined {
    const inode = this.#inode(at);
    return inode === undefined ? undefined : this.tree.nodes[inode];
  }

  /** Walks a path without links; undefined when something on it is missing. */
  #inode(at: string): number | undefined {
    let inode = 1;
    for (const name of at.split('/')) {
      if (name === '') continue;
      const node = this.tree.nodes[inode];
      if (node?.type !== 'directory' || !Object.hasOwn(node.entries, name)) return undefined;
      inode = node.entries[name] ?? 0;
    }
    return inode;
  }

  #node(at: string, path: string): MemoryNode {
    const node = this.#look(at);
    if (!node) throw new FileError('ENOENT', path);
    return node;
  }

  #directory(at: string, path: string): DirectoryNode {
    const node = this.#node(at, path);
    if (node.type !== 'directory') throw new FileError('ENOTDIR', path);
    return node;
  }

  #statOf(at: string, path: string): FileStat {
    const node = this.#node(at, path);
    const { type, mode, uid, gid, modifiedAt } = node;
    const own = { type, mode, uid, gid, modifiedAt, inode: this.#inode(at) ?? 0 };
    if (node.type === 'file') return { ...own, size: node.bytes.length, links: node.links };
    if (node.type === 'symlink') return { ...own, size: node.target.length, links: 1 };
    if (node.type !== 'directory') return { ...own, size: 0, links: 1 };
    const children = Object.values(node.entries).map((inode) => this.tree.nodes[inode]?.type);
    return { ...own, size: 4096, links: 2 + children.filter((t) => t === 'directory').length };
  }
}

function directory(attributes: Omit<DirectoryNode, 'type' | 'entries'>): DirectoryNode {
  return { ...attributes, type: 'directory', entries: {} };
}
