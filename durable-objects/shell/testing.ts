import type { ByteString } from './bytes.ts';
import { MemoryFileSystem, type MemoryTree } from './files/memory-filesystem.ts';
import type { CommandRegistry } from './machine/command.ts';
import { commandRegistry } from './machine/command.ts';
import { type Network, noNetwork } from './machine/network.ts';
import type { ProcessTable } from './machine/process.ts';
import { exitOf, newProcessTable, takeOutput } from './machine/sessions.ts';
import { type SpawnRequest, spawn } from './machine/spawn.ts';
import { step } from './machine/step.ts';
import type { System } from './machine/system.ts';
import { nextDeadline } from './machine/waits.ts';
import { busyboxCommands } from './tools/index.ts';

interface Written {
  stdout: ByteString;
  stderr: ByteString;
}

/** A machine for tests: a root filesystem in memory, a clock that runs when everything sleeps. */
export class TestMachine {
  table: ProcessTable;
  readonly start = 1_795_000_000_000;
  elapsed = 0;
  readonly fs: MemoryFileSystem;
  readonly output: Record<number, Written> = {};
  readonly #commands: CommandRegistry;
  readonly #network: Network;
  /** Called between any two slices; may replace the table, as a hibernation does. */
  interrupt: (machine: TestMachine) => void = () => {};
  budget: number | undefined;

  constructor(
    options: {
      commands?: CommandRegistry;
      network?: Network;
      tree?: MemoryTree;
      firstPid?: number;
    } = {},
  ) {
    this.table = newProcessTable(options.firstPid ?? 1);
    this.#commands = options.commands ?? commandRegistry(busyboxCommands);
    this.#network = options.network ?? noNetwork;
    this.fs = new MemoryFileSystem({ now: () => this.start + this.elapsed }, options.tree);
    if (options.tree) return;
    for (const path of ['/bin', '/dev', '/etc', '/root', '/tmp', '/data']) this.fs.mkdir(path);
    this.fs.chmod('/tmp', 0o1777);
    this.fs.write(
      '/etc/passwd',
      'root:x:0:0:root:/root:/bin/sh\nnobody:x:65534:65534:nobody:/:/bin/false\n',
    );
    this.fs.write('/etc/group', 'root:x:0:\nnogroup:x:65534:\n');
  }

  get system(): System {
    return {
      fs: this.fs,
      now: this.start + this.elapsed,
      monotonic: this.elapsed,
      hostname: 'web-1',
      commands: this.#commands,
      network: this.#network,
      random: (key) => (Number(key) * 0.618033988749) % 1,
      host: {
        kernelRelease: '6.8.0',
        kernelVersion: '#1 SMP',
        machine: 'x86_64',
        cpus: 2,
        memoryBytes: 4 << 20,
        memoryUsedBytes: 1 << 20,
        bootedAt: this.start - 3_600_000,
        mounts: [{ source: 'overlay', target: '/', type: 'overlay', options: 'rw,relatime' }],
      },
    };
  }

  spawn(argv: readonly string[], request: Partial<SpawnRequest> = {}): number {
    const env = { PATH: '/usr/sbin:/usr/bin:/sbin:/bin', HOME: '/root' };
    const spawned = spawn(this.table, this.system, { argv, env, cwd: '/', ...request });
    if ('error' in spawned) throw new Error(spawned.error);
    this.output[spawned.pid] = { stdout: '', stderr: '' };
    return spawned.pid;
  }

  /** Runs until nothing can go on without the outside. */
  settle(): void {
    for (;;) {
      this.interrupt(this);
      const report = step(this.table, this.system, this.budget);
      this.#drain();
      if (!report.isExhausted && report.instructions === 0) break;
    }
  }

  /** Lets so many milliseconds pass, waking whatever sleeps in between. */
  advance(ms: number): void {
    const end = this.elapsed + ms;
    this.settle();
    for (
      let next = nextDeadline(this.table);
      next !== undefined && next <= end;
      next = nextDeadline(this.table)
    ) {
      this.elapsed = Math.max(next, this.elapsed);
      this.settle();
    }
    this.elapsed = end;
    this.settle();
  }

  exit(pid: number): number | undefined {
    return exitOf(this.table, pid)?.code;
  }

  #drain(): void {
    for (const session of Object.values(this.table.sessions)) {
      const output = this.output[session.pid];
      for (const { stream, bytes } of takeOutput(this.table, session.pid))
        if (output) output[stream] += bytes;
    }
  }
}

/** Runs `sh -c script` for up to an hour; what it wrote and its exit code. */
export function runScript(
  script: string,
  options: { input?: ByteString; shell?: string; machine?: TestMachine; args?: string[] } = {},
) {
  const machine = options.machine ?? new TestMachine();
  const stdin = { bytes: options.input ?? '' };
  const pid = machine.spawn([options.shell ?? 'sh', '-c', script, ...(options.args ?? [])], {
    stdin,
  });
  machine.advance(3_600_000);
  const { stdout, stderr } = machine.output[pid] ?? { stdout: '', stderr: '' };
  return { stdout, stderr, exit: machine.exit(pid), machine };
}
