import type { Instant } from '../../lib/instant.ts';
import type { ByteString } from '../bytes.ts';
import type { FileSystem } from '../files/filesystem.ts';
import type { CommandRegistry } from './command.ts';
import type { Network } from './network.ts';

/** Everything outside the processes, handed to each step: nothing is taken from anywhere else. */
export interface System {
  readonly fs: FileSystem;
  /** Calendar time, for `date` and file times. */
  readonly now: Instant;
  /** Milliseconds that running processes have lived through; sleeps end by it. */
  readonly monotonic: number;
  readonly hostname: string;
  /** Commands that exist here: an image's and its own. */
  readonly commands: CommandRegistry;
  readonly network: Network;
  /** A number in [0, 1) that depends on the key and the owner's seed alone. */
  readonly random: (key: string) => number;
  /** What uname, nproc, free, uptime and df tell. */
  readonly host: Host;
}

/** The computer as commands describe it. */
export interface Host {
  /** `Linux`'s release, such as `6.8.0-45-generic`. */
  readonly kernelRelease: string;
  /** `uname -v`. */
  readonly kernelVersion: string;
  /** `x86_64` or `aarch64`. */
  readonly machine: string;
  readonly cpus: number;
  readonly memoryBytes: number;
  readonly memoryUsedBytes: number;
  readonly bootedAt: Instant;
  readonly mounts: readonly MountInfo[];
}

/** A line of /proc/mounts with what df adds to it. */
export interface MountInfo {
  readonly source: string;
  readonly target: string;
  readonly type: string;
  readonly options: string;
  readonly capacityBytes?: number;
  readonly usedBytes?: number;
}

/** A registry's worth of environment: name to value, both byte strings. */
export type Environment = Readonly<Record<string, ByteString>>;
