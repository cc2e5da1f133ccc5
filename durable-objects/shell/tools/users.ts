import { FileError, type FileSystem } from '../files/filesystem.ts';

/** The name of a user in /etc/passwd, else the number. */
export function userName(fs: FileSystem, uid: number): string {
  return nameIn(fs, '/etc/passwd', uid) ?? (uid === 0 ? 'root' : String(uid));
}

/** The name of a group in /etc/group, else the number. */
export function groupName(fs: FileSystem, gid: number): string {
  return nameIn(fs, '/etc/group', gid) ?? (gid === 0 ? 'root' : String(gid));
}

/** The number that a user or group has in a file like /etc/passwd; a number is itself. */
export function idOf(
  fs: FileSystem,
  file: '/etc/passwd' | '/etc/group',
  name: string,
): number | undefined {
  if (/^\d+$/.test(name)) return Number(name);
  const row = rowsOf(fs, file).find(([own]) => own === name);
  return row ? Number(row[2]) : name === 'root' ? 0 : undefined;
}

function nameIn(fs: FileSystem, file: string, id: number): string | undefined {
  return rowsOf(fs, file).find(([, , own]) => own === String(id))?.[0];
}

function rowsOf(fs: FileSystem, file: string): string[][] {
  try {
    return fs
      .read(file)
      .split('\n')
      .map((line) => line.split(':'));
  } catch (error) {
    if (error instanceof FileError) return [];
    throw error;
  }
}
