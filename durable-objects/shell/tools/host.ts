import type { CommandContext } from '../machine/command.ts';
import type { ProcessState } from '../machine/process.ts';
import { formatDate } from './calendar.ts';
import { defineTool } from './tool.ts';
import { groupName, idOf, userName } from './users.ts';

/** `hostname [-s] [-f] [-i] [-d]`. */
export const hostname = defineTool({
  name: 'hostname',
  usage: '[-sidf] [HOSTNAME | -F FILE]',
  letters: 'sidfI',
  run: (options, context) => {
    const [name = '', ...domain] = context.system.hostname.split('.');
    if (options.operands.length > 0) {
      context.err('hostname: sethostname: Operation not permitted\n');
      return 1;
    }
    if (options.has('i') || options.has('I'))
      context.out(`${context.system.network.addresses.join(' ')}\n`);
    else if (options.has('d')) context.out(`${domain.join('.')}\n`);
    else context.out(`${options.has('s') ? name : context.system.hostname}\n`);
    return 0;
  },
});

/** `id [-u] [-g] [-G] [-n] [user]`. */
export const id = defineTool({
  name: 'id',
  usage: '[OPTIONS] [USER]',
  letters: 'ugGnr',
  run: (options, context) => {
    const { fs } = context.system;
    const [user] = options.operands;
    const uid = user === undefined ? context.uid : idOf(fs, '/etc/passwd', user);
    if (uid === undefined) {
      context.err(`id: unknown user ${user}\n`);
      return 1;
    }
    const gid = user === undefined ? context.gid : uid;
    const groups = [...new Set([gid, ...(user === undefined ? context.groups : [])])];
    const show = (value: number, name: (id: number) => string) =>
      options.has('n') ? name(value) : String(value);
    const named = (value: number, name: string) =>
      name === String(value) ? `${value}` : `${value}(${name})`;
    if (options.has('u')) context.out(`${show(uid, (n) => userName(fs, n))}\n`);
    else if (options.has('g')) context.out(`${show(gid, (n) => groupName(fs, n))}\n`);
    else if (options.has('G'))
      context.out(`${groups.map((g) => show(g, (n) => groupName(fs, n))).join(' ')}\n`);
    else {
      const list = groups.map((g) => named(g, groupName(fs, g))).join(',');
      context.out(
        `uid=${named(uid, userName(fs, uid))} gid=${named(gid, groupName(fs, gid))} groups=${list}\n`,
      );
    }
    return 0;
  },
});

/** `whoami`. */
export const whoami = defineTool({
  name: 'whoami',
  usage: '',
  letters: '',
  run: (_options, context) => {
    const name = userName(context.system.fs, context.uid);
    if (name === String(context.uid)) {
      context.err(`whoami: unknown uid ${context.uid}\n`);
      return 1;
    }
    context.out(`${name}\n`);
    return 0;
  },
});

/** `uname [-amnrspvio]`. */
export const uname = defineTool({
  name: 'uname',
  usage: '[-amnrspvio]',
  letters: 'amnrspvio',
  run: (options, context) => {
    const { host, hostname: name } = context.system;
    const all: readonly (readonly [string, string])[] = [
      ['s', 'Linux'],
      ['n', name],
      ['r', host.kernelRelease],
      ['v', host.kernelVersion],
      ['m', host.machine],
      ['o', 'GNU/Linux'],
    ];
    const wanted = all.filter(([letter]) => options.has('a') || options.has(letter));
    context.out(
      `${(wanted.length > 0 ? wanted : all.slice(0, 1)).map(([, value]) => value).join(' ')}\n`,
    );
    return 0;
  },
});

/** `nproc`. */
export const nproc = defineTool({
  name: 'nproc',
  usage: '[--all] [--ignore=N]',
  letters: 'a',
  long: { all: 'a' },
  run: (_options, context) => {
    context.out(`${context.system.host.cpus}\n`);
    return 0;
  },
});

/** `free [-b] [-k] [-m] [-g] [-h]`. */
export const free = defineTool({
  name: 'free',
  usage: '[-bkmgh]',
  letters: 'bkmgh',
  run: (options, context) => {
    const { memoryBytes, memoryUsedBytes } = context.system.host;
    const unit = options.has('b')
      ? 1
      : options.has('m')
        ? 1 << 20
        : options.has('g')
          ? 1 << 30
          : 1024;
    const cell = (bytes: number) =>
      (options.has('h')
        ? `${(bytes / (1 << 20)).toFixed(1)}M`
        : String(Math.floor(bytes / unit))
      ).padStart(12);
    const left = memoryBytes - memoryUsedBytes;
    context.out(
      '              total        used        free      shared  buff/cache   available\n',
    );
    context.out(
      `Mem:   ${cell(memoryBytes)}${cell(memoryUsedBytes)}${cell(left)}${cell(0)}${cell(0)}${cell(left)}\n`,
    );
    context.out(`Swap:  ${cell(0)}${cell(0)}${cell(0)}\n`);
    return 0;
  },
});

/** `uptime`. */
export const uptime = defineTool({
  name: 'uptime',
  usage: '',
  letters: '',
  run: (_options, context) => {
    const { now, host } = context.system;
    const minutes = Math.floor((now - host.bootedAt) / 60_000);
    const days = Math.floor(minutes / 1440);
    const clock = `${String(Math.floor(minutes / 60) % 24).padStart(2)}:${String(minutes % 60).padStart(2, '0')}`;
    const up = days > 0 ? `${days} day${days > 1 ? 's' : ''}, ${clock}` : clock;
    context.out(` ${formatDate(now, '%T')} up ${up},  0 users,  load average: 0.00, 0.00, 0.00\n`);
    return 0;
  },
});

/** `ps [-o columns] [-e] [-f] [aux]`. */
export const ps = defineTool({
  name: 'ps',
  usage: '[-o COL1,COL2=HEADER] [-T]',
  letters: 'o:efAaw',
  run: (options, context) => {
    const given = options.value('o');
    const columns = (given ?? 'pid,user,time,args').split(',').map((column) => column.split('='));
    const unknown = columns.find(([name = '']) => !(name in psColumns));
    if (unknown) {
      context.err(
        `ps: bad -o argument '${unknown[0]}', supported arguments: ${Object.keys(psColumns).join(',')}\n`,
      );
      return 1;
    }
    const rows = [...context.processes()].sort((a, b) => a.pid - b.pid);
    const line = (cells: readonly string[]) =>
      `${cells.map((cell, n) => (n === cells.length - 1 ? cell : pad(columns[n]?.[0] ?? '', cell))).join(' ')}\n`;
    context.out(
      line(columns.map(([name = '', header]) => header ?? psColumns[name]?.header ?? '')),
    );
    for (const process of rows)
      context.out(
        line(columns.map(([name = '']) => psColumns[name]?.value(process, context) ?? '')),
      );
    return 0;
  },
});

function pad(column: string, cell: string): string {
  const width = psColumns[column]?.width ?? 8;
  return column === 'pid' || column === 'ppid' ? cell.padStart(width) : cell.padEnd(width);
}

const psColumns: Readonly<
  Record<
    string,
    {
      header: string;
      width: number;
      value: (process: Readonly<ProcessState>, context: CommandContext) => string;
    }
  >
> = {
  pid: { header: 'PID', width: 5, value: ({ pid }) => String(pid) },
  ppid: { header: 'PPID', width: 5, value: ({ parent }) => String(parent) },
  user: { header: 'USER', width: 8, value: ({ uid }, context) => userName(context.system.fs, uid) },
  group: {
    header: 'GROUP',
    width: 8,
    value: ({ gid }, context) => groupName(context.system.fs, gid),
  },
  time: { header: ' TIME', width: 6, value: () => '  0:00' },
  etime: {
    header: 'ELAPSED',
    width: 7,
    value: ({ startedAt }, { system }) => elapsed(system.now - startedAt),
  },
  stat: { header: 'STAT', width: 4, value: ({ waits }) => (waits.length > 0 ? 'S' : 'R') },
  comm: {
    header: 'COMMAND',
    width: 16,
    value: ({ argv }) => (argv[0] ?? '').split('/').at(-1) ?? '',
  },
  args: { header: 'COMMAND', width: 27, value: ({ argv }) => argv.join(' ').replace(/\n/g, ' ') },
};

function elapsed(ms: number): string {
  const seconds = Math.max(0, Math.floor(ms / 1000));
  return `${String(Math.floor(seconds / 60)).padStart(2)}:${String(seconds % 60).padStart(2, '0')}`;
}
