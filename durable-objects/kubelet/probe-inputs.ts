import { configMaps, secrets, type Volume } from '../api/index.ts';
import { canonical, type Frozen } from '../lib/json.ts';
import { containerContents, headOf } from '../volumes/contents/index.ts';
import { placeOf } from './processes.ts';
import { serverStates } from './records.ts';
import { listeningIn } from './servers.ts';
import type { PlacedContainer } from './spec.ts';
import type { Sync } from './sync.ts';
import { sourceOf } from './volumes/sources.ts';

/**
 * A fingerprint of everything in the pod that a probe's outcome can depend on, if it does not
 * look at clocks, processes or the network: files of the container and of its volumes, objects
 * that are mounted, ports that are listened on and what their servers remember.
 */
export function probeInputs(sync: Sync, placed: PlacedContainer): string {
  const { read } = sync.world;
  const { uid } = sync.runtime;
  const { container } = placed;
  const own = headOf(read, containerContents(uid, container.name)).generation;
  const mounted = new Set((container.volumeMounts ?? []).map(({ name }) => name));
  const volumes = (sync.pod.spec.volumes ?? [])
    .filter(({ name }) => mounted.has(name))
    .map((volume) => volumeInputs(sync, volume));
  const ports = listeningIn(placeOf(sync)).map(
    ({ port, server, options }) => `${port}/${server}/${canonical(options)}`,
  );
  const states = read.records(serverStates, uid).map(({ value }) => canonical(value));
  return canonical([own, volumes, ports, states]);
}

function volumeInputs(sync: Sync, volume: Frozen<Volume>): string {
  const { world, pod, runtime } = sync;
  const source = sourceOf(world.read, pod, runtime.node, volume);
  if (source.is === 'stored') return String(headOf(world.read, source.place.identity).generation);
  if (source.is !== 'rendered') return '';
  const namespace = pod.metadata.namespace ?? '';
  const version = (kind: 'c' | 's', name: string) =>
    (kind === 'c'
      ? world.read.get(configMaps, { namespace, name })
      : world.read.get(secrets, { namespace, name })
    )?.metadata.resourceVersion ?? '';
  const sources = [
    { configMap: volume.configMap, secret: undefined },
    ...(volume.projected?.sources ?? []),
  ];
  const names = sources.flatMap(({ configMap, secret }) => [
    ...(configMap ? [version('c', configMap.name)] : []),
    ...(secret ? [version('s', secret.name)] : []),
  ]);
  const own = volume.secret ? [version('s', volume.secret.secretName ?? '')] : [];
  const { labels, annotations } = pod.metadata;
  const downward = volume.downwardAPI ? [canonical([labels ?? {}, annotations ?? {}])] : [];
  return [...names, ...own, ...downward].join(',');
}

/** Commands whose result is in the files alone. */
const timeless = new Set([
  ...['[', 'test', 'cat', 'ls', 'stat', 'grep', 'egrep', 'fgrep', 'head', 'tail', 'wc', 'true'],
  ...['false', 'echo', 'printf', 'sh', 'bash', 'ash', 'exit', ':', 'cut', 'tr', 'sort', 'uniq'],
  ...['basename', 'dirname', 'readlink', 'realpath', 'md5sum', 'sha256sum', 'cmp', 'diff', 'sed'],
  ...['if', 'then', 'else', 'elif', 'fi', '!', 'set', 'cd', 'pwd', 'hostname', 'id', 'whoami'],
]);

/**
 * Whether a command's outcome can only change when files do. Careful: whatever is not known to
 * be so (a script in a file, a pipe to `date`) is not.
 */
export function isTimeless(command: readonly string[]): boolean {
  const [program = '', option, script] = command;
  if (!timeless.has(program.split('/').at(-1) ?? '')) return false;
  const isShell = /(^|\/)(sh|bash|ash)$/.test(program);
  if (!isShell) return true;
  if (option !== '-c' || script === undefined || /[`$]/.test(script)) return false;
  return script
    .split(/&&|\|\||[;|&(){}\n]/)
    .map((part) => part.trim().replace(/^((if|then|else|elif|!)\s+)+/, ''))
    .filter((part) => part !== '')
    .every((part) => timeless.has(part.split(/\s+/)[0] ?? ''));
}
