import type { Pod, Volume } from '../../api/index.ts';
import type { Instant } from '../../lib/instant.ts';
import type { Frozen } from '../../lib/json.ts';
import { normalize } from '../../shell/files/paths.ts';
import { FileError, type FileSystem } from '../../shell/index.ts';
import { headOf, type RecordAccess, RecordFileSystem } from '../../volumes/contents/index.ts';
import { SetUpError } from './payload.ts';
import type { HostPathCheck, VolumeSource } from './sources.ts';

type Stored = VolumeSource & { readonly is: 'stored' };

/** The filesystem that a stored volume is a part of. */
export function storedFileSystem(
  access: RecordAccess,
  now: Instant,
  { place, capacityBytes }: Stored,
): RecordFileSystem {
  const { identity } = place;
  const capacity = capacityBytes === undefined ? {} : { capacityBytes };
  return new RecordFileSystem({ access, identity, now, ...capacity });
}

/**
 * Prepares a stored volume before its pod starts: checks or makes a hostPath, gives an emptyDir
 * its mode and fsGroup its files. Throws SetUpError with the text after `... : `.
 */
export function setUpStored(
  access: RecordAccess,
  now: Instant,
  pod: Frozen<Pod>,
  volume: Frozen<Volume>,
  source: Stored,
): void {
  const fs = storedFileSystem(access, now, source);
  const { from, identity } = source.place;
  if (source.check) checkHostPath(fs, source.check);
  const isFresh = headOf(access.read, identity).generation === 0;
  // A provisioned volume is new and empty for whoever mounts it first, as an emptyDir is.
  if (!source.check && isFresh) fs.chmod('/', 0o777);
  if (volume.emptyDir && fs.stat('/').mode === 0o755) fs.chmod('/', 0o777);
  if (source.block && !fs.exists(blockFile)) fs.write(blockFile, '');
  const group = pod.spec.securityContext.fsGroup;
  if (source.takesGroup && group !== undefined) setGroup(fs, from, group);
}

/** Where the bytes of a volume with volumeMode Block are. */
export const blockFile = '/block-device';

function checkHostPath(fs: FileSystem, { path, type }: HostPathCheck): void {
  const at = normalize(path);
  const found = fs.exists(at) ? fs.stat(at).type : undefined;
  if (type === 'local') {
    if (found !== undefined) return;
    throw new SetUpError(`path "${path}" does not exist`);
  }
  if (type === '' || type === 'DirectoryOrCreate') {
    if (found === undefined) makeDirectories(fs, at);
    else if (type !== '' && found !== 'directory')
      throw new SetUpError(wrongType(path, 'a directory'));
    return;
  }
  if (type === 'FileOrCreate') {
    if (found === undefined) createFile(fs, at, path);
    else if (found !== 'file') throw new SetUpError(wrongType(path, 'a file'));
    return;
  }
  const wanted = names[type];
  // Nodes have neither devices nor sockets to offer.
  if (!wanted || found !== wanted.type) throw new SetUpError(wrongType(path, wanted?.text ?? type));
}

const names: Readonly<Record<string, { readonly type: string; readonly text: string }>> = {
  Directory: { type: 'directory', text: 'a directory' },
  File: { type: 'file', text: 'a file' },
  Socket: { type: 'socket', text: 'a socket file' },
  CharDevice: { type: 'device', text: 'a character device' },
  BlockDevice: { type: 'device', text: 'a block device' },
};

function wrongType(path: string, wanted: string): string {
  return `hostPath type check failed: ${path} is not ${wanted}`;
}

function createFile(fs: FileSystem, at: string, path: string): void {
  try {
    fs.write(at, '', { mode: 0o644 });
  } catch (error) {
    if (!(error instanceof FileError)) throw error;
    throw new SetUpError(`open ${path}: ${error.message.toLowerCase()}`);
  }
}

/** mkdir -p. */
export function makeDirectories(fs: FileSystem, path: string, mode = 0o755): void {
  const names = path.split('/').filter((name) => name !== '');
  for (let depth = 1; depth <= names.length; depth += 1) {
    const directory = `/${names.slice(0, depth).join('/')}`;
    if (!fs.exists(directory)) fs.mkdir(directory, { mode });
  }
}

/** What the kubelet does for fsGroup: the group owns everything and may write, directories setgid. */
function setGroup(fs: FileSystem, path: string, group: number): void {
  const stat = fs.lstat(path);
  if (stat.type === 'symlink') return;
  const mode = stat.type === 'directory' ? stat.mode | 0o2770 : stat.mode | 0o660;
  if (stat.gid !== group) fs.chown(path, stat.uid, group);
  if (stat.mode !== mode) fs.chmod(path, mode);
  if (stat.type !== 'directory') return;
  for (const name of fs.list(path))
    setGroup(fs, path === '/' ? `/${name}` : `${path}/${name}`, group);
}
