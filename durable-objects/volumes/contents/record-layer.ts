import type { Instant } from '../../lib/instant.ts';
import { type Frozen, freeze } from '../../lib/json.ts';
import type { BaseFiles } from './base-files.ts';
import { bytesOf } from './bytes.ts';
import {
  type ContentsHead,
  contentsHeads,
  emptyHead,
  type FileRecord,
  fileRecords,
  type RecordAccess,
} from './file-records.ts';
import type { ContentsIdentity } from './identity.ts';

const rootAttributes = { mode: 0o755, uid: 0, gid: 0, modifiedAt: 0, inode: 1 };

/**
 * The records of one identity merged with its base, by paths without links. A name exists if its
 * record is not `removed`, or if it has no record and the base has it.
 */
export class RecordLayer {
  readonly #access: RecordAccess;
  readonly #identity: ContentsIdentity;
  readonly #base: BaseFiles | undefined;

  constructor(access: RecordAccess, identity: ContentsIdentity, base: BaseFiles | undefined) {
    this.#access = access;
    this.#identity = identity;
    this.#base = base;
  }

  get head(): Frozen<ContentsHead> {
    const key = { namespace: '', name: this.#identity };
    return this.#access.read.record(contentsHeads, key) ?? emptyHead;
  }

  get(at: string): Frozen<FileRecord> | undefined {
    const own = this.#own(at);
    if (own) return own.type === 'removed' ? undefined : own;
    return (
      this.#fromBase(at) ?? (at === '/' ? { ...rootAttributes, type: 'directory' } : undefined)
    );
  }

  isOwn(at: string): boolean {
    return this.#own(at) !== undefined;
  }

  baseBytes(at: string): string {
    return this.#base?.read(at) ?? '';
  }

  /** Names directly in a directory, sorted by byte. */
  list(at: string): string[] {
    const prefix = at === '/' ? '/' : `${at}/`;
    const names = new Set(this.#baseNames(at));
    for (const { key, value } of this.#access.read.records(fileRecords, this.#identity)) {
      if (!key.name.startsWith(prefix) || key.name === '/') continue;
      const name = key.name.slice(prefix.length);
      if (name.includes('/')) continue;
      if (value.type === 'removed') names.delete(name);
      else names.add(name);
    }
    return [...names].sort();
  }

  count(): number {
    return this.#access.read.records(fileRecords, this.#identity).length;
  }

  set(at: string, file: Frozen<FileRecord>): void {
    this.#store(at, freeze({ ...file }));
  }

  /** Takes a name away; where the base has one, a `removed` record hides it. */
  remove(at: string): void {
    const hidden = this.#fromBase(at);
    this.#store(at, hidden ? freeze({ ...rootAttributes, type: 'removed' }) : undefined);
  }

  takeInode(): number {
    const { nextInode } = this.head;
    this.#setHead({ ...this.head, nextInode: nextInode + 1 });
    return nextInode;
  }

  markNewest(path: string, at: Instant): void {
    this.#setHead({ ...this.head, newest: { path, at } });
  }

  #store(at: string, file: Frozen<FileRecord> | undefined): void {
    const key = { namespace: this.#identity, name: at };
    const { head } = this;
    const bytes = head.bytes + sizeOf(file) - sizeOf(this.#own(at));
    this.#access.setRecord(fileRecords, key, file);
    const { newest, ...old } = head;
    const rest = { ...old, bytes, generation: head.generation + 1 };
    const keepsNewest = newest && (newest.path !== at || file?.type === 'file');
    this.#setHead(keepsNewest ? { ...rest, newest } : rest);
  }

  #setHead(head: Frozen<ContentsHead>): void {
    this.#access.setRecord(contentsHeads, { namespace: '', name: this.#identity }, freeze(head));
  }

  #own(at: string): Frozen<FileRecord> | undefined {
    return this.#access.read.record(fileRecords, { namespace: this.#identity, name: at });
  }

  #fromBase(at: string): Frozen<FileRecord> | undefined {
    const found = this.#base?.get(at);
    return found && !this.#isUnderHidden(at) ? found : undefined;
  }

  /** Whether a directory of the base above the path was replaced by something else. */
  #isUnderHidden(at: string): boolean {
    for (let slash = at.lastIndexOf('/'); slash > 0; slash = at.lastIndexOf('/', slash - 1)) {
      const own = this.#own(at.slice(0, slash));
      if (own && own.type !== 'directory') return true;
    }
    return false;
  }

  #baseNames(at: string): readonly string[] {
    if (!this.#base || this.#fromBase(at)?.type !== 'directory') return [];
    return this.#base.list(at);
  }
}

function sizeOf(file: Frozen<FileRecord> | undefined): number {
  return file?.type === 'file' ? bytesOf(file).length : 0;
}
