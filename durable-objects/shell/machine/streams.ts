import type { ByteString } from '../bytes.ts';
import { FileError, type FileErrorCode } from '../files/filesystem.ts';
import { limits } from '../limits.ts';
import { draw, filesOf, hasEnd, type Kernel } from './kernel.ts';
import type { OpenFile, ProcessState, Wait } from './process.ts';

/** What is there to read: '' for nothing yet, undefined for the end. */
export type Input = ByteString | undefined;

/** Takes up to `most` bytes from a descriptor; a closed descriptor is at its end. */
export function readFrom(kernel: Kernel, process: ProcessState, fd: number, most: number): Input {
  const file = openFile(kernel, process, fd);
  if (!file) return undefined;
  switch (file.kind) {
    case 'null':
      return undefined;
    case 'zero':
      return '\0'.repeat(Math.min(most, limits.pipeBytes));
    case 'random':
      return randomBytes(kernel, Math.min(most, 4096));
    case 'text':
      return takeAt(file, file.bytes, most);
    case 'file':
      return takeAt(file, fileBytes(kernel, process, file.path), most);
    case 'pipe': {
      const pipe = kernel.table.pipes[file.pipe];
      if (!pipe) return undefined;
      const bytes = pipe.bytes.slice(0, most);
      pipe.bytes = pipe.bytes.slice(bytes.length);
      if (bytes === '' && !hasEnd(kernel.table, file.pipe, 'write')) return undefined;
      return bytes;
    }
    case 'session': {
      const stdin = kernel.table.sessions[file.session]?.stdin;
      if (!stdin || file.stream !== 'stdin') return undefined;
      const bytes = stdin.bytes.slice(0, most);
      stdin.bytes = stdin.bytes.slice(bytes.length);
      if (bytes !== '') return bytes;
      return stdin.isClosed || takeEnd(kernel, file.session) ? undefined : '';
    }
  }
}

/** Gives bytes back that a reader took too many of, as a seek or a byte-wise read would leave. */
export function unread(kernel: Kernel, process: ProcessState, fd: number, bytes: ByteString): void {
  const file = openFile(kernel, process, fd);
  if (!file || bytes === '') return;
  if (file.kind === 'text' || file.kind === 'file') file.offset -= bytes.length;
  if (file.kind === 'pipe') {
    const pipe = kernel.table.pipes[file.pipe];
    if (pipe) pipe.bytes = bytes + pipe.bytes;
  }
  if (file.kind === 'session') {
    const session = kernel.table.sessions[file.session];
    if (session) session.stdin.bytes = bytes + session.stdin.bytes;
  }
}

/** What a reader of the descriptor has to wait for. */
export function inputWait(kernel: Kernel, process: ProcessState, fd: number): Wait {
  const file = openFile(kernel, process, fd);
  if (file?.kind === 'pipe') return { for: 'pipe', pipe: file.pipe, end: 'read' };
  return { for: 'stdin' };
}

/** Writes to a descriptor; what can't be taken now stays in the process' outbox. */
export function emit(kernel: Kernel, process: ProcessState, fd: number, bytes: ByteString): void {
  const file = process.fds[fd];
  if (file === undefined || bytes === '') return;
  process.outbox.push({ file, bytes });
  if (process.outbox.length === 1) flush(kernel, process);
}

/** Writes the outbox as far as it goes; the wait that the rest needs, undefined when empty. */
export function flush(kernel: Kernel, process: ProcessState): Wait | undefined {
  for (;;) {
    const first = process.outbox[0];
    if (!first) return undefined;
    const file = kernel.table.files[first.file];
    const result = file ? writeTo(kernel, file, first.bytes) : first.bytes.length;
    if (typeof result === 'number') {
      process.outbox.shift();
      continue;
    }
    if (result === 'broken') {
      process.outbox = [];
      process.pending.push('PIPE');
      return undefined;
    }
    if ('failure' in result) {
      process.outbox = process.outbox.filter(({ file: key }) => key !== first.file);
      process.writeError = result.failure;
      continue;
    }
    first.bytes = first.bytes.slice(result.taken);
    return result.wait;
  }
}

type WriteResult =
  | number
  | 'broken'
  | { readonly failure: FileErrorCode }
  | { readonly taken: number; readonly wait: Wait };

function writeTo(kernel: Kernel, file: OpenFile, bytes: ByteString): WriteResult {
  switch (file.kind) {
    case 'pipe':
      return writePipe(kernel, file.pipe, bytes);
    case 'session':
      return writeSession(kernel, file, bytes);
    case 'file':
      return writeFile(kernel, file, bytes);
    default:
      return bytes.length;
  }
}

function writePipe(kernel: Kernel, key: string, bytes: ByteString): WriteResult {
  const pipe = kernel.table.pipes[key];
  if (!pipe || !hasEnd(kernel.table, key, 'read')) return 'broken';
  const taken = Math.min(bytes.length, limits.pipeBytes - pipe.bytes.length);
  pipe.bytes += bytes.slice(0, taken);
  if (taken === bytes.length) return taken;
  return { taken, wait: { for: 'pipe', pipe: key, end: 'write' } };
}

function writeSession(
  kernel: Kernel,
  file: OpenFile & { kind: 'session' },
  bytes: ByteString,
): WriteResult {
  const session = kernel.table.sessions[file.session];
  if (!session) return bytes.length;
  if (session.outputBytes >= limits.sessionOutputBytes)
    return { taken: 0, wait: { for: 'output' } };
  const shown = session.tty ? bytes.replace(/\n/g, '\r\n') : bytes;
  const stream = file.stream === 'stderr' && !session.tty ? 'stderr' : 'stdout';
  session.output.push({ stream, bytes: shown, at: kernel.system.now });
  session.outputBytes += shown.length;
  return bytes.length;
}

function writeFile(
  kernel: Kernel,
  file: OpenFile & { kind: 'file' },
  bytes: ByteString,
): WriteResult {
  // Whoever opened it had the permission; a later chmod does not take an open file away.
  const fs = kernel.system.fs;
  try {
    if (!fs.exists(file.path)) return bytes.length;
    const size = fs.stat(file.path).size;
    if (file.append || file.offset === size) {
      fs.append(file.path, bytes);
      file.offset = size + bytes.length;
      return bytes.length;
    }
    const before = fs.read(file.path);
    const head = before.slice(0, file.offset).padEnd(file.offset, '\0');
    fs.write(file.path, head + bytes + before.slice(file.offset + bytes.length));
    file.offset += bytes.length;
    return bytes.length;
  } catch (error) {
    if (error instanceof FileError) return { failure: error.code };
    throw error;
  }
}

function takeAt(file: { offset: number }, bytes: ByteString, most: number): Input {
  const taken = bytes.slice(file.offset, file.offset + most);
  file.offset += taken.length;
  return taken === '' ? undefined : taken;
}

function fileBytes(kernel: Kernel, process: ProcessState, path: string): ByteString {
  try {
    return filesOf(kernel, process).read(path);
  } catch (error) {
    if (error instanceof FileError) return '';
    throw error;
  }
}

function openFile(kernel: Kernel, process: ProcessState, fd: number): OpenFile | undefined {
  return kernel.table.files[process.fds[fd] ?? ''];
}

/** A terminal's ^D ends one read and no more. */
function takeEnd(kernel: Kernel, session: string): boolean {
  const tty = kernel.table.sessions[session]?.tty;
  if (!tty?.isAtEnd) return false;
  tty.isAtEnd = false;
  return true;
}

/** Bytes of the table's own random sequence. */
export function randomBytes(kernel: Kernel, count: number): ByteString {
  let bytes = '';
  for (let n = 0; n < count; n++) bytes += String.fromCharCode(Math.floor(draw(kernel) * 256));
  return bytes;
}
