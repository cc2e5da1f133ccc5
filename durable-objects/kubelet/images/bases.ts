import { busyboxCommands, type Command, defineShell, executable } from '../../shell/index.ts';
import type { Image, ImageFiles } from './image.ts';

/** What images are built upon: a userland's programs and files. */
interface Base {
  readonly commands: readonly Command[];
  readonly files: ImageFiles;
}

const passwd = (shell: string) =>
  [
    `root:x:0:0:root:/root:${shell}`,
    'daemon:x:1:1:daemon:/usr/sbin:/usr/sbin/nologin',
    'www-data:x:33:33:www-data:/var/www:/usr/sbin/nologin',
    'nobody:x:65534:65534:nobody:/nonexistent:/usr/sbin/nologin',
    '',
  ].join('\n');

const common: ImageFiles = {
  '/bin': { directory: 0o755 },
  '/dev': { directory: 0o755 },
  '/etc': { directory: 0o755 },
  '/home': { directory: 0o755 },
  '/root': { directory: 0o700 },
  '/tmp': { directory: 0o1777 },
  '/usr/bin': { directory: 0o755 },
  '/usr/sbin': { directory: 0o755 },
  '/usr/local/bin': { directory: 0o755 },
  '/var/log': { directory: 0o755 },
  '/var/tmp': { directory: 0o1777 },
  '/var/run': { link: '/run' },
  '/run': { directory: 0o755 },
  '/etc/group': 'root:x:0:\ndaemon:x:1:\nwww-data:x:33:\nnogroup:x:65534:\n',
  '/proc': { directory: 0o555 },
  '/sys': { directory: 0o555 },
};

const debianRelease = [
  'PRETTY_NAME="Debian GNU/Linux 12 (bookworm)"',
  'NAME="Debian GNU/Linux"',
  'VERSION_ID="12"',
  'ID=debian',
  '',
].join('\n');

const alpineRelease = [
  'NAME="Alpine Linux"',
  'ID=alpine',
  'VERSION_ID=3.22.0',
  'PRETTY_NAME="Alpine Linux v3.22"',
  '',
].join('\n');

/** Every program of the userland as a file, so that `ls /bin` and `which` find it. */
function programs(commands: readonly Command[]): ImageFiles {
  const files = commands.map((command) => {
    const file = { text: executable(command.name), mode: 0o755 };
    return [`/bin/${command.name}`, file] as const;
  });
  return Object.fromEntries(files);
}

function userland(commands: readonly Command[], files: ImageFiles): Base {
  return { commands, files: { ...common, ...programs(commands), ...files } };
}

/** The userland of that name. */
export function base(name: Image['base']): Base {
  switch (name) {
    case 'none':
      return { commands: [], files: {} };
    case 'busybox':
      return userland(busyboxCommands, { '/etc/passwd': passwd('/bin/sh') });
    case 'alpine':
      return userland(busyboxCommands, {
        '/etc/passwd': passwd('/bin/sh'),
        '/etc/alpine-release': '3.22.0\n',
        '/etc/os-release': alpineRelease,
      });
    case 'debian': {
      const shells = [defineShell('sh', 'dash'), defineShell('bash', 'bash')];
      const others = busyboxCommands.filter(
        (command: Command) => !['sh', 'ash', 'bash'].includes(command.name),
      );
      return userland([...others, ...shells], {
        '/etc/passwd': passwd('/bin/bash'),
        '/etc/os-release': debianRelease,
        '/etc/debian_version': '12.11\n',
      });
    }
  }
}
