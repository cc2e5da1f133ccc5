import { nodes, type PersistentVolume, persistentVolumes } from '../../api/index.ts';
import type { Frozen } from '../../lib/json.ts';
import { normalize } from '../../shell/files/paths.ts';
import type { Reader } from '../../storage/store.ts';
import {
  type ContentsFile,
  contentsOf,
  headOf,
  removeContents,
  removeContentsUnder,
  sealOf,
} from './contents.ts';
import type { RecordAccess } from './file-records.ts';
import { type ContentsIdentity, nodeContents, persistentVolumeContents } from './identity.ts';

/** Where files are: a directory (or one file) of an identity. */
export interface ContentsPlace {
  readonly identity: ContentsIdentity;
  readonly from: string;
}

/**
 * Where a PersistentVolume's files are when it is used on `node`. hostPath and local volumes made
 * by hand are directories of that node; all others hold their files themselves, wherever they are
 * attached. So do provisioned hostPath volumes: their directory is on all nodes of a cluster.
 */
export function placeOfVolume(volume: Frozen<PersistentVolume>, node: string): ContentsPlace {
  const path = pathOnNode(volume);
  if (path !== undefined) return { identity: nodeContents(node), from: normalize(path) };
  return { identity: persistentVolumeContents(volume.metadata.name), from: '/' };
}

/** A file of a volume with the moment of the last write, if that is known to be this file's. */
export interface VolumeFiles {
  readonly files: readonly ContentsFile[];
  /** The file that was written last. */
  readonly newest?: ContentsFile;
}

/**
 * All files of a PersistentVolume. A hostPath volume used on several nodes has several sets of
 * files; they are listed one after the other, by node.
 */
export function volumeFiles(read: Reader, name: string): VolumeFiles {
  const volume = read.get(persistentVolumes, { namespace: '', name });
  if (!volume) return { files: [] };
  const names =
    pathOnNode(volume) !== undefined ? read.list(nodes).map((node) => node.metadata.name) : [''];
  const places = names.map((node) => placeOfVolume(volume, node));
  const files = places.flatMap(({ identity, from }) => contentsOf(read, identity, from));
  const newest = places
    .map(({ identity, from }) => newestIn(read, identity, from))
    .filter((found) => found !== undefined)
    .sort((a, b) => b.at - a.at)[0];
  return { files, ...(newest ? { newest: newest.file } : {}) };
}

/** The seal of a PersistentVolume's files: 16 hexadecimal digits, '' when it is empty. */
export function volumeSeal(read: Reader, name: string): string {
  return sealOf(volumeFiles(read, name).files);
}

/** The directory that a volume is on each node, for those that are one. */
export function pathOnNode(volume: Frozen<PersistentVolume>): string | undefined {
  const isProvisioned = volume.metadata.annotations?.[provisionedBy] !== undefined;
  if (isProvisioned) return undefined;
  return volume.spec.hostPath?.path ?? volume.spec.local?.path;
}

const provisionedBy = 'pv.kubernetes.io/provisioned-by';

function newestIn(read: Reader, identity: ContentsIdentity, from: string) {
  const { newest } = headOf(read, identity);
  const prefix = from === '/' ? '/' : `${from}/`;
  if (!newest?.path.startsWith(prefix)) return undefined;
  const path = `/${newest.path.slice(prefix.length)}`;
  const file = contentsOf(read, identity, from).find((candidate) => candidate.path === path);
  return file && { file, at: newest.at };
}

/** Forgets a PersistentVolume's files, on every node that has some. */
export function removeVolumeFiles(
  access: RecordAccess & { read: Reader },
  volume: Frozen<PersistentVolume>,
): void {
  const path = pathOnNode(volume);
  if (path === undefined) {
    removeContents(access, persistentVolumeContents(volume.metadata.name));
    return;
  }
  for (const node of access.read.list(nodes)) {
    removeContentsUnder(access, nodeContents(node.metadata.name), normalize(path));
  }
}
