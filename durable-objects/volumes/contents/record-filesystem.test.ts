import { describe, expect, test } from 'vitest';
import { fromBase64, toBase64 } from '../../lib/base64.ts';
import { FileError, MemoryFileSystem } from '../../shell/index.ts';
import { MemoryStore } from '../../storage/memory-store.ts';
import type { Transaction } from '../../storage/store.ts';
import { indexFiles } from './base-files.ts';
import { contentsOf, headOf, newestFile, removeContents, sealOf } from './contents.ts';
import { contentsLimits } from './limits.ts';
import { RecordFileSystem } from './record-filesystem.ts';

const now = 1_000;

/** Runs a script over a filesystem with a base of `/etc/hosts` and `/lib/x`, in one transaction. */
function on(script: (fs: RecordFileSystem, tx: Transaction) => unknown, capacityBytes?: number) {
  const base = new MemoryFileSystem({ now: () => 0 });
  base.mkdir('/etc');
  base.write('/etc/hosts', 'base');
  base.mkdir('/lib');
  base.write('/lib/x', 'x');
  new MemoryStore().transaction({ at: now, actor: 'test' }, (tx) => {
    const access = { read: tx, setRecord: tx.putRecord.bind(tx) };
    const size = capacityBytes === undefined ? {} : { capacityBytes };
    script(
      new RecordFileSystem({ access, identity: 'test', now, base: indexFiles(base), ...size }),
      tx,
    );
  });
}

function codeOf(action: () => unknown): string {
  try {
    action();
    return 'done';
  } catch (error) {
    return error instanceof FileError ? error.code : String(error);
  }
}

const actions: readonly (readonly [string, (fs: RecordFileSystem) => unknown, string])[] = [
  ['write below nothing', (fs) => fs.write('/a/b', 'x'), 'ENOENT'],
  ['write a directory', (fs) => fs.write('/etc', 'x'), 'EISDIR'],
  ['write below a file', (fs) => fs.write('/etc/hosts/x', 'x'), 'ENOTDIR'],
  ['mkdir twice', (fs) => fs.mkdir('/etc'), 'EEXIST'],
  ['remove a full directory of the base', (fs) => fs.remove('/etc'), 'ENOTEMPTY'],
  ['remove the root', (fs) => fs.remove('/'), 'EBUSY'],
  [
    'read what was removed',
    (fs) => {
      fs.remove('/lib/x');
      return fs.read('/lib/x');
    },
    'ENOENT',
  ],
  ['rename into itself', (fs) => fs.rename('/etc', '/etc/sub'), 'EINVAL'],
  ['rename onto a full directory', (fs) => fs.rename('/lib', '/etc'), 'ENOTEMPTY'],
  ['link', (fs) => fs.link('/etc/hosts', '/hosts'), 'EPERM'],
  ['readlink of a file', (fs) => fs.readlink('/etc/hosts'), 'EINVAL'],
  ['a file too large', (fs) => fs.write('/f', 'x'.repeat(contentsLimits.fileBytes + 1)), 'EFBIG'],
];

describe('RecordFileSystem', () => {
  test.each(actions)('%s: %s', (_name, action, code) => {
    on((fs) => expect(codeOf(() => action(fs))).toBe(code));
  });

  test('hides and replaces what its base has, without touching it', () => {
    on((fs) => {
      fs.append('/etc/hosts', ' more');
      expect(fs.read('/etc/hosts')).toBe('base more');
      fs.remove('/lib/x');
      fs.remove('/lib');
      expect(fs.list('/')).toEqual(['etc']);
      fs.mkdir('/lib');
      expect(fs.list('/lib')).toEqual([]);
    });
  });

  test('moves a directory of the base with all that is in it', () => {
    on((fs) => {
      fs.rename('/lib', '/moved');
      expect(fs.read('/moved/x')).toBe('x');
      expect(fs.list('/')).toEqual(['etc', 'moved']);
    });
  });

  test('follows links, through directories', () => {
    on((fs) => {
      fs.symlink('/etc', '/conf');
      fs.write('/conf/new', 'n');
      expect(fs.read('/etc/new')).toBe('n');
      expect(fs.lstat('/conf').type).toBe('symlink');
      expect(fs.stat('/conf').type).toBe('directory');
    });
  });

  test('keeps its head: bytes, generation, the newest file', () => {
    on((fs, tx) => {
      const before = headOf(tx, 'test').generation;
      fs.write('/a', '12345');
      fs.write('/b', '\x00\x01\xff');
      expect(headOf(tx, 'test').bytes).toBe(8);
      expect(headOf(tx, 'test').generation).toBeGreaterThan(before);
      expect(newestFile(tx, 'test')).toEqual({ path: '/b', bytes: '\x00\x01\xff' });
      fs.remove('/b');
      expect(newestFile(tx, 'test')).toBeUndefined();
      expect(headOf(tx, 'test').bytes).toBe(5);
    });
  });

  test('is full at its capacity', () => {
    on((fs) => {
      fs.write('/a', '12345');
      expect(codeOf(() => fs.write('/b', '123456'))).toBe('ENOSPC');
      expect(codeOf(() => fs.write('/b', '12345'))).toBe('done');
    }, 10);
  });
});

describe('seals', () => {
  const file = (path: string, bytes: string) => ({ path, bytes });
  test('are equal exactly when paths and bytes are', () => {
    const seal = sealOf([file('/a', '1'), file('/b', '2')]);
    expect(seal).toMatch(/^[0-9a-f]{16}$/);
    expect(sealOf([file('/b', '2'), file('/a', '1')])).toBe(seal);
    expect(sealOf([file('/a', '12'), file('/b', '')])).not.toBe(seal);
    expect(sealOf([file('/a1', ''), file('/b', '2')])).not.toBe(seal);
    expect(sealOf([])).toBe('');
  });

  test('of contents that were removed are empty', () => {
    on((fs, tx) => {
      fs.write('/a', '1');
      expect(contentsOf(tx, 'test')).toHaveLength(1);
      removeContents({ read: tx, setRecord: tx.putRecord.bind(tx) }, 'test');
      expect(sealOf(contentsOf(tx, 'test'))).toBe('');
    });
  });
});

describe('base64', () => {
  test.each(['', 'a', 'ab', 'abc', '\x00\xff\x80', 'hello world'])('of %j comes back', (bytes) => {
    expect(fromBase64(toBase64(bytes))).toBe(bytes);
    expect(toBase64(bytes)).toBe(btoa(bytes));
  });
});
