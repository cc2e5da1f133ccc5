import { freeze } from '../lib/json.ts';
import { newProcessTable, spawn, toBytes } from '../shell/index.ts';
import { ownEnvironment } from './container-env.ts';
import { asBytes, ConfigError, environmentOf, expand } from './environment.ts';
import { etcHosts, resolvConf } from './etc-files.ts';
import type { LoadedImage } from './images/index.ts';
import { filesOf, systemOf } from './machine.ts';
import { placeOf } from './processes.ts';
import { type ContainerProcesses, containerProcesses, podGroup } from './records.ts';
import { hostnameOf, type PlacedContainer } from './spec.ts';
import type { Sync } from './sync.ts';
import { prepareSubPaths } from './volumes/mounts.ts';
import { makeDirectories } from './volumes/set-up.ts';

/** The user that a container's processes run as. */
interface User {
  readonly uid: number;
  readonly gid: number;
  readonly groups: readonly number[];
}

/** A container's environment as texts. Throws ConfigError for what is missing. */
export function configure(
  sync: Sync,
  placed: PlacedContainer,
  loaded: LoadedImage,
): Readonly<Record<string, string>> {
  const { pod, kubelet, runtime, world } = sync;
  const podIP = 'ip' in runtime.sandbox ? runtime.sandbox.ip : undefined;
  const own = environmentOf(world.read, { pod, kubelet, podIP }, placed.container);
  const user = userOf(sync, placed, loaded);
  checkRoot(sync, placed, user);
  const env = { ...ownEnvironment(loaded.image, hostnameOf(pod), user.uid), ...own };
  prepareSubPaths(placeOf(sync), placed.container, env);
  return env;
}

/** Why the runtime could not start the main process. */
export type StartResult = { readonly started: true } | { readonly error: string };

/** Lays out the container's files and starts its main process. */
export function startMain(
  sync: Sync,
  placed: PlacedContainer,
  loaded: LoadedImage,
  env: Readonly<Record<string, string>>,
): StartResult {
  const { container } = placed;
  const { runtime, world } = sync;
  const argv = argvOf(placed, loaded, env);
  if (argv.length === 0) return { error: 'no command specified' };
  const cwd = container.workingDir || loaded.image.workdir;
  layOut(sync, placed, loaded, env, cwd);
  const table = newProcessTable();
  const bytes = asBytes(env);
  const system = systemOf(placeOf(sync), container, loaded, { env: bytes, turn: '1' });
  const user = userOf(sync, placed, loaded);
  const spawned = spawn(table, system, {
    argv: argv.map(toBytes),
    env: container.tty ? { ...bytes, TERM: 'xterm' } : bytes,
    cwd: toBytes(cwd),
    uid: user.uid,
    gid: user.gid,
    groups: user.groups,
    stdin: container.stdin ? 'open' : 'closed',
    ...(container.tty ? { terminal: { columns: 80, rows: 24 } } : {}),
  });
  if ('error' in spawned) return { error: startError(argv[0] ?? '', String(spawned.error), cwd) };
  const key = { namespace: runtime.uid, name: container.name };
  const group = podGroup(runtime);
  const value: ContainerProcesses = { group, table, env: bytes, cwd: toBytes(cwd), ...user };
  world.setRecord(containerProcesses, key, freeze(value));
  return { started: true };
}

/** `command` replaces the entrypoint and drops the image's arguments; `args` replaces those. */
export function argvOf(
  { container }: PlacedContainer,
  { image }: LoadedImage,
  env: Readonly<Record<string, string>>,
): readonly string[] {
  const { command = [], args = [] } = container;
  const expanded = (words: readonly string[]) => words.map((word) => expand(word, env));
  if (command.length > 0) return [...expanded(command), ...expanded(args)];
  if (args.length > 0) return [...image.entrypoint, ...expanded(args)];
  return [...image.entrypoint, ...image.cmd];
}

function layOut(
  sync: Sync,
  placed: PlacedContainer,
  loaded: LoadedImage,
  env: Readonly<Record<string, string>>,
  cwd: string,
): void {
  const { pod, world, runtime } = sync;
  const place = placeOf(sync);
  // Into the container's own layer, under its mounts and whether it is read-only or not.
  const container = { ...placed.container, securityContext: {} };
  const fs = filesOf(place, container, loaded, env);
  const podIP = 'ip' in runtime.sandbox ? runtime.sandbox.ip : '';
  const isMounted = (path: string) => fs.mounts.some(({ at }) => at === path || at === '/etc');
  const put = (path: string, text: string, mode = 0o644) => {
    if (isMounted(path)) return;
    makeDirectories(fs, path.slice(0, path.lastIndexOf('/')));
    fs.write(path, toBytes(text), { mode });
    fs.chmod(path, mode);
  };
  put('/etc/hosts', etcHosts(pod, podIP));
  put('/etc/hostname', `${hostnameOf(pod)}\n`);
  put('/etc/resolv.conf', resolvConf(world.read, pod));
  put(placed.container.terminationMessagePath, '', 0o666);
  if (!fs.exists(cwd)) makeDirectories(fs, cwd);
}

function userOf({ pod }: Sync, { container }: PlacedContainer, { image }: LoadedImage): User {
  const podContext = pod.spec.securityContext;
  const own = container.securityContext ?? {};
  const uid = own.runAsUser ?? podContext.runAsUser ?? image.user.uid;
  const gid = own.runAsGroup ?? podContext.runAsGroup ?? image.user.gid;
  const { fsGroup, supplementalGroups = [] } = podContext;
  const groups = [...supplementalGroups, ...(fsGroup === undefined ? [] : [fsGroup])];
  return { uid, gid, groups };
}

function checkRoot({ pod }: Sync, { container }: PlacedContainer, user: User): void {
  const mustNot =
    container.securityContext?.runAsNonRoot ?? pod.spec.securityContext.runAsNonRoot ?? false;
  if (!mustNot || user.uid !== 0) return;
  const { name, namespace, uid } = pod.metadata;
  const isSaid = (container.securityContext?.runAsUser ?? pod.spec.securityContext.runAsUser) === 0;
  const why = isSaid
    ? "container's runAsUser breaks non-root policy"
    : 'container has runAsNonRoot and image will run as root';
  throw new ConfigError(
    `${why} (pod: "${name}_${namespace}(${uid})", container: ${container.name})`,
  );
}

function startError(program: string, why: string, cwd: string): string {
  const start =
    'failed to create containerd task: failed to create shim task: OCI runtime create failed: ' +
    'runc create failed: unable to start container process: error during container init: ';
  if (why === 'cwd') return `${start}chdir to cwd ("${cwd}") set in config.json failed`;
  const texts: Readonly<Record<string, string>> = {
    'not-found': program.includes('/')
      ? `stat ${program}: no such file or directory`
      : 'executable file not found in $PATH',
    permission: 'permission denied',
    directory: 'is a directory',
    format: 'exec format error',
    limit: 'resource temporarily unavailable',
  };
  return `${start}exec: "${program}": ${texts[why] ?? why}`;
}
