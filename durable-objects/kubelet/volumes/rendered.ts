import { formatTime, type Instant } from '../../lib/instant.ts';
import { MemoryFileSystem } from '../../shell/index.ts';
import type { Payload } from './payload.ts';

/**
 * A rendered volume as the kubelet's atomic writer lays it out: a folder named by the moment, the
 * link `..data` to it, and a link through `..data` for every name at the top.
 */
export function renderedFileSystem(
  payload: Payload,
  at: Instant,
  group: number | undefined,
): MemoryFileSystem {
  const fs = new MemoryFileSystem({ now: () => at });
  const folder = `..${formatTime(at).replace(/[-T:]/g, '_').replace('Z', '')}.000000000`;
  fs.chmod('/', group === undefined ? 0o777 : 0o2777);
  fs.mkdir(`/${folder}`, { mode: 0o755 });
  for (const [path, { bytes, mode }] of Object.entries(payload)) {
    makeParents(fs, `/${folder}/${path}`);
    // A group that may read the volume reads its files, whatever their mode says.
    fs.write(`/${folder}/${path}`, bytes, { mode: group === undefined ? mode : mode | 0o440 });
  }
  fs.symlink(folder, '/..data');
  const tops = new Set(Object.keys(payload).map((path) => path.split('/')[0] ?? ''));
  for (const name of tops) fs.symlink(`..data/${name}`, `/${name}`);
  if (group !== undefined) own(fs, '/', group);
  return fs;
}

function makeParents(fs: MemoryFileSystem, path: string): void {
  const names = path.split('/').slice(1, -1);
  for (let depth = 1; depth <= names.length; depth += 1) {
    const directory = `/${names.slice(0, depth).join('/')}`;
    if (!fs.exists(directory)) fs.mkdir(directory);
  }
}

function own(fs: MemoryFileSystem, path: string, group: number): void {
  if (fs.lstat(path).type === 'symlink') return;
  fs.chown(path, 0, group);
  if (fs.lstat(path).type !== 'directory') return;
  for (const name of fs.list(path)) own(fs, `${path === '/' ? '' : path}/${name}`, group);
}
