/** A POSIX shell and its tools as a deterministic machine whose state is plain JSON. */

export { sha256 } from '../lib/hashes.ts';
export { type ByteString, toBytes, toText } from './bytes.ts';
export {
  type Creation,
  FileError,
  type FileErrorCode,
  type FileStat,
  type FileSystem,
  type FileType,
} from './files/filesystem.ts';
export { MemoryFileSystem, type MemoryNode, type MemoryTree } from './files/memory-filesystem.ts';
export { type Mount, MountTable } from './files/mounts.ts';
export { limits } from './limits.ts';
export {
  type Command,
  type CommandContext,
  type CommandRegistry,
  type Completion,
  commandRegistry,
  defineCommand,
  defineShell,
  defineStreaming,
  type Progress,
  type ShellFlavour,
  type StreamContext,
} from './machine/command.ts';
export { executable } from './machine/executables.ts';
export * from './machine/network.ts';
export type {
  ExitStatus,
  OutputChunk,
  ProcessState,
  ProcessTable,
  Session,
  Wait,
} from './machine/process.ts';
export {
  closeInput,
  exitOf,
  newProcessTable,
  release,
  takeOutput,
  writeInput,
} from './machine/sessions.ts';
export { parseSignal, type SignalName } from './machine/signal-names.ts';
export { signal } from './machine/signals.ts';
export { type Spawned, type SpawnRequest, spawn } from './machine/spawn.ts';
export { type StepReport, step } from './machine/step.ts';
export type { Environment, Host, MountInfo, System } from './machine/system.ts';
export { resizeTerminal, typeInput } from './machine/terminal.ts';
export {
  isListening,
  isRunnable,
  nextDeadline,
  waitsOf,
  wakeExternal,
} from './machine/waits.ts';
export { busyboxCommands, tools } from './tools/index.ts';
