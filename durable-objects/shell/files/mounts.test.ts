import { describe, expect, test } from 'vitest';
import { FileError } from './filesystem.ts';
import { MemoryFileSystem } from './memory-filesystem.ts';
import { MountTable } from './mounts.ts';

function filesystem(): MemoryFileSystem {
  return new MemoryFileSystem({ now: () => 1_000, capacityBytes: 100 });
}

function setUp() {
  const root = filesystem();
  const volume = filesystem();
  root.mkdir('/etc');
  root.write('/etc/hosts', 'root');
  volume.mkdir('/sub');
  volume.write('/sub/f', 'in sub');
  volume.write('/top', 'top');
  const table = new MountTable([
    { at: '/', fs: root },
    { at: '/data', fs: volume, from: '/sub' },
    { at: '/all', fs: volume },
    { at: '/ro', fs: volume, isReadOnly: true },
    { at: '/etc/one', fs: volume, from: '/top' },
  ]);
  return { root, volume, table };
}

function codeOf(action: () => unknown): string | undefined {
  try {
    action();
    return undefined;
  } catch (error) {
    return error instanceof FileError ? error.code : String(error);
  }
}

describe('a table of mounts', () => {
  test('finds the longest mount, binds directories and single files', () => {
    const { table } = setUp();
    expect(table.read('/data/f')).toBe('in sub');
    expect(table.read('/etc/one')).toBe('top');
    expect(table.list('/')).toEqual(['all', 'data', 'etc', 'ro']);
    expect(table.list('/etc')).toEqual(['hosts', 'one']);
  });

  test('two mounts of one volume see one file', () => {
    const { table, volume } = setUp();
    table.append('/data/f', '!');
    expect(table.read('/all/sub/f')).toBe('in sub!');
    expect(volume.read('/sub/f')).toBe('in sub!');
  });

  test.each([
    ['/data/f', 'file'],
    ['/data', 'directory'],
    ['/etc/link', 'symlink'],
    ['/etc/link/', undefined],
    ['/etc/none', undefined],
    ['/none/f', undefined],
    ['/data/f/below', undefined],
    ['/etc/loop/f', undefined],
  ])('find says of %s what lstat says: %s', (path, type) => {
    const { table, root } = setUp();
    root.symlink('/data/f', '/etc/link');
    root.symlink('/etc/loop', '/etc/loop');
    expect(table.find(path)?.type).toBe(type);
    expect(codeOf(() => table.lstat(path)) === undefined).toBe(type !== undefined);
  });

  test('symbolic links lead across mounts', () => {
    const { table, root } = setUp();
    root.symlink('/data/f', '/etc/link');
    table.symlink('../etc/hosts', '/all/up');
    expect(table.read('/etc/link')).toBe('in sub');
    expect(table.read('/all/up')).toBe('root');
    expect(table.realpath('/etc/link')).toBe('/data/f');
    table.symlink('/etc/loop', '/etc/loop');
    expect(codeOf(() => table.read('/etc/loop'))).toBe('ELOOP');
  });

  test.each<[string, (table: MountTable) => unknown]>([
    ['EROFS', (t) => t.write('/ro/top', 'x')],
    ['EROFS', (t) => t.remove('/ro/top')],
    ['EBUSY', (t) => t.remove('/data')],
    ['EBUSY', (t) => t.rename('/etc', '/other')],
    ['EXDEV', (t) => t.rename('/etc/hosts', '/data/hosts')],
    ['ENOENT', (t) => t.read('/data/nope')],
    ['ENOTDIR', (t) => t.read('/etc/hosts/x')],
    ['EISDIR', (t) => t.read('/data')],
    ['EEXIST', (t) => t.mkdir('/data')],
    ['ENOTEMPTY', (t) => t.remove('/all/sub')],
    ['ENOSPC', (t) => t.write('/all/big', 'x'.repeat(101))],
  ])('%s', (code, action) => {
    expect(codeOf(() => action(setUp().table))).toBe(code);
  });

  test('an error names the path that was asked for', () => {
    const { table } = setUp();
    expect(() => table.read('/data/nope')).toThrowError(
      expect.objectContaining({ path: '/data/nope', message: 'No such file or directory' }),
    );
  });
});

test('space comes back when the last name of a file is gone', () => {
  const fs = filesystem();
  fs.write('/a', 'x'.repeat(90));
  fs.link('/a', '/b');
  fs.remove('/a');
  expect(codeOf(() => fs.write('/c', 'x'.repeat(20)))).toBe('ENOSPC');
  fs.remove('/b');
  fs.write('/c', 'x'.repeat(20));
  expect(fs.tree.usedBytes).toBe(20);
});
