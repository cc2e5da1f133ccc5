import type { Key } from '../../apimachinery/meta.ts';
import type { RecordType } from '../../apimachinery/resource.ts';
import { defineRecord } from '../../apimachinery/resource.ts';
import type { Instant } from '../../lib/instant.ts';
import type { Frozen } from '../../lib/json.ts';
import type { Reader } from '../../storage/store.ts';

/** Where files are kept: a world, a transaction, or a reader that refuses to write. */
export interface RecordAccess {
  readonly read: Pick<Reader, 'record' | 'records'>;
  setRecord<T>(type: RecordType<T>, key: Key, value: Frozen<T> | undefined): void;
}

/**
 * One file, directory or symbolic link of a volume or of a container's own layer, stored under
 * (identity, path): two pods on one volume see one file because there is one record. `removed`
 * hides a file of the layer below. Bytes that are mostly not text are kept as base64, so that a
 * row stays within its size.
 */
export type FileRecord = {
  readonly mode: number;
  readonly uid: number;
  readonly gid: number;
  readonly modifiedAt: Instant;
  readonly inode: number;
} & (
  | { readonly type: 'file'; readonly bytes?: string; readonly base64?: string }
  | { readonly type: 'directory' }
  | { readonly type: 'symlink'; readonly target: string }
  | { readonly type: 'removed' }
);

/** Files by identity (the key's namespace) and absolute path within it (the key's name). */
export const fileRecords = defineRecord<FileRecord>('files');

/** What is known of a whole identity. Invariant: `bytes` is the sum of its files' sizes. */
export interface ContentsHead {
  /** Counts changes: equal generations mean equal files. */
  readonly generation: number;
  readonly nextInode: number;
  readonly bytes: number;
  /** The file that was written last. */
  readonly newest?: { readonly path: string; readonly at: Instant };
}

/** Heads by identity (the key's name). */
export const contentsHeads = defineRecord<ContentsHead>('file-heads');

/** An identity without files: generation 0, which no written one has. */
export const emptyHead: ContentsHead = { generation: 0, nextInode: 2, bytes: 0 };
