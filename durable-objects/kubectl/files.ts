import { type ByteString, FileError, type FileSystem, toBytes, toText } from '../shell/index.ts';
import { KubectlError } from './failure.ts';

/** The learner's files as kubectl reads them: relative paths, UTF-8. */
export interface Files {
  /** Undefined when there is no such file or folder. */
  type(path: string): 'file' | 'directory' | undefined;
  /** Names in a folder, sorted. */
  list(path: string): readonly string[];
  /** Throws KubectlError. */
  read(path: string): string;
  /** The same as bytes. */
  readBytes(path: string): ByteString;
  write(path: string, text: string): void;
  /** The whole path of a relative one. */
  resolve(path: string): string;
  remove(path: string): void;
  /** What was piped in. */
  readonly stdin: string;
}

/** Files below a working directory. */
export function filesOf(fs: FileSystem, resolve: (path: string) => string, stdin: string): Files {
  const bytesIn = (path: string): ByteString => {
    try {
      return fs.read(resolve(toBytes(path)));
    } catch (error) {
      if (!(error instanceof FileError)) throw error;
      const call = error.code === 'EISDIR' ? 'read' : 'open';
      throw new KubectlError(`${call} ${path}: ${error.message.toLowerCase()}`);
    }
  };
  return {
    stdin: toText(stdin),
    resolve: (path) => resolve(toBytes(path)),
    type(path) {
      const full = resolve(toBytes(path));
      if (!fs.exists(full)) return undefined;
      return fs.stat(full).type === 'directory' ? 'directory' : 'file';
    },
    list: (path) => fs.list(resolve(toBytes(path))).map(toText),
    read: (path) => toText(bytesIn(path)),
    readBytes: bytesIn,
    remove: (path) => fs.remove(resolve(toBytes(path))),
    write(path, text) {
      try {
        fs.write(resolve(toBytes(path)), toBytes(text));
      } catch (error) {
        if (!(error instanceof FileError)) throw error;
        throw new KubectlError(`open ${path}: ${error.message.toLowerCase()}`);
      }
    },
  };
}
