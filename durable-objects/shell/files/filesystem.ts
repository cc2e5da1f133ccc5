import type { Instant } from '../../lib/instant.ts';
import type { ByteString } from '../bytes.ts';

/** What a path leads to. Devices are known by their path, see devices.ts. */
export type FileType = 'file' | 'directory' | 'symlink' | 'device' | 'socket';

/** What stat(2) says of a file. */
export interface FileStat {
  readonly type: FileType;
  /** Bytes; for a directory as ext4 has it, 4096. */
  readonly size: number;
  /** Permission bits with setuid, setgid and sticky: 0 to 0o7777. */
  readonly mode: number;
  readonly uid: number;
  readonly gid: number;
  readonly modifiedAt: Instant;
  readonly links: number;
  readonly inode: number;
}

/** How a file that a call brings into being is to be made; without it root's, 644 or 755. */
export interface Creation {
  readonly mode?: number;
  readonly uid?: number;
  readonly gid?: number;
}

/**
 * A POSIX-like filesystem, synchronous. Paths are absolute byte strings; symbolic links are
 * followed except by lstat, readlink, remove, rename and symlink (in the last component).
 * Every call throws FileError and then has changed nothing. Permissions are not checked here,
 * see permissions.ts.
 */
export interface FileSystem {
  stat(path: string): FileStat;
  lstat(path: string): FileStat;
  exists(path: string): boolean;
  /** What lstat says, or undefined where it throws: an error is dear to make. */
  find(path: string): FileStat | undefined;
  read(path: string): ByteString;
  /** Replaces the contents, creating the file if need be. */
  write(path: string, bytes: ByteString, creation?: Creation): void;
  /** Adds to the end, creating the file if need be. */
  append(path: string, bytes: ByteString, creation?: Creation): void;
  /** Names in a directory, sorted by byte, without `.` and `..`. */
  list(path: string): string[];
  mkdir(path: string, creation?: Creation): void;
  /** Removes a file, a symbolic link or an empty directory. */
  remove(path: string): void;
  rename(from: string, to: string): void;
  chmod(path: string, mode: number): void;
  chown(path: string, uid: number, gid: number): void;
  symlink(target: string, path: string, creation?: Creation): void;
  /** Another name for the same file; EPERM where a filesystem has no hard links. */
  link(existing: string, path: string): void;
  readlink(path: string): string;
  setModified(path: string, at: Instant): void;
}

/** The C library's texts for the errors that simulated filesystems raise. */
export const fileErrorTexts = {
  ENOENT: 'No such file or directory',
  EEXIST: 'File exists',
  ENOTDIR: 'Not a directory',
  EISDIR: 'Is a directory',
  EACCES: 'Permission denied',
  EPERM: 'Operation not permitted',
  EROFS: 'Read-only file system',
  ENOSPC: 'No space left on device',
  ENOTEMPTY: 'Directory not empty',
  EBUSY: 'Device or resource busy',
  EFBIG: 'File too large',
  EINVAL: 'Invalid argument',
  ELOOP: 'Too many levels of symbolic links',
  EXDEV: 'Invalid cross-device link',
  EIO: 'Input/output error',
  ENAMETOOLONG: 'File name too long',
  ESTALE: 'Stale file handle',
} as const;

/** A filesystem error's name, as errno.h has it. */
export type FileErrorCode = keyof typeof fileErrorTexts;

/** What a FileSystem throws; its message is the C library's text without the path. */
export class FileError extends Error {
  readonly code: FileErrorCode;
  readonly path: string;

  constructor(code: FileErrorCode, path: string) {
    super(fileErrorTexts[code]);
    this.name = 'FileError';
    this.code = code;
    this.path = path;
  }
}
