import { FileError, type FileStat, type FileSystem } from '../files/filesystem.ts';
import { absolute } from '../files/paths.ts';
import { allows, type User } from '../files/permissions.ts';
import { isTerminal } from '../machine/commands.ts';
import { filesOf } from '../machine/kernel.ts';
import type { Interpreter } from './interpreter.ts';

/** Where a test is made: by a shell, or by the program /bin/test. */
export interface TestScope {
  readonly fs: FileSystem;
  readonly cwd: string;
  readonly user: User;
  isTerminal(fd: number): boolean;
  isSet(name: string): boolean;
  isOn(option: string): boolean;
}

/** The scope of a test that a shell makes itself. */
export function shellScope({ kernel, process, shell }: Interpreter): TestScope {
  return {
    fs: filesOf(kernel, process),
    cwd: process.cwd,
    user: process,
    isTerminal: (fd) => isTerminal(kernel, process, fd),
    isSet: (name) => shell.variables[name] !== undefined,
    isOn: (option) => Object.entries(shell.options).some(([name, on]) => on && name === option),
  };
}

/** `-f path`, `-z string` and the like, as test and `[[` have them. */
export function unaryTest(scope: TestScope, operator: string, operand: string): boolean {
  switch (operator) {
    case '-n':
      return operand !== '';
    case '-z':
      return operand === '';
    case '-t':
      return scope.isTerminal(Number(operand));
    case '-v':
      return scope.isSet(operand);
    case '-o':
      return scope.isOn(operand);
    case '-L':
    case '-h':
      return look(scope, operand, false)?.type === 'symlink';
  }
  if (isDevice(operand)) return '-e-c-r-w'.includes(operator);
  const stat = look(scope, operand, true);
  return stat !== undefined && testFile(scope.user, operator, stat);
}

function testFile(user: User, operator: string, stat: FileStat): boolean {
  switch (operator) {
    case '-e':
    case '-a':
      return true;
    case '-f':
      return stat.type === 'file';
    case '-d':
      return stat.type === 'directory';
    case '-s':
      return stat.size > 0;
    case '-S':
      return stat.type === 'socket';
    case '-c':
      return stat.type === 'device';
    case '-r':
      return allows(stat, user, 'r');
    case '-w':
      return allows(stat, user, 'w');
    case '-x':
      return allows(stat, user, 'x');
    case '-O':
      return stat.uid === user.uid;
    case '-G':
      return stat.gid === user.gid;
    case '-u':
      return (stat.mode & 0o4000) !== 0;
    case '-g':
      return (stat.mode & 0o2000) !== 0;
    case '-k':
      return (stat.mode & 0o1000) !== 0;
    default:
      return false;
  }
}

/** Operators that unaryTest knows. */
export const unaryOperators = new Set(
  '-n -z -t -v -o -L -h -e -a -f -d -s -S -c -b -p -r -w -x -O -G -u -g -k'.split(' '),
);

/** `-nt`, `-ot` and `-ef`; undefined for another operator. */
export function fileComparison(
  scope: TestScope,
  left: string,
  operator: string,
  right: string,
): boolean | undefined {
  if (!['-nt', '-ot', '-ef'].includes(operator)) return undefined;
  const [a, b] = [look(scope, left, true), look(scope, right, true)];
  if (operator === '-ef') return a !== undefined && b !== undefined && a.inode === b.inode;
  const [newer, older] = operator === '-nt' ? [a, b] : [b, a];
  return newer !== undefined && (older === undefined || newer.modifiedAt > older.modifiedAt);
}

/** `-eq` and its kin; undefined for another operator. */
export function numericTest(operator: string, a: bigint, b: bigint): boolean | undefined {
  switch (operator) {
    case '-eq':
      return a === b;
    case '-ne':
      return a !== b;
    case '-lt':
      return a < b;
    case '-le':
      return a <= b;
    case '-gt':
      return a > b;
    case '-ge':
      return a >= b;
    default:
      return undefined;
  }
}

function isDevice(path: string): boolean {
  return /^\/dev\/(null|zero|random|urandom|tty|stdin|stdout|stderr)$/.test(path);
}

function look(scope: TestScope, path: string, follow: boolean): FileStat | undefined {
  if (path === '') return undefined;
  try {
    const at = absolute(path, scope.cwd);
    return follow ? scope.fs.stat(at) : scope.fs.lstat(at);
  } catch (error) {
    if (error instanceof FileError) return undefined;
    throw error;
  }
}
