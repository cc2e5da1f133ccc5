import { fnv1a } from '../../lib/fnv.ts';
import type { Frozen } from '../../lib/json.ts';
import { encodeUtf8 } from '../../lib/utf8.ts';
import type { ByteString } from '../../shell/index.ts';
import type { Reader } from '../../storage/store.ts';
import { bytesOf } from './bytes.ts';
import {
  type ContentsHead,
  contentsHeads,
  emptyHead,
  fileRecords,
  type RecordAccess,
} from './file-records.ts';
import type { ContentsIdentity } from './identity.ts';

type Records = Pick<Reader, 'record' | 'records'>;

/** A file in a volume; `path` is absolute within it. */
export interface ContentsFile {
  readonly path: string;
  readonly bytes: ByteString;
}

/** Every regular file of a volume, by path; `under` limits it to a directory. */
export function contentsOf(
  read: Records,
  identity: ContentsIdentity,
  under = '/',
): readonly ContentsFile[] {
  const prefix = under === '/' ? '/' : `${under}/`;
  return read.records(fileRecords, identity).flatMap(({ key, value }) => {
    const isHere = key.name.startsWith(prefix) || key.name === under;
    if (value.type !== 'file' || !isHere) return [];
    return [{ path: `/${key.name.slice(prefix.length)}`, bytes: bytesOf(value) }];
  });
}

/** The head of an identity: its generation changes with every change of a file. */
export function headOf(read: Records, identity: ContentsIdentity): Frozen<ContentsHead> {
  return read.record(contentsHeads, { namespace: '', name: identity }) ?? emptyHead;
}

/** The file that was written last, if it is still there. */
export function newestFile(read: Records, identity: ContentsIdentity): ContentsFile | undefined {
  const path = headOf(read, identity).newest?.path;
  if (path === undefined) return undefined;
  const file = read.record(fileRecords, { namespace: identity, name: path });
  return file?.type === 'file' ? { path, bytes: bytesOf(file) } : undefined;
}

/**
 * 16 hexadecimal digits over all paths and bytes, equal exactly when the files are (but for one
 * chance in 2^64); '' without files. Modes, owners and times do not count.
 */
export function sealOf(files: readonly ContentsFile[]): string {
  if (files.length === 0) return '';
  const sorted = [...files].sort((a, b) => (a.path < b.path ? -1 : a.path > b.path ? 1 : 0));
  const text = sorted.map(({ path, bytes }) => `${path.length}:${path}${bytes.length}:${bytes}`);
  const data = encodeUtf8(text.join(''));
  // Two hashes of 32 bits from different starts stand for one of 64.
  return [fnv1a(data), fnv1a(data, 0x9e3779b9)]
    .map((hash) => hash.toString(16).padStart(8, '0'))
    .join('');
}

/** Forgets everything a volume held. */
export function removeContents(access: RecordAccess, identity: ContentsIdentity): void {
  for (const { key } of access.read.records(fileRecords, identity))
    access.setRecord(fileRecords, key, undefined);
  access.setRecord(contentsHeads, { namespace: '', name: identity }, undefined);
}

/** The same for a directory of an identity: a hostPath volume that is recycled or deleted. */
export function removeContentsUnder(
  access: RecordAccess,
  identity: ContentsIdentity,
  directory: string,
): void {
  const head = headOf(access.read, identity);
  let { bytes } = head;
  for (const { key, value } of access.read.records(fileRecords, identity)) {
    if (!key.name.startsWith(`${directory}/`)) continue;
    if (value.type === 'file') bytes -= bytesOf(value).length;
    access.setRecord(fileRecords, key, undefined);
  }
  const { newest, ...old } = head;
  const rest = { ...old, bytes, generation: head.generation + 1 };
  const keeps = newest && !newest.path.startsWith(`${directory}/`);
  const next: Frozen<ContentsHead> = keeps ? { ...rest, newest } : rest;
  access.setRecord(contentsHeads, { namespace: '', name: identity }, next);
}
