import type { Frozen } from '../../lib/json.ts';
import { join } from '../../shell/files/paths.ts';
import { FileError, type FileSystem } from '../../shell/index.ts';
import type { FileRecord } from './file-records.ts';

/** The unchanging files under a RecordFileSystem, an image's, by path without links. */
export interface BaseFiles {
  /** A file's record; its bytes are asked for separately. */
  get(path: string): Frozen<FileRecord> | undefined;
  /** Names in a directory. */
  list(path: string): readonly string[];
  read(path: string): string;
}

/** An image's inodes lie above those that are handed out to its containers. */
const firstInode = 1_000_000;

/** Walks a filesystem once, so that each later look-up is one step and never an error. */
export function indexFiles(fs: FileSystem): BaseFiles {
  const records = new Map<string, FileRecord>();
  const names = new Map<string, readonly string[]>();
  const contents = new Map<string, string>();
  const walk = (path: string): void => {
    const { type, mode, uid, gid, modifiedAt, inode } = fs.lstat(path);
    const own = { mode, uid, gid, modifiedAt, inode: path === '/' ? 1 : inode + firstInode };
    if (type === 'symlink') records.set(path, { ...own, type, target: fs.readlink(path) });
    else if (type !== 'directory') {
      records.set(path, { ...own, type: 'file' });
      contents.set(path, fs.read(path));
    } else {
      records.set(path, { ...own, type });
      names.set(path, fs.list(path));
      for (const name of fs.list(path)) walk(join(path, name));
    }
  };
  walk('/');
  return {
    get: (path) => records.get(path),
    list: (path) => names.get(path) ?? [],
    read: (path) => {
      const bytes = contents.get(path);
      if (bytes === undefined) throw new FileError('ENOENT', path);
      return bytes;
    },
  };
}
