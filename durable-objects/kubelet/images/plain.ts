import { defineStreaming, executable } from '../../shell/index.ts';
import { defineImage } from './image.ts';

/** busybox: sh and the usual tools. */
export const busybox = defineImage({
  names: [
    'docker.io/library/busybox',
    'registry.k8s.io/busybox',
    'gcr.io/google-containers/busybox',
  ],
  tags: /^(latest|stable|glibc|musl|uclibc|stable-(glibc|musl|uclibc)|\d+(\.\d+){0,2}(-(glibc|musl|uclibc))?)$/,
  base: 'busybox',
  cmd: ['sh'],
  env: {},
  sizeBytes: 2_156_519,
});

/** alpine: the same tools under Alpine's name. */
export const alpine = defineImage({
  names: ['docker.io/library/alpine'],
  tags: /^(latest|edge|3(\.\d+){0,2}|20\d{6})$/,
  base: 'alpine',
  cmd: ['/bin/sh'],
  sizeBytes: 3_802_452,
});

/** debian, with bash. */
export const debian = defineImage({
  names: ['docker.io/library/debian'],
  tags: /^(latest|stable|testing|bookworm|trixie|bullseye|\d+(\.\d+)?)(-slim)?$/,
  base: 'debian',
  cmd: ['bash'],
  sizeBytes: 48_488_117,
});

/** ubuntu, with bash. */
export const ubuntu = defineImage({
  names: ['docker.io/library/ubuntu'],
  tags: /^(latest|rolling|devel|noble|jammy|focal|\d\d\.\d\d)$/,
  base: 'debian',
  cmd: ['/bin/bash'],
  files: {
    '/etc/os-release':
      'PRETTY_NAME="Ubuntu 24.04.2 LTS"\nNAME="Ubuntu"\nVERSION_ID="24.04"\nID=ubuntu\n',
  },
  sizeBytes: 29_727_061,
});

/** Waits for a signal. */
export const pauseCommand = defineStreaming<{ end: boolean }>({
  name: 'pause',
  handles: ['TERM', 'INT'],
  start: () => ({ end: false }),
  resume: (_state, context) => {
    if (context.takeSignals().length === 0) return { waits: [{ for: 'signal' }] };
    context.err('Shutting down, got signal: Terminated\n');
    return { exit: 0 };
  },
});

/** pause: one program that waits for a signal, and no shell. */
export const pause = defineImage({
  names: ['registry.k8s.io/pause', 'k8s.gcr.io/pause', 'gcr.io/google-containers/pause'],
  tags: /^(latest|3(\.\d+){0,2})$/,
  base: 'none',
  entrypoint: ['/pause'],
  files: { '/pause': { text: executable('pause'), mode: 0o755 } },
  commands: [pauseCommand],
  user: { uid: 65535, gid: 65535 },
  sizeBytes: 318_731,
});
